# German

language-name = Deutsch
direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}
weekday = { $weekday ->
    [1] Montag
    [2] Dienstag
    [3] Mittwoch
    [4] Donnerstag
    [5] Freitag
    [6] Samstag
   *[7] Sonntag
}
# On every such day.
weekdays = { $weekday ->
    [1] montags
    [2] dienstags
    [3] mittwochs
    [4] donnerstags
    [5] freitags
    [6] samstags
   *[7] sonntags
}
ordinal = { $day }.
day = { $day }. { month }
day-of-year = { $day }. { month }
date-line = { weekday }, { $day }. { month } { $year }
whole-day = { date-line }
post-date = { weekday }, { $day }. { month }
instant-in-city = { weekday }, { $day }. { month }, { time } Uhr ({ $city })
instant-in-zone = { weekday }, { $day }. { month }, { time } Uhr { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } und { $last }
others = { $count } weitere
quoted = „{ $words }“

## When mails come

immediately = sobald etwas Neues erscheint
every-minutes = { $count ->
    [1] jede Minute
   *[other] alle { $count } Minuten
}
every-hours = { $count ->
    [1] jede Stunde
   *[other] alle { $count } Stunden
}
at-time = { time }
every-day = jeden Tag um { $times } Uhr
workdays = Montag bis Freitag um { $times } Uhr
days-of-week = { $days } um { $times } Uhr
days-of-month = am { $days } jedes Monats um { $times } Uhr
day-of-long-months = am { $days } jedes Monats, der ihn hat, um { $times } Uhr
day-every-year = jedes Jahr am { day-of-year } um { $times } Uhr
leap-day = in jedem Schaltjahr am { day-of-year } um { $times } Uhr
crontab-line = „{ $line }“
next-today = { $schedule }, das nächste Mal heute um { time } Uhr
next-on = { $schedule }, das nächste Mal am { day }
wherever-you-are = { $schedule }, wo immer Sie sind
clock-of-list = der Liste

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] einer Minute
   *[other] { $count } Minuten
}
wait-hours = { $count ->
    [1] einer Stunde
   *[other] { $count } Stunden
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Noch einmal drücken
page-once-more-why = Solche Formulare werden auch von Maschinen abgeschickt. Drücken Sie auf den Knopf, und Ihres ist unterwegs.
page-once-more-send = Absenden
page-form-working = Einen Moment: Das dauert eine Sekunde.

## Pages

page-email = Ihre E-Mail-Adresse
page-trap = Dieses Feld leer lassen
page-subscribe = Abonnieren
page-subscribe-again = Erneut abonnieren
page-unsubscribe = Abbestellen
page-how-often = Wie oft es kommt
page-choose-how-often = Wählen, wie oft es kommt
page-choose-both = Wählen, wie oft es kommt und worüber
page-it-comes = Es kommt { $schedule }.
page-next = Nächste Ausgabe: { $when }
page-next-is = Nächste Ausgabe: { $when }.
page-next-soon = Die nächste Ausgabe kommt, sobald es etwas zu lesen gibt.
page-next-soon-after = Die nächste Ausgabe kommt, sobald es danach etwas zu lesen gibt.
page-promise = Jede Mail hat einen Link, mit dem Sie sich in einem Schritt abmelden. Wir speichern Ihre Adresse und worin Sie eingewilligt haben, und verwenden beides für nichts anderes.
page-language = Sprache
page-lists = Was möchten Sie lesen?
page-lists-choose = Wählen Sie eines oder mehrere
page-last-one = Die letzte Ausgabe lesen
page-check-mail = Sehen Sie in Ihr Postfach
page-check-mail-sent = Wir haben eine Mail an { $address } geschickt. Drücken Sie den Knopf darin, dann sind Sie angemeldet.
page-check-mail-until = Der Knopf gilt bis { $until }. Bis Sie ihn drücken, kommt nichts weiter.
page-nothing-came = Nichts angekommen?
page-nothing-came-known = Es kann ein paar Minuten dauern. Sehen Sie auch im Spam-Ordner nach. Wenn Sie schon angemeldet sind, steht es in der Mail. Wenn die Adresse nicht ganz stimmt, { $again }.
page-type-again = geben Sie sie noch einmal ein
page-send-again = Noch einmal senden
page-one-mail-in = Eine Adresse bekommt nur eine Mail in { $span } und nur wenige am Tag. Wenn Ihre gerade eine bekommen hat, warten Sie, bevor Sie den Knopf drücken.
page-confirm-title = Bestätigen: { $lists }
page-confirm = { $count ->
    [one] Dürfen wir es an { $address } schicken?
   *[other] Dürfen wir sie an { $address } schicken?
}
page-confirm-button = Ja, schicken Sie mir { $lists }
page-confirm-not-you = Wenn Sie das nicht angefordert haben, schließen Sie die Seite. Es kommt nichts weiter.
page-confirmed-title = Abonniert: { $lists }
page-confirmed = Sie haben { $lists } abonniert
page-earlier-ones = Frühere Ausgaben lesen
page-change-how-often = Ändern, wie oft es kommt
page-done-confirmed = Bestätigt
page-done-blocked = Gesperrt
page-done-changed = Geändert
page-done-erased = Gelöscht
page-done-paused = Pausiert
page-done-saved = Gespeichert
page-done-undone = Rückgängig gemacht
page-done-left = Abbestellt
page-disown = Waren Sie das nicht?
page-disown-what = Jemand hat { $list } mit { $address } angefordert. Drücken Sie den Knopf, dann schickt { $site } nichts mehr an diese Adresse, wer auch immer es anfordert.
page-disown-button = Das war ich nicht
page-disowned = Es kommt nichts mehr
page-disowned-what = { $site } schickt nichts mehr an { $address }.
page-disowned-return = Wenn Sie { $list } eines Tages doch lesen möchten, schreiben Sie dem Absender: Nur er kann das zurücknehmen.
page-gate = Diese Seite ist für Abonnenten
page-gate-read-on = Weiterlesen auf { $blog }
page-gate-back = Zurück zu { $blog }
page-link-title = Ihr Link
page-link = Lassen Sie sich Ihren Link schicken
page-link-what = Damit ändern Sie, wie oft Mails kommen, oder melden sich ab. Er geht an die Adresse, mit der Sie lesen.
page-link-button = Link schicken
page-link-sent = Wenn { $address } hier etwas abonniert hat, ist eine Mail mit Ihrem Link dorthin unterwegs.
page-link-nothing-came = Es kann ein paar Minuten dauern. Sehen Sie auch im Spam-Ordner nach. Vielleicht sind Sie mit einer anderen Adresse angemeldet, oder noch gar nicht: { $subscribe }.
page-subscribe-here = hier abonnieren
page-mail-sent = Wir haben an { $address } geschrieben. Öffnen Sie den Link in dieser Mail, um fortzufahren.
page-mail-sent-wait = Noch hat sich nichts geändert. Wenn in ein paar Minuten keine Mail kommt, sehen Sie im Spam-Ordner nach.
page-move-title = An { $address } schreiben
page-move = Sollen wir an { $address } schreiben?
page-move-what = Alle Ihre Mails von hier kommen von nun an an diese Adresse. Die alte erfährt es einmal und sonst nichts mehr.
page-move-back = Sollen wir wieder an { $address } schreiben?
page-move-back-what = Alle Ihre Mails von hier kommen wieder an diese Adresse. Jeder Link aus früheren Mails gilt nicht mehr; neue Mails bringen neue.
page-move-button = Ja, hierhin schreiben
page-move-not-you = Wenn Sie das nicht angefordert haben, schließen Sie die Seite. Es ändert sich nichts.
page-moved = Ihre Mails gehen an { $address }
page-moved-preferences = Ihre Mails, und wie oft sie kommen
page-pass-title = { $list } hier lesen
page-pass = { $list } hier lesen?
page-pass-what = Ein Knopfdruck, und dieser Browser zeigt Ihnen alles, auch Beiträge für Abonnenten. Er behält dafür ein Cookie, und für nichts anderes.
page-pass-button = Ja, das Archiv öffnen
page-pass-shared = An einem Computer, den auch andere benutzen, besser nicht.
page-paused-title = Pausiert: { $list }
page-paused = { $list } pausiert bis { $until }
page-resumed-title = Die Pause ist vorbei: { $list }
page-resumed = { $list } kommt wieder
page-change-again = Noch einmal ändern
page-preferences = Ihre Mails von { $list }
page-preferences-address = Sie gehen an { $address }.
page-preferences-paused = Sie haben sie bis { $until } pausiert.
page-save = Speichern
page-clock = Nach wessen Uhr
page-clock-zone = Wo Sie sind
page-clock-hour = Stunde
page-clock-weekday = Tag, wenn es höchstens einmal in der Woche kommt
page-as-list = Wie die Liste
page-as-list-is = Wie die Liste: { $what }
page-topics = Worum es geht
page-topics-hint = Wählen Sie nichts, um alles zu bekommen. Wenn Sie Themen wählen, fallen andere Beiträge weg, und eine Ausgabe ohne sie kommt nicht.
page-pause = Pausieren
page-pause-ongoing = Bis { $until } kommt nichts. Was inzwischen verschickt wird, wird Ihnen nicht nachgeschickt.
page-pause-what = Bis zu dem Tag, den Sie wählen, kommt nichts. Was inzwischen verschickt wird, wird Ihnen nicht nachgeschickt.
page-pause-until = Pausieren bis
page-pause-end = Pause beenden
page-address = Eine andere Adresse
page-address-what = Wir schreiben zuerst an die neue; wenn Sie dort zustimmen, geht alles dorthin. Die alte erfährt davon.
page-address-new = Neue E-Mail-Adresse
page-address-button = Ändern
page-data = Was wir über Sie speichern
page-data-what = Um es mitzunehmen oder zu löschen, brauchen Sie einen frischen Link, den wir an Ihre Adresse schicken: Der zu dieser Seite könnte mit einer Mail weitergegeben worden sein.
page-data-later = Ihre Adresse wurde vor Kurzem geändert. Damit sicher ist, dass Sie das waren, können Ihre Daten erst ab { $from } mitgenommen oder gelöscht werden.
page-data-button = Link schicken
page-leave = Abmelden
page-leave-what = Ein Knopfdruck, und es wird nicht mehr geschickt.
page-also = Sie bekommen auch { $lists }.
page-leave-all = Alles abbestellen
page-saved-title = Gespeichert: { $list }
page-saved = { $list } kommt jetzt { $schedule }
page-saved-topics = Nur Beiträge über { $topics }.
page-resubscribed-title = Wieder dabei: { $lists }
page-resubscribed = Sie haben { $lists } weiterhin abonniert
page-unsubscribe-title = { $list } abbestellen
page-unsubscribe-question = { $list } abbestellen?
page-unsubscribe-what = Es wird nicht mehr an { $address } geschickt.
page-fewer = Lieber weniger? Sie können { $choose }.
page-fewer-choose = wählen, wie oft es kommt
page-left = Sie haben { $lists } abbestellt
page-left-what = { $count ->
    [one] Es wird nicht mehr an { $address } geschickt.
   *[other] Sie werden nicht mehr an { $address } geschickt.
}
page-undo = Rückgängig machen
page-left-fewer = Lieber weniger? Drücken Sie „Rückgängig machen“ und wählen Sie dann, wie oft es kommt. Um später zurückzukommen, { $subscribe }.
page-left-back = Um zurückzukommen, { $subscribe }.
page-left-subscribe = abonnieren Sie erneut
page-reason = Möchten Sie sagen, warum?
page-reason-hint = Sie müssen nicht. Wer diese Mails schreibt, kann es lesen.
page-reason-button = Senden
page-reason-noted = Ihr Grund ist notiert.
page-data-of = Was wir über { $address } speichern
page-data-contents = Ihre Adresse, was Sie gewählt haben, worin Sie wann eingewilligt haben und welche Mails Ihnen geschickt wurden.
page-data-export = Als Datei mitnehmen (JSON)
page-erase = Löschen
page-erase-what = Sie verlassen alle Listen, und alles, was auf Sie hinweist, wird gelöscht. Dass in etwas eingewilligt wurde, bleibt, ohne Sie; und ein Zeichen, das niemandem Ihre Adresse verrät, damit keine Liste Sie wieder aufnimmt. Das lässt sich nicht rückgängig machen.
page-erase-button = Meine Daten löschen
page-erased = Ihre Daten sind gelöscht
page-erased-what = Von hier bekommen Sie keine Mail mehr. Sicherungskopien enthalten sie, bis auch diese gelöscht werden.
archive-all-posts = Alle Beiträge
archive-all-posts-of = Alle Beiträge von { $list }
archive-all-digests = Alle Ausgaben
archive-digests-of = Ausgaben von { $list }
archive-feed = Feed
archive-empty = Hier gibt es noch nichts zu lesen.
archive-none-sent = Noch ist keine verschickt worden.
archive-gated = Für Abonnenten
archive-on-blog = Im Blog
archive-read-on-blog = Im Blog lesen
archive-pages = Seiten
archive-newer = Neuere
archive-older = Ältere
archive-place = Seite { $number } von { $of }
archive-titled-page = { $title }, Seite { $number }
archive-read-on = Weiterlesen
archive-read-all = Alles lesen
archive-gate = Der Rest ist für alle, die { $list } abonnieren. Er öffnet sich hier, sobald Sie bestätigt haben; Neues kommt per Mail, { $schedule }.
archive-gate-known = Schon abonniert? { $link }, der in diesem Browser alles öffnet.
archive-gate-link = Lassen Sie sich einen Link schicken
untitled = ein Beitrag ohne Titel

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = Viele Anmeldungen für { $list }
mail-alarm-confirmations = Viele Bestätigungen für { $list }
mail-alarm-unsubscribes = Viele Leser verlassen { $list }
mail-alarm-number = { $number } innerhalb von zehn Minuten, gezählt seit { $since }.
mail-alarm-sign-ups-wait = Weitere Anfragen warten und bekommen keine Mail; Besucher sehen dieselbe Seite wie immer. Anfragen von Menschen gehen von selbst hinaus, wenn es vorbei ist: Dann hat ein Viertel der Angeschriebenen bestätigt.
mail-alarm-confirmations-look = Vielleicht hat eine Maschine die Links in Ihren Mails gedrückt, oder jemand meldet viele Adressen an und kann deren Post lesen.
mail-alarm-unsubscribes-look = Vielleicht hat eine Maschine die Links in Ihren Mails gedrückt, wie Virenscanner es tun. Wer gehen wollte, bleibt fort: Sehen Sie nach, bevor Sie etwas rückgängig machen.
mail-alarm-show = Sehen Sie nach, was geschah und wie es steht:
mail-alarm-release = Sind es Menschen, schreiben Sie allen, die warten:
mail-alarm-drop = Sind es keine, beenden Sie ihre Anfragen; ihnen wird nichts geschickt:
mail-alarm-undo = Sehen Sie, wie viele das Rückgängigmachen ändern würde; ohne --yes ändert es nichts:
mail-alarm-once = Sie bekommen höchstens eine solche Mail je Stunde und Liste, wie lange es auch dauert.

## Mails

mail-here = { $what }:
mail-confirm-subject = Bitte bestätigen: { $lists }
mail-confirm-title = Sollen wir Ihnen { $lists } schicken?
mail-confirm-asked = Jemand, hoffentlich Sie, hat { $site } gebeten, das an diese Adresse zu schicken.
mail-confirm-asked-when = Jemand, hoffentlich Sie, hat { $site } gebeten, das an diese Adresse zu schicken: { $schedule }.
mail-confirm-yes = Ja, schicken Sie mir { $lists }
mail-button-until = Der Knopf gilt bis { $until }.
mail-link-until = Der Link gilt bis { $until }.
mail-not-you = Wenn Sie das nicht waren, tun Sie nichts; Sie hören dann nichts mehr von uns.
mail-not-you-again = Wenn es immer wieder kommt, { $disown }, und niemand kann mehr in Ihrem Namen fragen.
mail-disown = sagen Sie, dass Sie es nicht waren
mail-not-you-again-text = Wenn es immer wieder kommt, sagen Sie es hier, und niemand kann mehr in Ihrem Namen fragen:
mail-button-fails = Wenn der Knopf nichts tut, öffnen Sie diese Adresse: { $link }
mail-open-and-press = Wenn Sie es waren, öffnen Sie diese Adresse und drücken Sie dort auf den Knopf:
mail-remind-subject = Erinnerung: Bitte bestätigen Sie { $lists }
mail-remind-title = Möchten Sie { $lists } noch?
mail-remind-asked = Vor Kurzem hat jemand, hoffentlich Sie, { $site } gebeten, das an diese Adresse zu schicken. Noch hat niemand auf den Knopf gedrückt, deshalb wird nichts geschickt.
mail-remind-asked-when = Vor Kurzem hat jemand, hoffentlich Sie, { $site } gebeten, das an diese Adresse zu schicken: { $schedule }. Noch hat niemand auf den Knopf gedrückt, deshalb wird nichts geschickt.
mail-remind-only = Wenn Sie es nicht möchten, tun Sie nichts. Dies ist die einzige Erinnerung; Sie hören nichts mehr von uns.
mail-never-asked = Wenn Sie nie darum gebeten haben, { $disown }, und niemand kann mehr in Ihrem Namen fragen.
mail-never-asked-text = Wenn Sie nie darum gebeten haben, sagen Sie es hier, und niemand kann mehr in Ihrem Namen fragen:
mail-welcome = Willkommen bei { $list }
mail-comes = Versand: { $schedule }.
mail-next = Nächste Ausgabe: { $when }.
mail-begin-with = Für den Anfang
mail-archive-all = Alles Bisherige steht im Archiv
mail-archive-past = Was bisher kam, steht im Archiv
mail-welcome-why = Sie bekommen diese Mail, weil Sie { $list } gerade bestätigt haben.
mail-change-or-leave = { $change }, oder { $leave }.
mail-change = Ändern Sie, wie oft etwas kommt
mail-leave = bestellen Sie ab
mail-leave-alone = Abbestellen
mail-known-subject = Sie haben { $lists } schon abonniert
mail-known-title = Sie sind schon dabei
mail-known-asked = Jemand, hoffentlich Sie, hat { $site } gerade gebeten, Mails an diese Adresse zu schicken. Sie steht schon auf der Liste; nichts wurde geändert.
mail-known-what = Das bekommen Sie, und hier ändern Sie es:
mail-known-spam = Wenn Mails Sie nicht erreichen, sehen Sie im Spam-Ordner nach und nehmen Sie { $site } in Ihr Adressbuch auf. Wenn Sie das nicht waren, tun Sie nichts.
mail-link-subject = { $count ->
    [1] Ihr Link zu { $site }
   *[other] Ihre Links zu { $site }
}
mail-link-title = { $count ->
    [1] Hier ist Ihr Link
   *[other] Hier sind Ihre Links
}
mail-link-asked = { $count ->
    [1] Jemand, hoffentlich Sie, hat { $site } darum gebeten. Wer ihn hat, kann ändern, was Sie bekommen: Geben Sie ihn nicht weiter.
   *[other] Jemand, hoffentlich Sie, hat { $site } darum gebeten. Wer einen hat, kann ändern, was Sie bekommen: Geben Sie sie nicht weiter.
}
mail-link-left = Jemand, hoffentlich Sie, hat { $site } darum gebeten. Sie haben dort alles abbestellt; der Link führt zu dem, was über Sie gespeichert ist: Geben Sie ihn nicht weiter.
mail-link-change = Ändern, wie oft etwas kommt, oder abbestellen
mail-link-archive = Das ganze Archiv in diesem Browser lesen
mail-link-data = { $kept }, zum Mitnehmen oder Löschen. Dieser Link gilt bis { $until }.
mail-link-kept = Was wir über Sie gespeichert haben
mail-link-data-text = Was wir über Sie gespeichert haben, zum Mitnehmen oder Löschen, bis { $until }:
mail-nothing-changed = Wenn Sie das nicht waren, tun Sie nichts: Es wurde nichts geändert.
mail-left = Sie haben { $list } abbestellt
mail-left-last = An diese Adresse wird es nicht mehr geschickt, und dies ist die letzte Mail dazu.
mail-left-back = Danke fürs Lesen. Wenn Sie zurückkommen möchten, { $subscribe }.
mail-subscribe-again = abonnieren Sie neu
mail-left-back-text = Danke fürs Lesen. Wenn Sie zurückkommen möchten, abonnieren Sie neu:
mail-address-subject = Bestätigen Sie Ihre neue Adresse für { $site }
mail-address-title = Sollen wir ab jetzt an diese Adresse schreiben?
mail-address-asked = Jemand, der { $site } liest, hoffentlich Sie, möchte alle Mails hierher statt an die bisherige Adresse bekommen.
mail-address-yes = Ja, diese Adresse verwenden
mail-moved-subject = Ihre Adresse für { $site } wurde geändert
mail-moved-title = Ihre Adresse wurde geändert
mail-moved-what = Was { $site } Ihnen schickt, geht ab jetzt an eine andere Adresse: Das wurde auf Ihrer Seite mit den Einstellungen verlangt und von dort bestätigt. Hierher kommt nichts mehr.
mail-moved-back = Wenn Sie das nicht waren, { $back }. Der Link gilt bis { $until }.
mail-moved-back-link = lassen Sie Ihre Mails wieder hierher schicken
mail-moved-back-text = Wenn Sie das nicht waren, öffnen Sie diese Adresse und drücken Sie dort auf den Knopf, bis { $until }:
mail-moved-else = Für alles andere schreiben Sie an { $contact }.

## Digests

digest-number = { $count ->
    [2] Zwei
    [3] Drei
    [4] Vier
    [5] Fünf
    [6] Sechs
    [7] Sieben
    [8] Acht
    [9] Neun
    [10] Zehn
    [11] Elf
    [12] Zwölf
   *[other] { $count }
}
digest-opening = { $count ->
    [1] Ein neuer Beitrag: { $titles }.
   *[other] { digest-number } neue Beiträge: { $titles }.
}
digest-subject = { $count ->
    [0] { $first }
    [1] { $first } und ein weiterer Beitrag
   *[other] { $first } und { others } Beiträge
}
digest-untitled = ein Beitrag ohne Titel
digest-picture = Bild
digest-picture-of = Bild: { $words }
post-video = Video
post-video-of = Video: { $words }
post-audio = Audio
post-audio-of = Audio: { $words }
digest-contents = In dieser Ausgabe
digest-other-topics = Außerdem
digest-minutes = { $count } Min.
digest-reading-time = { $count } Min. Lesezeit
digest-read-on = Weiterlesen
digest-read-on-of = Weiterlesen: { $title }
digest-read-on-at = Weiterlesen: { $link }
digest-on-the-web = im Web
digest-shortened = Ausgeschrieben wäre diese Mail länger, als Mailprogramme anzeigen. Die längsten Beiträge sind hier gekürzt und stehen ganz im Web.
digest-why = Sie erhalten diese Mail, weil Sie { $list } abonniert haben ({ $schedule }).
digest-why-alone = Sie erhalten diese Mail, weil Sie { $list } abonniert haben.
digest-ways = { $change } oder { $leave }.
digest-change = Häufigkeit ändern
digest-leave = abbestellen
digest-change-at = Häufigkeit ändern:
digest-leave-at = Abbestellen:
digest-counted-clicks = Wir zählen, wie oft Links in dieser Mail angeklickt werden, aber nicht, von wem.
digest-counted-opens = Wir zählen, wie oft diese Mail geöffnet wird, aber nicht, von wem.
digest-counted-both = Wir zählen, wie oft diese Mail geöffnet wird und ihre Links angeklickt werden, aber nicht, von wem.

## Placements

embed-latest = Abonnieren Sie, um die neuesten Beiträge per E-Mail zu bekommen.
embed-discover = Mehr von { $site } entdecken
embed-subscribe-to = { $list } abonnieren
embed-keep-reading = Abonnieren Sie jetzt, um weiterzulesen und Zugang zum ganzen Archiv zu bekommen.
embed-continue = Weiterlesen
embed-skip = Zum Inhalt
embed-topics = Wählen, worüber Sie lesen möchten
embed-close = Schließen
embed-failed = Es konnte nicht gesendet werden. Sehen Sie nach Ihrer Verbindung und drücken Sie den Knopf noch einmal.
embed-taken = Wir haben eine Mail an { $address } geschickt. Drücken Sie den Knopf darin, dann sind Sie angemeldet. Er gilt bis { $until }.
embed-taken-hint = Nichts angekommen? Es kann ein paar Minuten dauern. Sehen Sie auch im Spam-Ordner nach.
embed-nowhere = Dieses Formular führt nirgendwohin mehr. Sagen Sie es dem Autor des Blogs, der es richten kann.
embed-many = Gerade kamen viele Anfragen aus Ihrem Netz. Nichts ist verloren: Versuchen Sie es in { $span } noch einmal.
embed-domain = Adressen bei dieser Domain werden hier nicht angenommen. Geben Sie eine bei einer anderen Domain ein.
embed-not-now = Im Moment geht es nicht. Nichts ist verloren: Drücken Sie den Knopf in einer Minute noch einmal.
embed-once-more = Formulare werden auch von Maschinen geschickt. Drücken Sie den Knopf noch einmal, dann ist es getan.
embed-page = { $list } in Ihrem Blog
embed-page-what = Hier ist jede Art, Ihre Leser zu fragen, zum Ausprobieren, mit dem, was Sie in Ihren Blog kopieren. An eine Adresse, die Sie hier eingeben, geht wirklich eine Mail.
embed-page-script = Alle teilen sich ein Skript, das kein Cookie setzt und niemanden sonst nach etwas fragt. Wer abonniert hat oder über einen Link aus einer Ihrer Mails kam, wird nicht noch einmal gefragt.
embed-post-end = Am Ende jedes Beitrags
embed-post-end-note = Setzen Sie es unter den Text eines Beitrags, in die Vorlage Ihrer Beiträge.
embed-inline = Mitten auf einer Seite
embed-inline-note = Setzen Sie es dorthin, wo ein Formular stehen soll: in eine Seitenleiste, eine Fußzeile, auf eine eigene Seite.
embed-pop-up = Ein Fenster über einem Beitrag
embed-pop-up-note = Setzen Sie es in die Vorlage Ihrer Beiträge. Es öffnet sich nach einer Minute oder wenn der halbe Artikel gelesen ist, je nachdem, was zuerst kommt; wer es schließt, hat einen Tag lang Ruhe. Escape, ein Klick daneben und sein eigener Knopf schließen es.
embed-overlay = Eine Begrüßung auf der Startseite
embed-overlay-note = Setzen Sie es in die Vorlage Ihrer Startseite. Es öffnet sich sofort, und dann eine Woche lang nicht mehr; auf anderen Seiten öffnet es sich nie.
embed-button = Ein schwebender Knopf
embed-button-note = Setzen Sie es in eine beliebige Vorlage, ans Ende der Seite. Es bleibt in der Ecke und öffnet das Formular.
embed-open = Öffnen
embed-off = Es ist ausgeschaltet: Ihre Seiten zeigen an seiner Stelle nichts. { $command } bringt es zurück.
embed-to-copy = { $title }: zum Kopieren
embed-copy = Kopieren
embed-copied = Kopiert
embed-plain = Ganz ohne Skript
embed-plain-what = Ein Blog, der kein Skript erlaubt, nimmt das Formular allein: Kopieren Sie, was zwischen der ersten und der vorletzten Zeile von { $form } steht. Oder verlinken Sie { $link }.
embed-policy = Wenn Ihr Blog eine Content-Security-Policy sendet, muss sie { $script }, { $connect } und { $form } erlauben. Nichts davon steht inline, und Stile braucht es keine.

## Errors

error-address-empty = Geben Sie eine E-Mail-Adresse ein.
error-address-at = Eine E-Mail-Adresse hat einen Teil vor und einen nach einem @, wie name@example.org.
error-address-several = Geben Sie eine einzige Adresse ein, mit einem einzigen @ darin.
error-address-local = Der Teil vor dem @ darf Buchstaben, Ziffern, Punkte dazwischen und die Zeichen { $signs } enthalten.
error-address-ascii = Diese Adresse darf vor dem @ nur Buchstaben a–z enthalten, damit jedes Mailprogramm an sie schreiben kann.
error-address-long = Diese E-Mail-Adresse ist zu lang: Höchstens 64 Zeichen vor dem @ und 254 insgesamt sind möglich.
error-address-domain = Der Teil nach dem @ muss ein Domainname sein, wie example.org.
error-address-taken = Diese Adresse bekommt hier schon Mails. Melden Sie sich mit einer der beiden Adressen ab und behalten Sie die andere.
error-choose-one = Wählen Sie eines davon.
error-choose-list = Wählen Sie mindestens eines.
error-choose-place = Wählen Sie einen Ort aus der Liste.
error-choose-hour = Wählen Sie eine dieser Stunden.
error-choose-weekday = Wählen Sie einen dieser Tage.
error-choose-topics = Wählen Sie aus diesen Themen.
error-choose-language = Wählen Sie eine Sprache aus der Liste.
error-pause-day = Wählen Sie einen Tag, etwa { $example }.
error-pause-past = Wählen Sie einen Tag, der noch kommt.
error-pause-long = Wählen Sie einen Tag innerhalb eines Jahres. Für länger melden Sie sich ab und kommen Sie wieder.
error-link-title = Dieser Link funktioniert nicht
error-link = Vielleicht ist er zu alt, oder das Mailprogramm hat sein Ende abgeschnitten. Am besten funktionieren die Links in der neuesten Mail von uns.
error-link-new = Einen neuen Link schicken lassen
error-not-found-title = Diese Seite gibt es nicht
error-not-found = Prüfen Sie die Adresse auf Tippfehler.
error-not-found-home = Prüfen Sie die Adresse auf Tippfehler, oder beginnen Sie bei { $site }.
error-many-title = Das war viel auf einmal
error-many = Aus Ihrem Netz kamen viele Anfragen. Versuchen Sie es in { $span } noch einmal.
error-many-again = Versuchen Sie es in { $span } noch einmal
error-domain-title = Nehmen Sie eine andere Adresse
error-domain = Adressen bei dieser Domain werden hier nicht angenommen. Nichts wurde verschickt. Gehen Sie zurück und geben Sie eine andere ein.
error-unavailable-title = Versuchen Sie es gleich noch einmal
error-unavailable = Bei uns wird gerade etwas repariert. Nichts ist verloren: Der Link oder das Formular wird wieder funktionieren.
error-request-title = Das ist nicht vollständig angekommen
error-request = Gehen Sie zurück und senden Sie das Formular noch einmal.
error-request-button = Gehen Sie zurück zur Seite und drücken Sie einen ihrer Knöpfe.
error-not-the-blog = Der Link, der Sie hierher geführt hat, kommt nicht von diesem Blog. Gehen Sie zurück zum Blog und versuchen Sie es von dort.
error-unshowable = Diese Seite kann im Moment nicht gezeigt werden. Nichts ist verloren: Kommen Sie später wieder.
## The way to a digest on the web

digest-same-on-the-web = Diese Mail im Web
