# Portuguese

language-name = Português
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
at-time = { $hour ->
    [1] à { time }
   *[other] às { time }
}
every-day = todos os dias { $times }
workdays = de segunda a sexta-feira { $times }
days-of-week = { $days }, { $times }
days-of-month = nos dias { $days } de cada mês { $times }
day-of-long-months = no dia { $days } dos meses que o têm, { $times }
day-every-year = todos os anos, em { day-of-year }, { $times }
leap-day = em cada ano bissexto, em { day-of-year }, { $times }
crontab-line = “{ $line }”
next-today = { $schedule }; o próximo, hoje { at-time }
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
page-once-more-why = Formulários como este também são enviados por máquinas. Pressione o botão, e o seu segue na hora.
page-once-more-send = Enviar
page-form-working = Um momento: leva um segundo.

## Pages

page-email = Seu endereço de e-mail
page-trap = Deixe isto vazio
page-subscribe = Inscrever-me
page-subscribe-again = Inscrever-me de novo
page-unsubscribe = Cancelar inscrição
page-how-often = Com que frequência chega
page-choose-how-often = Escolher com que frequência chega
page-choose-both = Escolher com que frequência chega e sobre o quê
page-it-comes = Chega { $schedule }.
page-next = Próxima edição: { $when }
page-next-is = Próxima edição: { $when }.
page-next-soon = A próxima edição chega assim que houver algo para ler.
page-next-soon-after = A próxima edição chega depois disso, assim que houver algo para ler.
page-promise = Todo e-mail traz um link para sair em um passo. Guardamos seu endereço e aquilo com que você concordou, e não os usamos para mais nada.
page-language = Idioma
page-lists = O que você gostaria de ler?
page-lists-choose = Escolha uma ou várias
page-last-one = Ler a última
page-check-mail = Veja seu e-mail
page-check-mail-sent = Enviamos um e-mail para { $address }. Pressione o botão que está nele, e a inscrição está feita.
page-check-mail-until = O botão funciona até { $until }. Enquanto você não o pressionar, nada mais chega.
page-nothing-came = Não chegou nada?
page-nothing-came-known = Pode levar alguns minutos. Olhe também na pasta de spam. Se você já tem inscrição, o e-mail diz isso. Se o endereço não está bem certo, { $again }.
page-type-again = digite-o de novo
page-send-again = Enviar de novo
page-one-mail-in = Cada endereço recebe um só e-mail em { $span }, e poucos por dia. Se o seu acabou de receber um, espere antes de pressionar o botão.
page-confirm-title = Confirmar: { $lists }
page-confirm = { $count ->
    [one] Podemos enviar para { $address }?
   *[other] Podemos enviá-las para { $address }?
}
page-confirm-button = Sim, quero receber { $lists }
page-confirm-not-you = Se você não pediu isto, feche a página. Nada mais chegará.
page-confirmed-title = Inscrição em { $lists }
page-confirmed = Sua inscrição em { $lists } está confirmada
page-earlier-ones = Ler as anteriores
page-change-how-often = Mudar a frequência
page-done-confirmed = Confirmado
page-done-blocked = Bloqueado
page-done-changed = Alterado
page-done-erased = Apagado
page-done-paused = Em pausa
page-done-saved = Salvo
page-done-undone = Desfeito
page-done-left = Inscrição cancelada
page-disown = Não foi você?
page-disown-what = Alguém pediu { $list } com { $address }. Pressione o botão, e { $site } não envia mais nada a este endereço, seja quem for que peça.
page-disown-button = Não fui eu
page-disowned = Nada mais chegará
page-disowned-what = { $site } não envia mais nada para { $address }.
page-disowned-return = Se um dia você quiser ler { $list }, escreva a quem envia: só essa pessoa pode desfazer isto.
page-gate = Esta página é para assinantes
page-gate-read-on = Continuar lendo em { $blog }
page-gate-back = Voltar para { $blog }
page-link-title = Seu link
page-link = Receba seu link
page-link-what = Com ele você muda a frequência dos e-mails ou sai. Ele vai para o endereço com que você lê.
page-link-button = Enviar meu link
page-link-sent = Se { $address } está inscrito em algo aqui, um e-mail com seu link está a caminho.
page-link-nothing-came = Pode levar alguns minutos. Olhe também na pasta de spam. Talvez você tenha se inscrito com outro endereço, ou ainda não: { $subscribe }.
page-subscribe-here = inscreva-se aqui
page-mail-sent = Escrevemos para { $address }. Abra o link desse e-mail para continuar.
page-mail-sent-wait = Nada mudou ainda. Se nenhum e-mail chegar em alguns minutos, olhe na pasta de spam.
page-move-title = Escrever para { $address }
page-move = Devemos escrever para { $address }?
page-move-what = Todos os seus e-mails daqui chegam a este endereço a partir de agora. O antigo é avisado uma vez, e nada mais.
page-move-back = Devemos voltar a escrever para { $address }?
page-move-back-what = Todos os seus e-mails daqui voltam a chegar a este endereço. Os links de e-mails anteriores deixam de funcionar; os novos e-mails trazem outros.
page-move-button = Sim, escrevam para cá
page-move-not-you = Se você não pediu isto, feche a página. Nada muda.
page-moved = Seus e-mails vão para { $address }
page-moved-preferences = Seus e-mails e sua frequência
page-pass-title = Ler { $list } aqui
page-pass = Ler { $list } aqui?
page-pass-what = Basta pressionar uma vez, e este navegador mostra tudo a você, também os posts para assinantes. Ele guarda um cookie para isso, e para mais nada.
page-pass-button = Sim, abrir o arquivo
page-pass-shared = Em um computador que outras pessoas usam, melhor não.
page-paused-title = Em pausa: { $list }
page-paused = { $list } está em pausa até { $until }
page-resumed-title = A pausa acabou: { $list }
page-resumed = { $list } volta a chegar
page-change-again = Mudar de novo
page-preferences = Seus e-mails de { $list }
page-preferences-address = Eles vão para { $address }.
page-preferences-paused = Você os pausou até { $until }.
page-save = Salvar
page-clock = Pelo relógio de quem
page-clock-zone = Onde você está
page-clock-hour = Hora
page-clock-weekday = Dia, quando chega uma vez por semana ou menos
page-as-list = Como a lista
page-as-list-is = Como a lista: { $what }
page-topics = Sobre o que é
page-topics-hint = Não escolha nenhum para receber tudo. Com alguns escolhidos, os outros posts ficam de fora, e uma edição sem nenhum deles não chega.
page-pause = Pausar
page-pause-ongoing = Nada chega até { $until }. O que é enviado nesse meio-tempo não é enviado a você depois.
page-pause-what = Nada chega até o dia que você escolher. O que é enviado nesse meio-tempo não é enviado a você depois.
page-pause-until = Pausar até
page-pause-end = Terminar a pausa
page-address = Outro endereço
page-address-what = Escrevemos primeiro ao novo; quando você disser sim ali, tudo vai para ele. O antigo é avisado.
page-address-new = Novo endereço de e-mail
page-address-button = Mudar
page-data = O que guardamos sobre você
page-data-what = Para levá-lo ou apagá-lo você precisa de um link novo, que enviamos ao seu endereço: o desta página pode ter sido repassado com um e-mail.
page-data-later = Seu endereço foi alterado há pouco. Para ter certeza de que foi você, seus dados poderão ser levados ou apagados a partir de { $from }.
page-data-button = Enviar o link
page-leave = Sair
page-leave-what = Basta pressionar uma vez, e não é mais enviado.
page-also = Você também recebe { $lists }.
page-leave-all = Sair de tudo
page-saved-title = Salvo: { $list }
page-saved = { $list } agora chega { $schedule }
page-saved-topics = Só posts sobre { $topics }.
page-resubscribed-title = De volta a { $lists }
page-resubscribed = Sua inscrição em { $lists } continua
page-unsubscribe-title = Sair de { $list }
page-unsubscribe-question = Sair de { $list }?
page-unsubscribe-what = Não será mais enviado para { $address }.
page-fewer = Prefere menos? Você pode { $choose }.
page-fewer-choose = escolher com que frequência chega
page-left = Você saiu de { $lists }
page-left-what = { $count ->
    [one] Não é mais enviado para { $address }.
   *[other] Não são mais enviados para { $address }.
}
page-undo = Desfazer
page-left-fewer = Prefere menos? Pressione Desfazer e depois escolha com que frequência chega. Para voltar mais tarde, { $subscribe }.
page-left-back = Para voltar, { $subscribe }.
page-left-subscribe = inscreva-se de novo
page-reason = Quer dizer por quê?
page-reason-hint = Não é preciso. Quem escreve estes e-mails pode ler.
page-reason-button = Enviar
page-reason-noted = Seu motivo está anotado.
page-data-of = O que guardamos sobre { $address }
page-data-contents = Seu endereço, o que você escolheu, com o que concordou e quando, e quais e-mails foram enviados a você.
page-data-export = Levar em um arquivo (JSON)
page-erase = Apagar
page-erase-what = Você sai de todas as listas, e tudo o que nomeia você é excluído. Fica que algo foi aceito, sem você; e uma marca que não revela seu endereço a ninguém, para que nenhuma lista inclua você de novo. Isto não pode ser desfeito.
page-erase-button = Apagar meus dados
page-erased = Seus dados foram apagados
page-erased-what = Você não recebe mais e-mails daqui. Cópias de segurança os guardam até que também sejam excluídas.
archive-all-posts = Todos os posts
archive-all-posts-of = Todos os posts de { $list }
archive-all-digests = Todas as edições
archive-digests-of = Edições de { $list }
archive-feed = Feed
archive-empty = Ainda não há nada para ler aqui.
archive-none-sent = Nenhuma foi enviada ainda.
archive-gated = Para assinantes
archive-on-blog = No blog
archive-read-on-blog = Ler no blog
archive-pages = Páginas
archive-newer = Mais novos
archive-older = Mais antigos
archive-place = Página { $number } de { $of }
archive-titled-page = { $title }, página { $number }
archive-read-on = Continuar lendo
archive-read-all = Ler tudo
archive-gate = O restante é para quem se inscreve em { $list }. Ele se abre aqui assim que você confirmar; as novidades chegam por e-mail, { $schedule }.
archive-gate-known = Já se inscreveu? { $link } que abre tudo neste navegador.
archive-gate-link = Receba um link
untitled = um post sem título

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
mail-confirm-subject = Confirme sua inscrição em { $lists }
mail-confirm-title = Você quer receber { $lists }?
mail-confirm-asked = Alguém, esperamos que você, pediu a { $site } que enviasse isto para este endereço.
mail-confirm-asked-when = Alguém, esperamos que você, pediu a { $site } que enviasse isto para este endereço: { $schedule }.
mail-confirm-yes = Sim, quero receber { $lists }
mail-button-until = O botão funciona até { $until }.
mail-link-until = O link funciona até { $until }.
mail-not-you = Se não foi você, não faça nada; nada mais chegará.
mail-not-you-again = Se chegar muitas vezes, { $disown }, e ninguém poderá pedir em seu nome.
mail-disown = diga que não foi você
mail-not-you-again-text = Se chegar muitas vezes, diga isso aqui, e ninguém poderá pedir em seu nome:
mail-button-fails = Se o botão não funcionar, abra este endereço: { $link }
mail-open-and-press = Se foi você, abra este endereço e pressione o botão:
mail-remind-subject = Lembrete: confirme sua inscrição em { $lists }
mail-remind-title = Você ainda quer { $lists }?
mail-remind-asked = Há pouco tempo alguém, esperamos que você, pediu a { $site } que enviasse isto para este endereço. Ninguém pressionou o botão ainda, então nada é enviado.
mail-remind-asked-when = Há pouco tempo alguém, esperamos que você, pediu a { $site } que enviasse isto para este endereço: { $schedule }. Ninguém pressionou o botão ainda, então nada é enviado.
mail-remind-only = Se você não quiser, não faça nada. Este é o único lembrete; nada mais chegará.
mail-never-asked = Se você nunca pediu isto, { $disown }, e ninguém poderá pedir em seu nome.
mail-never-asked-text = Se você nunca pediu isto, diga isso aqui, e ninguém poderá pedir em seu nome:
mail-welcome = Boas-vindas a { $list }
mail-comes = Chega { $schedule }.
mail-next = Próxima edição: { $when }.
mail-begin-with = Para começar
mail-archive-all = Tudo até agora está no arquivo
mail-archive-past = O que já chegou está no arquivo
mail-welcome-why = Você recebe este e-mail porque acaba de confirmar sua inscrição em { $list }.
mail-change-or-leave = { $change } ou { $leave }.
mail-change = Mude a frequência
mail-leave = cancele a inscrição
mail-leave-alone = Cancelar inscrição
mail-known-subject = Você já tem inscrição em { $lists }
mail-known-title = Você já tem inscrição
mail-known-asked = Alguém, esperamos que você, acaba de pedir a { $site } que escreva para este endereço. Ele já está na lista, então nada mudou.
mail-known-what = Isto é o que você recebe, e onde mudar:
mail-known-spam = Se os e-mails não chegarem, olhe na pasta de spam e adicione { $site } aos seus contatos. Se não foi você, não faça nada.
mail-link-subject = { $count ->
    [1] Seu link de { $site }
   *[other] Seus links de { $site }
}
mail-link-title = { $count ->
    [1] Aqui está seu link
   *[other] Aqui estão seus links
}
mail-link-asked = { $count ->
    [1] Alguém, esperamos que você, pediu isto a { $site }. Quem o tiver pode mudar o que você recebe: não o passe adiante.
   *[other] Alguém, esperamos que você, pediu isto a { $site }. Quem tiver um pode mudar o que você recebe: não os passe adiante.
}
mail-link-left = Alguém, esperamos que você, pediu isto a { $site }. Você já saiu de tudo lá; o link leva ao que é guardado sobre você: não o passe adiante.
mail-link-change = Mudar a frequência ou cancelar a inscrição
mail-link-archive = Ler todo o arquivo neste navegador
mail-link-data = { $kept }, para levar ou apagar. Este link funciona até { $until }.
mail-link-kept = O que guardamos sobre você
mail-link-data-text = O que guardamos sobre você, para levar ou apagar, até { $until }:
mail-nothing-changed = Se não foi você, não faça nada: nada mudou.
mail-left = Você saiu de { $list }
mail-left-last = Não é mais enviado para este endereço, e este é o último e-mail sobre isso.
mail-left-back = Obrigado pela leitura. Para voltar, { $subscribe }.
mail-subscribe-again = inscreva-se de novo
mail-left-back-text = Obrigado pela leitura. Para voltar, inscreva-se de novo:
mail-address-subject = Confirme seu novo endereço para { $site }
mail-address-title = Devemos escrever para este endereço a partir de agora?
mail-address-asked = Alguém que lê { $site }, esperamos que você, pediu para receber aqui todos os e-mails em vez de no endereço que temos.
mail-address-yes = Sim, usar este endereço
mail-moved-subject = Seu endereço para { $site } foi alterado
mail-moved-title = Seu endereço foi alterado
mail-moved-what = O que { $site } envia a você vai a partir de agora para outro endereço: isso foi pedido na sua página de preferências e confirmado lá. Aqui não chega mais nada.
mail-moved-back = Se não foi você, { $back }. O link funciona até { $until }.
mail-moved-back-link = faça os e-mails voltarem para cá
mail-moved-back-text = Se não foi você, abra este endereço e pressione o botão até { $until }:
mail-moved-else = Para qualquer outra coisa, escreva para { $contact }.

