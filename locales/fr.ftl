# French

direction = ltr

## Dates and times

time = { $hour } h { $minute }
month = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
weekday = { $weekday ->
    [1] lundi
    [2] mardi
    [3] mercredi
    [4] jeudi
    [5] vendredi
    [6] samedi
   *[7] dimanche
}
# On every such day.
weekdays = { $weekday ->
    [1] les lundis
    [2] les mardis
    [3] les mercredis
    [4] les jeudis
    [5] les vendredis
    [6] les samedis
   *[7] les dimanches
}
ordinal = { $day ->
    [1] 1er
   *[other] { $day }
}
day = { ordinal } { month }
day-of-year = { ordinal } { month }
date-line = { weekday } { ordinal } { month } { $year }
whole-day = { date-line }
post-date = { weekday } { ordinal } { month }
instant-in-city = { weekday } { ordinal } { month } à { time }, heure de { $city }
instant-in-zone = { weekday } { ordinal } { month } à { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } et { $last }
others = { $count } autres
quoted = « { $words } »

## When mails come

immediately = dès qu’il y a du nouveau
every-minutes = { $count ->
    [1] toutes les minutes
   *[other] toutes les { $count } minutes
}
every-hours = { $count ->
    [1] toutes les heures
   *[other] toutes les { $count } heures
}
every-day = tous les jours à { $times }
workdays = du lundi au vendredi à { $times }
days-of-week = { $days } à { $times }
days-of-month = les { $days } de chaque mois à { $times }
day-of-long-months = le { $days } de chaque mois qui en compte un, à { $times }
day-every-year = chaque année, le { day-of-year } à { $times }
leap-day = chaque année bissextile, le { day-of-year } à { $times }
crontab-line = « { $line } »
next-today = { $schedule }, prochain envoi aujourd’hui à { time }
next-on = { $schedule }, prochain envoi le { day }
wherever-you-are = { $schedule }, où que vous soyez
clock-of-list = la liste

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] une minute
   *[other] { $count } minutes
}
wait-hours = { $count ->
    [1] une heure
   *[other] { $count } heures
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Encore un clic
page-once-more-why = Des machines envoient aussi ce genre de formulaires. Appuyez sur le bouton, et le vôtre part aussitôt.
page-once-more-send = Envoyer
page-form-working = Un instant : cela prend une seconde.

## Pages

## Mails

## Digests

## Placements

## Errors
