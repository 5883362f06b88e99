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

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = { $list } için çok sayıda kayıt
mail-alarm-confirmations = { $list } için çok sayıda onay
mail-alarm-unsubscribes = { $list } listesinden çok sayıda okur ayrılıyor
mail-alarm-number = On dakika içinde { $number }; sayım başlangıcı { $since }.
mail-alarm-sign-ups-wait = Sonraki istekler bekliyor ve onlara posta gitmiyor; ziyaretçiler her zamanki sayfayı görüyor. İnsanların istekleri, dalga geçince kendiliğinden gönderilir: o zaman posta alanların dörtte biri onaylamış olur.
mail-alarm-confirmations-look = Postalarınızdaki bağlantılara bir makine basmış olabilir ya da biri, postasını okuyabildiği çok sayıda adresi kaydediyor.
mail-alarm-unsubscribes-look = Posta tarayıcılarının yaptığı gibi, postalarınızdaki bağlantılara bir makine basmış olabilir. Ayrılmak isteyen ayrılmış kalır: bir şeyi geri almadan önce bakın.
mail-alarm-show = Ne olduğuna ve durumun ne olduğuna bakın:
mail-alarm-release = Bunlar insansa, bekleyen herkese posta gönderin:
mail-alarm-drop = Değilse, isteklerini sonlandırın; onlara hiçbir şey gönderilmez:
mail-alarm-undo = Geri almanın kaç kaydı değiştireceğine bakın; --yes eklemeden hiçbir şey değişmez:
mail-alarm-once = Ne kadar sürerse sürsün, her liste için saatte en çok bir böyle posta alırsınız.

## Mails

mail-here = { $what }:
mail-confirm-subject = { $lists } aboneliğinizi onaylayın
mail-confirm-title = { $lists } size gönderilsin mi?
mail-confirm-asked = Birisi, umarız sizsinizdir, { $site } sitesinden bunun bu adrese gönderilmesini istedi.
mail-confirm-asked-when = Birisi, umarız sizsinizdir, { $site } sitesinden bunun bu adrese gönderilmesini istedi: { $schedule }.
mail-confirm-yes = Evet, { $lists } gönderilsin
mail-button-until = Düğmenin son geçerlilik zamanı: { $until }.
mail-link-until = Bağlantının son geçerlilik zamanı: { $until }.
mail-not-you = Bunu siz yapmadıysanız hiçbir şey yapmayın; başka bir şey gelmez.
mail-not-you-again = Tekrar tekrar gelirse { $disown }; kimse sizin adınıza isteyemez.
mail-disown = siz olmadığınızı bildirin
mail-not-you-again-text = Tekrar tekrar gelirse buradan bildirin; kimse sizin adınıza isteyemez:
mail-button-fails = Düğme çalışmazsa bu adresi açın: { $link }
mail-open-and-press = Bu sizseniz bu adresi açın ve oradaki düğmeye basın:
mail-remind-subject = Hatırlatma: { $lists } aboneliğinizi onaylayın
mail-remind-title = { $lists } hâlâ gönderilsin mi?
mail-remind-asked = Kısa süre önce birisi, umarız sizsinizdir, { $site } sitesinden bunun bu adrese gönderilmesini istedi. Henüz kimse düğmeye basmadığı için hiçbir şey gönderilmiyor.
mail-remind-asked-when = Kısa süre önce birisi, umarız sizsinizdir, { $site } sitesinden bunun bu adrese gönderilmesini istedi: { $schedule }. Henüz kimse düğmeye basmadığı için hiçbir şey gönderilmiyor.
mail-remind-only = İstemiyorsanız hiçbir şey yapmayın. Bu tek hatırlatmadır; başka bir şey gelmez.
mail-never-asked = Bunu hiç istemediyseniz { $disown }; kimse sizin adınıza isteyemez.
mail-never-asked-text = Bunu hiç istemediyseniz buradan bildirin; kimse sizin adınıza isteyemez:
mail-welcome = { $list }: hoş geldiniz
mail-comes = Gönderim zamanı: { $schedule }.
mail-next = Sıradaki gönderim: { $when }.
mail-begin-with = Başlangıç için
mail-archive-all = Şimdiye kadarki her şey arşivde
mail-archive-past = Şimdiye kadar gelenler arşivde
mail-welcome-why = { $list } aboneliğinizi az önce onayladığınız için bu postayı alıyorsunuz.
mail-change-or-leave = { $change } ya da { $leave }.
mail-change = Gönderim sıklığını değiştirin
mail-leave = abonelikten çıkın
mail-leave-alone = Abonelikten çıkmak için
mail-known-subject = { $lists } aboneliğiniz zaten var
mail-known-title = Zaten abonesiniz
mail-known-asked = Birisi, umarız sizsinizdir, az önce { $site } sitesinden bu adrese posta gönderilmesini istedi. Adres zaten listede, hiçbir şey değişmedi.
mail-known-what = Size gelenler ve değiştirebileceğiniz yer:
mail-known-spam = Postalar size ulaşmıyorsa istenmeyen posta klasörüne bakın ve { $site } adresini rehberinize ekleyin. Bunu siz yapmadıysanız hiçbir şey yapmayın.
mail-link-subject = { $count ->
    [1] { $site } bağlantınız
   *[other] { $site } bağlantılarınız
}
mail-link-title = { $count ->
    [1] Bağlantınız burada
   *[other] Bağlantılarınız burada
}
mail-link-asked = { $count ->
    [1] Birisi, umarız sizsinizdir, { $site } sitesinden bunu istedi. Bağlantı kimdeyse size gelenleri değiştirebilir: kimseye vermeyin.
   *[other] Birisi, umarız sizsinizdir, { $site } sitesinden bunları istedi. Bağlantılardan biri kimdeyse size gelenleri değiştirebilir: kimseye vermeyin.
}
mail-link-left = Birisi, umarız sizsinizdir, { $site } sitesinden bunu istedi. Oradaki aboneliklerinizden çıktınız; bağlantı hakkınızda saklananlara götürür: kimseye vermeyin.
mail-link-change = Sıklığı değiştirin ya da abonelikten çıkın
mail-link-archive = Arşivin tamamını bu tarayıcıda okuyun
mail-link-data = { $kept }: yanınıza almak ya da silmek için. Bağlantının son geçerlilik zamanı: { $until }.
mail-link-kept = Hakkınızda sakladıklarımız
mail-link-data-text = Hakkınızda sakladıklarımız, almak ya da silmek için; son zaman { $until }:
mail-nothing-changed = Bunu siz yapmadıysanız hiçbir şey yapmayın: hiçbir şey değişmedi.
mail-left = { $list } aboneliğinden çıktınız
mail-left-last = Artık bu adrese gönderilmiyor ve bu konudaki son posta budur.
mail-left-back = Okuduğunuz için teşekkürler. Geri dönmek için { $subscribe }.
mail-subscribe-again = yeniden abone olun
mail-left-back-text = Okuduğunuz için teşekkürler. Geri dönmek için yeniden abone olun:
mail-address-subject = { $site } için yeni adresinizi onaylayın
mail-address-title = Bundan sonra bu adrese mi yazalım?
mail-address-asked = { $site } okurlarından biri, umarız sizsinizdir, tüm postaların kayıtlı adres yerine buraya gönderilmesini istedi.
mail-address-yes = Evet, bu adresi kullanın
mail-moved-subject = { $site } için adresiniz değiştirildi
mail-moved-title = Adresiniz değiştirildi
mail-moved-what = { $site } gönderileri artık başka bir adrese gidiyor: bu, tercih sayfanızda istendi ve o adresten onaylandı. Buraya artık bir şey gelmez.
mail-moved-back = Bunu siz yapmadıysanız { $back }. Bağlantının son geçerlilik zamanı: { $until }.
mail-moved-back-link = postalarınızın yine buraya gelmesini sağlayın
mail-moved-back-text = Bunu siz yapmadıysanız bu adresi açın ve oradaki düğmeye basın; son zaman { $until }:
mail-moved-else = Başka her şey için { $contact } adresine yazın.

