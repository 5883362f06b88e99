# German

direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}
weekday = { $weekday ->
    [1] Montag
    [2] Dienstag
    [3] Mittwoch
    [4] Donnerstag
    [5] Freitag
    [6] Samstag
   *[7] Sonntag
}
# On every such day.
weekdays = { $weekday ->
    [1] montags
    [2] dienstags
    [3] mittwochs
    [4] donnerstags
    [5] freitags
    [6] samstags
   *[7] sonntags
}
ordinal = { $day }.
day = { $day }. { month }
day-of-year = { $day }. { month }
date-line = { weekday }, { $day }. { month } { $year }
whole-day = { date-line }
post-date = { weekday }, { $day }. { month }
instant-in-city = { weekday }, { $day }. { month }, { time } Uhr ({ $city })
instant-in-zone = { weekday }, { $day }. { month }, { time } Uhr { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } und { $last }
others = { $count } weitere
quoted = „{ $words }“

## When mails come

immediately = sobald etwas Neues erscheint
every-minutes = { $count ->
    [1] jede Minute
   *[other] alle { $count } Minuten
}
every-hours = { $count ->
    [1] jede Stunde
   *[other] alle { $count } Stunden
}
every-day = jeden Tag um { $times } Uhr
workdays = Montag bis Freitag um { $times } Uhr
days-of-week = { $days } um { $times } Uhr
days-of-month = am { $days } jedes Monats um { $times } Uhr
day-of-long-months = am { $days } jedes Monats, der ihn hat, um { $times } Uhr
day-every-year = jedes Jahr am { day-of-year } um { $times } Uhr
leap-day = in jedem Schaltjahr am { day-of-year } um { $times } Uhr
crontab-line = „{ $line }“
next-today = { $schedule }, das nächste Mal heute um { time } Uhr
next-on = { $schedule }, das nächste Mal am { day }
wherever-you-are = { $schedule }, wo immer Sie sind
clock-of-list = der Liste

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] einer Minute
   *[other] { $count } Minuten
}
wait-hours = { $count ->
    [1] einer Stunde
   *[other] { $count } Stunden
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Noch einmal drücken
page-once-more-why = Solche Formulare werden auch von Maschinen abgeschickt. Drücken Sie auf den Knopf, und Ihres ist unterwegs.
page-once-more-send = Absenden
page-form-working = Einen Moment: Das dauert eine Sekunde.

## Pages

## Mails

## Digests

## Placements

## Errors
