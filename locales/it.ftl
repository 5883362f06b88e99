# Italian

language-name = Italiano
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
at-time = { $hour ->
    [1] all’{ time }
   *[other] alle { time }
}
every-day = ogni giorno { $times }
workdays = dal lunedì al venerdì { $times }
days-of-week = { $days } { $times }
days-of-month = nei giorni { $days } di ogni mese { $times }
day-of-long-months = nel giorno { $days } dei mesi che lo hanno, { $times }
day-every-year = ogni anno, il { day-of-year }, { $times }
leap-day = ogni anno bisestile, il { day-of-year }, { $times }
crontab-line = «{ $line }»
next-today = { $schedule }, il prossimo oggi { at-time }
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

page-email = Il tuo indirizzo e-mail
page-trap = Lascia vuoto questo campo
page-subscribe = Iscriviti
page-subscribe-again = Iscriviti di nuovo
page-unsubscribe = Annulla l’iscrizione
page-how-often = Quanto spesso arriva
page-choose-how-often = Scegli quanto spesso arriva
page-choose-both = Scegli quanto spesso arriva e di che cosa parla
page-it-comes = Arriva { $schedule }.
page-next = Prossimo numero: { $when }
page-next-is = Prossimo numero: { $when }.
page-next-soon = Il prossimo numero arriva appena c’è qualcosa da leggere.
page-next-soon-after = Il prossimo numero arriva dopo, appena c’è qualcosa da leggere.
page-promise = Ogni e-mail ha un link per uscire in un solo passo. Conserviamo il tuo indirizzo e ciò che hai accettato, e non li usiamo per nient’altro.
page-language = Lingua
page-lists = Che cosa ti piacerebbe leggere?
page-lists-choose = Scegline una o più
page-last-one = Leggi l’ultimo numero
page-check-mail = Controlla la posta
page-check-mail-sent = Abbiamo inviato un’e-mail a { $address }. Premi il pulsante che contiene e l’iscrizione è fatta.
page-check-mail-until = Il pulsante funziona fino a { $until }. Finché non lo premi, non arriva nient’altro.
page-nothing-came = Non è arrivato nulla?
page-nothing-came-known = Possono volerci alcuni minuti. Guarda anche nella cartella dello spam. Se l’iscrizione c’è già, l’e-mail lo dice. Se l’indirizzo non è del tutto giusto, { $again }.
page-type-again = scrivilo di nuovo
page-send-again = Invia di nuovo
page-one-mail-in = Un indirizzo riceve una sola e-mail in { $span }, e poche al giorno. Se il tuo ne ha appena ricevuta una, aspetta prima di premere il pulsante.
page-confirm-title = Conferma: { $lists }
page-confirm = { $count ->
    [one] Possiamo inviarla a { $address }?
   *[other] Possiamo inviarle a { $address }?
}
page-confirm-button = Sì, voglio ricevere { $lists }
page-confirm-not-you = Se non l’hai chiesto, chiudi la pagina. Non arriverà altro.
page-confirmed-title = Iscrizione a { $lists }
page-confirmed = La tua iscrizione a { $lists } è confermata
page-earlier-ones = Leggi i numeri precedenti
page-change-how-often = Cambia la frequenza
page-done-confirmed = Confermato
page-done-blocked = Bloccato
page-done-changed = Modificato
page-done-erased = Cancellato
page-done-paused = In pausa
page-done-saved = Salvato
page-done-undone = Annullato
page-done-left = Iscrizione annullata
page-disown = Non eri tu?
page-disown-what = Qualcuno ha chiesto { $list } con { $address }. Premi il pulsante e { $site } non invierà più nulla a questo indirizzo, chiunque lo chieda.
page-disown-button = Non ero io
page-disowned = Non arriverà più nulla
page-disowned-what = { $site } non invia più nulla a { $address }.
page-disowned-return = Se un giorno vuoi leggere { $list }, scrivi a chi la invia: solo quella persona può tornare indietro.
page-gate = Questa pagina è per chi è iscritto
page-gate-read-on = Continua a leggere su { $blog }
page-gate-back = Torna a { $blog }
page-link-title = Il tuo link
page-link = Ricevi il tuo link
page-link-what = Con il link cambi la frequenza delle e-mail o esci. Va all’indirizzo con cui leggi.
page-link-button = Inviami il mio link
page-link-sent = Se { $address } è iscritto a qualcosa qui, un’e-mail con il tuo link è in arrivo.
page-link-nothing-came = Possono volerci alcuni minuti. Guarda anche nella cartella dello spam. Forse l’iscrizione è con un altro indirizzo, o non c’è ancora: { $subscribe }.
page-subscribe-here = iscriviti qui
page-mail-sent = Abbiamo scritto a { $address }. Apri il link in quell’e-mail per continuare.
page-mail-sent-wait = Per ora non è cambiato nulla. Se entro qualche minuto non arriva nessuna e-mail, guarda nella cartella dello spam.
page-move-title = Scrivere a { $address }
page-move = Scriviamo a { $address }?
page-move-what = Tutte le tue e-mail da qui arrivano d’ora in poi a questo indirizzo. Quello vecchio viene avvisato una volta, e nulla più.
page-move-back = Scriviamo di nuovo a { $address }?
page-move-back-what = Tutte le tue e-mail da qui tornano ad arrivare a questo indirizzo. I link delle e-mail precedenti non funzionano più; le nuove e-mail ne portano di nuovi.
page-move-button = Sì, usa questo indirizzo
page-move-not-you = Se non l’hai chiesto, chiudi la pagina. Non cambia nulla.
page-moved = Le tue e-mail vanno a { $address }
page-moved-preferences = Le tue e-mail e la loro frequenza
page-pass-title = Leggere { $list } qui
page-pass = Leggere { $list } qui?
page-pass-what = Basta premere una volta, e questo browser ti mostra tutto, anche gli articoli per chi è iscritto. Conserva un cookie per questo, e per nient’altro.
page-pass-button = Sì, apri l’archivio
page-pass-shared = Su un computer usato anche da altri, meglio di no.
page-paused-title = In pausa: { $list }
page-paused = { $list } è in pausa fino a { $until }
page-resumed-title = La pausa è finita: { $list }
page-resumed = { $list } torna ad arrivare
page-change-again = Modifica di nuovo
page-preferences = Le tue e-mail da { $list }
page-preferences-address = Vanno a { $address }.
page-preferences-paused = Le hai messe in pausa fino a { $until }.
page-save = Salva
page-clock = Secondo quale orologio
page-clock-zone = Dove ti trovi
page-clock-hour = Ora
page-clock-weekday = Giorno, se arriva una volta alla settimana o meno
page-as-list = Come la lista
page-as-list-is = Come la lista: { $what }
page-topics = Di che cosa parla
page-topics-hint = Non sceglierne nessuno per ricevere tutto. Se ne scegli alcuni, gli altri articoli restano fuori, e un numero che non ne contiene nessuno non arriva.
page-pause = Metti in pausa
page-pause-ongoing = Non arriva nulla fino a { $until }. Ciò che viene inviato nel frattempo non ti viene inviato dopo.
page-pause-what = Non arriva nulla fino al giorno che scegli. Ciò che viene inviato nel frattempo non ti viene inviato dopo.
page-pause-until = In pausa fino al
page-pause-end = Termina la pausa
page-address = Un altro indirizzo
page-address-what = Scriviamo prima a quello nuovo; quando lì dici di sì, tutto va lì. Quello vecchio viene avvisato.
page-address-new = Nuovo indirizzo e-mail
page-address-button = Cambia
page-data = Che cosa conserviamo su di te
page-data-what = Per portarlo con te o cancellarlo serve un link nuovo, che inviamo al tuo indirizzo: quello di questa pagina può essere stato inoltrato con un’e-mail.
page-data-later = Il tuo indirizzo è stato cambiato da poco. Per essere sicuri che sia stata una tua scelta, i tuoi dati si potranno portare via o cancellare da { $from }.
page-data-button = Inviami il link
page-leave = Esci
page-leave-what = Basta premere una volta, e non viene più inviata.
page-also = Ricevi anche { $lists }.
page-leave-all = Esci da tutto
page-saved-title = Salvato: { $list }
page-saved = { $list } ora arriva { $schedule }
page-saved-topics = Solo articoli su { $topics }.
page-resubscribed-title = Di nuovo su { $lists }
page-resubscribed = La tua iscrizione a { $lists } continua
page-unsubscribe-title = Uscire da { $list }
page-unsubscribe-question = Uscire da { $list }?
page-unsubscribe-what = Non verrà più inviata a { $address }.
page-fewer = Meglio meno? Puoi { $choose }.
page-fewer-choose = scegliere quanto spesso arriva
page-left = Non ricevi più { $lists }
page-left-what = { $count ->
    [one] Non viene più inviata a { $address }.
   *[other] Non vengono più inviate a { $address }.
}
page-undo = Annulla
page-left-fewer = Meglio meno? Premi Annulla, poi scegli quanto spesso arriva. Per tornare più avanti, { $subscribe }.
page-left-back = Per tornare, { $subscribe }.
page-left-subscribe = iscriviti di nuovo
page-reason = Vuoi dire perché?
page-reason-hint = Non è necessario. Chi scrive queste e-mail può leggerlo.
page-reason-button = Invia
page-reason-noted = Il tuo motivo è annotato.
page-data-of = Che cosa conserviamo su { $address }
page-data-contents = Il tuo indirizzo, che cosa hai scelto, che cosa hai accettato e quando, e quali e-mail ti sono state inviate.
page-data-export = Portalo con te in un file (JSON)
page-erase = Cancellalo
page-erase-what = Esci da tutte le liste, e tutto ciò che ti nomina viene eliminato. Resta che qualcosa è stato accettato, senza di te; e un segno che non rivela a nessuno il tuo indirizzo, perché nessuna lista ti includa di nuovo. Non si può annullare.
page-erase-button = Cancella i miei dati
page-erased = I tuoi dati sono cancellati
page-erased-what = Da qui non ricevi più e-mail. Le copie di sicurezza li conservano finché non vengono eliminate a loro volta.
archive-all-posts = Tutti gli articoli
archive-all-posts-of = Tutti gli articoli di { $list }
archive-all-digests = Tutti i numeri
archive-digests-of = Numeri di { $list }
archive-feed = Feed
archive-empty = Qui non c’è ancora nulla da leggere.
archive-none-sent = Non ne è stato ancora inviato nessuno.
archive-gated = Per chi è iscritto
archive-on-blog = Sul blog
archive-read-on-blog = Leggilo sul blog
archive-pages = Pagine
archive-newer = Più recenti
archive-older = Meno recenti
archive-place = Pagina { $number } di { $of }
archive-titled-page = { $title }, pagina { $number }
archive-read-on = Continua a leggere
archive-read-all = Leggi tutto
archive-gate = Il resto è per chi si iscrive a { $list }. Si apre qui appena hai confermato; le novità arrivano per e-mail, { $schedule }.
archive-gate-known = Già iscritto? { $link } che apre tutto in questo browser.
archive-gate-link = Ricevi un link
untitled = un articolo senza titolo

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = Molte iscrizioni a { $list }
mail-alarm-confirmations = Molte conferme per { $list }
mail-alarm-unsubscribes = Molti lettori lasciano { $list }
mail-alarm-number = { $number } in dieci minuti, contate da { $since }.
mail-alarm-sign-ups-wait = Le altre richieste aspettano e non ricevono posta; chi visita vede la stessa pagina di sempre. Quelle delle persone partono da sole quando tutto è passato: allora un quarto di chi ha ricevuto l’e-mail ha confermato.
mail-alarm-confirmations-look = Forse una macchina ha aperto i link delle tue e-mail, o qualcuno iscrive molti indirizzi di cui può leggere la posta.
mail-alarm-unsubscribes-look = Forse una macchina ha aperto i link delle tue e-mail, come fanno gli antivirus. Chi voleva andarsene resta fuori: guarda prima di annullare qualcosa.
mail-alarm-show = Guarda che cosa è successo e a che punto è:
mail-alarm-release = Se sono persone, scrivi a tutte quelle che aspettano:
mail-alarm-drop = Se non lo sono, chiudi le loro richieste; non ricevono nulla:
mail-alarm-undo = Guarda quante ne cambierebbe l’annullamento; senza --yes non cambia nulla:
mail-alarm-once = Ricevi al massimo un’e-mail così all’ora per lista, per quanto duri.

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
mail-next = Prossimo numero: { $when }.
mail-begin-with = Per cominciare
mail-archive-all = Tutto ciò che è uscito finora è nell’archivio
mail-archive-past = Ciò che è arrivato finora è nell’archivio
mail-welcome-why = Ricevi questa e-mail perché hai appena confermato la tua iscrizione a { $list }.
mail-change-or-leave = { $change } o { $leave }.
mail-change = Cambia la frequenza
mail-leave = annulla l’iscrizione
mail-leave-alone = Annulla l’iscrizione
mail-known-subject = Hai già un’iscrizione a { $lists }
mail-known-title = Hai già un’iscrizione
mail-known-asked = Qualcuno, speriamo tu, ha appena chiesto a { $site } di scrivere a questo indirizzo. È già nella lista, quindi non è cambiato nulla.
mail-known-what = Ecco che cosa ricevi e dove cambiarlo:
mail-known-spam = Se le e-mail non ti arrivano, guarda nella cartella spam e aggiungi { $site } alla rubrica. Se non eri tu, non fare nulla.
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
mail-link-change = Cambia la frequenza o annulla l’iscrizione
mail-link-archive = Leggi tutto l’archivio in questo browser
mail-link-data = { $kept }, da portare con te o cancellare. Questo link funziona fino a { $until }.
mail-link-kept = Ciò che conserviamo su di te
mail-link-data-text = Ciò che conserviamo su di te, da portare con te o cancellare, fino a { $until }:
mail-nothing-changed = Se non eri tu, non fare nulla: non è cambiato nulla.
mail-left = Hai annullato l’iscrizione a { $list }
mail-left-last = Non viene più inviato a questo indirizzo, e questa è l’ultima e-mail in proposito.
mail-left-back = Grazie per averci letto. Per tornare, { $subscribe }.
mail-subscribe-again = iscriviti di nuovo
mail-left-back-text = Grazie per averci letto. Per tornare, iscriviti di nuovo:
mail-address-subject = Conferma il tuo nuovo indirizzo per { $site }
mail-address-title = Scriviamo a questo indirizzo d’ora in poi?
mail-address-asked = Qualcuno che legge { $site }, speriamo tu, ha chiesto di ricevere qui tutte le e-mail invece che all’indirizzo che abbiamo.
mail-address-yes = Sì, usa questo indirizzo
mail-moved-subject = Il tuo indirizzo per { $site } è stato cambiato
mail-moved-title = Il tuo indirizzo è stato cambiato
mail-moved-what = Ciò che { $site } ti invia va d’ora in poi a un altro indirizzo: è stato chiesto nella tua pagina delle preferenze e confermato là. Qui non arriva più nulla.
mail-moved-back = Se non eri tu, { $back }. Il link funziona fino a { $until }.
mail-moved-back-link = fai tornare qui le tue e-mail
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
digest-picture = Immagine
digest-picture-of = Immagine: { $words }
post-video = Video
post-video-of = Video: { $words }
post-audio = Audio
post-audio-of = Audio: { $words }
digest-contents = In questo numero
digest-other-topics = E inoltre
digest-minutes = { $count } min
digest-reading-time = { $count } min di lettura
digest-read-on = Continua a leggere
digest-read-on-of = Continua a leggere: { $title }
digest-read-on-at = Continua a leggere: { $link }
digest-on-the-web = sul web
digest-shortened = Per intero, questa e-mail sarebbe più lunga di quanto mostrano i programmi di posta. Gli articoli più lunghi sono abbreviati qui e completi sul web.
digest-why = Ricevi questa e-mail per la tua iscrizione a { $list } ({ $schedule }).
digest-why-alone = Ricevi questa e-mail per la tua iscrizione a { $list }.
digest-ways = { $change } o { $leave }.
digest-change = Cambia la frequenza
digest-leave = annulla l’iscrizione
digest-change-at = Cambia la frequenza:
digest-leave-at = Annulla l’iscrizione:
digest-counted-clicks = Contiamo quante volte vengono seguiti i link di questa e-mail, senza sapere da chi.
digest-counted-opens = Contiamo quante volte viene aperta questa e-mail, senza sapere da chi.
digest-counted-both = Contiamo quante volte viene aperta questa e-mail e ne vengono seguiti i link, senza sapere da chi.

