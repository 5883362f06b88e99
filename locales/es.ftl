# Spanish

language-name = Español
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
at-time = { $hour ->
    [1] a la { time }
   *[other] a las { time }
}
every-day = todos los días { $times }
workdays = de lunes a viernes { $times }
days-of-week = { $days } { $times }
days-of-month = los días { $days } de cada mes { $times }
day-of-long-months = el día { $days } de los meses que lo tienen, { $times }
day-every-year = cada año, el { day-of-year } { $times }
leap-day = cada año bisiesto, el { day-of-year } { $times }
crontab-line = «{ $line }»
next-today = { $schedule }; el próximo, hoy { at-time }
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

page-email = Tu correo electrónico
page-trap = Deja esto vacío
page-subscribe = Suscribirme
page-subscribe-again = Suscribirme otra vez
page-unsubscribe = Darme de baja
page-how-often = Con qué frecuencia llega
page-choose-how-often = Elegir con qué frecuencia llega
page-choose-both = Elegir con qué frecuencia llega y sobre qué
page-it-comes = Llega { $schedule }.
page-next = Próxima edición: { $when }
page-next-is = Próxima edición: { $when }.
page-next-soon = La próxima edición llega en cuanto haya algo que leer.
page-next-soon-after = La próxima edición llega después, en cuanto haya algo que leer.
page-promise = Cada correo lleva un enlace para darte de baja en un paso. Guardamos tu dirección y lo que aceptaste, y no los usamos para nada más.
page-language = Idioma
page-lists = ¿Qué te gustaría leer?
page-lists-choose = Elige una o varias
page-last-one = Leer la última
page-check-mail = Revisa tu correo
page-check-mail-sent = Hemos enviado un correo a { $address }. Pulsa el botón que contiene y la suscripción queda hecha.
page-check-mail-until = El botón funciona hasta el { $until }. Mientras no lo pulses, no llega nada más.
page-nothing-came = ¿No ha llegado nada?
page-nothing-came-known = Puede tardar unos minutos. Mira también en la carpeta de spam. Si ya te habías suscrito, el correo lo dice. Si la dirección no es del todo correcta, { $again }.
page-type-again = escríbela otra vez
page-send-again = Enviarlo otra vez
page-one-mail-in = Cada dirección recibe un solo correo en { $span }, y unos pocos al día. Si la tuya acaba de recibir uno, espera antes de pulsar el botón.
page-confirm-title = Confirmar: { $lists }
page-confirm = { $count ->
    [one] ¿Lo enviamos a { $address }?
   *[other] ¿Los enviamos a { $address }?
}
page-confirm-button = Sí, quiero recibir { $lists }
page-confirm-not-you = Si no lo has pedido, cierra la página. No llegará nada más.
page-confirmed-title = Suscripción a { $lists }
page-confirmed = Tu suscripción a { $lists } está confirmada
page-earlier-ones = Leer las anteriores
page-change-how-often = Cambiar la frecuencia
page-done-confirmed = Confirmado
page-done-blocked = Bloqueado
page-done-changed = Cambiado
page-done-erased = Borrado
page-done-paused = En pausa
page-done-saved = Guardado
page-done-undone = Deshecho
page-done-left = Baja hecha
page-disown = ¿No has sido tú?
page-disown-what = Alguien ha pedido { $list } con { $address }. Pulsa el botón y { $site } no enviará nada más a esta dirección, lo pida quien lo pida.
page-disown-button = No he sido yo
page-disowned = No llegará nada más
page-disowned-what = { $site } ya no envía nada a { $address }.
page-disowned-return = Si algún día quieres leer { $list }, escribe a quien lo envía: solo esa persona puede revertirlo.
page-gate = Esta página es para suscriptores
page-gate-read-on = Seguir leyendo en { $blog }
page-gate-back = Volver a { $blog }
page-link-title = Tu enlace
page-link = Recibe tu enlace
page-link-what = Con él cambias la frecuencia de los correos o te das de baja. Va a la dirección con la que lees.
page-link-button = Enviarme mi enlace
page-link-sent = Si { $address } está suscrita a algo aquí, ya va en camino un correo con tu enlace.
page-link-nothing-came = Puede tardar unos minutos. Mira también en la carpeta de spam. Quizá te suscribiste con otra dirección, o todavía no: { $subscribe }.
page-subscribe-here = suscríbete aquí
page-mail-sent = Hemos escrito a { $address }. Abre el enlace de ese correo para continuar.
page-mail-sent-wait = Todavía no ha cambiado nada. Si en unos minutos no llega ningún correo, mira en la carpeta de spam.
page-move-title = Escribir a { $address }
page-move = ¿Escribimos a { $address }?
page-move-what = Todos tus correos de aquí llegan desde ahora a esta dirección. A la anterior se le avisa una vez, y nada más.
page-move-back = ¿Volvemos a escribir a { $address }?
page-move-back-what = Todos tus correos de aquí vuelven a llegar a esta dirección. Los enlaces de correos anteriores dejan de funcionar; los correos nuevos traen otros.
page-move-button = Sí, usar esta dirección
page-move-not-you = Si no lo has pedido, cierra la página. No cambia nada.
page-moved = Tus correos van a { $address }
page-moved-preferences = Tus correos y su frecuencia
page-pass-title = Leer { $list } aquí
page-pass = ¿Leer { $list } aquí?
page-pass-what = Basta pulsar una vez y este navegador te lo muestra todo, también las entradas para suscriptores. Guarda una cookie para eso y para nada más.
page-pass-button = Sí, abrir el archivo
page-pass-shared = En un ordenador que usan otras personas, mejor no.
page-paused-title = En pausa: { $list }
page-paused = { $list } está en pausa hasta el { $until }
page-resumed-title = La pausa ha terminado: { $list }
page-resumed = { $list } vuelve a llegar
page-change-again = Cambiarlo otra vez
page-preferences = Tus correos de { $list }
page-preferences-address = Van a { $address }.
page-preferences-paused = Los has pausado hasta el { $until }.
page-save = Guardar
page-clock = Según qué reloj
page-clock-zone = Dónde estás
page-clock-hour = Hora
page-clock-weekday = Día, si llega una vez por semana o menos
page-as-list = Como la lista
page-as-list-is = Como la lista: { $what }
page-topics = De qué trata
page-topics-hint = No elijas ninguno para recibirlo todo. Si eliges algunos, las demás entradas se omiten, y una edición sin ninguno de ellos no llega.
page-pause = Pausar
page-pause-ongoing = No llega nada hasta el { $until }. Lo que se envíe mientras tanto no se te envía después.
page-pause-what = No llega nada hasta el día que elijas. Lo que se envíe mientras tanto no se te envía después.
page-pause-until = Pausar hasta el
page-pause-end = Terminar la pausa
page-address = Otra dirección
page-address-what = Primero escribimos a la nueva; cuando allí digas que sí, todo va a ella. A la anterior se le avisa.
page-address-new = Nuevo correo electrónico
page-address-button = Cambiar
page-data = Lo que guardamos sobre ti
page-data-what = Para llevártelo o borrarlo necesitas un enlace nuevo, que enviamos a tu dirección: el de esta página puede haberse reenviado con un correo.
page-data-later = Tu dirección se cambió hace poco. Para asegurarnos de que fuiste tú, tus datos se podrán llevar o borrar a partir del { $from }.
page-data-button = Enviarme el enlace
page-leave = Darme de baja
page-leave-what = Basta pulsar una vez y ya no se envía.
page-also = También recibes { $lists }.
page-leave-all = Dejarlo todo
page-saved-title = Guardado: { $list }
page-saved = { $list } llega ahora { $schedule }
page-saved-topics = Solo entradas sobre { $topics }.
page-resubscribed-title = De vuelta en { $lists }
page-resubscribed = Tu suscripción a { $lists } sigue activa
page-unsubscribe-title = Dejar { $list }
page-unsubscribe-question = ¿Dejar { $list }?
page-unsubscribe-what = No se enviará más a { $address }.
page-fewer = ¿Mejor menos? Puedes { $choose }.
page-fewer-choose = elegir con qué frecuencia llega
page-left = Has dejado { $lists }
page-left-what = { $count ->
    [one] Ya no se envía a { $address }.
   *[other] Ya no se envían a { $address }.
}
page-undo = Deshacer
page-left-fewer = ¿Mejor menos? Pulsa Deshacer y elige después con qué frecuencia llega. Para volver más adelante, { $subscribe }.
page-left-back = Para volver, { $subscribe }.
page-left-subscribe = suscríbete otra vez
page-reason = ¿Quieres decir por qué?
page-reason-hint = No tienes que hacerlo. Quien escribe estos correos puede leerlo.
page-reason-button = Enviar
page-reason-noted = Tu motivo queda anotado.
page-data-of = Lo que guardamos sobre { $address }
page-data-contents = Tu dirección, lo que elegiste, lo que aceptaste y cuándo, y qué correos se te enviaron.
page-data-export = Llevármelo en un archivo (JSON)
page-erase = Borrarlo
page-erase-what = Dejas todas las listas, y se elimina todo lo que te nombra. Queda que algo se aceptó, sin ti; y una marca que no revela a nadie tu dirección, para que ninguna lista vuelva a incluirte. Esto no se puede deshacer.
page-erase-button = Borrar mis datos
page-erased = Tus datos se han borrado
page-erased-what = No recibes más correos de aquí. Las copias de seguridad los conservan hasta que se eliminan a su vez.
archive-all-posts = Todas las entradas
archive-all-posts-of = Todas las entradas de { $list }
archive-all-digests = Todas las ediciones
archive-digests-of = Ediciones de { $list }
archive-feed = Canal
archive-empty = Aquí todavía no hay nada que leer.
archive-none-sent = Todavía no se ha enviado ninguna.
archive-gated = Para suscriptores
archive-on-blog = En el blog
archive-read-on-blog = Leerlo en el blog
archive-pages = Páginas
archive-newer = Más recientes
archive-older = Más antiguas
archive-place = Página { $number } de { $of }
archive-titled-page = { $title }, página { $number }
archive-read-on = Seguir leyendo
archive-read-all = Leerlo todo
archive-gate = El resto es para quienes se suscriben a { $list }. Se abre aquí en cuanto hayas confirmado; lo nuevo llega por correo, { $schedule }.
archive-gate-known = ¿Ya te has suscrito? { $link } que lo abre todo en este navegador.
archive-gate-link = Recibe un enlace
untitled = una entrada sin título

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
mail-next = Próxima edición: { $when }.
mail-begin-with = Para empezar
mail-archive-all = Todo lo anterior está en el archivo
mail-archive-past = Lo que ya ha llegado está en el archivo
mail-welcome-why = Recibes este correo porque acabas de confirmar tu suscripción a { $list }.
mail-change-or-leave = { $change } o { $leave }.
mail-change = Cambia cada cuánto llega
mail-leave = date de baja
mail-leave-alone = Darme de baja
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
mail-link-change = Cambiar cada cuánto llega o darme de baja
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
digest-picture = Imagen
digest-picture-of = Imagen: { $words }
post-video = Vídeo
post-video-of = Vídeo: { $words }
post-audio = Audio
post-audio-of = Audio: { $words }
digest-contents = En esta edición
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
digest-counted-clicks = Contamos cuántas veces se siguen los enlaces de este correo, sin saber quién lo hace.
digest-counted-opens = Contamos cuántas veces se abre este correo, sin saber quién lo hace.
digest-counted-both = Contamos cuántas veces se abre este correo y se siguen sus enlaces, sin saber quién lo hace.

