# Spanish

direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
weekday = { $weekday ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[7] domingo
}
# On every such day.
weekdays = { $weekday ->
    [1] los lunes
    [2] los martes
    [3] los miércoles
    [4] los jueves
    [5] los viernes
    [6] los sábados
   *[7] los domingos
}
ordinal = { $day }
day = { $day } de { month }
day-of-year = { $day } de { month }
date-line = { weekday }, { $day } de { month } de { $year }
whole-day = { date-line }
post-date = { weekday }, { $day } de { month }
instant-in-city = { weekday } { $day } de { month }, { time } (hora de { $city })
instant-in-zone = { weekday } { $day } de { month }, { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } y { $last }
others = { $count } más
quoted = «{ $words }»

## When mails come

immediately = en cuanto haya algo nuevo
every-minutes = { $count ->
    [1] cada minuto
   *[other] cada { $count } minutos
}
every-hours = { $count ->
    [1] cada hora
   *[other] cada { $count } horas
}
every-day = todos los días a las { $times }
workdays = de lunes a viernes a las { $times }
days-of-week = { $days } a las { $times }
days-of-month = los días { $days } de cada mes a las { $times }
day-of-long-months = el día { $days } de los meses que lo tienen, a las { $times }
day-every-year = cada año, el { day-of-year } a las { $times }
leap-day = cada año bisiesto, el { day-of-year } a las { $times }
crontab-line = «{ $line }»
next-today = { $schedule }; el próximo, hoy a las { time }
next-on = { $schedule }; el próximo, el { day }
wherever-you-are = { $schedule }, dondequiera que estés
clock-of-list = la lista

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] un minuto
   *[other] { $count } minutos
}
wait-hours = { $count ->
    [1] una hora
   *[other] { $count } horas
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Pulsa una vez más
page-once-more-why = También hay máquinas que envían formularios como este. Pulsa el botón y el tuyo saldrá enseguida.
page-once-more-send = Enviar
page-form-working = Un momento: tarda un segundo.

## Pages

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = Muchas altas en { $list }
mail-alarm-confirmations = Muchas confirmaciones de { $list }
mail-alarm-unsubscribes = Muchos lectores dejan { $list }
mail-alarm-number = { $number } en diez minutos, contadas desde { $since }.
mail-alarm-sign-ups-wait = Las demás solicitudes esperan y no reciben ningún correo; los visitantes ven la misma página de siempre. Las de personas salen solas cuando todo termina: entonces ya ha confirmado una cuarta parte de quienes recibieron el correo.
mail-alarm-confirmations-look = Quizá una máquina ha pulsado los enlaces de tus correos, o alguien da de alta muchas direcciones cuyo correo puede leer.
mail-alarm-unsubscribes-look = Quizá una máquina ha pulsado los enlaces de tus correos, como hacen los antivirus. Quien quiso irse sigue fuera: mira antes de deshacer nada.
mail-alarm-show = Mira qué ha pasado y cómo está:
mail-alarm-release = Si son personas, escribe a todas las que esperan:
mail-alarm-drop = Si no lo son, termina sus solicitudes; no se les envía nada:
mail-alarm-undo = Mira cuántas cambiaría al deshacer; sin --yes no cambia nada:
mail-alarm-once = Recibes como mucho un correo así por hora y lista, dure lo que dure.

## Mails

mail-here = { $what }:
mail-confirm-subject = Confirma tu suscripción a { $lists }
mail-confirm-title = ¿Te enviamos { $lists }?
mail-confirm-asked = Alguien, esperamos que tú, ha pedido a { $site } este envío a esta dirección.
mail-confirm-asked-when = Alguien, esperamos que tú, ha pedido a { $site } este envío a esta dirección: { $schedule }.
mail-confirm-yes = Sí, quiero recibir { $lists }
mail-button-until = El botón funciona hasta el { $until }.
mail-link-until = El enlace funciona hasta el { $until }.
mail-not-you = Si no has sido tú, no hagas nada; no recibirás nada más.
mail-not-you-again = Si llega una y otra vez, { $disown }, y nadie podrá pedirlo en tu nombre.
mail-disown = di que no has sido tú
mail-not-you-again-text = Si llega una y otra vez, dilo aquí y nadie podrá pedirlo en tu nombre:
mail-button-fails = Si el botón no hace nada, abre esta dirección: { $link }
mail-open-and-press = Si has sido tú, abre esta dirección y pulsa el botón:
mail-remind-subject = Recordatorio: confirma tu suscripción a { $lists }
mail-remind-title = ¿Sigues queriendo { $lists }?
mail-remind-asked = Hace poco alguien, esperamos que tú, pidió a { $site } este envío a esta dirección. Nadie ha pulsado aún el botón, así que no se envía nada.
mail-remind-asked-when = Hace poco alguien, esperamos que tú, pidió a { $site } este envío a esta dirección: { $schedule }. Nadie ha pulsado aún el botón, así que no se envía nada.
mail-remind-only = Si no lo quieres, no hagas nada. Este es el único recordatorio; no recibirás nada más.
mail-never-asked = Si nunca lo pediste, { $disown }, y nadie podrá pedirlo en tu nombre.
mail-never-asked-text = Si nunca lo pediste, dilo aquí y nadie podrá pedirlo en tu nombre:
mail-welcome = Te damos la bienvenida a { $list }
mail-comes = Llega { $schedule }.
mail-next = Próximo envío: { $when }.
mail-begin-with = Para empezar
mail-archive-all = Todo lo anterior está en el archivo
mail-archive-past = Lo que ya ha llegado está en el archivo
mail-welcome-why = Recibes este correo porque acabas de confirmar tu suscripción a { $list }.
mail-change-or-leave = { $change } o { $leave }.
mail-change = Cambia cada cuánto llega
mail-leave = date de baja
mail-leave-alone = Darse de baja
mail-known-subject = Ya tienes una suscripción a { $lists }
mail-known-title = Ya tienes una suscripción
mail-known-asked = Alguien, esperamos que tú, acaba de pedir a { $site } que escriba a esta dirección. Ya está en la lista, así que no ha cambiado nada.
mail-known-what = Esto es lo que recibes y dónde cambiarlo:
mail-known-spam = Si los correos no te llegan, mira en la carpeta de spam y añade { $site } a tus contactos. Si no has sido tú, no hagas nada.
mail-link-subject = { $count ->
    [1] Tu enlace de { $site }
   *[other] Tus enlaces de { $site }
}
mail-link-title = { $count ->
    [1] Aquí tienes tu enlace
   *[other] Aquí tienes tus enlaces
}
mail-link-asked = { $count ->
    [1] Alguien, esperamos que tú, lo ha pedido a { $site }. Quien lo tenga puede cambiar lo que recibes: no lo compartas.
   *[other] Alguien, esperamos que tú, los ha pedido a { $site }. Quien tenga uno puede cambiar lo que recibes: no los compartas.
}
mail-link-left = Alguien, esperamos que tú, lo ha pedido a { $site }. Ya te diste de baja allí; el enlace lleva a lo que se guarda sobre ti: no lo compartas.
mail-link-change = Cambiar cada cuánto llega o darse de baja
mail-link-archive = Leer todo el archivo en este navegador
mail-link-data = { $kept }, para llevártelo o borrarlo. Este enlace funciona hasta el { $until }.
mail-link-kept = Lo que guardamos sobre ti
mail-link-data-text = Lo que guardamos sobre ti, para llevártelo o borrarlo, hasta el { $until }:
mail-nothing-changed = Si no has sido tú, no hagas nada: no ha cambiado nada.
mail-left = Te has dado de baja de { $list }
mail-left-last = Ya no se envía a esta dirección, y este es el último correo al respecto.
mail-left-back = Gracias por leernos. Para volver, { $subscribe }.
mail-subscribe-again = suscríbete de nuevo
mail-left-back-text = Gracias por leernos. Para volver, suscríbete de nuevo:
mail-address-subject = Confirma tu nueva dirección para { $site }
mail-address-title = ¿Escribimos a esta dirección a partir de ahora?
mail-address-asked = Alguien que lee { $site }, esperamos que tú, ha pedido recibir aquí todos los correos en vez de en la dirección que tenemos.
mail-address-yes = Sí, usar esta dirección
mail-moved-subject = Se ha cambiado tu dirección para { $site }
mail-moved-title = Se ha cambiado tu dirección
mail-moved-what = Lo que te envía { $site } va desde ahora a otra dirección: se pidió en tu página de preferencias y se confirmó allí. Aquí ya no llega nada.
mail-moved-back = Si no has sido tú, { $back }. El enlace funciona hasta el { $until }.
mail-moved-back-link = haz que los correos vuelvan aquí
mail-moved-back-text = Si no has sido tú, abre esta dirección y pulsa el botón antes del { $until }:
mail-moved-else = Para cualquier otra cosa, escribe a { $contact }.

## Digests

digest-number = { $count ->
    [2] Dos
    [3] Tres
    [4] Cuatro
    [5] Cinco
    [6] Seis
    [7] Siete
    [8] Ocho
    [9] Nueve
    [10] Diez
    [11] Once
    [12] Doce
   *[other] { $count }
}
digest-opening = { $count ->
    [1] Una entrada nueva: { $titles }.
   *[other] { digest-number } entradas nuevas: { $titles }.
}
digest-subject = { $count ->
    [0] { $first }
    [1] { $first } y una entrada más
   *[other] { $first } y { others }
}
digest-untitled = una entrada sin título
digest-contents = En este número
digest-other-topics = Y además
digest-minutes = { $count } min
digest-reading-time = { $count } min de lectura
digest-read-on = Seguir leyendo
digest-read-on-of = Seguir leyendo: { $title }
digest-read-on-at = Seguir leyendo: { $link }
digest-on-the-web = en la web
digest-shortened = Completo, este correo sería más largo de lo que muestran los programas de correo. Las entradas más largas están abreviadas aquí y completas en la web.
digest-why = Recibes este correo porque te suscribiste a { $list } ({ $schedule }).
digest-why-alone = Recibes este correo porque te suscribiste a { $list }.
digest-ways = { $change } o { $leave }.
digest-change = Cambiar la frecuencia
digest-leave = darte de baja
digest-change-at = Cambiar la frecuencia:
digest-leave-at = Darte de baja:

## Placements

## Errors
