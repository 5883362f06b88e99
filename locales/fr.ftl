# French

language-name = Français
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
at-time = { time }
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

page-email = Votre adresse e-mail
page-trap = Laissez ce champ vide
page-subscribe = S’abonner
page-subscribe-again = Se réabonner
page-unsubscribe = Se désabonner
page-how-often = À quelle fréquence
page-choose-how-often = Choisir la fréquence
page-choose-both = Choisir la fréquence et les sujets
page-it-comes = Envoi : { $schedule }.
page-next = Prochain numéro : { $when }
page-next-is = Prochain numéro : { $when }.
page-next-soon = Le prochain numéro arrive dès qu’il y a quelque chose à lire.
page-next-soon-after = Le prochain numéro arrive ensuite, dès qu’il y a quelque chose à lire.
page-promise = Chaque mail contient un lien pour se désabonner en un geste. Nous gardons votre adresse et ce que vous avez accepté, et ne nous en servons pour rien d’autre.
page-language = Langue
page-lists = Que souhaitez-vous lire ?
page-lists-choose = Choisissez-en un ou plusieurs
page-last-one = Lire le dernier numéro
page-check-mail = Consultez votre messagerie
page-check-mail-sent = Nous avons envoyé un mail à { $address }. Appuyez sur le bouton qu’il contient et vous serez abonné.
page-check-mail-until = Le bouton fonctionne jusqu’au { $until }. Tant que vous n’avez pas appuyé, rien d’autre n’arrive.
page-nothing-came = Rien reçu ?
page-nothing-came-known = Cela peut prendre quelques minutes. Regardez aussi dans les indésirables. Si vous êtes déjà abonné, le mail le dit. Si l’adresse n’est pas tout à fait juste, { $again }.
page-type-again = saisissez-la de nouveau
page-send-again = Renvoyer
page-one-mail-in = Une adresse reçoit un seul mail toutes les { $span }, et quelques-uns par jour au plus. Si la vôtre vient d’en recevoir un, attendez avant d’appuyer sur le bouton.
page-confirm-title = Confirmer : { $lists }
page-confirm = { $count ->
    [one] L’envoyer à { $address } ?
   *[other] Les envoyer à { $address } ?
}
page-confirm-button = Oui, envoyez-moi { $lists }
page-confirm-not-you = Si vous n’avez rien demandé, fermez la page. Rien de plus n’arrivera.
page-confirmed-title = Abonné à { $lists }
page-confirmed = Vous êtes abonné à { $lists }
page-earlier-ones = Lire les numéros précédents
page-change-how-often = Changer la fréquence
page-done-confirmed = Confirmé
page-done-blocked = Bloqué
page-done-changed = Modifié
page-done-erased = Effacé
page-done-paused = En pause
page-done-saved = Enregistré
page-done-undone = Annulé
page-done-left = Désabonné
page-disown = Ce n’était pas vous ?
page-disown-what = Quelqu’un a demandé { $list } avec { $address }. Appuyez sur le bouton et { $site } n’enverra plus rien à cette adresse, qui que ce soit qui le demande.
page-disown-button = Ce n’était pas moi
page-disowned = Plus rien n’arrivera
page-disowned-what = { $site } n’envoie plus rien à { $address }.
page-disowned-return = Si vous voulez lire { $list } un jour, écrivez à son expéditeur : lui seul peut revenir là-dessus.
page-gate = Cette page est réservée aux abonnés
page-gate-read-on = Lire la suite sur { $blog }
page-gate-back = Retour à { $blog }
page-link-title = Votre lien
page-link = Recevez votre lien
page-link-what = Il vous permet de changer la fréquence des mails ou de vous désabonner. Il part à l’adresse avec laquelle vous lisez.
page-link-button = M’envoyer mon lien
page-link-sent = Si { $address } est abonnée à quelque chose ici, un mail avec votre lien est en route.
page-link-nothing-came = Cela peut prendre quelques minutes. Regardez aussi dans les indésirables. Vous êtes peut-être abonné avec une autre adresse, ou pas encore : { $subscribe }.
page-subscribe-here = abonnez-vous ici
page-mail-sent = Nous avons écrit à { $address }. Ouvrez le lien dans ce mail pour continuer.
page-mail-sent-wait = Rien n’a encore changé. Si aucun mail n’arrive d’ici quelques minutes, regardez dans les indésirables.
page-move-title = Écrire à { $address }
page-move = Faut-il écrire à { $address } ?
page-move-what = Tous vos mails d’ici arrivent désormais à cette adresse. L’ancienne en est avertie une fois, et rien de plus.
page-move-back = Faut-il de nouveau écrire à { $address } ?
page-move-back-what = Tous vos mails d’ici arrivent de nouveau à cette adresse. Les liens des mails précédents ne fonctionnent plus ; les nouveaux mails en apportent de nouveaux.
page-move-button = Oui, écrivez ici
page-move-not-you = Si vous n’avez rien demandé, fermez la page. Rien ne change.
page-moved = Vos mails vont à { $address }
page-moved-preferences = Vos mails et leur fréquence
page-pass-title = Lire { $list } ici
page-pass = Lire { $list } ici ?
page-pass-what = Un seul geste, et ce navigateur vous montre tout, même les articles réservés aux abonnés. Il garde un cookie pour cela, et pour rien d’autre.
page-pass-button = Oui, ouvrir les archives
page-pass-shared = Sur un ordinateur partagé, mieux vaut s’abstenir.
page-paused-title = En pause : { $list }
page-paused = { $list } : en pause jusqu’au { $until }
page-resumed-title = La pause est finie : { $list }
page-resumed = { $list } revient
page-change-again = Modifier de nouveau
page-preferences = Vos mails de { $list }
page-preferences-address = Ils vont à { $address }.
page-preferences-paused = Vous les avez mis en pause jusqu’au { $until }.
page-save = Enregistrer
page-clock = À l’heure de qui
page-clock-zone = Où vous êtes
page-clock-hour = Heure
page-clock-weekday = Jour, pour un envoi par semaine ou moins
page-as-list = Comme la liste
page-as-list-is = Comme la liste : { $what }
page-topics = De quoi il s’agit
page-topics-hint = N’en choisissez aucun pour tout recevoir. Si vous en choisissez, les autres articles sont laissés de côté, et un numéro qui n’en contient aucun n’arrive pas.
page-pause = Mettre en pause
page-pause-ongoing = Rien n’arrive jusqu’au { $until }. Ce qui est envoyé entre-temps ne vous est pas envoyé plus tard.
page-pause-what = Rien n’arrive jusqu’au jour que vous choisissez. Ce qui est envoyé entre-temps ne vous est pas envoyé plus tard.
page-pause-until = En pause jusqu’au
page-pause-end = Finir la pause
page-address = Une autre adresse
page-address-what = Nous écrivons d’abord à la nouvelle ; si vous y dites oui, tout y va. L’ancienne en est avertie.
page-address-new = Nouvelle adresse e-mail
page-address-button = Changer
page-data = Ce que nous gardons sur vous
page-data-what = Pour l’emporter ou l’effacer, il vous faut un lien tout neuf, que nous envoyons à votre adresse : celui de cette page a pu être transmis avec un mail.
page-data-later = Votre adresse a changé récemment. Pour être sûr que c’était vous, vos données pourront être emportées ou effacées à partir du { $from }.
page-data-button = M’envoyer le lien
page-leave = Se désabonner
page-leave-what = Un seul geste, et plus rien n’est envoyé.
page-also = Vous recevez aussi { $lists }.
page-leave-all = Tout quitter
page-saved-title = Enregistré : { $list }
page-saved = { $list } arrive désormais : { $schedule }
page-saved-topics = Seulement les articles sur { $topics }.
page-resubscribed-title = De retour : { $lists }
page-resubscribed = Vous êtes toujours abonné à { $lists }
page-unsubscribe-title = Quitter { $list }
page-unsubscribe-question = Quitter { $list } ?
page-unsubscribe-what = Plus rien n’en sera envoyé à { $address }.
page-fewer = Plutôt moins ? Vous pouvez { $choose }.
page-fewer-choose = choisir la fréquence
page-left = Vous avez quitté { $lists }
page-left-what = { $count ->
    [one] Plus rien n’en est envoyé à { $address }.
   *[other] Plus rien n’en est envoyé à { $address }.
}
page-undo = Annuler
page-left-fewer = Plutôt moins ? Appuyez sur Annuler, puis choisissez la fréquence. Pour revenir plus tard, { $subscribe }.
page-left-back = Pour revenir, { $subscribe }.
page-left-subscribe = réabonnez-vous
page-reason = Voulez-vous dire pourquoi ?
page-reason-hint = Rien ne vous y oblige. La personne qui écrit ces mails peut le lire.
page-reason-button = Envoyer
page-reason-noted = Votre raison est notée.
page-data-of = Ce que nous gardons sur { $address }
page-data-contents = Votre adresse, vos choix, ce que vous avez accepté et quand, et les mails qui vous ont été envoyés.
page-data-export = L’emporter dans un fichier (JSON)
page-erase = Tout effacer
page-erase-what = Vous quittez toutes les listes, et tout ce qui vous nomme est supprimé. Il reste qu’une chose a été acceptée, sans vous ; et une marque qui ne révèle votre adresse à personne, pour qu’aucune liste ne vous reprenne. Cela ne peut pas être annulé.
page-erase-button = Effacer mes données
page-erased = Vos données sont effacées
page-erased-what = Vous ne recevez plus de mail d’ici. Les copies de sécurité les gardent jusqu’à leur propre suppression.
archive-all-posts = Tous les articles
archive-all-posts-of = Tous les articles de { $list }
archive-all-digests = Tous les numéros
archive-digests-of = Numéros de { $list }
archive-feed = Flux
archive-empty = Il n’y a encore rien à lire ici.
archive-none-sent = Aucun n’a encore été envoyé.
archive-gated = Pour les abonnés
archive-on-blog = Sur le blog
archive-read-on-blog = Le lire sur le blog
archive-pages = Pages
archive-newer = Plus récents
archive-older = Plus anciens
archive-place = Page { $number } sur { $of }
archive-titled-page = { $title }, page { $number }
archive-read-on = Lire la suite
archive-read-all = Tout lire
archive-gate = La suite est réservée aux abonnés de { $list }. Elle s’ouvre ici dès que vous avez confirmé ; les nouveautés arrivent par mail, { $schedule }.
archive-gate-known = Déjà abonné ? { $link } qui ouvre tout dans ce navigateur.
archive-gate-link = Recevez un lien
untitled = un article sans titre

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
mail-button-until = Le bouton fonctionne jusqu’au { $until }.
mail-link-until = Le lien fonctionne jusqu’au { $until }.
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
mail-next = Prochain numéro : { $when }.
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
mail-link-data = { $kept }, à emporter ou à effacer. Ce lien fonctionne jusqu’au { $until }.
mail-link-kept = Ce que nous conservons à votre sujet
mail-link-data-text = Ce que nous conservons à votre sujet, à emporter ou à effacer jusqu’au { $until } :
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
mail-moved-back = Si ce n’était pas vous, { $back }. Le lien fonctionne jusqu’au { $until }.
mail-moved-back-link = faites revenir vos messages ici
mail-moved-back-text = Si ce n’était pas vous, ouvrez cette adresse et appuyez sur le bouton avant le { $until } :
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
digest-picture = Image
digest-picture-of = Image : { $words }
post-video = Vidéo
post-video-of = Vidéo : { $words }
post-audio = Audio
post-audio-of = Audio : { $words }
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
digest-counted-clicks = Nous comptons combien de fois les liens de ce message sont suivis, sans savoir par qui.
digest-counted-opens = Nous comptons combien de fois ce message est ouvert, sans savoir par qui.
digest-counted-both = Nous comptons combien de fois ce message est ouvert et ses liens suivis, sans savoir par qui.