## Placements

embed-latest = Suscríbete para recibir las últimas entradas en tu correo.
embed-discover = Descubre más de { $site }
embed-subscribe-to = Suscribirme a { $list }
embed-keep-reading = Suscríbete ahora para seguir leyendo y acceder al archivo completo.
embed-continue = Seguir leyendo
embed-skip = Ir al contenido
embed-topics = Elegir sobre qué quieres leer
embed-close = Cerrar
embed-failed = No se ha podido enviar. Revisa tu conexión y pulsa el botón otra vez.
embed-taken = Hemos enviado un correo a { $address }. Pulsa el botón que contiene y la suscripción queda hecha. Funciona hasta el { $until }.
embed-taken-hint = ¿No ha llegado nada? Puede tardar unos minutos. Mira también en la carpeta de spam.
embed-nowhere = Este formulario ya no lleva a ninguna parte. Díselo a quien escribe el blog, que puede arreglarlo.
embed-many = Han llegado muchas peticiones desde tu red. No se ha perdido nada: prueba otra vez dentro de { $span }.
embed-domain = Aquí no se admiten direcciones de ese dominio. Escribe una de otro dominio.
embed-not-now = Ahora mismo no es posible. No se ha perdido nada: pulsa el botón otra vez dentro de un minuto.
embed-once-more = También las máquinas envían formularios. Pulsa el botón una vez más y queda hecho.
embed-page = { $list } en tu blog
embed-page-what = Aquí está cada forma de preguntar a tus lectores, en vivo, con lo que hay que copiar en tu blog. A una dirección que escribas aquí se le envía un correo de verdad.
embed-page-script = Todas comparten un solo script, que no pone ninguna cookie ni pregunta nada a nadie más. A quien se ha suscrito, o viene por un enlace de tus correos, no se le vuelve a preguntar.
embed-post-end = Al final de cada entrada
embed-post-end-note = Ponlo bajo el texto de una entrada, en la plantilla de tus entradas.
embed-inline = Dentro de una página
embed-inline-note = Ponlo donde deba estar un formulario: una barra lateral, un pie de página, una página propia.
embed-pop-up = Una ventana sobre una entrada
embed-pop-up-note = Ponlo en la plantilla de tus entradas. Se abre al cabo de un minuto, o cuando se ha leído la mitad del artículo, lo que ocurra antes; a quien la cierra se le deja en paz un día. La cierran Escape, una pulsación fuera de ella y su propio botón.
embed-overlay = Un saludo en la portada
embed-overlay-note = Ponlo en la plantilla de tu portada. Se abre enseguida, y no vuelve a abrirse en una semana; nunca se abre en otras páginas.
embed-button = Un botón flotante
embed-button-note = Ponlo en cualquier plantilla, al final de la página. Se queda en la esquina y abre el formulario.
embed-open = Abrirlo
embed-off = Está desactivado: tus páginas no muestran nada en su lugar. { $command } lo recupera.
embed-to-copy = { $title }: lo que hay que copiar
embed-copy = Copiar
embed-copied = Copiado
embed-plain = Sin ningún script
embed-plain-what = Un blog que no permite scripts toma solo el formulario: copia lo que hay entre la primera y la penúltima línea de { $form }. O enlaza a { $link }.
embed-policy = Si tu blog envía una Content-Security-Policy, debe permitir { $script }, { $connect } y { $form }. No hace falta nada incrustado ni ningún estilo.

