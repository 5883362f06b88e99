# Turkish

direction = ltr

## Dates and times

time = { $hour2 }.{ $minute }
month = { $month ->
    [1] Ocak
    [2] Şubat
    [3] Mart
    [4] Nisan
    [5] Mayıs
    [6] Haziran
    [7] Temmuz
    [8] Ağustos
    [9] Eylül
    [10] Ekim
    [11] Kasım
   *[12] Aralık
}
weekday = { $weekday ->
    [1] Pazartesi
    [2] Salı
    [3] Çarşamba
    [4] Perşembe
    [5] Cuma
    [6] Cumartesi
   *[7] Pazar
}
# On every such day.
weekdays = { $weekday ->
    [1] pazartesi günleri
    [2] salı günleri
    [3] çarşamba günleri
    [4] perşembe günleri
    [5] cuma günleri
    [6] cumartesi günleri
   *[7] pazar günleri
}
ordinal = { $day }.
day = { $day } { month }
day-of-year = { $day } { month }
date-line = { $day } { month } { $year } { weekday }
whole-day = { date-line }
post-date = { $day } { month } { weekday }
instant-in-city = { $day } { month } { weekday }, saat { time } ({ $city })
instant-in-zone = { $day } { month } { weekday }, saat { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } ve { $last }
others = { $count } tane daha
quoted = “{ $words }”

## When mails come

immediately = yeni bir şey yayımlanır yayımlanmaz
every-minutes = { $count ->
    [1] her dakika
   *[other] her { $count } dakikada bir
}
every-hours = { $count ->
    [1] her saat
   *[other] her { $count } saatte bir
}
every-day = her gün saat { $times }
workdays = hafta içi her gün saat { $times }
days-of-week = { $days } saat { $times }
days-of-month = her ayın { $days } günü saat { $times }
day-of-long-months = { $days } günü olan her ay o gün saat { $times }
day-every-year = her yıl { day-of-year } günü saat { $times }
leap-day = her artık yılda { day-of-year } günü saat { $times }
crontab-line = “{ $line }”
next-today = { $schedule }, sıradaki bugün saat { time }
next-on = { $schedule }, sıradaki { day } günü
wherever-you-are = { $schedule }, nerede olursanız olun
clock-of-list = liste

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] bir dakika
   *[other] { $count } dakika
}
wait-hours = { $count ->
    [1] bir saat
   *[other] { $count } saat
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Bir kez daha basın
page-once-more-why = Böyle formları makineler de gönderir. Düğmeye basın, sizinki hemen yola çıksın.
page-once-more-send = Gönder
page-form-working = Bir an bekleyin: bir saniye sürer.

## Pages

## Mails

## Digests

## Placements

## Errors