## Placements

embed-latest = Iscriviti per ricevere gli ultimi articoli via e-mail.
embed-discover = Scopri di più da { $site }
embed-subscribe-to = Iscriviti a { $list }
embed-keep-reading = Iscriviti ora per continuare a leggere e accedere a tutto l’archivio.
embed-continue = Continua a leggere
embed-skip = Vai al contenuto
embed-topics = Scegli di che cosa vuoi leggere
embed-close = Chiudi
embed-failed = Non è stato possibile inviare. Controlla la connessione e premi di nuovo il pulsante.
embed-taken = Abbiamo inviato un’e-mail a { $address }. Premi il pulsante che contiene e l’iscrizione è fatta. Funziona fino a { $until }.
embed-taken-hint = Non è arrivato nulla? Possono volerci alcuni minuti. Guarda anche nella cartella dello spam.
embed-nowhere = Questo modulo non porta più da nessuna parte. Dillo a chi scrive il blog, che può sistemarlo.
embed-many = Dalla tua rete sono appena arrivate molte richieste. Nulla è perduto: riprova tra { $span }.
embed-domain = Qui non si accettano indirizzi di quel dominio. Scrivine uno di un altro dominio.
embed-not-now = Al momento non è possibile. Nulla è perduto: premi di nuovo il pulsante tra un minuto.
embed-once-more = Anche le macchine inviano moduli. Premi il pulsante ancora una volta, ed è fatta.
embed-page = { $list } sul tuo blog
embed-page-what = Ecco ogni modo di invitare chi ti legge, dal vivo, con ciò che va copiato nel blog. A un indirizzo scritto qui viene davvero inviata un’e-mail.
embed-page-script = Condividono tutti un solo script, che non imposta cookie e non chiede nulla a nessun altro. Chi si è iscritto, o arriva da un link di una tua e-mail, non viene più invitato.
embed-post-end = Alla fine di ogni articolo
embed-post-end-note = Mettilo sotto il testo di un articolo, nel modello dei tuoi articoli.
embed-inline = All’interno di una pagina
embed-inline-note = Mettilo dove deve stare un modulo: una barra laterale, un piè di pagina, una pagina a sé.
embed-pop-up = Una finestra sopra un articolo
embed-pop-up-note = Mettilo nel modello dei tuoi articoli. Si apre dopo un minuto, o quando metà dell’articolo è stata letta, a seconda di che cosa viene prima; chi la chiude sta in pace per un giorno. La chiudono Esc, un tocco fuori e il suo pulsante.
embed-overlay = Un saluto sulla pagina iniziale
embed-overlay-note = Mettilo nel modello della pagina iniziale. Si apre subito, e poi non più per una settimana; sulle altre pagine non si apre mai.
embed-button = Un pulsante mobile
embed-button-note = Mettilo in qualsiasi modello, alla fine della pagina. Resta nell’angolo e apre il modulo.
embed-open = Apri
embed-off = È disattivato: al suo posto le tue pagine non mostrano nulla. { $command } lo riattiva.
embed-to-copy = { $title }: che cosa copiare
embed-copy = Copia
embed-copied = Copiato
embed-plain = Senza alcuno script
embed-plain-what = Un blog che non permette script prende il modulo da solo: copia ciò che sta tra la prima e la penultima riga di { $form }. Oppure metti un link a { $link }.
embed-policy = Se il tuo blog invia una Content-Security-Policy, deve permettere { $script }, { $connect } e { $form }. Non serve nulla di incorporato né alcuno stile.

