# Japanese

language-name = 日本語
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
at-time = { time }
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
wherever-you-are = { $schedule }（お住まいの地域の時刻）
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

page-email = メールアドレス
page-trap = ここは空のままにしてください
page-subscribe = 購読する
page-subscribe-again = もう一度購読する
page-unsubscribe = 購読をやめる
page-how-often = 届く頻度
page-choose-how-often = 届く頻度を選ぶ
page-choose-both = 届く頻度と話題を選ぶ
page-it-comes = { $schedule }に届きます。
page-next = 次号：{ $when }
page-next-is = 次号：{ $when }。
page-next-soon = 次号は、読むものができ次第届きます。
page-next-soon-after = その後は、読むものができ次第、次号が届きます。
page-promise = どのメールにも、一度の操作で購読をやめられるリンクがあります。メールアドレスと同意いただいた内容を保管し、ほかの目的には使いません。
page-language = 言語
page-lists = 何を読みたいですか
page-lists-choose = 一つ以上選んでください
page-last-one = 最新号を読む
page-check-mail = メールを確認してください
page-check-mail-sent = { $address } にメールを送りました。メールの中のボタンを押すと購読が始まります。
page-check-mail-until = ボタンは{ $until }まで使えます。押すまでは、ほかに何も届きません。
page-nothing-came = 届きませんか
page-nothing-came-known = 数分かかることがあります。迷惑メールフォルダもご覧ください。すでに購読中の場合は、メールにそう書かれています。アドレスに誤りがあるときは、{ $again }。
page-type-again = もう一度入力してください
page-send-again = もう一度送る
page-one-mail-in = 一つのアドレスに送るメールは{ $span }に1通、1日に数通までです。届いたばかりのときは、少し待ってからボタンを押してください。
page-confirm-title = 確認：{ $lists }
page-confirm = { $count ->
   *[other] { $address } にお送りしてよろしいですか
}
page-confirm-button = はい、{ $lists }を受け取ります
page-confirm-not-you = 心当たりがなければ、このページを閉じてください。これ以上何も届きません。
page-confirmed-title = 購読中：{ $lists }
page-confirmed = { $lists }の購読が始まりました
page-earlier-ones = これまでの号を読む
page-change-how-often = 届く頻度を変える
page-done-confirmed = 確認しました
page-done-blocked = ブロックしました
page-done-changed = 変更しました
page-done-erased = 消去しました
page-done-paused = 休止しました
page-done-saved = 保存しました
page-done-undone = 元に戻しました
page-done-left = 購読をやめました
page-disown = 心当たりがありませんか
page-disown-what = { $address } 宛てに{ $list }が申し込まれました。ボタンを押すと、誰が申し込んでも、{ $site }はこのアドレスに何も送らなくなります。
page-disown-button = 申し込んでいません
page-disowned = もう何も届きません
page-disowned-what = { $site }は { $address } に何も送らなくなりました。
page-disowned-return = いつか{ $list }を読みたくなったら、送信者に連絡してください。元に戻せるのは送信者だけです。
page-gate = このページは購読者向けです
page-gate-read-on = { $blog } で続きを読む
page-gate-back = { $blog } に戻る
page-link-title = あなたのリンク
page-link = リンクを受け取る
page-link-what = このリンクで、メールの頻度を変えたり、購読をやめたりできます。購読中のアドレスに届きます。
page-link-button = リンクを送る
page-link-sent = { $address } で何かを購読している場合は、リンクを記したメールをお送りしています。
page-link-nothing-came = 数分かかることがあります。迷惑メールフォルダもご覧ください。別のアドレスで購読しているか、まだ購読していないのかもしれません：{ $subscribe }。
page-subscribe-here = こちらから購読できます
page-mail-sent = { $address } にメールを送りました。続けるには、そのメールのリンクを開いてください。
page-mail-sent-wait = まだ何も変わっていません。数分たっても届かないときは、迷惑メールフォルダをご覧ください。
page-move-title = { $address } に送る
page-move = { $address } にお送りしてよろしいですか
page-move-what = ここからのメールは、これからすべてこのアドレスに届きます。以前のアドレスには一度だけお知らせし、それ以外は何も送りません。
page-move-back = ふたたび { $address } にお送りしてよろしいですか
page-move-back-what = ここからのメールは、ふたたびすべてこのアドレスに届きます。これまでのメールのリンクは使えなくなり、新しいメールに新しいリンクが付きます。
page-move-button = はい、ここに送ってください
page-move-not-you = 心当たりがなければ、このページを閉じてください。何も変わりません。
page-moved = メールは { $address } に届きます
page-moved-preferences = メールと届く頻度
page-pass-title = ここで{ $list }を読む
page-pass = ここで{ $list }を読みますか
page-pass-what = 一度押すと、このブラウザで購読者向けの記事も含めてすべて読めます。そのためにだけクッキーを保存します。
page-pass-button = はい、アーカイブを開きます
page-pass-shared = ほかの人も使うコンピューターでは、おすすめしません。
page-paused-title = 休止中：{ $list }
page-paused = { $list }は{ $until }まで休止します
page-resumed-title = 休止が終わりました：{ $list }
page-resumed = { $list }がまた届きます
page-change-again = もう一度変更する
page-preferences = { $list }からのメール
page-preferences-address = { $address } に届きます。
page-preferences-paused = { $until }まで休止しています。
page-save = 保存
page-clock = どこの時刻に合わせるか
page-clock-zone = お住まいの地域
page-clock-hour = 時刻
page-clock-weekday = 曜日（週に1回以下の場合）
page-as-list = リストのとおり
page-as-list-is = リストのとおり：{ $what }
page-topics = 話題
page-topics-hint = 何も選ばなければ、すべて届きます。選ぶと、ほかの記事は除かれ、選んだ話題のない号は届きません。
page-pause = 休止する
page-pause-ongoing = { $until }までは何も届きません。その間に送られた号は、あとから届きません。
page-pause-what = 選んだ日までは何も届きません。その間に送られた号は、あとから届きません。
page-pause-until = 休止の終わり
page-pause-end = 休止を終える
page-address = 別のアドレス
page-address-what = まず新しいアドレスにメールを送ります。そこで承諾すると、すべてそちらに届きます。以前のアドレスにはお知らせします。
page-address-new = 新しいメールアドレス
page-address-button = 変更
page-data = 保管している情報
page-data-what = 取り出したり消去したりするには、あなたのアドレスに送る新しいリンクが必要です。このページのリンクは、メールと一緒に転送されているかもしれないためです。
page-data-later = アドレスが最近変更されました。ご本人によるものと確かめるため、情報の取り出しと消去は{ $from }から行えます。
page-data-button = リンクを送る
page-leave = 購読をやめる
page-leave-what = 一度押すだけで、もう送られません。
page-also = ほかに{ $lists }も購読しています。
page-leave-all = すべてやめる
page-saved-title = 保存しました：{ $list }
page-saved = { $list }はこれから{ $schedule }に届きます
page-saved-topics = { $topics }についての記事だけです。
page-resubscribed-title = 再開：{ $lists }
page-resubscribed = { $lists }の購読は続いています
page-unsubscribe-title = { $list }をやめる
page-unsubscribe-question = { $list }をやめますか
page-unsubscribe-what = { $address } には送られなくなります。
page-fewer = 回数を減らしますか。{ $choose }こともできます。
page-fewer-choose = 届く頻度を選ぶ
page-left = { $lists }の購読をやめました
page-left-what = { $count ->
   *[other] { $address } にはもう送られません。
}
page-undo = 元に戻す
page-left-fewer = 回数を減らしますか。「元に戻す」を押してから、届く頻度を選んでください。あとで戻るには、{ $subscribe }。
page-left-back = 戻るには、{ $subscribe }。
page-left-subscribe = もう一度購読してください
page-reason = 理由をお聞かせいただけますか
page-reason-hint = 任意です。このメールを書いている人が読むことができます。
page-reason-button = 送る
page-reason-noted = 理由を記録しました。
page-data-of = { $address } について保管している情報
page-data-contents = メールアドレス、選択した内容、同意した内容と日時、お送りしたメールです。
page-data-export = ファイルとして受け取る（JSON）
page-erase = 消去する
page-erase-what = すべてのリストから外れ、あなたを示す情報はすべて削除されます。同意があったという事実だけが、あなたの情報なしに残ります。また、どのリストにも再び登録されないよう、アドレスを誰にも明かさない印が残ります。元に戻すことはできません。
page-erase-button = 私の情報を消去する
page-erased = 情報を消去しました
page-erased-what = ここからのメールはもう届きません。安全のための複製には、それ自体が削除されるまで残ります。
archive-all-posts = すべての記事
archive-all-posts-of = { $list }のすべての記事
archive-all-digests = すべての号
archive-digests-of = { $list }の各号
archive-feed = フィード
archive-empty = まだ読むものはありません。
archive-none-sent = まだ一度も送られていません。
archive-gated = 購読者向け
archive-on-blog = ブログで見る
archive-read-on-blog = ブログで読む
archive-pages = ページ
archive-newer = 新しい記事
archive-older = 古い記事
archive-place = { $of }ページ中{ $number }ページ
archive-titled-page = { $title }、{ $number }ページ
archive-read-on = 続きを読む
archive-read-all = 全文を読む
archive-gate = 続きは{ $list }の購読者向けです。確認が済むと、ここで開きます。新しい記事は{ $schedule }にメールで届きます。
archive-gate-known = すでに購読中ですか。このブラウザですべてを開けるように、{ $link }。
archive-gate-link = リンクを受け取ってください
untitled = 無題の記事

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
mail-confirm-title = { $lists }をお送りしてもよろしいですか
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
mail-remind-title = { $lists }をまだご希望ですか
mail-remind-asked = 先日、どなたか（おそらくご本人）が、このアドレスへの配信を{ $site }に申し込みました。まだボタンが押されていないため、何も配信されていません。
mail-remind-asked-when = 先日、どなたか（おそらくご本人）が、このアドレスへの配信（{ $schedule }）を{ $site }に申し込みました。まだボタンが押されていないため、何も配信されていません。
mail-remind-only = ご希望でなければ、何もしなくてかまいません。お知らせはこの一度だけで、今後何も届きません。
mail-never-asked = 申し込んだ覚えがない場合は、{ $disown }。ほかの人が申し込めなくなります。
mail-never-asked-text = 申し込んだ覚えがない場合は、こちらからお知らせください。ほかの人が申し込めなくなります：
mail-welcome = { $list }へようこそ
mail-comes = 配信は{ $schedule }です。
mail-next = 次号：{ $when }
mail-begin-with = まずはこちらから
mail-archive-all = これまでの記事はすべてアーカイブにあります
mail-archive-past = これまでの配信はアーカイブにあります
mail-welcome-why = { $list }の購読が確認されたため、このメールをお送りしています。
mail-change-or-leave = { $change }／{ $leave }
mail-change = 届く頻度を変える
mail-leave = 購読をやめる
mail-leave-alone = 購読をやめる
mail-known-subject = { $lists }はすでに購読されています
mail-known-title = すでに購読されています
mail-known-asked = どなたか（おそらくご本人）が、このアドレスへの配信を{ $site }に申し込みました。すでに登録されているため、何も変更していません。
mail-known-what = お届けしている内容と、その変更先です：
mail-known-spam = メールが届かない場合は、迷惑メールフォルダを確認し、{ $site }を連絡先に追加してください。お心当たりがなければ、何もしなくてかまいません。
mail-link-subject = { $site }のリンク
mail-link-title = リンクをお送りします
mail-link-asked = どなたか（おそらくご本人）が{ $site }にリンクを請求しました。リンクを持つ人は配信内容を変更できます。ほかの人に渡さないでください。
mail-link-left = どなたか（おそらくご本人）が{ $site }にリンクを請求しました。購読はすでに終了しています。このリンクから、保管している情報をご覧になれます。ほかの人に渡さないでください。
mail-link-change = 届く頻度を変える、または購読をやめる
mail-link-archive = このブラウザでアーカイブをすべて読む
mail-link-data = { $kept }（持ち出しまたは消去）。このリンクの有効期限：{ $until }
mail-link-kept = 保管している情報
mail-link-data-text = 保管している情報（持ち出しまたは消去、有効期限：{ $until }）：
mail-nothing-changed = お心当たりがなければ、何もしなくてかまいません。何も変更していません。
mail-left = { $list }の購読を終了しました
mail-left-last = このアドレスへの配信は終了し、これが最後のメールです。
mail-left-back = お読みいただきありがとうございました。再開するには{ $subscribe }。
mail-subscribe-again = もう一度お申し込みください
mail-left-back-text = お読みいただきありがとうございました。再開するには、もう一度お申し込みください：
mail-address-subject = { $site }の新しいアドレスを確認してください
mail-address-title = 今後はこのアドレスにお送りしますか
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
digest-picture = 画像
digest-picture-of = 画像：{ $words }
post-video = 動画
post-video-of = 動画：{ $words }
post-audio = 音声
post-audio-of = 音声：{ $words }
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
digest-leave = 購読をやめる
digest-change-at = 届く頻度を変える：
digest-leave-at = 購読をやめる：
digest-counted-clicks = このメールのリンクがクリックされた回数を数えています。どなたがクリックしたかは分かりません。
digest-counted-opens = このメールが開かれた回数を数えています。どなたが開いたかは分かりません。
digest-counted-both = このメールが開かれた回数とリンクがクリックされた回数を数えています。どなたによるものかは分かりません。