## Digests

digest-number = { $count ->
    [2] Dois
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
    [1] Um novo post: { $titles }.
   *[other] { digest-number } novos posts: { $titles }.
}
digest-subject = { $count ->
    [0] { $first }
    [1] { $first } e mais um post
   *[other] { $first } e { others }
}
digest-untitled = um post sem título
digest-picture = Imagem
digest-picture-of = Imagem: { $words }
post-video = Vídeo
post-video-of = Vídeo: { $words }
post-audio = Áudio
post-audio-of = Áudio: { $words }
digest-contents = Nesta edição
digest-other-topics = E ainda
digest-minutes = { $count } min
digest-reading-time = { $count } min de leitura
digest-read-on = Continuar lendo
digest-read-on-of = Continuar lendo: { $title }
digest-read-on-at = Continuar lendo: { $link }
digest-on-the-web = na web
digest-shortened = Na íntegra, este e-mail seria mais longo do que os programas de e-mail mostram. Os posts mais longos estão abreviados aqui e completos na web.
digest-why = Você recebe este e-mail porque se inscreveu em { $list } ({ $schedule }).
digest-why-alone = Você recebe este e-mail porque se inscreveu em { $list }.
digest-ways = { $change } ou { $leave }.
digest-change = Mudar a frequência
digest-leave = cancelar a inscrição
digest-change-at = Mudar a frequência:
digest-leave-at = Cancelar a inscrição:
digest-counted-clicks = Contamos quantas vezes os links deste e-mail são clicados, sem saber por quem.
digest-counted-opens = Contamos quantas vezes este e-mail é aberto, sem saber por quem.
digest-counted-both = Contamos quantas vezes este e-mail é aberto e seus links são clicados, sem saber por quem.

