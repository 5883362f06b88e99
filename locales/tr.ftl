# Turkish

language-name = Türkçe
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
at-time = { time }
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
page-once-more-send = Gönderin
page-form-working = Bir an bekleyin: bir saniye sürer.

## Pages

page-email = E-posta adresiniz
page-trap = Bu alanı boş bırakın
page-subscribe = Abone olun
page-subscribe-again = Yeniden abone olun
page-unsubscribe = Abonelikten çıkın
page-how-often = Ne sıklıkta gelsin
page-choose-how-often = Ne sıklıkta geleceğini seçin
page-choose-both = Ne sıklıkta ve ne hakkında geleceğini seçin
page-it-comes = Gönderim: { $schedule }.
page-next = Sonraki sayı: { $when }
page-next-is = Sonraki sayı: { $when }.
page-next-soon = Sonraki sayı, okunacak bir şey olur olmaz gelir.
page-next-soon-after = Sonraki sayı, bundan sonra okunacak bir şey olur olmaz gelir.
page-promise = Her e-postada tek adımda ayrılmanızı sağlayan bir bağlantı vardır. Adresinizi ve neye onay verdiğinizi saklarız, başka hiçbir şey için kullanmayız.
page-language = Dil
page-lists = Ne okumak istersiniz?
page-lists-choose = Birini veya birkaçını seçin
page-last-one = Son sayıyı okuyun
page-check-mail = E-postanıza bakın
page-check-mail-sent = { $address } adresine bir e-posta gönderdik. İçindeki düğmeye bastığınızda aboneliğiniz başlar.
page-check-mail-until = Düğme şu zamana kadar çalışır: { $until }. Siz basana kadar başka bir şey gelmez.
page-nothing-came = Bir şey gelmedi mi?
page-nothing-came-known = Birkaç dakika sürebilir. Spam klasörüne de bakın. Zaten aboneyseniz e-posta bunu söyler. Adres tam doğru değilse { $again }.
page-type-again = yeniden yazın
page-send-again = Yeniden gönderin
page-one-mail-in = Bir adrese { $span } içinde bir e-posta gider, günde de yalnızca birkaç tane. Sizinkine az önce geldiyse düğmeye basmadan önce bekleyin.
page-confirm-title = Onaylayın: { $lists }
page-confirm = { $count ->
    [one] { $address } adresine gönderelim mi?
   *[other] Hepsini { $address } adresine gönderelim mi?
}
page-confirm-button = Evet, bana gönderin: { $lists }
page-confirm-not-you = Bunu siz istemediyseniz sayfayı kapatın. Başka bir şey gelmez.
page-confirmed-title = Abonelik: { $lists }
page-confirmed = Aboneliğiniz başladı: { $lists }
page-earlier-ones = Önceki sayıları okuyun
page-change-how-often = Sıklığı değiştirin
page-done-confirmed = Onaylandı
page-done-blocked = Engellendi
page-done-changed = Değiştirildi
page-done-erased = Silindi
page-done-paused = Duraklatıldı
page-done-saved = Kaydedildi
page-done-undone = Geri alındı
page-done-left = Abonelikten çıkıldı
page-disown = Bu siz değil miydiniz?
page-disown-what = Biri { $address } adresiyle { $list } istedi. Düğmeye basın; kim isterse istesin, { $site } bu adrese artık hiçbir şey göndermez.
page-disown-button = Bu ben değildim
page-disowned = Artık hiçbir şey gelmez
page-disowned-what = { $site } artık { $address } adresine hiçbir şey göndermiyor.
page-disowned-return = Bir gün { $list } okumak isterseniz gönderene yazın: bunu yalnızca o geri alabilir.
page-gate = Bu sayfa aboneler içindir
page-gate-read-on = Devamı { $blog } üzerinde
page-gate-back = Geri dönün: { $blog }
page-link-title = Bağlantınız
page-link = Bağlantınızı isteyin
page-link-what = Bu bağlantıyla e-postaların sıklığını değiştirir veya ayrılırsınız. Okuduğunuz adrese gider.
page-link-button = Bağlantımı gönderin
page-link-sent = { $address } burada bir şeye aboneyse bağlantınızı içeren bir e-posta yoldadır.
page-link-nothing-came = Birkaç dakika sürebilir. Spam klasörüne de bakın. Belki başka bir adresle abone oldunuz, belki de henüz olmadınız: { $subscribe }.
page-subscribe-here = buradan abone olun
page-mail-sent = { $address } adresine yazdık. Devam etmek için o e-postadaki bağlantıyı açın.
page-mail-sent-wait = Henüz hiçbir şey değişmedi. Birkaç dakika içinde e-posta gelmezse spam klasörüne bakın.
page-move-title = { $address } adresine yazmak
page-move = { $address } adresine yazalım mı?
page-move-what = Buradan gelen tüm e-postalarınız artık bu adrese gelir. Eski adrese bir kez haber verilir, başka bir şey gitmez.
page-move-back = Yeniden { $address } adresine yazalım mı?
page-move-back-what = Buradan gelen tüm e-postalarınız yeniden bu adrese gelir. Önceki e-postalardaki bağlantılar çalışmaz olur; yeni e-postalar yenilerini getirir.
page-move-button = Evet, buraya yazın
page-move-not-you = Bunu siz istemediyseniz sayfayı kapatın. Hiçbir şey değişmez.
page-moved = E-postalarınız { $address } adresine gidiyor
page-moved-preferences = E-postalarınız ve sıklığı
page-pass-title = Burada okuyun: { $list }
page-pass = { $list } burada okunsun mu?
page-pass-what = Bir kez basın; bu tarayıcı size abonelere özel yazılar dahil her şeyi gösterir. Bunun için bir çerez saklar, başka hiçbir şey için değil.
page-pass-button = Evet, arşivi açın
page-pass-shared = Başkalarının da kullandığı bir bilgisayarda yapmamak daha iyidir.
page-paused-title = Duraklatıldı: { $list }
page-paused = { $list } şu güne kadar duraklatıldı: { $until }
page-resumed-title = Ara bitti: { $list }
page-resumed = { $list } yeniden geliyor
page-change-again = Yeniden değiştirin
page-preferences = E-postalarınız: { $list }
page-preferences-address = { $address } adresine gidiyor.
page-preferences-paused = Şu güne kadar duraklattınız: { $until }.
page-save = Kaydedin
page-clock = Kimin saatine göre
page-clock-zone = Nerede olduğunuz
page-clock-hour = Saat
page-clock-weekday = Haftada bir veya daha seyrek geliyorsa gün
page-as-list = Listede olduğu gibi
page-as-list-is = Listede olduğu gibi: { $what }
page-topics = Ne hakkında
page-topics-hint = Her şeyi almak için hiçbirini seçmeyin. Birkaçını seçerseniz diğer yazılar çıkarılır, hiçbirini içermeyen bir sayı gelmez.
page-pause = Duraklatın
page-pause-ongoing = Şu güne kadar hiçbir şey gelmez: { $until }. Bu arada gönderilenler size sonradan gönderilmez.
page-pause-what = Seçtiğiniz güne kadar hiçbir şey gelmez. Bu arada gönderilenler size sonradan gönderilmez.
page-pause-until = Şu güne kadar duraklatın
page-pause-end = Arayı bitirin
page-address = Başka bir adres
page-address-what = Önce yeni adrese yazarız; orada evet dediğinizde her şey oraya gider. Eskisine haber verilir.
page-address-new = Yeni e-posta adresi
page-address-button = Değiştirin
page-data = Hakkınızda ne saklıyoruz
page-data-what = Yanınıza almak veya silmek için adresinize gönderdiğimiz taze bir bağlantı gerekir: bu sayfanınki bir e-postayla başkasına iletilmiş olabilir.
page-data-later = Adresiniz kısa süre önce değiştirildi. Bunu sizin yaptığınızdan emin olmak için verileriniz şu tarihten itibaren alınabilir veya silinebilir: { $from }.
page-data-button = Bana bağlantıyı gönderin
page-leave = Ayrılma
page-leave-what = Bir kez basın, artık gönderilmez.
page-also = Şunları da alıyorsunuz: { $lists }.
page-leave-all = Hepsinden çıkın
page-saved-title = Kaydedildi: { $list }
page-saved = { $list } artık şöyle geliyor: { $schedule }
page-saved-topics = Yalnızca şu konulardaki yazılar: { $topics }.
page-resubscribed-title = Yeniden: { $lists }
page-resubscribed = Aboneliğiniz sürüyor: { $lists }
page-unsubscribe-title = Ayrılma: { $list }
page-unsubscribe-question = { $list } aboneliğinden çıkılsın mı?
page-unsubscribe-what = { $address } adresine artık gönderilmez.
page-fewer = Daha seyrek mi olsun? { $choose }.
page-fewer-choose = Ne sıklıkta geleceğini seçebilirsiniz
page-left = Abonelikten çıktınız: { $lists }
page-left-what = { $count ->
    [one] { $address } adresine artık gönderilmiyor.
   *[other] { $address } adresine artık gönderilmiyorlar.
}
page-undo = Geri alın
page-left-fewer = Daha seyrek mi olsun? “Geri alın” düğmesine basın, sonra ne sıklıkta geleceğini seçin. Daha sonra dönmek için { $subscribe }.
page-left-back = Dönmek için { $subscribe }.
page-left-subscribe = yeniden abone olun
page-reason = Nedenini söylemek ister misiniz?
page-reason-hint = Zorunda değilsiniz. Bu e-postaları yazan kişi okuyabilir.
page-reason-button = Gönderin
page-reason-noted = Nedeniniz not edildi.
page-data-of = { $address } hakkında ne saklıyoruz
page-data-contents = Adresiniz, seçtikleriniz, neye ne zaman onay verdiğiniz ve size hangi e-postaların gönderildiği.
page-data-export = Dosya olarak alın (JSON)
page-erase = Silin
page-erase-what = Tüm listelerden çıkarsınız ve adınızı taşıyan her şey silinir. Bir şeye onay verilmiş olduğu, siz olmadan kalır; bir de adresinizi kimseye belli etmeyen bir iz kalır, hiçbir liste sizi yeniden almasın diye. Bu geri alınamaz.
page-erase-button = Verilerimi silin
page-erased = Verileriniz silindi
page-erased-what = Buradan artık e-posta almazsınız. Yedek kopyalar, kendileri de silinene kadar bunları içerir.
archive-all-posts = Tüm yazılar
archive-all-posts-of = Tüm yazılar: { $list }
archive-all-digests = Tüm sayılar
archive-digests-of = Sayılar: { $list }
archive-feed = Akış
archive-empty = Burada henüz okunacak bir şey yok.
archive-none-sent = Henüz hiçbiri gönderilmedi.
archive-gated = Aboneler için
archive-on-blog = Blogda
archive-read-on-blog = Blogda okuyun
archive-pages = Sayfalar
archive-newer = Daha yeni
archive-older = Daha eski
archive-place = Sayfa { $number } / { $of }
archive-titled-page = { $title }, sayfa { $number }
archive-read-on = Okumaya devam edin
archive-read-all = Tamamını okuyun
archive-gate = Gerisi, { $list } aboneleri içindir. Onayladığınızda burada açılır; yeniler e-postayla gelir, { $schedule }.
archive-gate-known = Zaten abone misiniz? Bu tarayıcıda her şeyi açan { $link }.
archive-gate-link = bir bağlantı isteyin
untitled = başlıksız bir yazı

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = { $list } için çok sayıda kayıt
mail-alarm-confirmations = { $list } için çok sayıda onay
mail-alarm-unsubscribes = { $list } listesinden çok sayıda okur ayrılıyor
mail-alarm-number = On dakika içinde { $number }; sayım başlangıcı { $since }.
mail-alarm-sign-ups-wait = Sonraki istekler bekliyor ve onlara e-posta gitmiyor; ziyaretçiler her zamanki sayfayı görüyor. İnsanların istekleri, dalga geçince kendiliğinden gönderilir: o zaman e-posta alanların dörtte biri onaylamış olur.
mail-alarm-confirmations-look = E-postalarınızdaki bağlantılara bir makine basmış olabilir ya da biri, postasını okuyabildiği çok sayıda adresi kaydediyor.
mail-alarm-unsubscribes-look = Posta tarayıcılarının yaptığı gibi, e-postalarınızdaki bağlantılara bir makine basmış olabilir. Ayrılmak isteyen ayrılmış kalır: bir şeyi geri almadan önce bakın.
mail-alarm-show = Ne olduğuna ve durumun ne olduğuna bakın:
mail-alarm-release = Bunlar insansa, bekleyen herkese e-posta gönderin:
mail-alarm-drop = Değilse, isteklerini sonlandırın; onlara hiçbir şey gönderilmez:
mail-alarm-undo = Geri almanın kaç kaydı değiştireceğine bakın; --yes eklemeden hiçbir şey değişmez:
mail-alarm-once = Ne kadar sürerse sürsün, her liste için saatte en çok böyle bir e-posta alırsınız.

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
mail-comes = Gönderim: { $schedule }.
mail-next = Sonraki sayı: { $when }.
mail-begin-with = Başlangıç için
mail-archive-all = Şimdiye kadarki her şey arşivde
mail-archive-past = Şimdiye kadar gelenler arşivde
mail-welcome-why = { $list } aboneliğinizi az önce onayladığınız için bu e-postayı alıyorsunuz.
mail-change-or-leave = { $change } ya da { $leave }.
mail-change = Gönderim sıklığını değiştirin
mail-leave = abonelikten çıkın
mail-leave-alone = Abonelikten çıkmak için
mail-known-subject = { $lists } aboneliğiniz zaten var
mail-known-title = Zaten abonesiniz
mail-known-asked = Birisi, umarız sizsinizdir, az önce { $site } sitesinden bu adrese e-posta gönderilmesini istedi. Adres zaten listede, hiçbir şey değişmedi.
mail-known-what = Size gelenler ve değiştirebileceğiniz yer:
mail-known-spam = E-postalar size ulaşmıyorsa spam klasörüne bakın ve { $site } adresini rehberinize ekleyin. Bunu siz yapmadıysanız hiçbir şey yapmayın.
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
mail-left-last = Artık bu adrese gönderilmiyor ve bu konudaki son e-posta budur.
mail-left-back = Okuduğunuz için teşekkürler. Geri dönmek için { $subscribe }.
mail-subscribe-again = yeniden abone olun
mail-left-back-text = Okuduğunuz için teşekkürler. Geri dönmek için yeniden abone olun:
mail-address-subject = { $site } için yeni adresinizi onaylayın
mail-address-title = Bundan sonra bu adrese mi yazalım?
mail-address-asked = { $site } okurlarından biri, umarız sizsinizdir, tüm e-postaların kayıtlı adres yerine buraya gönderilmesini istedi.
mail-address-yes = Evet, bu adresi kullanın
mail-moved-subject = { $site } için adresiniz değiştirildi
mail-moved-title = Adresiniz değiştirildi
mail-moved-what = { $site } gönderileri artık başka bir adrese gidiyor: bu, tercih sayfanızda istendi ve o adresten onaylandı. Buraya artık bir şey gelmez.
mail-moved-back = Bunu siz yapmadıysanız { $back }. Bağlantının son geçerlilik zamanı: { $until }.
mail-moved-back-link = e-postalarınızın yine buraya gelmesini sağlayın
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
digest-picture = Görsel
digest-picture-of = Görsel: { $words }
post-video = Video
post-video-of = Video: { $words }
post-audio = Ses
post-audio-of = Ses: { $words }
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
digest-leave = abonelikten çıkın
digest-change-at = Ne sıklıkta geleceğini değiştirin:
digest-leave-at = Abonelikten çıkın:
digest-counted-clicks = Bu e-postadaki bağlantılara kaç kez tıklandığı sayılır, kimin tıkladığı bilinmez.
digest-counted-opens = Bu e-postanın kaç kez açıldığı sayılır, kimin açtığı bilinmez.
digest-counted-both = Bu e-postanın kaç kez açıldığı ve bağlantılarına kaç kez tıklandığı sayılır, kimin yaptığı bilinmez.

