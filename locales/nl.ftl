# Dutch

language-name = Nederlands
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
at-time = { time }
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

page-email = Je e-mailadres
page-trap = Laat dit leeg
page-subscribe = Aanmelden
page-subscribe-again = Opnieuw aanmelden
page-unsubscribe = Afmelden
page-how-often = Hoe vaak het komt
page-choose-how-often = Kies hoe vaak het komt
page-choose-both = Kies hoe vaak het komt en waarover
page-it-comes = Het komt { $schedule }.
page-next = Volgende editie: { $when }
page-next-is = Volgende editie: { $when }.
page-next-soon = De volgende editie komt zodra er iets te lezen is.
page-next-soon-after = De volgende editie komt daarna, zodra er iets te lezen is.
page-promise = Elke mail heeft een link waarmee je je in één stap afmeldt. We bewaren je adres en waar je mee hebt ingestemd, en gebruiken ze nergens anders voor.
page-language = Taal
page-lists = Wat wil je lezen?
page-lists-choose = Kies er een of meer
page-last-one = Lees de laatste editie
page-check-mail = Kijk in je mail
page-check-mail-sent = We hebben een mail gestuurd naar { $address }. Druk op de knop daarin en je bent aangemeld.
page-check-mail-until = De knop werkt tot { $until }. Zolang je er niet op drukt, komt er niets anders.
page-nothing-came = Niets gekomen?
page-nothing-came-known = Het kan een paar minuten duren. Kijk ook in de spammap. Als je al bent aangemeld, staat dat in de mail. Klopt het adres niet helemaal, { $again }.
page-type-again = typ het dan opnieuw
page-send-again = Stuur het nog eens
page-one-mail-in = Een adres krijgt maar één mail in { $span }, en maar een paar per dag. Heeft dat van jou er net een gehad, wacht dan voordat je op de knop drukt.
page-confirm-title = Bevestigen: { $lists }
page-confirm = { $count ->
    [one] Zullen we het naar { $address } sturen?
   *[other] Zullen we ze naar { $address } sturen?
}
page-confirm-button = Ja, stuur me { $lists }
page-confirm-not-you = Als je hier niet om hebt gevraagd, sluit je de pagina. Er komt niets meer.
page-confirmed-title = Aangemeld voor { $lists }
page-confirmed = Je bent aangemeld voor { $lists }
page-earlier-ones = Lees de eerdere edities
page-change-how-often = Wijzig hoe vaak het komt
page-done-confirmed = Bevestigd
page-done-blocked = Geblokkeerd
page-done-changed = Gewijzigd
page-done-erased = Gewist
page-done-paused = Gepauzeerd
page-done-saved = Opgeslagen
page-done-undone = Ongedaan gemaakt
page-done-left = Afgemeld
page-disown = Was jij dit niet?
page-disown-what = Iemand heeft { $list } aangevraagd met { $address }. Druk op de knop en { $site } stuurt niets meer naar dit adres, wie er ook om vraagt.
page-disown-button = Dit was ik niet
page-disowned = Er komt niets meer
page-disowned-what = { $site } stuurt niets meer naar { $address }.
page-disowned-return = Wil je { $list } ooit toch lezen, schrijf dan aan de afzender: alleen die kan dit terugdraaien.
page-gate = Deze pagina is voor abonnees
page-gate-read-on = Lees verder op { $blog }
page-gate-back = Terug naar { $blog }
page-link-title = Je link
page-link = Laat je link sturen
page-link-what = Daarmee wijzig je hoe vaak er mail komt, of meld je je af. Hij gaat naar het adres waarmee je leest.
page-link-button = Stuur me mijn link
page-link-sent = Als { $address } hier ergens voor is aangemeld, is een mail met je link onderweg.
page-link-nothing-came = Het kan een paar minuten duren. Kijk ook in de spammap. Misschien ben je met een ander adres aangemeld, of nog niet: { $subscribe }.
page-subscribe-here = meld je hier aan
page-mail-sent = We hebben geschreven aan { $address }. Open de link in die mail om verder te gaan.
page-mail-sent-wait = Er is nog niets veranderd. Komt er binnen een paar minuten geen mail, kijk dan in de spammap.
page-move-title = Schrijven aan { $address }
page-move = Zullen we aan { $address } schrijven?
page-move-what = Al je mail van hier komt voortaan op dit adres. Het oude krijgt één keer bericht, en verder niets.
page-move-back = Zullen we weer aan { $address } schrijven?
page-move-back-what = Al je mail van hier komt weer op dit adres. Links uit eerdere mails werken niet meer; nieuwe mails brengen nieuwe.
page-move-button = Ja, schrijf hierheen
page-move-not-you = Als je hier niet om hebt gevraagd, sluit je de pagina. Er verandert niets.
page-moved = Je mail gaat naar { $address }
page-moved-preferences = Je mail, en hoe vaak die komt
page-pass-title = { $list } hier lezen
page-pass = { $list } hier lezen?
page-pass-what = Eén druk op de knop en deze browser laat je alles zien, ook berichten voor abonnees. Hij bewaart daarvoor een cookie, en voor niets anders.
page-pass-button = Ja, open het archief
page-pass-shared = Op een computer die anderen gebruiken liever niet.
page-paused-title = Gepauzeerd: { $list }
page-paused = { $list } pauzeert tot { $until }
page-resumed-title = De pauze is voorbij: { $list }
page-resumed = { $list } komt weer
page-change-again = Opnieuw wijzigen
page-preferences = Je mail van { $list }
page-preferences-address = Die gaat naar { $address }.
page-preferences-paused = Je hebt die gepauzeerd tot { $until }.
page-save = Opslaan
page-clock = Volgens wiens klok
page-clock-zone = Waar je bent
page-clock-hour = Uur
page-clock-weekday = Dag, als het hoogstens één keer per week komt
page-as-list = Zoals de lijst
page-as-list-is = Zoals de lijst: { $what }
page-topics = Waar het over gaat
page-topics-hint = Kies er geen om alles te krijgen. Kies je er een paar, dan vallen andere berichten weg, en een editie zonder een daarvan komt niet.
page-pause = Pauzeren
page-pause-ongoing = Er komt niets tot { $until }. Wat intussen wordt verstuurd, krijg je later niet alsnog.
page-pause-what = Er komt niets tot de dag die je kiest. Wat intussen wordt verstuurd, krijg je later niet alsnog.
page-pause-until = Pauzeren tot
page-pause-end = Pauze beëindigen
page-address = Een ander adres
page-address-what = We schrijven eerst aan het nieuwe; zeg je daar ja, dan gaat alles daarheen. Het oude krijgt bericht.
page-address-new = Nieuw e-mailadres
page-address-button = Wijzigen
page-data = Wat we over je bewaren
page-data-what = Om het mee te nemen of te wissen heb je een verse link nodig, die we naar je adres sturen: die van deze pagina kan met een mail zijn doorgestuurd.
page-data-later = Je adres is kort geleden gewijzigd. Om zeker te zijn dat jij dat was, kunnen je gegevens vanaf { $from } worden meegenomen of gewist.
page-data-button = Stuur me de link
page-leave = Afmelden
page-leave-what = Eén druk op de knop en het wordt niet meer verstuurd.
page-also = Je krijgt ook { $lists }.
page-leave-all = Voor alles afmelden
page-saved-title = Opgeslagen: { $list }
page-saved = { $list } komt nu { $schedule }
page-saved-topics = Alleen berichten over { $topics }.
page-resubscribed-title = Terug bij { $lists }
page-resubscribed = Je bent nog steeds aangemeld voor { $lists }
page-unsubscribe-title = Afmelden voor { $list }
page-unsubscribe-question = Afmelden voor { $list }?
page-unsubscribe-what = Het wordt niet meer naar { $address } gestuurd.
page-fewer = Liever minder? Je kunt { $choose }.
page-fewer-choose = kiezen hoe vaak het komt
page-left = Je bent afgemeld voor { $lists }
page-left-what = { $count ->
    [one] Het wordt niet meer naar { $address } gestuurd.
   *[other] Ze worden niet meer naar { $address } gestuurd.
}
page-undo = Ongedaan maken
page-left-fewer = Liever minder? Druk op Ongedaan maken en kies dan hoe vaak het komt. Om later terug te komen, { $subscribe }.
page-left-back = Om terug te komen, { $subscribe }.
page-left-subscribe = meld je opnieuw aan
page-reason = Wil je zeggen waarom?
page-reason-hint = Het hoeft niet. Wie deze mails schrijft, kan het lezen.
page-reason-button = Versturen
page-reason-noted = Je reden is genoteerd.
page-data-of = Wat we bewaren over { $address }
page-data-contents = Je adres, wat je hebt gekozen, waar je mee hebt ingestemd en wanneer, en welke mails je zijn gestuurd.
page-data-export = Meenemen als bestand (JSON)
page-erase = Wissen
page-erase-what = Je verlaat alle lijsten, en alles wat jou noemt wordt verwijderd. Dat er met iets is ingestemd blijft, zonder jou; en een teken dat niemand je adres verraadt, zodat geen lijst je weer opneemt. Dit kan niet ongedaan worden gemaakt.
page-erase-button = Mijn gegevens wissen
page-erased = Je gegevens zijn gewist
page-erased-what = Je krijgt van hier geen mail meer. Veiligheidskopieën bewaren ze tot die op hun beurt worden verwijderd.
archive-all-posts = Alle berichten
archive-all-posts-of = Alle berichten van { $list }
archive-all-digests = Alle edities
archive-digests-of = Edities van { $list }
archive-feed = Feed
archive-empty = Er is hier nog niets te lezen.
archive-none-sent = Er is er nog geen verstuurd.
archive-gated = Voor abonnees
archive-on-blog = Op het blog
archive-read-on-blog = Lees het op het blog
archive-pages = Pagina’s
archive-newer = Nieuwere
archive-older = Oudere
archive-place = Pagina { $number } van { $of }
archive-titled-page = { $title }, pagina { $number }
archive-read-on = Lees verder
archive-read-all = Lees alles
archive-gate = De rest is voor wie zich aanmeldt voor { $list }. Het gaat hier open zodra je hebt bevestigd; wat nieuw is komt per mail, { $schedule }.
archive-gate-known = Al aangemeld? { $link } die in deze browser alles opent.
archive-gate-link = Laat een link sturen
untitled = een bericht zonder titel

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
mail-confirm-subject = Bevestig je aanmelding voor { $lists }
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
mail-remind-subject = Herinnering: bevestig je aanmelding voor { $lists }
mail-remind-title = Wil je { $lists } nog?
mail-remind-asked = Kortgeleden heeft iemand, hopelijk jij, { $site } gevraagd dit naar dit adres te sturen. Nog niemand heeft op de knop gedrukt, dus er wordt niets gestuurd.
mail-remind-asked-when = Kortgeleden heeft iemand, hopelijk jij, { $site } gevraagd dit naar dit adres te sturen: { $schedule }. Nog niemand heeft op de knop gedrukt, dus er wordt niets gestuurd.
mail-remind-only = Wil je het niet, doe dan niets. Dit is de enige herinnering; je hoort niets meer.
mail-never-asked = Heb je er nooit om gevraagd, { $disown }; dan kan niemand het meer in jouw naam vragen.
mail-never-asked-text = Heb je er nooit om gevraagd, laat het dan hier weten; dan kan niemand het meer in jouw naam vragen:
mail-welcome = Welkom bij { $list }
mail-comes = Het komt { $schedule }.
mail-next = Volgende editie: { $when }.
mail-begin-with = Om mee te beginnen
mail-archive-all = Alles tot nu toe staat in het archief
mail-archive-past = Wat er tot nu toe kwam, staat in het archief
mail-welcome-why = Je krijgt deze mail omdat je je aanmelding voor { $list } net hebt bevestigd.
mail-change-or-leave = { $change }, of { $leave }.
mail-change = Wijzig hoe vaak het komt
mail-leave = meld je af
mail-leave-alone = Afmelden
mail-known-subject = Je bent al aangemeld voor { $lists }
mail-known-title = Je bent al aangemeld
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
mail-link-left = Iemand, hopelijk jij, heeft { $site } erom gevraagd. Je bent daar afgemeld; de link leidt naar wat er over je wordt bewaard: geef hem niet door.
mail-link-change = Wijzigen hoe vaak het komt, of afmelden
mail-link-archive = Het hele archief in deze browser lezen
mail-link-data = { $kept }, om mee te nemen of te wissen. Deze link werkt tot { $until }.
mail-link-kept = Wat we over je bewaren
mail-link-data-text = Wat we over je bewaren, om mee te nemen of te wissen, tot { $until }:
mail-nothing-changed = Was jij dit niet, doe dan niets: er is niets veranderd.
mail-left = Je bent afgemeld voor { $list }
mail-left-last = Het wordt niet meer naar dit adres gestuurd, en dit is de laatste mail erover.
mail-left-back = Bedankt voor het lezen. Wil je terugkomen, { $subscribe }.
mail-subscribe-again = meld je dan opnieuw aan
mail-left-back-text = Bedankt voor het lezen. Wil je terugkomen, meld je dan opnieuw aan:
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
digest-picture = Afbeelding
digest-picture-of = Afbeelding: { $words }
post-video = Video
post-video-of = Video: { $words }
post-audio = Audio
post-audio-of = Audio: { $words }
digest-contents = In deze editie
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
digest-counted-clicks = We tellen hoe vaak op links in deze mail wordt geklikt, maar niet door wie.
digest-counted-opens = We tellen hoe vaak deze mail wordt geopend, maar niet door wie.
digest-counted-both = We tellen hoe vaak deze mail wordt geopend en op de links erin wordt geklikt, maar niet door wie.