## Placements

embed-latest = Abonnez-vous pour recevoir les derniers articles par e-mail.
embed-discover = En savoir plus sur { $site }
embed-subscribe-to = S’abonner à { $list }
embed-keep-reading = Abonnez-vous pour lire la suite et accéder à toutes les archives.
embed-continue = Continuer la lecture
embed-skip = Aller au contenu
embed-topics = Choisir vos sujets de lecture
embed-close = Fermer
embed-failed = L’envoi n’a pas abouti. Vérifiez votre connexion et appuyez de nouveau sur le bouton.
embed-taken = Nous avons envoyé un mail à { $address }. Appuyez sur le bouton qu’il contient et vous serez abonné. Il fonctionne jusqu’au { $until }.
embed-taken-hint = Rien reçu ? Cela peut prendre quelques minutes. Regardez aussi dans les indésirables.
embed-nowhere = Ce formulaire ne mène plus nulle part. Dites-le à l’auteur du blog, qui peut le réparer.
embed-many = Beaucoup de demandes sont venues de votre réseau à l’instant. Rien n’est perdu : réessayez dans { $span }.
embed-domain = Les adresses de ce domaine ne sont pas acceptées ici. Saisissez-en une d’un autre domaine.
embed-not-now = Ce n’est pas possible pour le moment. Rien n’est perdu : appuyez de nouveau sur le bouton dans une minute.
embed-once-more = Des machines envoient aussi des formulaires. Appuyez une fois encore sur le bouton, et c’est fait.
embed-page = { $list } sur votre blog
embed-page-what = Voici chaque façon d’inviter vos lecteurs, en vrai, avec ce qu’il faut copier dans votre blog. Une adresse saisie ici reçoit réellement un mail.
embed-page-script = Toutes partagent un seul script, qui ne dépose aucun cookie et ne demande rien à personne d’autre. Qui s’est abonné, ou vient par un lien de l’un de vos mails, n’est plus sollicité.
embed-post-end = À la fin de chaque article
embed-post-end-note = Placez-le sous le texte d’un article, dans le modèle de vos articles.
embed-inline = Au fil d’une page
embed-inline-note = Placez-le là où un formulaire doit se trouver : une barre latérale, un pied de page, une page à lui.
embed-pop-up = Une fenêtre au-dessus d’un article
embed-pop-up-note = Placez-le dans le modèle de vos articles. Elle s’ouvre après une minute, ou quand la moitié de l’article est lue, selon ce qui vient d’abord ; qui la ferme est laissé tranquille un jour. Échap, un appui à côté et son propre bouton la ferment.
embed-overlay = Un accueil sur la page d’accueil
embed-overlay-note = Placez-le dans le modèle de votre page d’accueil. Il s’ouvre aussitôt, puis plus pendant une semaine ; il ne s’ouvre jamais sur d’autres pages.
embed-button = Un bouton flottant
embed-button-note = Placez-le dans n’importe quel modèle, à la fin de la page. Il reste dans le coin et ouvre le formulaire.
embed-open = L’ouvrir
embed-off = Il est désactivé : vos pages ne montrent rien à sa place. { $command } le rétablit.
embed-to-copy = { $title } : ce qu’il faut copier
embed-copy = Copier
embed-copied = Copié
embed-plain = Sans aucun script
embed-plain-what = Un blog qui n’autorise aucun script prend le formulaire seul : copiez ce qui se trouve entre la première et l’avant-dernière ligne de { $form }. Ou faites un lien vers { $link }.
embed-policy = Si votre blog envoie une Content-Security-Policy, elle doit autoriser { $script }, { $connect } et { $form }. Rien n’est en ligne dans la page, et aucun style n’est nécessaire.

