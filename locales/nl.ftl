# Dutch

direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
}
weekday = { $weekday ->
    [1] maandag
    [2] dinsdag
    [3] woensdag
    [4] donderdag
    [5] vrijdag
    [6] zaterdag
   *[7] zondag
}
# On every such day.
weekdays = { $weekday ->
    [1] elke maandag
    [2] elke dinsdag
    [3] elke woensdag
    [4] elke donderdag
    [5] elke vrijdag
    [6] elke zaterdag
   *[7] elke zondag
}
ordinal = { $day }e
day = { $day } { month }
day-of-year = { $day } { month }
date-line = { weekday } { $day } { month } { $year }
whole-day = { date-line }
post-date = { weekday } { $day } { month }
instant-in-city = { weekday } { $day } { month }, { time } uur ({ $city })
instant-in-zone = { weekday } { $day } { month }, { time } uur { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } en { $last }
others = nog { $count }
quoted = ‘{ $words }’

## When mails come

immediately = zodra er iets nieuws is
every-minutes = { $count ->
    [1] elke minuut
   *[other] elke { $count } minuten
}
every-hours = { $count ->
    [1] elk uur
   *[other] elke { $count } uur
}
every-day = elke dag om { $times } uur
workdays = maandag tot en met vrijdag om { $times } uur
days-of-week = { $days } om { $times } uur
days-of-month = op de { $days } van elke maand om { $times } uur
day-of-long-months = op de { $days } van elke maand die er een heeft, om { $times } uur
day-every-year = elk jaar op { day-of-year } om { $times } uur
leap-day = elk schrikkeljaar op { day-of-year } om { $times } uur
crontab-line = ‘{ $line }’
next-today = { $schedule }, de volgende vandaag om { time } uur
next-on = { $schedule }, de volgende op { day }
wherever-you-are = { $schedule }, waar je ook bent
clock-of-list = de lijst

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] een minuut
   *[other] { $count } minuten
}
wait-hours = { $count ->
    [1] een uur
   *[other] { $count } uur
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Nog één keer drukken
page-once-more-why = Zulke formulieren worden ook door machines verstuurd. Druk op de knop, dan is het jouwe onderweg.
page-once-more-send = Versturen
page-form-working = Een ogenblik: dit duurt een seconde.

## Pages

## Mails

## Digests

## Placements

## Errors