## Placements

embed-latest = 購読すると、最新の記事がメールで届きます。
embed-discover = { $site }をもっと見る
embed-subscribe-to = { $list }を購読する
embed-keep-reading = 購読すると、続きを読むことができ、すべてのアーカイブをご覧いただけます。
embed-continue = 続きを読む
embed-skip = 本文へ
embed-topics = 読みたい話題を選ぶ
embed-close = 閉じる
embed-failed = 送れませんでした。接続を確かめて、もう一度ボタンを押してください。
embed-taken = { $address } にメールを送りました。メールの中のボタンを押すと購読が始まります。{ $until }まで使えます。
embed-taken-hint = 届きませんか。数分かかることがあります。迷惑メールフォルダもご覧ください。
embed-nowhere = このフォームはもうどこにもつながっていません。ブログの作者に知らせると、直してもらえます。
embed-many = お使いのネットワークから多くの申し込みがありました。何も失われていません。{ $span }後にもう一度お試しください。
embed-domain = そのドメインのアドレスは受け付けていません。別のドメインのアドレスを入力してください。
embed-not-now = ただいま受け付けられません。何も失われていません。1分後にもう一度ボタンを押してください。
embed-once-more = フォームは機械からも送られます。もう一度ボタンを押すと完了します。
embed-page = { $list }をブログに置く
embed-page-what = 読者に呼びかける方法を、実際に動くものと、ブログに写す内容とともに並べました。ここに入力したアドレスには、本当にメールが送られます。
embed-page-script = どれも同じ一つのスクリプトを使います。クッキーは保存せず、ほかのどこにも問い合わせません。購読した人や、あなたのメールのリンクから来た人には、もう尋ねません。
embed-post-end = 各記事の終わり
embed-post-end-note = 記事のテンプレートで、本文の下に置きます。
embed-inline = ページの中
embed-inline-note = フォームを置きたい場所に置きます。サイドバー、フッター、専用のページなどです。
embed-pop-up = 記事の上に開く窓
embed-pop-up-note = 記事のテンプレートに置きます。1分後、または記事の半分が読まれたとき、早いほうで開きます。閉じた人には1日の間、開きません。Escapeキー、外側を押すこと、自身のボタンで閉じます。
embed-overlay = トップページのあいさつ
embed-overlay-note = トップページのテンプレートに置きます。すぐに開き、その後1週間は開きません。ほかのページでは開きません。
embed-button = 浮かぶボタン
embed-button-note = どのテンプレートでも、ページの終わりに置きます。隅にとどまり、フォームを開きます。
embed-open = 開く
embed-off = オフになっています。ページのその場所には何も表示されません。{ $command } で戻せます。
embed-to-copy = { $title }：写す内容
embed-copy = コピー
embed-copied = コピーしました
embed-plain = スクリプトなしで
embed-plain-what = スクリプトを許可しないブログでは、フォームだけを使います。{ $form }の最初の行と最後から2番目の行の間を写してください。または { $link } へリンクしてください。
embed-policy = ブログがContent-Security-Policyを送る場合は、{ $script }、{ $connect }、{ $form } を許可する必要があります。インラインのものやスタイルは必要ありません。