## Errors

error-address-empty = Saisissez une adresse e-mail.
error-address-at = Une adresse e-mail a une partie avant et une partie après un @, comme name@example.org.
error-address-several = Saisissez une seule adresse, avec un seul @.
error-address-local = La partie avant le @ peut contenir des lettres, des chiffres, des points entre eux et les signes { $signs }.
error-address-ascii = Cette adresse ne peut contenir que des lettres a–z avant le @, pour que toute messagerie puisse lui écrire.
error-address-long = Cette adresse e-mail est trop longue : 64 caractères avant le @ et 254 en tout au plus.
error-address-domain = La partie après le @ doit être un nom de domaine, comme example.org.
error-address-taken = Cette adresse reçoit déjà des mails d’ici. Désabonnez l’une des deux adresses et gardez l’autre.
error-choose-one = Choisissez l’une de ces possibilités.
error-choose-list = Choisissez-en au moins un.
error-choose-place = Choisissez un lieu dans la liste.
error-choose-hour = Choisissez l’une de ces heures.
error-choose-weekday = Choisissez l’un de ces jours.
error-choose-topics = Choisissez parmi ces sujets.
error-choose-language = Choisissez une langue dans la liste.
error-pause-day = Choisissez un jour, par exemple { $example }.
error-pause-past = Choisissez un jour à venir.
error-pause-long = Choisissez un jour dans l’année qui vient. Pour plus longtemps, désabonnez-vous et revenez.
error-link-title = Ce lien ne fonctionne pas
error-link = Il est peut-être trop ancien, ou la messagerie en a coupé la fin. Les liens du dernier mail reçu de nous fonctionnent le mieux.
error-link-new = Recevoir un nouveau lien
error-not-found-title = Cette page n’existe pas
error-not-found = Vérifiez que l’adresse ne contient pas de faute de frappe.
error-not-found-home = Vérifiez que l’adresse ne contient pas de faute de frappe, ou partez de { $site }.
error-many-title = Cela fait beaucoup à la fois
error-many = Beaucoup de demandes sont venues de votre réseau. Réessayez dans { $span }.
error-many-again = Réessayez dans { $span }
error-domain-title = Prenez une autre adresse
error-domain = Les adresses de ce domaine ne sont pas acceptées ici. Rien n’a été envoyé. Revenez en arrière et saisissez-en une autre.
error-unavailable-title = Réessayez dans un instant
error-unavailable = Nous réparons quelque chose de notre côté. Rien n’est perdu : le lien ou le formulaire fonctionnera de nouveau.
error-request-title = Tout n’est pas arrivé
error-request = Revenez en arrière et envoyez de nouveau le formulaire.
error-request-button = Revenez à la page et appuyez sur l’un de ses boutons.
error-not-the-blog = Le lien qui vous a mené ici ne vient pas de ce blog. Retournez au blog et réessayez de là.
error-unshowable = Cette page ne peut pas être affichée pour le moment. Rien n’est perdu : revenez plus tard.
## The way to a digest on the web

digest-same-on-the-web = Lire ce message sur le web
