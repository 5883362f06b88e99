# Japanese

direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] 1月
    [2] 2月
    [3] 3月
    [4] 4月
    [5] 5月
    [6] 6月
    [7] 7月
    [8] 8月
    [9] 9月
    [10] 10月
    [11] 11月
   *[12] 12月
}
weekday = { $weekday ->
    [1] 月曜日
    [2] 火曜日
    [3] 水曜日
    [4] 木曜日
    [5] 金曜日
    [6] 土曜日
   *[7] 日曜日
}
# On every such day.
weekdays = { $weekday ->
    [1] 毎週月曜日
    [2] 毎週火曜日
    [3] 毎週水曜日
    [4] 毎週木曜日
    [5] 毎週金曜日
    [6] 毎週土曜日
   *[7] 毎週日曜日
}
ordinal = { $day }日
day = { month }{ $day }日
day-of-year = { month }{ $day }日
date-line = { $year }年{ month }{ $day }日（{ weekday }）
whole-day = { date-line }
post-date = { month }{ $day }日（{ weekday }）
instant-in-city = { month }{ $day }日（{ weekday }）{ time }（{ $city }時間）
instant-in-zone = { month }{ $day }日（{ weekday }）{ time }（{ $zone }）

## Enumerations

comma = 、
and = { $rest }、{ $last }
others = ほか{ $count }件
quoted = 「{ $words }」

## When mails come

immediately = 新着があり次第
every-minutes = { $count ->
    [1] 毎分
   *[other] { $count }分ごと
}
every-hours = { $count ->
    [1] 毎時
   *[other] { $count }時間ごと
}
every-day = 毎日{ $times }
workdays = 月曜日から金曜日の{ $times }
days-of-week = { $days }の{ $times }
days-of-month = 毎月{ $days }の{ $times }
day-of-long-months = { $days }のある月の{ $days }、{ $times }
day-every-year = 毎年{ day-of-year }の{ $times }
leap-day = うるう年ごとに{ day-of-year }の{ $times }
crontab-line = 「{ $line }」
next-today = { $schedule }、次回は今日{ time }
next-on = { $schedule }、次回は{ day }
wherever-you-are = { $schedule }(お住まいの地域の時刻)
clock-of-list = リスト

## How long to wait, to stand after "in"

wait-minutes = { $count ->
   *[other] { $count }分
}
wait-hours = { $count ->
   *[other] { $count }時間
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = もう一度押してください
page-once-more-why = このようなフォームは機械からも送られてきます。ボタンを押すと、送信されます。
page-once-more-send = 送信する
page-form-working = 少々お待ちください。1秒ほどかかります。

## Pages

## Mails

## Digests

## Placements

## Errors