## Errors

error-address-empty = メールアドレスを入力してください。
error-address-at = メールアドレスは、name@example.org のように @ の前と後ろに部分があります。
error-address-several = @ が一つだけの、一つのアドレスを入力してください。
error-address-local = @ の前には、文字、数字、その間の点、記号 { $signs } が使えます。
error-address-ascii = どのメールソフトからも送れるように、このアドレスの @ の前には a–z の文字だけが使えます。
error-address-long = メールアドレスが長すぎます。@ の前は64文字、全体で254文字までです。
error-address-domain = @ の後ろは example.org のようなドメイン名でなければなりません。
error-address-taken = このアドレスにはすでにここからメールが届いています。二つのアドレスのどちらかで購読をやめ、もう一方を残してください。
error-choose-one = この中から一つ選んでください。
error-choose-list = 少なくとも一つ選んでください。
error-choose-place = 一覧から地域を選んでください。
error-choose-hour = この中から時刻を選んでください。
error-choose-weekday = この中から曜日を選んでください。
error-choose-topics = この中から話題を選んでください。
error-choose-language = 一覧から言語を選んでください。
error-pause-day = { $example } のように日を選んでください。
error-pause-past = これから来る日を選んでください。
error-pause-long = 1年以内の日を選んでください。それより長い場合は、いったん購読をやめて、また戻ってきてください。
error-link-title = このリンクは使えません
error-link = 古すぎるか、メールソフトがリンクの終わりを切り落としたのかもしれません。ここから届いた最新のメールのリンクが最も確実です。
error-link-new = 新しいリンクを受け取る
error-not-found-title = そのページはありません
error-not-found = アドレスに打ち間違いがないか確かめてください。
error-not-found-home = アドレスに打ち間違いがないか確かめるか、{ $site }から始めてください。
error-many-title = 一度に多すぎました
error-many = お使いのネットワークから多くの要求がありました。{ $span }後にもう一度お試しください。
error-many-again = { $span }後にもう一度お試しください
error-domain-title = 別のアドレスをお使いください
error-domain = このドメインのアドレスは受け付けていません。何も送られていません。戻って、別のアドレスを入力してください。
error-unavailable-title = 少し後でもう一度お試しください
error-unavailable = こちら側で修理中です。何も失われていません。お使いのリンクやフォームは、また使えるようになります。
error-request-title = すべては届きませんでした
error-request = 戻って、フォームをもう一度送ってください。
error-request-button = ページに戻って、ボタンのどれかを押してください。
error-not-the-blog = ここへ来たリンクは、このブログのものではありません。ブログに戻って、そこからお試しください。
error-unshowable = このページは今は表示できません。何も失われていません。後でもう一度お越しください。
## The way to a digest on the web

digest-same-on-the-web = このメールをウェブで読む
