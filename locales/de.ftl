# German

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
mail-button-until = Die Schaltfläche gilt bis { $until }.
mail-link-until = Der Link gilt bis { $until }.
mail-not-you = Wenn Sie das nicht waren, tun Sie nichts; Sie hören dann nichts mehr von uns.
mail-not-you-again = Wenn es immer wieder kommt, { $disown }, und niemand kann mehr in Ihrem Namen fragen.
mail-disown = sagen Sie, dass Sie es nicht waren
mail-not-you-again-text = Wenn es immer wieder kommt, sagen Sie es hier, und niemand kann mehr in Ihrem Namen fragen:
mail-button-fails = Wenn die Schaltfläche nichts tut, öffnen Sie diese Adresse: { $link }
mail-open-and-press = Wenn Sie es waren, öffnen Sie diese Adresse und drücken Sie dort auf die Schaltfläche:
mail-remind-subject = Erinnerung: Bitte bestätigen Sie { $lists }
mail-remind-title = Möchten Sie { $lists } noch?
mail-remind-asked = Vor kurzem hat jemand, hoffentlich Sie, { $site } gebeten, das an diese Adresse zu schicken. Noch hat niemand auf die Schaltfläche gedrückt, deshalb wird nichts geschickt.
mail-remind-asked-when = Vor kurzem hat jemand, hoffentlich Sie, { $site } gebeten, das an diese Adresse zu schicken: { $schedule }. Noch hat niemand auf die Schaltfläche gedrückt, deshalb wird nichts geschickt.
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
mail-moved-back-text = Wenn Sie das nicht waren, öffnen Sie diese Adresse und drücken Sie dort auf die Schaltfläche, bis { $until }:
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

## Placements

## Errors