## Placements

embed-latest = Inscreva-se para receber os últimos posts no seu e-mail.
embed-discover = Descubra mais de { $site }
embed-subscribe-to = Inscrever-se em { $list }
embed-keep-reading = Inscreva-se agora para continuar lendo e ter acesso ao arquivo completo.
embed-continue = Continuar lendo
embed-skip = Ir para o conteúdo
embed-topics = Escolher sobre o que você quer ler
embed-close = Fechar
embed-failed = Não foi possível enviar. Veja sua conexão e pressione o botão de novo.
embed-taken = Enviamos um e-mail para { $address }. Pressione o botão que está nele, e a inscrição está feita. Ele funciona até { $until }.
embed-taken-hint = Não chegou nada? Pode levar alguns minutos. Olhe também na pasta de spam.
embed-nowhere = Este formulário não leva mais a lugar nenhum. Avise quem escreve o blog, que pode consertá-lo.
embed-many = Muitos pedidos vieram da sua rede agora há pouco. Nada se perdeu: tente de novo em { $span }.
embed-domain = Endereços desse domínio não são aceitos aqui. Digite um de outro domínio.
embed-not-now = Não é possível no momento. Nada se perdeu: pressione o botão de novo em um minuto.
embed-once-more = Máquinas também enviam formulários. Pressione o botão mais uma vez, e está feito.
embed-page = { $list } no seu blog
embed-page-what = Aqui está cada forma de convidar seus leitores, ao vivo, com o que copiar para o seu blog. Um endereço digitado aqui recebe um e-mail de verdade.
embed-page-script = Todas compartilham um só script, que não põe nenhum cookie e não pede nada a mais ninguém. Quem se inscreveu, ou veio por um link de um dos seus e-mails, não é convidado de novo.
embed-post-end = No fim de cada post
embed-post-end-note = Ponha-o sob o texto de um post, no modelo dos seus posts.
embed-inline = No meio de uma página
embed-inline-note = Ponha-o onde um formulário deve ficar: uma barra lateral, um rodapé, uma página própria.
embed-pop-up = Uma janela sobre um post
embed-pop-up-note = Ponha-o no modelo dos seus posts. Ela se abre depois de um minuto, ou quando metade do artigo foi lida, o que vier primeiro; quem a fecha fica em paz por um dia. Escape, um toque fora dela e seu próprio botão a fecham.
embed-overlay = Uma saudação na página inicial
embed-overlay-note = Ponha-o no modelo da sua página inicial. Abre-se logo, e não de novo por uma semana; nunca se abre em outras páginas.
embed-button = Um botão flutuante
embed-button-note = Ponha-o em qualquer modelo, no fim da página. Fica no canto e abre o formulário.
embed-open = Abrir
embed-off = Está desligado: suas páginas não mostram nada no lugar. { $command } o traz de volta.
embed-to-copy = { $title }: o que copiar
embed-copy = Copiar
embed-copied = Copiado
embed-plain = Sem nenhum script
embed-plain-what = Um blog que não permite script fica só com o formulário: copie o que está entre a primeira e a penúltima linha de { $form }. Ou ponha um link para { $link }.
embed-policy = Se o seu blog envia uma Content-Security-Policy, ela precisa permitir { $script }, { $connect } e { $form }. Nada embutido e nenhum estilo é necessário.

