# Italian

direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
}
weekday = { $weekday ->
    [1] lunedì
    [2] martedì
    [3] mercoledì
    [4] giovedì
    [5] venerdì
    [6] sabato
   *[7] domenica
}
# On every such day.
weekdays = { $weekday ->
    [1] il lunedì
    [2] il martedì
    [3] il mercoledì
    [4] il giovedì
    [5] il venerdì
    [6] il sabato
   *[7] la domenica
}
ordinal = { $day ->
    [1] 1º
   *[other] { $day }
}
day = { ordinal } { month }
day-of-year = { ordinal } { month }
date-line = { weekday } { ordinal } { month } { $year }
whole-day = { date-line }
post-date = { weekday } { ordinal } { month }
instant-in-city = { weekday } { ordinal } { month }, ore { time } (ora di { $city })
instant-in-zone = { weekday } { ordinal } { month }, ore { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } e { $last }
others = altri { $count }
quoted = «{ $words }»

## When mails come

immediately = appena c’è qualcosa di nuovo
every-minutes = { $count ->
    [1] ogni minuto
   *[other] ogni { $count } minuti
}
every-hours = { $count ->
    [1] ogni ora
   *[other] ogni { $count } ore
}
every-day = ogni giorno alle { $times }
workdays = dal lunedì al venerdì alle { $times }
days-of-week = { $days } alle { $times }
days-of-month = nei giorni { $days } di ogni mese alle { $times }
day-of-long-months = nel giorno { $days } dei mesi che lo hanno, alle { $times }
day-every-year = ogni anno, il { day-of-year }, alle { $times }
leap-day = ogni anno bisestile, il { day-of-year }, alle { $times }
crontab-line = «{ $line }»
next-today = { $schedule }, il prossimo oggi alle { time }
next-on = { $schedule }, il prossimo il { day }
wherever-you-are = { $schedule }, ovunque tu sia
clock-of-list = la lista

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] un minuto
   *[other] { $count } minuti
}
wait-hours = { $count ->
    [1] un’ora
   *[other] { $count } ore
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Ancora un clic
page-once-more-why = Moduli come questo li inviano anche le macchine. Premi il pulsante e il tuo parte subito.
page-once-more-send = Invia
page-form-working = Un momento: ci vuole un secondo.

## Pages

## Mails

## Digests

## Placements

## Errors
