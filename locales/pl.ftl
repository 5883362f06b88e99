# Polish

direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] stycznia
    [2] lutego
    [3] marca
    [4] kwietnia
    [5] maja
    [6] czerwca
    [7] lipca
    [8] sierpnia
    [9] września
    [10] października
    [11] listopada
   *[12] grudnia
}
weekday = { $weekday ->
    [1] poniedziałek
    [2] wtorek
    [3] środa
    [4] czwartek
    [5] piątek
    [6] sobota
   *[7] niedziela
}
# On every such day.
weekdays = { $weekday ->
    [1] w poniedziałki
    [2] we wtorki
    [3] w środy
    [4] w czwartki
    [5] w piątki
    [6] w soboty
   *[7] w niedziele
}
ordinal = { $day }.
day = { $day } { month }
day-of-year = { $day } { month }
date-line = { weekday }, { $day } { month } { $year }
whole-day = { date-line }
post-date = { weekday }, { $day } { month }
instant-in-city = { weekday }, { $day } { month }, { time } (czas: { $city })
instant-in-zone = { weekday }, { $day } { month }, { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } i { $last }
others = { $count ->
    [few] { $count } inne
   *[other] { $count } innych
}
quoted = „{ $words }”

## When mails come

immediately = gdy tylko pojawi się coś nowego
every-minutes = { $count ->
    [1] co minutę
    [few] co { $count } minuty
   *[other] co { $count } minut
}
every-hours = { $count ->
    [1] co godzinę
    [few] co { $count } godziny
   *[other] co { $count } godzin
}
every-day = codziennie o { $times }
workdays = od poniedziałku do piątku o { $times }
days-of-week = { $days } o { $times }
days-of-month = { $days } dnia każdego miesiąca o { $times }
day-of-long-months = { $days } dnia każdego miesiąca, który go ma, o { $times }
day-every-year = co roku { day-of-year } o { $times }
leap-day = w każdym roku przestępnym { day-of-year } o { $times }
crontab-line = „{ $line }”
next-today = { $schedule }, najbliższy dziś o { time }
next-on = { $schedule }, najbliższy { day }
wherever-you-are = { $schedule }, gdziekolwiek jesteś
clock-of-list = lista

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] minutę
    [few] { $count } minuty
   *[other] { $count } minut
}
wait-hours = { $count ->
    [1] godzinę
    [few] { $count } godziny
   *[other] { $count } godzin
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Jeszcze jedno naciśnięcie
page-once-more-why = Takie formularze wysyłają też maszyny. Wystarczy nacisnąć przycisk, a ten zostanie wysłany.
page-once-more-send = Wyślij
page-form-working = Chwileczkę: to potrwa sekundę.

## Pages

## Mails

## Digests

## Placements

## Errors