## Errors

error-address-empty = Digite um endereço de e-mail.
error-address-at = Um endereço de e-mail tem uma parte antes e outra depois de um @, como name@example.org.
error-address-several = Digite um único endereço, com um único @.
error-address-local = A parte antes do @ pode ter letras, algarismos, pontos entre eles e os sinais { $signs }.
error-address-ascii = Este endereço só pode ter letras a–z antes do @, para que todo programa de e-mail consiga escrever para ele.
error-address-long = Este endereço de e-mail é longo demais: o limite é de 64 caracteres antes do @ e 254 ao todo.
error-address-domain = A parte depois do @ precisa ser um nome de domínio, como example.org.
error-address-taken = Este endereço já recebe e-mails daqui. Saia com um dos dois endereços e fique com o outro.
error-choose-one = Escolha uma destas opções.
error-choose-list = Escolha pelo menos uma.
error-choose-place = Escolha um lugar da lista.
error-choose-hour = Escolha uma destas horas.
error-choose-weekday = Escolha um destes dias.
error-choose-topics = Escolha entre estes temas.
error-choose-language = Escolha um idioma da lista.
error-pause-day = Escolha um dia, por exemplo { $example }.
error-pause-past = Escolha um dia que ainda está por vir.
error-pause-long = Escolha um dia dentro de um ano. Para mais tempo, saia e volte depois.
error-link-title = Este link não funciona
error-link = Talvez seja antigo demais, ou o programa de e-mail cortou o final. Os links do e-mail mais recente que você tem de nós funcionam melhor.
error-link-new = Receber um novo link
error-not-found-title = Esta página não existe
error-not-found = Veja se há um erro de digitação no endereço.
error-not-found-home = Veja se há um erro de digitação no endereço, ou comece em { $site }.
error-many-title = Foi muito de uma vez
error-many = Muitos pedidos vieram da sua rede. Tente de novo em { $span }.
error-many-again = Tente de novo em { $span }
error-domain-title = Use outro endereço
error-domain = Endereços deste domínio não são aceitos aqui. Nada foi enviado. Volte e digite outro.
error-unavailable-title = Tente de novo em instantes
error-unavailable = Algo do nosso lado está sendo consertado. Nada se perdeu: o link ou o formulário voltará a funcionar.
error-request-title = Não chegou por inteiro
error-request = Volte e envie o formulário de novo.
error-request-button = Volte à página e pressione um dos botões dela.
error-not-the-blog = O link que trouxe você até aqui não vem deste blog. Volte ao blog e tente de lá.
error-unshowable = Esta página não pode ser mostrada no momento. Nada se perdeu: volte mais tarde.
## The way to a digest on the web

digest-same-on-the-web = Este e-mail na web