## Placements

embed-latest = Meld je aan om de nieuwste berichten per e-mail te krijgen.
embed-discover = Ontdek meer van { $site }
embed-subscribe-to = Aanmelden voor { $list }
embed-keep-reading = Meld je nu aan om verder te lezen en toegang te krijgen tot het hele archief.
embed-continue = Lees verder
embed-skip = Naar de inhoud
embed-topics = Kies waarover je wilt lezen
embed-close = Sluiten
embed-failed = Het kon niet worden verstuurd. Kijk naar je verbinding en druk nog eens op de knop.
embed-taken = We hebben een mail gestuurd naar { $address }. Druk op de knop daarin en je bent aangemeld. Hij werkt tot { $until }.
embed-taken-hint = Niets gekomen? Het kan een paar minuten duren. Kijk ook in de spammap.
embed-nowhere = Dit formulier leidt nergens meer heen. Zeg het tegen de schrijver van het blog, die het kan herstellen.
embed-many = Er kwamen net veel aanvragen van je netwerk. Er is niets verloren: probeer het over { $span } nog eens.
embed-domain = Adressen bij dat domein worden hier niet aangenomen. Typ er een bij een ander domein.
embed-not-now = Het kan op dit moment niet. Er is niets verloren: druk over een minuut nog eens op de knop.
embed-once-more = Formulieren worden ook door machines verstuurd. Druk nog één keer op de knop en het is klaar.
embed-page = { $list } op je blog
embed-page-what = Hier is elke manier om je lezers te vragen, in het echt, met wat je naar je blog kopieert. Naar een adres dat je hier typt, gaat echt een mail.
embed-page-script = Ze delen allemaal één script, dat geen cookie zet en niemand anders iets vraagt. Wie zich heeft aangemeld, of via een link in een van je mails kwam, wordt niet opnieuw gevraagd.
embed-post-end = Aan het eind van elk bericht
embed-post-end-note = Zet het onder de tekst van een bericht, in het sjabloon van je berichten.
embed-inline = Midden op een pagina
embed-inline-note = Zet het waar een formulier moet staan: een zijbalk, een voettekst, een eigen pagina.
embed-pop-up = Een venster boven een bericht
embed-pop-up-note = Zet het in het sjabloon van je berichten. Het opent na een minuut, of als de helft van het artikel is gelezen, wat het eerst komt; wie het sluit, wordt een dag met rust gelaten. Escape, een druk ernaast en zijn eigen knop sluiten het.
embed-overlay = Een begroeting op de startpagina
embed-overlay-note = Zet het in het sjabloon van je startpagina. Het opent meteen, en dan een week lang niet meer; op andere pagina’s opent het nooit.
embed-button = Een zwevende knop
embed-button-note = Zet het in een willekeurig sjabloon, aan het eind van de pagina. Hij blijft in de hoek en opent het formulier.
embed-open = Openen
embed-off = Het is uitgeschakeld: je pagina’s tonen niets op die plek. { $command } brengt het terug.
embed-to-copy = { $title }: wat je kopieert
embed-copy = Kopiëren
embed-copied = Gekopieerd
embed-plain = Helemaal zonder script
embed-plain-what = Een blog dat geen script toestaat, neemt alleen het formulier: kopieer wat tussen de eerste en de voorlaatste regel van { $form } staat. Of maak een link naar { $link }.
embed-policy = Als je blog een Content-Security-Policy stuurt, moet die { $script }, { $connect } en { $form } toestaan. Er staat niets inline, en stijlen zijn niet nodig.

