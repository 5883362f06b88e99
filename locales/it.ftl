# Italian

direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
}
weekday = { $weekday ->
    [1] lunedì
    [2] martedì
    [3] mercoledì
    [4] giovedì
    [5] venerdì
    [6] sabato
   *[7] domenica
}
# On every such day.
weekdays = { $weekday ->
    [1] il lunedì
    [2] il martedì
    [3] il mercoledì
    [4] il giovedì
    [5] il venerdì
    [6] il sabato
   *[7] la domenica
}
ordinal = { $day ->
    [1] 1º
   *[other] { $day }
}
day = { ordinal } { month }
day-of-year = { ordinal } { month }
date-line = { weekday } { ordinal } { month } { $year }
whole-day = { date-line }
post-date = { weekday } { ordinal } { month }
instant-in-city = { weekday } { ordinal } { month }, ore { time } (ora di { $city })
instant-in-zone = { weekday } { ordinal } { month }, ore { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } e { $last }
others = altri { $count }
quoted = «{ $words }»

## When mails come

immediately = appena c’è qualcosa di nuovo
every-minutes = { $count ->
    [1] ogni minuto
   *[other] ogni { $count } minuti
}
every-hours = { $count ->
    [1] ogni ora
   *[other] ogni { $count } ore
}
every-day = ogni giorno alle { $times }
workdays = dal lunedì al venerdì alle { $times }
days-of-week = { $days } alle { $times }
days-of-month = nei giorni { $days } di ogni mese alle { $times }
day-of-long-months = nel giorno { $days } dei mesi che lo hanno, alle { $times }
day-every-year = ogni anno, il { day-of-year }, alle { $times }
leap-day = ogni anno bisestile, il { day-of-year }, alle { $times }
crontab-line = «{ $line }»
next-today = { $schedule }, il prossimo oggi alle { time }
next-on = { $schedule }, il prossimo il { day }
wherever-you-are = { $schedule }, ovunque tu sia
clock-of-list = la lista

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] un minuto
   *[other] { $count } minuti
}
wait-hours = { $count ->
    [1] un’ora
   *[other] { $count } ore
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Ancora un clic
page-once-more-why = Moduli come questo li inviano anche le macchine. Premi il pulsante e il tuo parte subito.
page-once-more-send = Invia
page-form-working = Un momento: ci vuole un secondo.

## Pages

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = Molte iscrizioni a { $list }
mail-alarm-confirmations = Molte conferme per { $list }
mail-alarm-unsubscribes = Molti lettori lasciano { $list }
mail-alarm-number = { $number } in dieci minuti, contate da { $since }.
mail-alarm-sign-ups-wait = Le altre richieste aspettano e non ricevono posta; chi visita vede la stessa pagina di sempre. Quelle delle persone partono da sole quando tutto è passato: allora un quarto di chi ha ricevuto la mail ha confermato.
mail-alarm-confirmations-look = Forse una macchina ha aperto i link delle tue mail, o qualcuno iscrive molti indirizzi di cui può leggere la posta.
mail-alarm-unsubscribes-look = Forse una macchina ha aperto i link delle tue mail, come fanno gli antivirus. Chi voleva andarsene resta fuori: guarda prima di annullare qualcosa.
mail-alarm-show = Guarda che cosa è successo e a che punto è:
mail-alarm-release = Se sono persone, scrivi a tutte quelle che aspettano:
mail-alarm-drop = Se non lo sono, chiudi le loro richieste; non ricevono nulla:
mail-alarm-undo = Guarda quante ne cambierebbe l’annullamento; senza --yes non cambia nulla:
mail-alarm-once = Ricevi al massimo una mail così all’ora per lista, per quanto duri.

## Mails

mail-here = { $what }:
mail-confirm-subject = Conferma la tua iscrizione a { $lists }
mail-confirm-title = Vuoi ricevere { $lists }?
mail-confirm-asked = Qualcuno, speriamo tu, ha chiesto a { $site } di inviarlo a questo indirizzo.
mail-confirm-asked-when = Qualcuno, speriamo tu, ha chiesto a { $site } di inviarlo a questo indirizzo: { $schedule }.
mail-confirm-yes = Sì, voglio ricevere { $lists }
mail-button-until = Il pulsante funziona fino a { $until }.
mail-link-until = Il link funziona fino a { $until }.
mail-not-you = Se non eri tu, non fare nulla; non riceverai altro.
mail-not-you-again = Se arriva di continuo, { $disown }, e nessuno potrà chiederlo a tuo nome.
mail-disown = di’ che non eri tu
mail-not-you-again-text = Se arriva di continuo, dillo qui e nessuno potrà chiederlo a tuo nome:
mail-button-fails = Se il pulsante non funziona, apri questo indirizzo: { $link }
mail-open-and-press = Se eri tu, apri questo indirizzo e premi il pulsante:
mail-remind-subject = Promemoria: conferma la tua iscrizione a { $lists }
mail-remind-title = Vuoi ancora { $lists }?
mail-remind-asked = Poco tempo fa qualcuno, speriamo tu, ha chiesto a { $site } di inviarlo a questo indirizzo. Nessuno ha ancora premuto il pulsante, quindi non viene inviato nulla.
mail-remind-asked-when = Poco tempo fa qualcuno, speriamo tu, ha chiesto a { $site } di inviarlo a questo indirizzo: { $schedule }. Nessuno ha ancora premuto il pulsante, quindi non viene inviato nulla.
mail-remind-only = Se non lo vuoi, non fare nulla. Questo è l’unico promemoria; non riceverai altro.
mail-never-asked = Se non l’hai mai chiesto, { $disown }, e nessuno potrà chiederlo a tuo nome.
mail-never-asked-text = Se non l’hai mai chiesto, dillo qui e nessuno potrà chiederlo a tuo nome:
mail-welcome = Ti diamo il benvenuto in { $list }
mail-comes = Arriva { $schedule }.
mail-next = Prossimo invio: { $when }.
mail-begin-with = Per cominciare
mail-archive-all = Tutto ciò che è uscito finora è nell’archivio
mail-archive-past = Ciò che è arrivato finora è nell’archivio
mail-welcome-why = Ricevi questa mail perché hai appena confermato la tua iscrizione a { $list }.
mail-change-or-leave = { $change } o { $leave }.
mail-change = Cambia la frequenza
mail-leave = annulla l’iscrizione
mail-leave-alone = Annullare l’iscrizione
mail-known-subject = Hai già un’iscrizione a { $lists }
mail-known-title = Hai già un’iscrizione
mail-known-asked = Qualcuno, speriamo tu, ha appena chiesto a { $site } di scrivere a questo indirizzo. È già nella lista, quindi non è cambiato nulla.
mail-known-what = Ecco che cosa ricevi e dove cambiarlo:
mail-known-spam = Se le mail non ti arrivano, guarda nella cartella spam e aggiungi { $site } alla rubrica. Se non eri tu, non fare nulla.
mail-link-subject = { $count ->
    [1] Il tuo link per { $site }
   *[other] I tuoi link per { $site }
}
mail-link-title = { $count ->
    [1] Ecco il tuo link
   *[other] Ecco i tuoi link
}
mail-link-asked = { $count ->
    [1] Qualcuno, speriamo tu, l’ha chiesto a { $site }. Chi lo possiede può cambiare ciò che ricevi: non darlo ad altri.
   *[other] Qualcuno, speriamo tu, li ha chiesti a { $site }. Chi ne possiede uno può cambiare ciò che ricevi: non darli ad altri.
}
mail-link-left = Qualcuno, speriamo tu, l’ha chiesto a { $site }. Lì non hai più iscrizioni; il link porta a ciò che è conservato su di te: non darlo ad altri.
mail-link-change = Cambiare la frequenza o annullare l’iscrizione
mail-link-archive = Leggere tutto l’archivio in questo browser
mail-link-data = { $kept }, da portare con te o cancellare. Questo link funziona fino a { $until }.
mail-link-kept = Ciò che conserviamo su di te
mail-link-data-text = Ciò che conserviamo su di te, da portare con te o cancellare, fino a { $until }:
mail-nothing-changed = Se non eri tu, non fare nulla: non è cambiato nulla.
mail-left = Hai annullato l’iscrizione a { $list }
mail-left-last = Non viene più inviato a questo indirizzo, e questa è l’ultima mail in proposito.
mail-left-back = Grazie per averci letto. Per tornare, { $subscribe }.
mail-subscribe-again = iscriviti di nuovo
mail-left-back-text = Grazie per averci letto. Per tornare, iscriviti di nuovo:
mail-address-subject = Conferma il tuo nuovo indirizzo per { $site }
mail-address-title = Scriviamo a questo indirizzo d’ora in poi?
mail-address-asked = Qualcuno che legge { $site }, speriamo tu, ha chiesto di ricevere qui tutte le mail invece che all’indirizzo che abbiamo.
mail-address-yes = Sì, usa questo indirizzo
mail-moved-subject = Il tuo indirizzo per { $site } è stato cambiato
mail-moved-title = Il tuo indirizzo è stato cambiato
mail-moved-what = Ciò che { $site } ti invia va d’ora in poi a un altro indirizzo: è stato chiesto nella tua pagina delle preferenze e confermato là. Qui non arriva più nulla.
mail-moved-back = Se non eri tu, { $back }. Il link funziona fino a { $until }.
mail-moved-back-link = fai tornare qui le tue mail
mail-moved-back-text = Se non eri tu, apri questo indirizzo e premi il pulsante, fino a { $until }:
mail-moved-else = Per qualsiasi altra cosa, scrivi a { $contact }.

## Digests

digest-number = { $count ->
    [2] Due
    [3] Tre
    [4] Quattro
    [5] Cinque
    [6] Sei
    [7] Sette
    [8] Otto
    [9] Nove
    [10] Dieci
    [11] Undici
    [12] Dodici
   *[other] { $count }
}
digest-opening = { $count ->
    [1] Un nuovo articolo: { $titles }.
   *[other] { digest-number } nuovi articoli: { $titles }.
}
digest-subject = { $count ->
    [0] { $first }
    [1] { $first } e un altro articolo
   *[other] { $first } e { others } articoli
}
digest-untitled = un articolo senza titolo
digest-contents = In questo numero
digest-other-topics = E inoltre
digest-minutes = { $count } min
digest-reading-time = { $count } min di lettura
digest-read-on = Continua a leggere
digest-read-on-of = Continua a leggere: { $title }
digest-read-on-at = Continua a leggere: { $link }
digest-on-the-web = sul web
digest-shortened = Per intero, questa mail sarebbe più lunga di quanto mostrano i programmi di posta. Gli articoli più lunghi sono abbreviati qui e completi sul web.
digest-why = Ricevi questa mail per la tua iscrizione a { $list } ({ $schedule }).
digest-why-alone = Ricevi questa mail per la tua iscrizione a { $list }.
digest-ways = { $change } o { $leave }.
digest-change = Cambia la frequenza
digest-leave = annulla l’iscrizione
digest-change-at = Cambia la frequenza:
digest-leave-at = Annulla l’iscrizione:

## Placements

## Errors