## Placements

embed-latest = En yeni yazıları e-postayla almak için abone olun.
embed-discover = { $site } sitesinden daha fazlasını keşfedin
embed-subscribe-to = Abone olun: { $list }
embed-keep-reading = Okumaya devam etmek ve tüm arşive erişmek için şimdi abone olun.
embed-continue = Okumaya devam edin
embed-skip = İçeriğe geçin
embed-topics = Ne hakkında okumak istediğinizi seçin
embed-close = Kapatın
embed-failed = Gönderilemedi. Bağlantınıza bakın ve düğmeye yeniden basın.
embed-taken = { $address } adresine bir e-posta gönderdik. İçindeki düğmeye bastığınızda aboneliğiniz başlar. Şu zamana kadar çalışır: { $until }.
embed-taken-hint = Bir şey gelmedi mi? Birkaç dakika sürebilir. Spam klasörüne de bakın.
embed-nowhere = Bu form artık hiçbir yere götürmüyor. Blogun yazarına haber verin, o düzeltebilir.
embed-many = Az önce ağınızdan çok sayıda istek geldi. Hiçbir şey kaybolmadı: { $span } sonra yeniden deneyin.
embed-domain = O alan adındaki adresler burada kabul edilmiyor. Başka bir alan adından birini yazın.
embed-not-now = Şu anda yapılamıyor. Hiçbir şey kaybolmadı: bir dakika sonra düğmeye yeniden basın.
embed-once-more = Formları makineler de gönderir. Düğmeye bir kez daha basın, tamamdır.
embed-page = Blogunuzda { $list }
embed-page-what = Okurlarınıza sormanın her yolu burada, canlı olarak, blogunuza kopyalayacaklarınızla birlikte. Buraya yazdığınız bir adrese gerçekten e-posta gönderilir.
embed-page-script = Hepsi tek bir betiği paylaşır; bu betik çerez koymaz ve başka kimseden bir şey istemez. Abone olmuş veya e-postalarınızdan birindeki bağlantıyla gelmiş kişiye yeniden sorulmaz.
embed-post-end = Her yazının sonunda
embed-post-end-note = Yazılarınızın şablonunda, yazı metninin altına koyun.
embed-inline = Sayfanın akışında
embed-inline-note = Form nerede duracaksa oraya koyun: kenar çubuğu, alt bilgi, kendine ait bir sayfa.
embed-pop-up = Yazının üzerinde bir pencere
embed-pop-up-note = Yazılarınızın şablonuna koyun. Bir dakika sonra veya yazının yarısı okunduğunda, hangisi önce olursa açılır; kapatan kişi bir gün rahat bırakılır. Escape, dışına basmak ve kendi düğmesi onu kapatır.
embed-overlay = Ana sayfada bir karşılama
embed-overlay-note = Ana sayfanızın şablonuna koyun. Hemen açılır, sonra bir hafta açılmaz; başka sayfalarda hiç açılmaz.
embed-button = Yüzen bir düğme
embed-button-note = Herhangi bir şablona, sayfanın sonuna koyun. Köşede durur ve formu açar.
embed-open = Açın
embed-off = Kapalı: sayfalarınız yerinde hiçbir şey göstermez. { $command } onu geri getirir.
embed-to-copy = { $title }: kopyalanacaklar
embed-copy = Kopyalayın
embed-copied = Kopyalandı
embed-plain = Hiç betik olmadan
embed-plain-what = Betiğe izin vermeyen bir blog yalnızca formu alır: { $form } bölümünün ilk satırı ile sondan bir önceki satırı arasını kopyalayın. Ya da { $link } adresine bağlantı verin.
embed-policy = Blogunuz bir Content-Security-Policy gönderiyorsa { $script }, { $connect } ve { $form } izinlerini vermelidir. Satır içi hiçbir şey ve stil gerekmez.