## Digests

digest-number = { $count ->
    [2] İki
    [3] Üç
    [4] Dört
    [5] Beş
    [6] Altı
    [7] Yedi
    [8] Sekiz
    [9] Dokuz
    [10] On
    [11] On bir
    [12] On iki
   *[other] { $count }
}
digest-opening = { $count ->
    [1] Yeni bir yazı: { $titles }.
   *[other] { digest-number } yeni yazı: { $titles }.
}
digest-subject = { $count ->
    [0] { $first }
    [1] { $first } ve bir yazı daha
   *[other] { $first } ve { $count } yazı daha
}
digest-untitled = başlıksız bir yazı
digest-contents = Bu sayıda
digest-other-topics = Ayrıca
digest-minutes = { $count } dk.
digest-reading-time = { $count } dk. okuma süresi
digest-read-on = Devamını okuyun
digest-read-on-of = Devamını okuyun: { $title }
digest-read-on-at = Devamını okuyun: { $link }
digest-on-the-web = web’de
digest-shortened = Tamamı yazılsaydı bu e-posta, e-posta programlarının gösterdiğinden uzun olurdu. En uzun yazılar burada kısaltıldı; tamamı web’de.
digest-why = Bu e-postayı { $list } aboneliğiniz nedeniyle alıyorsunuz ({ $schedule }).
digest-why-alone = Bu e-postayı { $list } aboneliğiniz nedeniyle alıyorsunuz.
digest-ways = { $change } veya { $leave }.
digest-change = Ne sıklıkta geleceğini değiştirin
digest-leave = abonelikten ayrılın
digest-change-at = Ne sıklıkta geleceğini değiştirin:
digest-leave-at = Abonelikten ayrılın:

## Placements

## Errors
