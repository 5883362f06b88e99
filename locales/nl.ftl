# Dutch

direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
}
weekday = { $weekday ->
    [1] maandag
    [2] dinsdag
    [3] woensdag
    [4] donderdag
    [5] vrijdag
    [6] zaterdag
   *[7] zondag
}
# On every such day.
weekdays = { $weekday ->
    [1] elke maandag
    [2] elke dinsdag
    [3] elke woensdag
    [4] elke donderdag
    [5] elke vrijdag
    [6] elke zaterdag
   *[7] elke zondag
}
ordinal = { $day }e
day = { $day } { month }
day-of-year = { $day } { month }
date-line = { weekday } { $day } { month } { $year }
whole-day = { date-line }
post-date = { weekday } { $day } { month }
instant-in-city = { weekday } { $day } { month }, { time } uur ({ $city })
instant-in-zone = { weekday } { $day } { month }, { time } uur { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } en { $last }
others = nog { $count }
quoted = ‘{ $words }’

## When mails come

immediately = zodra er iets nieuws is
every-minutes = { $count ->
    [1] elke minuut
   *[other] elke { $count } minuten
}
every-hours = { $count ->
    [1] elk uur
   *[other] elke { $count } uur
}
every-day = elke dag om { $times } uur
workdays = maandag tot en met vrijdag om { $times } uur
days-of-week = { $days } om { $times } uur
days-of-month = op de { $days } van elke maand om { $times } uur
day-of-long-months = op de { $days } van elke maand die er een heeft, om { $times } uur
day-every-year = elk jaar op { day-of-year } om { $times } uur
leap-day = elk schrikkeljaar op { day-of-year } om { $times } uur
crontab-line = ‘{ $line }’
next-today = { $schedule }, de volgende vandaag om { time } uur
next-on = { $schedule }, de volgende op { day }
wherever-you-are = { $schedule }, waar je ook bent
clock-of-list = de lijst

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] een minuut
   *[other] { $count } minuten
}
wait-hours = { $count ->
    [1] een uur
   *[other] { $count } uur
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Nog één keer drukken
page-once-more-why = Zulke formulieren worden ook door machines verstuurd. Druk op de knop, dan is het jouwe onderweg.
page-once-more-send = Versturen
page-form-working = Een ogenblik: dit duurt een seconde.

## Pages

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = Veel aanmeldingen voor { $list }
mail-alarm-confirmations = Veel bevestigingen voor { $list }
mail-alarm-unsubscribes = Veel lezers verlaten { $list }
mail-alarm-number = { $number } binnen tien minuten, geteld vanaf { $since }.
mail-alarm-sign-ups-wait = Verdere aanvragen wachten en krijgen geen mail; bezoekers zien dezelfde pagina als altijd. Die van mensen gaan vanzelf uit als het voorbij is: dan heeft een kwart van wie gemaild werd bevestigd.
mail-alarm-confirmations-look = Misschien heeft een machine op de links in je mails gedrukt, of iemand meldt veel adressen aan waarvan hij de post kan lezen.
mail-alarm-unsubscribes-look = Misschien heeft een machine op de links in je mails gedrukt, zoals virusscanners doen. Wie weg wilde, blijft weg: kijk eerst voordat je iets ongedaan maakt.
mail-alarm-show = Kijk wat er gebeurde en hoe het ervoor staat:
mail-alarm-release = Zijn het mensen, mail dan iedereen die wacht:
mail-alarm-drop = Zijn ze dat niet, beëindig dan hun aanvragen; ze krijgen niets:
mail-alarm-undo = Kijk hoeveel ongedaan maken zou veranderen; zonder --yes verandert er niets:
mail-alarm-once = Je krijgt hoogstens één zo’n mail per uur en lijst, hoe lang het ook duurt.

## Mails

mail-here = { $what }:
mail-confirm-subject = Bevestig je inschrijving voor { $lists }
mail-confirm-title = Mogen we je { $lists } sturen?
mail-confirm-asked = Iemand, hopelijk jij, heeft { $site } gevraagd dit naar dit adres te sturen.
mail-confirm-asked-when = Iemand, hopelijk jij, heeft { $site } gevraagd dit naar dit adres te sturen: { $schedule }.
mail-confirm-yes = Ja, stuur mij { $lists }
mail-button-until = De knop werkt tot { $until }.
mail-link-until = De link werkt tot { $until }.
mail-not-you = Was jij dit niet, doe dan niets; je hoort niets meer.
mail-not-you-again = Komt het steeds weer, { $disown }; dan kan niemand het meer in jouw naam vragen.
mail-disown = laat dan weten dat jij het niet was
mail-not-you-again-text = Komt het steeds weer, laat het dan hier weten; dan kan niemand het meer in jouw naam vragen:
mail-button-fails = Doet de knop niets, open dan dit adres: { $link }
mail-open-and-press = Was jij het, open dan dit adres en druk daar op de knop:
mail-remind-subject = Herinnering: bevestig je inschrijving voor { $lists }
mail-remind-title = Wil je { $lists } nog?
mail-remind-asked = Kortgeleden heeft iemand, hopelijk jij, { $site } gevraagd dit naar dit adres te sturen. Nog niemand heeft op de knop gedrukt, dus er wordt niets gestuurd.
mail-remind-asked-when = Kortgeleden heeft iemand, hopelijk jij, { $site } gevraagd dit naar dit adres te sturen: { $schedule }. Nog niemand heeft op de knop gedrukt, dus er wordt niets gestuurd.
mail-remind-only = Wil je het niet, doe dan niets. Dit is de enige herinnering; je hoort niets meer.
mail-never-asked = Heb je er nooit om gevraagd, { $disown }; dan kan niemand het meer in jouw naam vragen.
mail-never-asked-text = Heb je er nooit om gevraagd, laat het dan hier weten; dan kan niemand het meer in jouw naam vragen:
mail-welcome = Welkom bij { $list }
mail-comes = Het komt { $schedule }.
mail-next = Volgende overzicht: { $when }.
mail-begin-with = Om mee te beginnen
mail-archive-all = Alles tot nu toe staat in het archief
mail-archive-past = Wat er tot nu toe kwam, staat in het archief
mail-welcome-why = Je krijgt deze mail omdat je je inschrijving voor { $list } net hebt bevestigd.
mail-change-or-leave = { $change }, of { $leave }.
mail-change = Wijzig hoe vaak het komt
mail-leave = schrijf je uit
mail-leave-alone = Uitschrijven
mail-known-subject = Je bent al ingeschreven voor { $lists }
mail-known-title = Je bent al ingeschreven
mail-known-asked = Iemand, hopelijk jij, heeft { $site } net gevraagd naar dit adres te mailen. Het staat al op de lijst, dus er is niets veranderd.
mail-known-what = Dit krijg je, en hier wijzig je het:
mail-known-spam = Komen mails niet aan, kijk dan in de spammap en zet { $site } in je adresboek. Was jij dit niet, doe dan niets.
mail-link-subject = { $count ->
    [1] Je link voor { $site }
   *[other] Je links voor { $site }
}
mail-link-title = { $count ->
    [1] Hier is je link
   *[other] Hier zijn je links
}
mail-link-asked = { $count ->
    [1] Iemand, hopelijk jij, heeft { $site } erom gevraagd. Wie hem heeft, kan wijzigen wat je krijgt: geef hem niet door.
   *[other] Iemand, hopelijk jij, heeft { $site } erom gevraagd. Wie er een heeft, kan wijzigen wat je krijgt: geef ze niet door.
}
mail-link-left = Iemand, hopelijk jij, heeft { $site } erom gevraagd. Je bent daar uitgeschreven; de link leidt naar wat er over je wordt bewaard: geef hem niet door.
mail-link-change = Wijzigen hoe vaak het komt, of uitschrijven
mail-link-archive = Het hele archief in deze browser lezen
mail-link-data = { $kept }, om mee te nemen of te wissen. Deze link werkt tot { $until }.
mail-link-kept = Wat we over je bewaren
mail-link-data-text = Wat we over je bewaren, om mee te nemen of te wissen, tot { $until }:
mail-nothing-changed = Was jij dit niet, doe dan niets: er is niets veranderd.
mail-left = Je bent uitgeschreven voor { $list }
mail-left-last = Het wordt niet meer naar dit adres gestuurd, en dit is de laatste mail erover.
mail-left-back = Bedankt voor het lezen. Wil je terugkomen, { $subscribe }.
mail-subscribe-again = schrijf je dan opnieuw in
mail-left-back-text = Bedankt voor het lezen. Wil je terugkomen, schrijf je dan opnieuw in:
mail-address-subject = Bevestig je nieuwe adres voor { $site }
mail-address-title = Zullen we voortaan naar dit adres schrijven?
mail-address-asked = Een lezer van { $site }, hopelijk jij, wil alle mails hier ontvangen in plaats van op het adres dat we hebben.
mail-address-yes = Ja, gebruik dit adres
mail-moved-subject = Je adres voor { $site } is gewijzigd
mail-moved-title = Je adres is gewijzigd
mail-moved-what = Wat { $site } je stuurt, gaat voortaan naar een ander adres: dat is op je voorkeurenpagina gevraagd en daar bevestigd. Hier komt niets meer.
mail-moved-back = Was jij dit niet, { $back }. De link werkt tot { $until }.
mail-moved-back-link = laat je mails dan weer hierheen sturen
mail-moved-back-text = Was jij dit niet, open dan dit adres en druk daar op de knop, tot { $until }:
mail-moved-else = Voor al het andere, schrijf naar { $contact }.

## Digests

digest-number = { $count ->
    [2] Twee
    [3] Drie
    [4] Vier
    [5] Vijf
    [6] Zes
    [7] Zeven
    [8] Acht
    [9] Negen
    [10] Tien
    [11] Elf
    [12] Twaalf
   *[other] { $count }
}
digest-opening = { $count ->
    [1] Eén nieuw bericht: { $titles }.
   *[other] { digest-number } nieuwe berichten: { $titles }.
}
digest-subject = { $count ->
    [0] { $first }
    [1] { $first } en nog een bericht
   *[other] { $first } en { others } berichten
}
digest-untitled = een bericht zonder titel
digest-contents = In dit nummer
digest-other-topics = En verder
digest-minutes = { $count } min.
digest-reading-time = { $count } min. leestijd
digest-read-on = Lees verder
digest-read-on-of = Lees verder: { $title }
digest-read-on-at = Lees verder: { $link }
digest-on-the-web = op het web
digest-shortened = Voluit zou deze mail langer zijn dan mailprogramma’s tonen. De langste berichten zijn hier ingekort en staan volledig op het web.
digest-why = Je krijgt deze mail omdat je je hebt aangemeld voor { $list } ({ $schedule }).
digest-why-alone = Je krijgt deze mail omdat je je hebt aangemeld voor { $list }.
digest-ways = { $change } of { $leave }.
digest-change = Wijzig hoe vaak je hem krijgt
digest-leave = meld je af
digest-change-at = Wijzig hoe vaak je hem krijgt:
digest-leave-at = Meld je af:

## Placements

## Errors
