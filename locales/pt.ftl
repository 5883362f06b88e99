# Portuguese

direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
}
weekday = { $weekday ->
    [1] segunda-feira
    [2] terça-feira
    [3] quarta-feira
    [4] quinta-feira
    [5] sexta-feira
    [6] sábado
   *[7] domingo
}
# On every such day.
weekdays = { $weekday ->
    [1] às segundas-feiras
    [2] às terças-feiras
    [3] às quartas-feiras
    [4] às quintas-feiras
    [5] às sextas-feiras
    [6] aos sábados
   *[7] aos domingos
}
ordinal = { $day ->
    [1] 1.º
   *[other] { $day }
}
day = { $day } de { month }
day-of-year = { $day } de { month }
date-line = { weekday }, { $day } de { month } de { $year }
whole-day = { date-line }
post-date = { weekday }, { $day } de { month }
instant-in-city = { weekday }, { $day } de { month }, { time } (hora de { $city })
instant-in-zone = { weekday }, { $day } de { month }, { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } e { $last }
others = mais { $count }
quoted = “{ $words }”

## When mails come

immediately = assim que houver novidades
every-minutes = { $count ->
    [1] a cada minuto
   *[other] a cada { $count } minutos
}
every-hours = { $count ->
    [1] a cada hora
   *[other] a cada { $count } horas
}
every-day = todos os dias às { $times }
workdays = de segunda a sexta-feira às { $times }
days-of-week = { $days }, { $times }
days-of-month = nos dias { $days } de cada mês às { $times }
day-of-long-months = no dia { $days } dos meses que o têm, às { $times }
day-every-year = todos os anos, em { day-of-year }, às { $times }
leap-day = em cada ano bissexto, em { day-of-year }, às { $times }
crontab-line = “{ $line }”
next-today = { $schedule }; o próximo, hoje às { time }
next-on = { $schedule }; o próximo, em { day }
wherever-you-are = { $schedule }, onde quer que você esteja
clock-of-list = a lista

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] um minuto
   *[other] { $count } minutos
}
wait-hours = { $count ->
    [1] uma hora
   *[other] { $count } horas
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Mais um toque
page-once-more-why = Formulários como este também são enviados por máquinas. Aperte o botão, e o seu segue na hora.
page-once-more-send = Enviar
page-form-working = Um momento: leva um segundo.

## Pages

## Mails

## Digests

## Placements

## Errors
