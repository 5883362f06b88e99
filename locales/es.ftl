# Spanish

direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
weekday = { $weekday ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[7] domingo
}
# On every such day.
weekdays = { $weekday ->
    [1] los lunes
    [2] los martes
    [3] los miércoles
    [4] los jueves
    [5] los viernes
    [6] los sábados
   *[7] los domingos
}
ordinal = { $day }
day = { $day } de { month }
day-of-year = { $day } de { month }
date-line = { weekday }, { $day } de { month } de { $year }
whole-day = { date-line }
post-date = { weekday }, { $day } de { month }
instant-in-city = { weekday } { $day } de { month }, { time } (hora de { $city })
instant-in-zone = { weekday } { $day } de { month }, { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } y { $last }
others = { $count } más
quoted = «{ $words }»

## When mails come

immediately = en cuanto haya algo nuevo
every-minutes = { $count ->
    [1] cada minuto
   *[other] cada { $count } minutos
}
every-hours = { $count ->
    [1] cada hora
   *[other] cada { $count } horas
}
every-day = todos los días a las { $times }
workdays = de lunes a viernes a las { $times }
days-of-week = { $days } a las { $times }
days-of-month = los días { $days } de cada mes a las { $times }
day-of-long-months = el día { $days } de los meses que lo tienen, a las { $times }
day-every-year = cada año, el { day-of-year } a las { $times }
leap-day = cada año bisiesto, el { day-of-year } a las { $times }
crontab-line = «{ $line }»
next-today = { $schedule }; el próximo, hoy a las { time }
next-on = { $schedule }; el próximo, el { day }
wherever-you-are = { $schedule }, dondequiera que estés
clock-of-list = la lista

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] un minuto
   *[other] { $count } minutos
}
wait-hours = { $count ->
    [1] una hora
   *[other] { $count } horas
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Pulsa una vez más
page-once-more-why = También hay máquinas que envían formularios como este. Pulsa el botón y el tuyo saldrá enseguida.
page-once-more-send = Enviar
page-form-working = Un momento: tarda un segundo.

## Pages

## Mails

## Digests

## Placements

## Errors
