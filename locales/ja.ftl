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

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = { $list }への登録が急増しています
mail-alarm-confirmations = { $list }の確認が急増しています
mail-alarm-unsubscribes = { $list }の購読をやめる人が急増しています
mail-alarm-number = { $since }から数えて、10分間に{ $number }件です。
mail-alarm-sign-ups-wait = これ以降の申し込みは保留され、メールは送られません。訪問者にはいつもと同じページが表示されます。人からの申し込みであれば、落ち着いた後に自動で送られます。その時には、メールを受け取った人の4分の1が確認を済ませています。
mail-alarm-confirmations-look = 機械がメール内のリンクを押したか、誰かが自分で読める多数のアドレスを登録している可能性があります。
mail-alarm-unsubscribes-look = メールの検査装置のような機械が、メール内のリンクを押した可能性があります。やめたい人はやめたままにします。元に戻す前に確かめてください。
mail-alarm-show = 何が起きたか、今どうなっているかを確かめます。
mail-alarm-release = 人であれば、待っている全員にメールを送ります。
mail-alarm-drop = 人でなければ、申し込みを終わらせます。何も送られません。
mail-alarm-undo = 元に戻すと何件変わるかを確かめます。--yes を付けるまで何も変わりません。
mail-alarm-once = どれだけ続いても、このメールはリストごとに1時間に1通までです。

## Mails

