# English. The first language: a message that another one lacks is said with this one.
# How these files are written: docs/guide/languages.md.

direction = ltr

## Dates and times. $day, $month, $weekday (1 is Monday) and $year are numbers; $hour has no leading zero, $hour2 and $minute have.

time = { $hour }:{ $minute }
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
# On every such day.
weekdays = { $weekday ->
    [1] Mondays
    [2] Tuesdays
    [3] Wednesdays
    [4] Thursdays
    [5] Fridays
    [6] Saturdays
   *[7] Sundays
}
ordinal = { $day ->
    [1] 1st
    [2] 2nd
    [3] 3rd
    [21] 21st
    [22] 22nd
    [23] 23rd
    [31] 31st
   *[other] { $day }th
}
day = { $day } { month }
day-of-year = { $day } { month }
date-line = { weekday }, { $day } { month } { $year }
# A day for itself: "until Thursday 24 December 2026".
whole-day = { weekday } { $day } { month } { $year }
post-date = { weekday }, { $day } { month }
# $city is the place whose clocks are meant; $zone stands where there is none: UTC.
instant-in-city = { weekday } { $day } { month }, { time } in { $city }
instant-in-zone = { weekday } { $day } { month }, { time } { $zone }

## Enumerations: "a, b and c" is the rest ("a, b") and the last.

comma = ,{ " " }
and = { $rest } and { $last }
# Of what is enumerated, so many are not named: the last of "a, b and two more".
others = { $count ->
    [2] two more
    [3] three more
    [4] four more
    [5] five more
    [6] six more
    [7] seven more
    [8] eight more
    [9] nine more
    [10] ten more
    [11] eleven more
    [12] twelve more
   *[other] { $count } more
}
# A title.
quoted = “{ $words }”

## When mails come. $times and $days are enumerations.

immediately = as soon as something new appears
every-minutes = { $count ->
    [1] every minute
   *[other] every { $count } minutes
}
every-hours = { $count ->
    [1] every hour
   *[other] every { $count } hours
}
every-day = every day at { $times }
workdays = Monday to Friday at { $times }
days-of-week = { $days } at { $times }
days-of-month = on the { $days } of every month at { $times }
day-of-long-months = on the { $days } of every month that has one at { $times }
day-every-year = every year on { day-of-year } at { $times }
leap-day = every leap year on { day-of-year } at { $times }
crontab-line = “{ $line }”
next-today = { $schedule }, next today at { time }
next-on = { $schedule }, next on { day }
# By the reader's own clock.
wherever-you-are = { $schedule }, wherever you are
# Whose clock: not the reader's own. Stands in the record: "the list, 18:00".
clock-of-list = the list

## How long to wait, to stand after "in".

wait-minutes = { $count ->
    [1] a minute
   *[other] { $count } minutes
}
wait-hours = { $count ->
    [1] an hour
   *[other] { $count } hours
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = One more press
page-once-more-why = Forms like this one are also sent by machines. Press the button, and yours is on its way.
page-once-more-send = Send it
page-form-working = One moment: this takes a second.

## Pages

## Mails

## Digests

## Placements

## Errors
