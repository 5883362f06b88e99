# Hebrew

direction = rtl

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] ינואר
    [2] פברואר
    [3] מרץ
    [4] אפריל
    [5] מאי
    [6] יוני
    [7] יולי
    [8] אוגוסט
    [9] ספטמבר
    [10] אוקטובר
    [11] נובמבר
   *[12] דצמבר
}
weekday = { $weekday ->
    [1] יום שני
    [2] יום שלישי
    [3] יום רביעי
    [4] יום חמישי
    [5] יום שישי
    [6] שבת
   *[7] יום ראשון
}
# On every such day.
weekdays = { $weekday ->
    [1] בימי שני
    [2] בימי שלישי
    [3] בימי רביעי
    [4] בימי חמישי
    [5] בימי שישי
    [6] בשבתות
   *[7] בימי ראשון
}
ordinal = { $day }
day = { $day } ב{ month }
day-of-year = { $day } ב{ month }
date-line = { weekday }, { $day } ב{ month } { $year }
whole-day = { date-line }
post-date = { weekday }, { $day } ב{ month }
instant-in-city = { weekday }, { $day } ב{ month }, { time } (שעון { $city })
instant-in-zone = { weekday }, { $day } ב{ month }, { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } ו{ $last }
others = עוד { $count }
quoted = ”{ $words }”

## When mails come

immediately = ברגע שמתפרסם משהו חדש
every-minutes = { $count ->
    [1] בכל דקה
   *[other] בכל { $count } דקות
}
every-hours = { $count ->
    [1] בכל שעה
    [two] בכל שעתיים
   *[other] בכל { $count } שעות
}
every-day = בכל יום בשעה { $times }
workdays = מיום שני עד יום שישי בשעה { $times }
days-of-week = { $days } בשעה { $times }
days-of-month = ב־{ $days } בכל חודש בשעה { $times }
day-of-long-months = ב־{ $days } בכל חודש שיש בו יום כזה, בשעה { $times }
day-every-year = בכל שנה ב־{ day-of-year } בשעה { $times }
leap-day = בכל שנה מעוברת ב־{ day-of-year } בשעה { $times }
crontab-line = ”{ $line }”
next-today = { $schedule }, הבא היום בשעה { time }
next-on = { $schedule }, הבא ב־{ day }
wherever-you-are = { $schedule }, לפי השעון במקום שבו נמצאים
clock-of-list = הרשימה

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] דקה
   *[other] { $count } דקות
}
wait-hours = { $count ->
    [1] שעה
    [two] שעתיים
   *[other] { $count } שעות
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = עוד לחיצה אחת
page-once-more-why = טפסים כאלה נשלחים גם על ידי מכונות. לחיצה על הכפתור, והטופס בדרך.
page-once-more-send = שליחה
page-form-working = רק רגע: זה לוקח שנייה.

## Pages

## Mails

## Digests

## Placements

## Errors