## Errors

error-address-empty = Scrivi un indirizzo e-mail.
error-address-at = Un indirizzo e-mail ha una parte prima e una dopo una @, come name@example.org.
error-address-several = Scrivi un solo indirizzo, con una sola @.
error-address-local = La parte prima della @ può contenere lettere, cifre, punti tra di esse e i segni { $signs }.
error-address-ascii = Questo indirizzo può contenere solo lettere a–z prima della @, perché ogni programma di posta possa scrivergli.
error-address-long = Questo indirizzo e-mail è troppo lungo: il limite è di 64 caratteri prima della @ e 254 in tutto.
error-address-domain = La parte dopo la @ deve essere un nome di dominio, come example.org.
error-address-taken = Questo indirizzo riceve già e-mail da qui. Esci con uno dei due indirizzi e tieni l’altro.
error-choose-one = Scegli una di queste possibilità.
error-choose-list = Scegline almeno una.
error-choose-place = Scegli un luogo dall’elenco.
error-choose-hour = Scegli una di queste ore.
error-choose-weekday = Scegli uno di questi giorni.
error-choose-topics = Scegli tra questi temi.
error-choose-language = Scegli una lingua dall’elenco.
error-pause-day = Scegli un giorno, per esempio { $example }.
error-pause-past = Scegli un giorno che deve ancora venire.
error-pause-long = Scegli un giorno entro un anno. Per un tempo più lungo, esci e torna più avanti.
error-link-title = Questo link non funziona
error-link = Forse è troppo vecchio, o il programma di posta ne ha tagliato la fine. I link dell’ultima e-mail che hai da noi funzionano meglio.
error-link-new = Ricevi un nuovo link
error-not-found-title = Questa pagina non esiste
error-not-found = Controlla che nell’indirizzo non ci sia un errore di battitura.
error-not-found-home = Controlla che nell’indirizzo non ci sia un errore di battitura, o comincia da { $site }.
error-many-title = Troppo in una volta
error-many = Dalla tua rete sono arrivate molte richieste. Riprova tra { $span }.
error-many-again = Riprova tra { $span }
error-domain-title = Usa un altro indirizzo
error-domain = Qui non si accettano indirizzi di questo dominio. Non è stato inviato nulla. Torna indietro e scrivine un altro.
error-unavailable-title = Riprova tra un momento
error-unavailable = Da parte nostra si sta riparando qualcosa. Nulla è perduto: il link o il modulo funzionerà di nuovo.
error-request-title = Non è arrivato per intero
error-request = Torna indietro e invia di nuovo il modulo.
error-request-button = Torna alla pagina e premi uno dei suoi pulsanti.
error-not-the-blog = Il link che ti ha portato qui non viene da questo blog. Torna al blog e prova da lì.
error-unshowable = Al momento questa pagina non può essere mostrata. Nulla è perduto: torna più tardi.
## The way to a digest on the web

digest-same-on-the-web = Questa e-mail sul web
