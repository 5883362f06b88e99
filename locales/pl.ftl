# Polish

direction = ltr

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] stycznia
    [2] lutego
    [3] marca
    [4] kwietnia
    [5] maja
    [6] czerwca
    [7] lipca
    [8] sierpnia
    [9] września
    [10] października
    [11] listopada
   *[12] grudnia
}
weekday = { $weekday ->
    [1] poniedziałek
    [2] wtorek
    [3] środa
    [4] czwartek
    [5] piątek
    [6] sobota
   *[7] niedziela
}
# On every such day.
weekdays = { $weekday ->
    [1] w poniedziałki
    [2] we wtorki
    [3] w środy
    [4] w czwartki
    [5] w piątki
    [6] w soboty
   *[7] w niedziele
}
ordinal = { $day }.
day = { $day } { month }
day-of-year = { $day } { month }
date-line = { weekday }, { $day } { month } { $year }
whole-day = { date-line }
post-date = { weekday }, { $day } { month }
instant-in-city = { weekday }, { $day } { month }, { time } (czas: { $city })
instant-in-zone = { weekday }, { $day } { month }, { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } i { $last }
others = { $count ->
    [few] { $count } inne
   *[other] { $count } innych
}
quoted = „{ $words }”

## When mails come

immediately = gdy tylko pojawi się coś nowego
every-minutes = { $count ->
    [1] co minutę
    [few] co { $count } minuty
   *[other] co { $count } minut
}
every-hours = { $count ->
    [1] co godzinę
    [few] co { $count } godziny
   *[other] co { $count } godzin
}
every-day = codziennie o { $times }
workdays = od poniedziałku do piątku o { $times }
days-of-week = { $days } o { $times }
days-of-month = { $days } dnia każdego miesiąca o { $times }
day-of-long-months = { $days } dnia każdego miesiąca, który go ma, o { $times }
day-every-year = co roku { day-of-year } o { $times }
leap-day = w każdym roku przestępnym { day-of-year } o { $times }
crontab-line = „{ $line }”
next-today = { $schedule }, najbliższy dziś o { time }
next-on = { $schedule }, najbliższy { day }
wherever-you-are = { $schedule }, gdziekolwiek jesteś
clock-of-list = lista

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] minutę
    [few] { $count } minuty
   *[other] { $count } minut
}
wait-hours = { $count ->
    [1] godzinę
    [few] { $count } godziny
   *[other] { $count } godzin
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = Jeszcze jedno naciśnięcie
page-once-more-why = Takie formularze wysyłają też maszyny. Wystarczy nacisnąć przycisk, a ten zostanie wysłany.
page-once-more-send = Wyślij
page-form-working = Chwileczkę: to potrwa sekundę.

## Pages

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = Dużo zapisów na { $list }
mail-alarm-confirmations = Dużo potwierdzeń: { $list }
mail-alarm-unsubscribes = Wielu czytelników opuszcza { $list }
mail-alarm-number = Liczba w ciągu dziesięciu minut: { $number }, licząc od { $since }.
mail-alarm-sign-ups-wait = Kolejne zgłoszenia czekają i nie dostają poczty; odwiedzający widzą tę samą stronę co zawsze. Zgłoszenia ludzi wychodzą same, gdy fala minie: wtedy jedna czwarta tych, do których wysłano wiadomość, już potwierdziła.
mail-alarm-confirmations-look = Być może maszyna otworzyła odnośniki w wiadomościach albo ktoś zapisuje wiele adresów, których pocztę może czytać.
mail-alarm-unsubscribes-look = Być może maszyna otworzyła odnośniki w wiadomościach, jak robią to skanery poczty. Kto chciał odejść, nie wraca: warto sprawdzić, zanim cokolwiek zostanie cofnięte.
mail-alarm-show = Co się stało i jak jest teraz:
mail-alarm-release = Jeśli to ludzie, wiadomość do wszystkich, którzy czekają:
mail-alarm-drop = Jeśli nie, koniec ich zgłoszeń; nic nie zostanie do nich wysłane:
mail-alarm-undo = Ile zmieniłoby cofnięcie; bez --yes niczego nie zmienia:
mail-alarm-once = Taka wiadomość przychodzi najwyżej raz na godzinę dla każdej listy, jak długo by to trwało.

## Mails

mail-here = { $what }:
mail-confirm-subject = Potwierdzenie subskrypcji: { $lists }
mail-confirm-title = Czy wysyłać na ten adres: { $lists }?
mail-confirm-asked = Ktoś, mamy nadzieję, że właściciel tego adresu, poprosił { $site } o tę wysyłkę.
mail-confirm-asked-when = Ktoś, mamy nadzieję, że właściciel tego adresu, poprosił { $site } o tę wysyłkę: { $schedule }.
mail-confirm-yes = Tak, proszę wysyłać: { $lists }
mail-button-until = Przycisk działa do: { $until }.
mail-link-until = Link działa do: { $until }.
mail-not-you = Jeśli to pomyłka, nie trzeba nic robić; nic więcej nie przyjdzie.
mail-not-you-again = Jeśli przychodzi to wciąż na nowo, { $disown }, a nikt nie poprosi o to w cudzym imieniu.
mail-disown = proszę to zgłosić
mail-not-you-again-text = Jeśli przychodzi to wciąż na nowo, można to zgłosić tutaj, a nikt nie poprosi o to w cudzym imieniu:
mail-button-fails = Jeśli przycisk nie działa, proszę otworzyć ten adres: { $link }
mail-open-and-press = Jeśli wszystko się zgadza, proszę otworzyć ten adres i nacisnąć tam przycisk:
mail-remind-subject = Przypomnienie: potwierdzenie subskrypcji: { $lists }
mail-remind-title = Czy nadal wysyłać: { $lists }?
mail-remind-asked = Niedawno ktoś, mamy nadzieję, że właściciel tego adresu, poprosił { $site } o tę wysyłkę. Nikt jeszcze nie nacisnął przycisku, więc nic nie jest wysyłane.
mail-remind-asked-when = Niedawno ktoś, mamy nadzieję, że właściciel tego adresu, poprosił { $site } o tę wysyłkę: { $schedule }. Nikt jeszcze nie nacisnął przycisku, więc nic nie jest wysyłane.
mail-remind-only = Jeśli nie, nie trzeba nic robić. To jedyne przypomnienie; nic więcej nie przyjdzie.
mail-never-asked = Jeśli nikt o to nie prosił, { $disown }, a nikt nie poprosi o to w cudzym imieniu.
mail-never-asked-text = Jeśli nikt o to nie prosił, można to zgłosić tutaj, a nikt nie poprosi o to w cudzym imieniu:
mail-welcome = Witamy: { $list }
mail-comes = Przychodzi { $schedule }.
mail-next = Następna wysyłka: { $when }.
mail-begin-with = Na początek
mail-archive-all = Wszystko dotychczasowe jest w archiwum
mail-archive-past = To, co już wysłano, jest w archiwum
mail-welcome-why = Ta wiadomość przyszła, ponieważ właśnie potwierdzono subskrypcję: { $list }.
mail-change-or-leave = { $change } albo { $leave }.
mail-change = Zmiana częstotliwości
mail-leave = rezygnacja
mail-leave-alone = Rezygnacja
mail-known-subject = Ta subskrypcja już jest: { $lists }
mail-known-title = Ta subskrypcja już jest
mail-known-asked = Ktoś, mamy nadzieję, że właściciel tego adresu, poprosił właśnie { $site } o wiadomości. Adres jest już na liście, więc nic się nie zmieniło.
mail-known-what = Oto, co przychodzi, i gdzie można to zmienić:
mail-known-spam = Jeśli wiadomości nie dochodzą, warto zajrzeć do folderu spam i dodać { $site } do książki adresowej. Jeśli to pomyłka, nie trzeba nic robić.
mail-link-subject = { $count ->
    [1] Link: { $site }
   *[other] Linki: { $site }
}
mail-link-title = { $count ->
    [1] Oto link
   *[other] Oto linki
}
mail-link-asked = { $count ->
    [1] Ktoś, mamy nadzieję, że właściciel tego adresu, poprosił o niego { $site }. Kto go ma, może zmienić to, co przychodzi: nie należy go przekazywać.
   *[other] Ktoś, mamy nadzieję, że właściciel tego adresu, poprosił o nie { $site }. Kto ma choć jeden, może zmienić to, co przychodzi: nie należy ich przekazywać.
}
mail-link-left = Ktoś, mamy nadzieję, że właściciel tego adresu, poprosił o niego { $site }. Nic stamtąd już nie przychodzi; link prowadzi do przechowywanych danych: nie należy go przekazywać.
mail-link-change = Zmiana częstotliwości lub rezygnacja
mail-link-archive = Całe archiwum w tej przeglądarce
mail-link-data = { $kept }: do zabrania lub usunięcia. Ten link działa do: { $until }.
mail-link-kept = Przechowywane dane
mail-link-data-text = Przechowywane dane, do zabrania lub usunięcia, do: { $until }:
mail-nothing-changed = Jeśli to pomyłka, nie trzeba nic robić: nic się nie zmieniło.
mail-left = Subskrypcja zakończona: { $list }
mail-left-last = Na ten adres nic już nie jest wysyłane, a to ostatnia wiadomość w tej sprawie.
mail-left-back = Dziękujemy za czytanie. Aby wrócić, { $subscribe }.
mail-subscribe-again = proszę zapisać się ponownie
mail-left-back-text = Dziękujemy za czytanie. Aby wrócić, proszę zapisać się ponownie:
mail-address-subject = Potwierdzenie nowego adresu: { $site }
mail-address-title = Czy pisać odtąd na ten adres?
mail-address-asked = Ktoś, kto czyta { $site }, mamy nadzieję, że właściciel tego adresu, poprosił o wysyłanie wszystkich wiadomości tutaj zamiast na dotychczasowy adres.
mail-address-yes = Tak, używać tego adresu
mail-moved-subject = Adres został zmieniony: { $site }
mail-moved-title = Adres został zmieniony
mail-moved-what = To, co wysyła { $site }, przychodzi odtąd na inny adres: poproszono o to na stronie ustawień i tam potwierdzono. Tutaj nic już nie przyjdzie.
mail-moved-back = Jeśli to pomyłka, { $back }. Link działa do: { $until }.
mail-moved-back-link = można przywrócić wysyłkę tutaj
mail-moved-back-text = Jeśli to pomyłka, proszę otworzyć ten adres i nacisnąć tam przycisk, do: { $until }:
mail-moved-else = W innych sprawach proszę pisać na { $contact }.

## Digests

digest-number = { $count }
digest-opening = { $count ->
    [1] Nowy wpis: { $titles }.
    [few] { digest-number } nowe wpisy: { $titles }.
   *[other] { digest-number } nowych wpisów: { $titles }.
}
digest-subject = { $count ->
    [0] { $first }
    [1] { $first } i jeszcze jeden wpis
    [few] { $first } i jeszcze { $count } wpisy
   *[other] { $first } i jeszcze { $count } wpisów
}
digest-untitled = wpis bez tytułu
digest-contents = W tym numerze
digest-other-topics = Poza tym
digest-minutes = { $count } min
digest-reading-time = { $count } min czytania
digest-read-on = Czytaj dalej
digest-read-on-of = Czytaj dalej: { $title }
digest-read-on-at = Czytaj dalej: { $link }
digest-on-the-web = w internecie
digest-shortened = W całości ta wiadomość byłaby dłuższa, niż pokazują programy pocztowe. Najdłuższe wpisy są tu skrócone, a w całości dostępne w internecie.
digest-why = Ta wiadomość przychodzi w ramach subskrypcji { $list } ({ $schedule }).
digest-why-alone = Ta wiadomość przychodzi w ramach subskrypcji { $list }.
digest-ways = { $change } lub { $leave }.
digest-change = Zmiana częstotliwości
digest-leave = rezygnacja
digest-change-at = Zmiana częstotliwości:
digest-leave-at = Rezygnacja:

## Placements

## Errors
