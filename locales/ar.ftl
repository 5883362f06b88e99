# Arabic

direction = rtl

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}
weekday = { $weekday ->
    [1] الاثنين
    [2] الثلاثاء
    [3] الأربعاء
    [4] الخميس
    [5] الجمعة
    [6] السبت
   *[7] الأحد
}
# On every such day.
weekdays = { $weekday ->
    [1] كل اثنين
    [2] كل ثلاثاء
    [3] كل أربعاء
    [4] كل خميس
    [5] كل جمعة
    [6] كل سبت
   *[7] كل أحد
}
ordinal = { $day }
day = { $day } { month }
day-of-year = { $day } { month }
date-line = { weekday }، { $day } { month } { $year }
whole-day = { date-line }
post-date = { weekday }، { $day } { month }
instant-in-city = { weekday } { $day } { month }، الساعة { time } بتوقيت { $city }
instant-in-zone = { weekday } { $day } { month }، الساعة { time } { $zone }

## Enumerations

comma = ،{ " " }
and = { $rest } و{ $last }
others = { $count ->
    [two] اثنان آخران
    [few] { $count } أخرى
   *[other] { $count } أخرى
}
quoted = «{ $words }»

## When mails come

immediately = فور نشر أي جديد
every-minutes = { $count ->
    [1] كل دقيقة
    [two] كل دقيقتين
    [few] كل { $count } دقائق
   *[other] كل { $count } دقيقة
}
every-hours = { $count ->
    [1] كل ساعة
    [two] كل ساعتين
    [few] كل { $count } ساعات
   *[other] كل { $count } ساعة
}
every-day = كل يوم الساعة { $times }
workdays = من الاثنين إلى الجمعة الساعة { $times }
days-of-week = { $days } الساعة { $times }
days-of-month = في اليوم { $days } من كل شهر الساعة { $times }
day-of-long-months = في اليوم { $days } من كل شهر يصل إليه، الساعة { $times }
day-every-year = كل عام في { day-of-year } الساعة { $times }
leap-day = كل سنة كبيسة في { day-of-year } الساعة { $times }
crontab-line = «{ $line }»
next-today = { $schedule }، والعدد القادم اليوم الساعة { time }
next-on = { $schedule }، والعدد القادم في { day }
wherever-you-are = { $schedule }، بحسب توقيت مكانك
clock-of-list = القائمة

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] دقيقة
    [two] دقيقتين
    [few] { $count } دقائق
   *[other] { $count } دقيقة
}
wait-hours = { $count ->
    [1] ساعة
    [two] ساعتين
    [few] { $count } ساعات
   *[other] { $count } ساعة
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = ضغطة واحدة أخرى
page-once-more-why = تُرسِل الآلات أيضًا نماذج كهذا. بالضغط على الزر يُرسَل النموذج.
page-once-more-send = إرسال
page-form-working = لحظة واحدة: يستغرق هذا ثانية.

## Pages

## Mails

## Digests

## Placements

## Errors
