# Portuguese

direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
}
weekday = { $weekday ->
    [1] segunda-feira
    [2] terça-feira
    [3] quarta-feira
    [4] quinta-feira
    [5] sexta-feira
    [6] sábado
   *[7] domingo
}
# On every such day.
weekdays = { $weekday ->
    [1] às segundas-feiras
    [2] às terças-feiras
    [3] às quartas-feiras
    [4] às quintas-feiras
    [5] às sextas-feiras
    [6] aos sábados
   *[7] aos domingos
}
ordinal = { $day ->
    [1] 1.º
   *[other] { $day }
}
day = { $day } de { month }
day-of-year = { $day } de { month }
date-line = { weekday }, { $day } de { month } de { $year }
whole-day = { date-line }
post-date = { weekday }, { $day } de { month }
instant-in-city = { weekday }, { $day } de { month }, { time } (hora de { $city })
instant-in-zone = { weekday }, { $day } de { month }, { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } e { $last }
others = mais { $count }
quoted = “{ $words }”

## When mails come

immediately = assim que houver novidades
every-minutes = { $count ->
    [1] a cada minuto
   *[other] a cada { $count } minutos
}
every-hours = { $count ->
    [1] a cada hora
   *[other] a cada { $count } horas
}
every-day = todos os dias às { $times }
workdays = de segunda a sexta-feira às { $times }
days-of-week = { $days }, { $times }
days-of-month = nos dias { $days } de cada mês às { $times }
day-of-long-months = no dia { $days } dos meses que o têm, às { $times }
day-every-year = todos os anos, em { day-of-year }, às { $times }
leap-day = em cada ano bissexto, em { day-of-year }, às { $times }
crontab-line = “{ $line }”
next-today = { $schedule }; o próximo, hoje às { time }
next-on = { $schedule }; o próximo, em { day }
wherever-you-are = { $schedule }, onde quer que você esteja
clock-of-list = a lista

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] um minuto
   *[other] { $count } minutos
}
wait-hours = { $count ->
    [1] uma hora
   *[other] { $count } horas
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Mais um toque
page-once-more-why = Formulários como este também são enviados por máquinas. Aperte o botão, e o seu segue na hora.
page-once-more-send = Enviar
page-form-working = Um momento: leva um segundo.

## Pages

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = Muitas inscrições em { $list }
mail-alarm-confirmations = Muitas confirmações de { $list }
mail-alarm-unsubscribes = Muitos leitores deixam { $list }
mail-alarm-number = { $number } em dez minutos, contadas desde { $since }.
mail-alarm-sign-ups-wait = Os pedidos seguintes esperam e não recebem e-mail; quem visita vê a mesma página de sempre. Os de pessoas seguem sozinhos quando tudo passa: um quarto de quem recebeu o e-mail terá confirmado.
mail-alarm-confirmations-look = Talvez uma máquina tenha aberto os links dos seus e-mails, ou alguém inscreve muitos endereços cujo correio consegue ler.
mail-alarm-unsubscribes-look = Talvez uma máquina tenha aberto os links dos seus e-mails, como fazem os antivírus. Quem quis sair continua fora: olhe antes de desfazer qualquer coisa.
mail-alarm-show = Veja o que aconteceu e como está:
mail-alarm-release = Se são pessoas, escreva a todas que esperam:
mail-alarm-drop = Se não são, encerre os pedidos; nada é enviado a eles:
mail-alarm-undo = Veja quantos seriam mudados ao desfazer; sem --yes nada muda:
mail-alarm-once = Você recebe no máximo um e-mail destes por hora e lista, dure quanto durar.

## Mails

mail-here = { $what }:
mail-confirm-subject = Confirme a sua subscrição de { $lists }
mail-confirm-title = Quer receber { $lists }?
mail-confirm-asked = Alguém, esperamos que você, pediu a { $site } este envio para este endereço.
mail-confirm-asked-when = Alguém, esperamos que você, pediu a { $site } este envio para este endereço: { $schedule }.
mail-confirm-yes = Sim, quero receber { $lists }
mail-button-until = O botão funciona até { $until }.
mail-link-until = O link funciona até { $until }.
mail-not-you = Se não foi você, não faça nada; não receberá mais nada.
mail-not-you-again = Se chegar repetidamente, { $disown }, e ninguém poderá pedir em seu nome.
mail-disown = diga que não foi você
mail-not-you-again-text = Se chegar repetidamente, diga-o aqui e ninguém poderá pedir em seu nome:
mail-button-fails = Se o botão não funcionar, abra este endereço: { $link }
mail-open-and-press = Se foi você, abra este endereço e pressione o botão:
mail-remind-subject = Lembrete: confirme a sua subscrição de { $lists }
mail-remind-title = Ainda quer { $lists }?
mail-remind-asked = Há pouco tempo alguém, esperamos que você, pediu a { $site } este envio para este endereço. Ninguém pressionou ainda o botão, por isso nada é enviado.
mail-remind-asked-when = Há pouco tempo alguém, esperamos que você, pediu a { $site } este envio para este endereço: { $schedule }. Ninguém pressionou ainda o botão, por isso nada é enviado.
mail-remind-only = Se não quiser, não faça nada. Este é o único lembrete; não receberá mais nada.
mail-never-asked = Se nunca o pediu, { $disown }, e ninguém poderá pedir em seu nome.
mail-never-asked-text = Se nunca o pediu, diga-o aqui e ninguém poderá pedir em seu nome:
mail-welcome = Boas-vindas a { $list }
mail-comes = Chega { $schedule }.
mail-next = Próximo envio: { $when }.
mail-begin-with = Para começar
mail-archive-all = Tudo até agora está no arquivo
mail-archive-past = O que já chegou está no arquivo
mail-welcome-why = Recebe este e-mail porque acaba de confirmar a sua subscrição de { $list }.
mail-change-or-leave = { $change } ou { $leave }.
mail-change = Altere a frequência
mail-leave = cancele a subscrição
mail-leave-alone = Cancelar a subscrição
mail-known-subject = Já tem uma subscrição de { $lists }
mail-known-title = Já tem uma subscrição
mail-known-asked = Alguém, esperamos que você, acaba de pedir a { $site } que escreva para este endereço. Ele já está na lista, por isso nada mudou.
mail-known-what = Isto é o que recebe e onde pode alterá-lo:
mail-known-spam = Se os e-mails não chegarem, veja na pasta de spam e adicione { $site } aos seus contatos. Se não foi você, não faça nada.
mail-link-subject = { $count ->
    [1] O seu link de { $site }
   *[other] Os seus links de { $site }
}
mail-link-title = { $count ->
    [1] Aqui está o seu link
   *[other] Aqui estão os seus links
}
mail-link-asked = { $count ->
    [1] Alguém, esperamos que você, pediu-o a { $site }. Quem o tiver pode alterar o que você recebe: não o partilhe.
   *[other] Alguém, esperamos que você, pediu-os a { $site }. Quem tiver um pode alterar o que você recebe: não os partilhe.
}
mail-link-left = Alguém, esperamos que você, pediu-o a { $site }. Você já cancelou tudo lá; o link leva ao que é guardado sobre você: não o partilhe.
mail-link-change = Alterar a frequência ou cancelar
mail-link-archive = Ler todo o arquivo neste navegador
mail-link-data = { $kept }, para levar ou apagar. Este link funciona até { $until }.
mail-link-kept = O que guardamos sobre você
mail-link-data-text = O que guardamos sobre você, para levar ou apagar, até { $until }:
mail-nothing-changed = Se não foi você, não faça nada: nada mudou.
mail-left = Cancelou a subscrição de { $list }
mail-left-last = Já não é enviado para este endereço, e este é o último e-mail sobre isso.
mail-left-back = Obrigado pela leitura. Para voltar, { $subscribe }.
mail-subscribe-again = subscreva de novo
mail-left-back-text = Obrigado pela leitura. Para voltar, subscreva de novo:
mail-address-subject = Confirme o seu novo endereço para { $site }
mail-address-title = Devemos escrever para este endereço a partir de agora?
mail-address-asked = Alguém que lê { $site }, esperamos que você, pediu para receber aqui todos os e-mails em vez de no endereço que temos.
mail-address-yes = Sim, usar este endereço
mail-moved-subject = O seu endereço para { $site } foi alterado
mail-moved-title = O seu endereço foi alterado
mail-moved-what = O que { $site } lhe envia vai a partir de agora para outro endereço: foi pedido na sua página de preferências e confirmado lá. Aqui não chega mais nada.
mail-moved-back = Se não foi você, { $back }. O link funciona até { $until }.
mail-moved-back-link = faça com que os e-mails voltem para aqui
mail-moved-back-text = Se não foi você, abra este endereço e pressione o botão até { $until }:
mail-moved-else = Para qualquer outra coisa, escreva para { $contact }.

## Digests

digest-number = { $count ->
    [2] Duas
    [3] Três
    [4] Quatro
    [5] Cinco
    [6] Seis
    [7] Sete
    [8] Oito
    [9] Nove
    [10] Dez
    [11] Onze
    [12] Doze
   *[other] { $count }
}
digest-opening = { $count ->
    [1] Uma nova publicação: { $titles }.
   *[other] { digest-number } novas publicações: { $titles }.
}
digest-subject = { $count ->
    [0] { $first }
    [1] { $first } e mais uma publicação
   *[other] { $first } e { others }
}
digest-untitled = uma publicação sem título
digest-contents = Nesta edição
digest-other-topics = E ainda
digest-minutes = { $count } min
digest-reading-time = { $count } min de leitura
digest-read-on = Continuar a leitura
digest-read-on-of = Continuar a leitura: { $title }
digest-read-on-at = Continuar a leitura: { $link }
digest-on-the-web = na web
digest-shortened = Na íntegra, este e-mail seria mais longo do que os programas de e-mail mostram. As publicações mais longas estão abreviadas aqui e completas na web.
digest-why = Você recebe este e-mail porque assinou { $list } ({ $schedule }).
digest-why-alone = Você recebe este e-mail porque assinou { $list }.
digest-ways = { $change } ou { $leave }.
digest-change = Mudar a frequência
digest-leave = cancelar a assinatura
digest-change-at = Mudar a frequência:
digest-leave-at = Cancelar a assinatura:

## Placements

## Errors