mail-here = { $what }：
mail-confirm-subject = { $lists }の購読を確認してください
mail-confirm-title = { $lists }をお送りしてもよろしいですか？
mail-confirm-asked = どなたか（おそらくご本人）が、このアドレスへの配信を{ $site }に申し込みました。
mail-confirm-asked-when = どなたか（おそらくご本人）が、このアドレスへの配信を{ $site }に申し込みました。配信は{ $schedule }です。
mail-confirm-yes = はい、{ $lists }を受け取ります
mail-button-until = ボタンの有効期限：{ $until }
mail-link-until = リンクの有効期限：{ $until }
mail-not-you = お心当たりがなければ、何もしなくてかまいません。今後何も届きません。
mail-not-you-again = 何度も届く場合は、{ $disown }。ほかの人が申し込めなくなります。
mail-disown = お心当たりがないことをお知らせください
mail-not-you-again-text = 何度も届く場合は、こちらからお知らせください。ほかの人が申し込めなくなります：
mail-button-fails = ボタンが動かない場合は、このアドレスを開いてください：{ $link }
mail-open-and-press = ご本人であれば、このアドレスを開いてボタンを押してください：
mail-remind-subject = お知らせ：{ $lists }の購読を確認してください
mail-remind-title = { $lists }をまだご希望ですか？
mail-remind-asked = 先日、どなたか（おそらくご本人）が、このアドレスへの配信を{ $site }に申し込みました。まだボタンが押されていないため、何も配信されていません。
mail-remind-asked-when = 先日、どなたか（おそらくご本人）が、このアドレスへの配信（{ $schedule }）を{ $site }に申し込みました。まだボタンが押されていないため、何も配信されていません。
mail-remind-only = ご希望でなければ、何もしなくてかまいません。お知らせはこの一度だけで、今後何も届きません。
mail-never-asked = 申し込んだ覚えがない場合は、{ $disown }。ほかの人が申し込めなくなります。
mail-never-asked-text = 申し込んだ覚えがない場合は、こちらからお知らせください。ほかの人が申し込めなくなります：
mail-welcome = { $list }へようこそ
mail-comes = 配信は{ $schedule }です。
mail-next = 次回の配信：{ $when }
mail-begin-with = まずはこちらから
mail-archive-all = これまでの記事はすべてアーカイブにあります
mail-archive-past = これまでの配信はアーカイブにあります
mail-welcome-why = { $list }の購読が確認されたため、このメールをお送りしています。
mail-change-or-leave = { $change }／{ $leave }
mail-change = 配信頻度を変更する
mail-leave = 購読をやめる
mail-leave-alone = 購読をやめる
mail-known-subject = { $lists }はすでに購読されています
mail-known-title = すでに購読されています
mail-known-asked = どなたか（おそらくご本人）が、このアドレスへの配信を{ $site }に申し込みました。すでに登録されているため、何も変更していません。
mail-known-what = お届けしている内容と、その変更先です：
mail-known-spam = メールが届かない場合は、迷惑メールフォルダーを確認し、{ $site }を連絡先に追加してください。お心当たりがなければ、何もしなくてかまいません。
mail-link-subject = { $site }のリンク
mail-link-title = リンクをお送りします
mail-link-asked = どなたか（おそらくご本人）が{ $site }にリンクを請求しました。リンクを持つ人は配信内容を変更できます。ほかの人に渡さないでください。
mail-link-left = どなたか（おそらくご本人）が{ $site }にリンクを請求しました。購読はすでに終了しています。このリンクから、保存しているお客様の情報をご覧になれます。ほかの人に渡さないでください。
mail-link-change = 配信頻度を変更する、または購読をやめる
mail-link-archive = このブラウザーでアーカイブをすべて読む
mail-link-data = { $kept }（持ち出しまたは消去）。このリンクの有効期限：{ $until }
mail-link-kept = 保存しているお客様の情報
mail-link-data-text = 保存しているお客様の情報（持ち出しまたは消去、有効期限：{ $until }）：
mail-nothing-changed = お心当たりがなければ、何もしなくてかまいません。何も変更していません。
mail-left = { $list }の購読を終了しました
mail-left-last = このアドレスへの配信は終了し、これが最後のメールです。
mail-left-back = お読みいただきありがとうございました。再開するには{ $subscribe }。
mail-subscribe-again = もう一度お申し込みください
mail-left-back-text = お読みいただきありがとうございました。再開するには、もう一度お申し込みください：
mail-address-subject = { $site }の新しいアドレスを確認してください
mail-address-title = 今後はこのアドレスにお送りしますか？
mail-address-asked = { $site }の読者の方（おそらくご本人）が、登録済みのアドレスの代わりにこちらへの配信を希望しました。
mail-address-yes = はい、このアドレスを使います
mail-moved-subject = { $site }のアドレスが変更されました
mail-moved-title = アドレスが変更されました
mail-moved-what = { $site }からの配信は、今後別のアドレスに届きます。設定ページで変更が申し込まれ、新しいアドレスで確認されました。こちらにはもう届きません。
mail-moved-back = お心当たりがなければ、{ $back }。リンクの有効期限：{ $until }
mail-moved-back-link = 配信先をこちらに戻してください
mail-moved-back-text = お心当たりがなければ、このアドレスを開いてボタンを押してください（有効期限：{ $until }）：
mail-moved-else = そのほかのお問い合わせは{ $contact }までお願いします。

## Digests

digest-number = { $count }
digest-opening = 新しい記事{ digest-number }件：{ $titles }。
digest-subject = { $count ->
    [0] { $first }
   *[other] { $first }、{ others }
}
digest-untitled = 無題の記事
digest-contents = 今回の目次
digest-other-topics = その他
digest-minutes = { $count }分
digest-reading-time = { $count }分で読めます
digest-read-on = 続きを読む
digest-read-on-of = 続きを読む：{ $title }
digest-read-on-at = 続きを読む： { $link }
digest-on-the-web = ウェブで読む
digest-shortened = 全文を載せるとメールソフトが表示する長さを超えるため、長い記事はここでは途中までです。全文はウェブにあります。
digest-why = このメールは、{ $list }を購読している方にお送りしています（{ $schedule }）。
digest-why-alone = このメールは、{ $list }を購読している方にお送りしています。
digest-ways = { $change }か、{ $leave }ことができます。
digest-change = 届く頻度を変える
digest-leave = 配信を止める
digest-change-at = 届く頻度を変える：
digest-leave-at = 配信を止める：

## Placements

## Errors
