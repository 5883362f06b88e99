# French

direction = ltr

## Dates and times

time = { $hour } h { $minute }
month = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
weekday = { $weekday ->
    [1] lundi
    [2] mardi
    [3] mercredi
    [4] jeudi
    [5] vendredi
    [6] samedi
   *[7] dimanche
}
# On every such day.
weekdays = { $weekday ->
    [1] les lundis
    [2] les mardis
    [3] les mercredis
    [4] les jeudis
    [5] les vendredis
    [6] les samedis
   *[7] les dimanches
}
ordinal = { $day ->
    [1] 1er
   *[other] { $day }
}
day = { ordinal } { month }
day-of-year = { ordinal } { month }
date-line = { weekday } { ordinal } { month } { $year }
whole-day = { date-line }
post-date = { weekday } { ordinal } { month }
instant-in-city = { weekday } { ordinal } { month } à { time }, heure de { $city }
instant-in-zone = { weekday } { ordinal } { month } à { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } et { $last }
others = { $count } autres
quoted = « { $words } »

## When mails come

immediately = dès qu’il y a du nouveau
every-minutes = { $count ->
    [1] toutes les minutes
   *[other] toutes les { $count } minutes
}
every-hours = { $count ->
    [1] toutes les heures
   *[other] toutes les { $count } heures
}
every-day = tous les jours à { $times }
workdays = du lundi au vendredi à { $times }
days-of-week = { $days } à { $times }
days-of-month = les { $days } de chaque mois à { $times }
day-of-long-months = le { $days } de chaque mois qui en compte un, à { $times }
day-every-year = chaque année, le { day-of-year } à { $times }
leap-day = chaque année bissextile, le { day-of-year } à { $times }
crontab-line = « { $line } »
next-today = { $schedule }, prochain envoi aujourd’hui à { time }
next-on = { $schedule }, prochain envoi le { day }
wherever-you-are = { $schedule }, où que vous soyez
clock-of-list = la liste

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] une minute
   *[other] { $count } minutes
}
wait-hours = { $count ->
    [1] une heure
   *[other] { $count } heures
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Encore un clic
page-once-more-why = Des machines envoient aussi ce genre de formulaires. Appuyez sur le bouton, et le vôtre part aussitôt.
page-once-more-send = Envoyer
page-form-working = Un instant : cela prend une seconde.

## Pages

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = Beaucoup d’inscriptions à { $list }
mail-alarm-confirmations = Beaucoup de confirmations pour { $list }
mail-alarm-unsubscribes = Beaucoup de lecteurs quittent { $list }
mail-alarm-number = { $number } en dix minutes, comptées depuis { $since }.
mail-alarm-sign-ups-wait = Les demandes suivantes attendent et ne reçoivent aucun message ; les visiteurs voient la même page que d’habitude. Celles de vraies personnes partent d’elles-mêmes une fois la vague passée : un quart des personnes contactées a alors confirmé.
mail-alarm-confirmations-look = Une machine a peut-être suivi les liens de vos messages, ou quelqu’un inscrit de nombreuses adresses dont il peut lire le courrier.
mail-alarm-unsubscribes-look = Une machine a peut-être suivi les liens de vos messages, comme le font les antivirus. Qui voulait partir reste parti : regardez avant d’annuler quoi que ce soit.
mail-alarm-show = Voyez ce qui s’est passé et où cela en est :
mail-alarm-release = Si ce sont des personnes, écrivez à toutes celles qui attendent :
mail-alarm-drop = Sinon, mettez fin à leurs demandes ; rien ne leur est envoyé :
mail-alarm-undo = Voyez combien une annulation en changerait ; sans --yes, elle ne change rien :
mail-alarm-once = Vous recevez au plus un tel message par heure et par liste, quelle que soit la durée.

## Mails

mail-here = { $what } :
mail-confirm-subject = Confirmez votre abonnement à { $lists }
mail-confirm-title = Souhaitez-vous recevoir { $lists } ?
mail-confirm-asked = Quelqu’un, vous sans doute, a demandé à { $site } de l’envoyer à cette adresse.
mail-confirm-asked-when = Quelqu’un, vous sans doute, a demandé à { $site } de l’envoyer à cette adresse, { $schedule }.
mail-confirm-yes = Oui, je veux recevoir { $lists }
mail-button-until = Le bouton fonctionne jusqu’à : { $until }.
mail-link-until = Le lien fonctionne jusqu’à : { $until }.
mail-not-you = Si ce n’était pas vous, ne faites rien ; vous ne recevrez plus rien.
mail-not-you-again = Si cela se répète, { $disown } : plus personne ne pourra le demander en votre nom.
mail-disown = dites que ce n’était pas vous
mail-not-you-again-text = Si cela se répète, dites-le ici : plus personne ne pourra le demander en votre nom :
mail-button-fails = Si le bouton ne fait rien, ouvrez cette adresse : { $link }
mail-open-and-press = Si c’était vous, ouvrez cette adresse et appuyez sur le bouton :
mail-remind-subject = Rappel : confirmez votre abonnement à { $lists }
mail-remind-title = Voulez-vous toujours { $lists } ?
mail-remind-asked = Récemment, quelqu’un, vous sans doute, a demandé à { $site } de l’envoyer à cette adresse. Personne n’a encore appuyé sur le bouton ; rien n’est donc envoyé.
mail-remind-asked-when = Récemment, quelqu’un, vous sans doute, a demandé à { $site } de l’envoyer à cette adresse, { $schedule }. Personne n’a encore appuyé sur le bouton ; rien n’est donc envoyé.
mail-remind-only = Si vous n’en voulez pas, ne faites rien. Ce rappel est le seul ; vous ne recevrez plus rien.
mail-never-asked = Si vous n’avez rien demandé, { $disown } : plus personne ne pourra le demander en votre nom.
mail-never-asked-text = Si vous n’avez rien demandé, dites-le ici : plus personne ne pourra le demander en votre nom :
mail-welcome = Bienvenue à { $list }
mail-comes = Les envois ont lieu { $schedule }.
mail-next = Prochain envoi : { $when }.
mail-begin-with = Pour commencer
mail-archive-all = Tout ce qui précède est dans les archives
mail-archive-past = Les envois précédents sont dans les archives
mail-welcome-why = Vous recevez ce message parce que vous venez de confirmer votre abonnement à { $list }.
mail-change-or-leave = { $change }, ou { $leave }.
mail-change = Changez la fréquence
mail-leave = désabonnez-vous
mail-leave-alone = Se désabonner
mail-known-subject = Vous êtes déjà abonné à { $lists }
mail-known-title = Vous êtes déjà abonné
mail-known-asked = Quelqu’un, vous sans doute, vient de demander à { $site } d’écrire à cette adresse. Elle figure déjà sur la liste ; rien n’a changé.
mail-known-what = Voici ce que vous recevez, et où le changer :
mail-known-spam = Si les messages ne vous parviennent pas, regardez dans les indésirables et ajoutez { $site } à votre carnet d’adresses. Si ce n’était pas vous, ne faites rien.
mail-link-subject = { $count ->
    [1] Votre lien pour { $site }
   *[other] Vos liens pour { $site }
}
mail-link-title = { $count ->
    [1] Voici votre lien
   *[other] Voici vos liens
}
mail-link-asked = { $count ->
    [1] Quelqu’un, vous sans doute, l’a demandé à { $site }. Qui l’a peut changer ce que vous recevez : ne le transmettez pas.
   *[other] Quelqu’un, vous sans doute, les a demandés à { $site }. Qui en a un peut changer ce que vous recevez : ne les transmettez pas.
}
mail-link-left = Quelqu’un, vous sans doute, l’a demandé à { $site }. Vous n’y êtes plus abonné ; le lien mène à ce qui est conservé à votre sujet : ne le transmettez pas.
mail-link-change = Changer la fréquence ou se désabonner
mail-link-archive = Lire toutes les archives dans ce navigateur
mail-link-data = { $kept }, à emporter ou à effacer. Ce lien fonctionne jusqu’à : { $until }.
mail-link-kept = Ce que nous conservons à votre sujet
mail-link-data-text = Ce que nous conservons à votre sujet, à emporter ou à effacer (jusqu’à : { $until }) :
mail-nothing-changed = Si ce n’était pas vous, ne faites rien : rien n’a changé.
mail-left = Vous vous êtes désabonné de { $list }
mail-left-last = Plus rien n’est envoyé à cette adresse, et ceci est le dernier message à ce sujet.
mail-left-back = Merci de nous avoir lus. Pour revenir, { $subscribe }.
mail-subscribe-again = abonnez-vous à nouveau
mail-left-back-text = Merci de nous avoir lus. Pour revenir, abonnez-vous à nouveau :
mail-address-subject = Confirmez votre nouvelle adresse pour { $site }
mail-address-title = Faut-il désormais écrire à cette adresse ?
mail-address-asked = Une personne qui lit { $site }, vous sans doute, a demandé que tous les messages arrivent ici et non à l’adresse que nous avons.
mail-address-yes = Oui, utiliser cette adresse
mail-moved-subject = Votre adresse pour { $site } a été changée
mail-moved-title = Votre adresse a été changée
mail-moved-what = Ce que { $site } vous envoie va désormais à une autre adresse : la demande vient de votre page de préférences et a été confirmée là-bas. Plus rien n’arrive ici.
mail-moved-back = Si ce n’était pas vous, { $back }. Le lien fonctionne jusqu’à : { $until }.
mail-moved-back-link = faites revenir vos messages ici
mail-moved-back-text = Si ce n’était pas vous, ouvrez cette adresse et appuyez sur le bouton (jusqu’à : { $until }) :
mail-moved-else = Pour toute autre question, écrivez à { $contact }.

## Digests

digest-number = { $count ->
    [2] Deux
    [3] Trois
    [4] Quatre
    [5] Cinq
    [6] Six
    [7] Sept
    [8] Huit
    [9] Neuf
    [10] Dix
    [11] Onze
    [12] Douze
   *[other] { $count }
}
digest-opening = { $count ->
    [1] Un nouvel article : { $titles }.
   *[other] { digest-number } nouveaux articles : { $titles }.
}
digest-subject = { $count ->
    [0] { $first }
    [1] { $first } et un autre article
   *[other] { $first } et { others } articles
}
digest-untitled = un article sans titre
digest-contents = Au sommaire
digest-other-topics = Et aussi
digest-minutes = { $count } min
digest-reading-time = { $count } min de lecture
digest-read-on = Lire la suite
digest-read-on-of = Lire la suite : { $title }
digest-read-on-at = Lire la suite : { $link }
digest-on-the-web = sur le web
digest-shortened = En entier, ce message serait plus long que ce qu’affichent les logiciels de messagerie. Les articles les plus longs sont abrégés ici et complets sur le web.
digest-why = Vous recevez ce message en raison de votre abonnement à { $list } ({ $schedule }).
digest-why-alone = Vous recevez ce message en raison de votre abonnement à { $list }.
digest-ways = { $change } ou { $leave }.
digest-change = Changer la fréquence
digest-leave = vous désabonner
digest-change-at = Changer la fréquence :
digest-leave-at = Vous désabonner :

## Placements

## Errors