## Errors

error-address-empty = Typ een e-mailadres.
error-address-at = Een e-mailadres heeft een deel voor en een deel na een @, zoals name@example.org.
error-address-several = Typ één adres, met één @ erin.
error-address-local = Het deel voor de @ mag letters, cijfers, punten daartussen en de tekens { $signs } bevatten.
error-address-ascii = Dit adres mag voor de @ alleen letters a–z bevatten, zodat elk mailprogramma eraan kan schrijven.
error-address-long = Dit e-mailadres is te lang: 64 tekens voor de @ en 254 in totaal is de grens.
error-address-domain = Het deel na de @ moet een domeinnaam zijn, zoals example.org.
error-address-taken = Dit adres krijgt al mail van hier. Meld je af met een van de twee adressen en houd het andere.
error-choose-one = Kies een van deze.
error-choose-list = Kies er minstens één.
error-choose-place = Kies een plaats uit de lijst.
error-choose-hour = Kies een van deze uren.
error-choose-weekday = Kies een van deze dagen.
error-choose-topics = Kies uit deze onderwerpen.
error-choose-language = Kies een taal uit de lijst.
error-pause-day = Kies een dag, bijvoorbeeld { $example }.
error-pause-past = Kies een dag die nog moet komen.
error-pause-long = Kies een dag binnen een jaar. Voor langer meld je je af en kom je later terug.
error-link-title = Deze link werkt niet
error-link = Misschien is hij te oud, of heeft het mailprogramma het eind eraf gesneden. De links in de nieuwste mail die je van ons hebt, werken het best.
error-link-new = Laat een nieuwe link sturen
error-not-found-title = Deze pagina bestaat niet
error-not-found = Controleer het adres op een typefout.
error-not-found-home = Controleer het adres op een typefout, of begin bij { $site }.
error-many-title = Dat was veel tegelijk
error-many = Er kwamen veel aanvragen van je netwerk. Probeer het over { $span } nog eens.
error-many-again = Probeer het over { $span } nog eens
error-domain-title = Gebruik een ander adres
error-domain = Adressen bij dit domein worden hier niet aangenomen. Er is niets verstuurd. Ga terug en typ een ander.
error-unavailable-title = Probeer het zo dadelijk nog eens
error-unavailable = Bij ons wordt iets hersteld. Er is niets verloren: de link of het formulier zal weer werken.
error-request-title = Dat kwam niet heel aan
error-request = Ga terug en verstuur het formulier nog eens.
error-request-button = Ga terug naar de pagina en druk op een van de knoppen.
error-not-the-blog = De link die je hier bracht, komt niet van dit blog. Ga terug naar het blog en probeer het van daar.
error-unshowable = Deze pagina kan op dit moment niet worden getoond. Er is niets verloren: kom later terug.
## The way to a digest on the web

digest-same-on-the-web = Deze mail op het web