## Errors

error-address-empty = Escribe una dirección de correo.
error-address-at = Una dirección de correo tiene una parte antes y otra después de una @, como name@example.org.
error-address-several = Escribe una sola dirección, con una sola @.
error-address-local = La parte antes de la @ puede tener letras, cifras, puntos entre ellas y los signos { $signs }.
error-address-ascii = Esta dirección solo puede tener letras a–z antes de la @, para que cualquier programa de correo pueda escribirle.
error-address-long = Esta dirección es demasiado larga: el límite son 64 caracteres antes de la @ y 254 en total.
error-address-domain = La parte después de la @ tiene que ser un nombre de dominio, como example.org.
error-address-taken = Esta dirección ya recibe correos de aquí. Date de baja con una de las dos y conserva la otra.
error-choose-one = Elige una de estas opciones.
error-choose-list = Elige al menos una.
error-choose-place = Elige un lugar de la lista.
error-choose-hour = Elige una de estas horas.
error-choose-weekday = Elige uno de estos días.
error-choose-topics = Elige entre estos temas.
error-choose-language = Elige un idioma de la lista.
error-pause-day = Elige un día, por ejemplo { $example }.
error-pause-past = Elige un día que esté por llegar.
error-pause-long = Elige un día dentro de un año. Para más tiempo, date de baja y vuelve.
error-link-title = Este enlace no funciona
error-link = Puede que sea demasiado antiguo, o que el programa de correo le haya cortado el final. Los enlaces del correo más reciente que tengas de nosotros son los que mejor funcionan.
error-link-new = Recibir un enlace nuevo
error-not-found-title = Esta página no existe
error-not-found = Comprueba que la dirección no tenga un error al teclear.
error-not-found-home = Comprueba que la dirección no tenga un error al teclear, o empieza en { $site }.
error-many-title = Han sido muchas a la vez
error-many = Han llegado muchas peticiones desde tu red. Prueba otra vez dentro de { $span }.
error-many-again = Prueba otra vez dentro de { $span }
error-domain-title = Usa otra dirección
error-domain = Aquí no se admiten direcciones de este dominio. No se ha enviado nada. Vuelve atrás y escribe otra.
error-unavailable-title = Prueba otra vez en un momento
error-unavailable = Estamos reparando algo por nuestra parte. No se ha perdido nada: el enlace o el formulario volverá a funcionar.
error-request-title = No ha llegado entero
error-request = Vuelve atrás y envía el formulario otra vez.
error-request-button = Vuelve a la página y pulsa uno de sus botones.
error-not-the-blog = El enlace que te ha traído aquí no viene de este blog. Vuelve al blog e inténtalo desde allí.
error-unshowable = Esta página no se puede mostrar en este momento. No se ha perdido nada: vuelve más tarde.
## The way to a digest on the web

digest-same-on-the-web = Este correo en la web