## Errors

error-address-empty = Bir e-posta adresi yazın.
error-address-at = Bir e-posta adresinde @ işaretinden önce ve sonra birer bölüm vardır, örneğin name@example.org.
error-address-several = İçinde tek bir @ işareti olan tek bir adres yazın.
error-address-local = @ işaretinden önceki bölüm harf, rakam, aralarında nokta ve { $signs } işaretlerini içerebilir.
error-address-ascii = Her e-posta programı yazabilsin diye bu adreste @ işaretinden önce yalnızca a–z harfleri olabilir.
error-address-long = Bu e-posta adresi çok uzun: sınır @ işaretinden önce 64, toplamda 254 karakterdir.
error-address-domain = @ işaretinden sonraki bölüm example.org gibi bir alan adı olmalıdır.
error-address-taken = Bu adres zaten buradan e-posta alıyor. İki adresten biriyle ayrılın, diğerini koruyun.
error-choose-one = Bunlardan birini seçin.
error-choose-list = En az birini seçin.
error-choose-place = Listeden bir yer seçin.
error-choose-hour = Bu saatlerden birini seçin.
error-choose-weekday = Bu günlerden birini seçin.
error-choose-topics = Bu konular arasından seçin.
error-choose-language = Listeden bir dil seçin.
error-pause-day = Bir gün seçin, örneğin { $example }.
error-pause-past = Henüz gelmemiş bir gün seçin.
error-pause-long = Bir yıl içinde bir gün seçin. Daha uzun süre için ayrılın ve sonra geri gelin.
error-link-title = Bu bağlantı çalışmıyor
error-link = Çok eski olabilir veya e-posta programı sonunu kesmiş olabilir. En iyi, bizden gelen en yeni e-postadaki bağlantılar çalışır.
error-link-new = Yeni bir bağlantı isteyin
error-not-found-title = Böyle bir sayfa yok
error-not-found = Adreste yazım hatası olup olmadığına bakın.
error-not-found-home = Adreste yazım hatası olup olmadığına bakın veya buradan başlayın: { $site }.
error-many-title = Bir kerede çok fazla oldu
error-many = Ağınızdan çok sayıda istek geldi. { $span } sonra yeniden deneyin.
error-many-again = { $span } sonra yeniden deneyin
error-domain-title = Başka bir adres kullanın
error-domain = Bu alan adındaki adresler burada kabul edilmiyor. Hiçbir şey gönderilmedi. Geri dönün ve başka bir adres yazın.
error-unavailable-title = Birazdan yeniden deneyin
error-unavailable = Bizim tarafımızda bir şey onarılıyor. Hiçbir şey kaybolmadı: bağlantı veya form yeniden çalışacak.
error-request-title = Eksik ulaştı
error-request = Geri dönün ve formu yeniden gönderin.
error-request-button = Sayfaya geri dönün ve düğmelerinden birine basın.
error-not-the-blog = Sizi buraya getiren bağlantı bu blogdan gelmiyor. Bloga geri dönün ve oradan deneyin.
error-unshowable = Bu sayfa şu anda gösterilemiyor. Hiçbir şey kaybolmadı: daha sonra yeniden gelin.
## The way to a digest on the web

digest-same-on-the-web = Bu e-posta web’de
