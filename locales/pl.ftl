# Polish

language-name = Polski
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
at-time = { time }
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

page-email = Adres e-mail
page-trap = To pole pozostaje puste
page-subscribe = Subskrybuj
page-subscribe-again = Subskrybuj ponownie
page-unsubscribe = Zrezygnuj z subskrypcji
page-how-often = Jak często przychodzi
page-choose-how-often = Wybór częstotliwości
page-choose-both = Wybór częstotliwości i tematów
page-it-comes = Wysyłka: { $schedule }.
page-next = Następne wydanie: { $when }
page-next-is = Następne wydanie: { $when }.
page-next-soon = Następne wydanie przyjdzie, gdy tylko będzie coś do czytania.
page-next-soon-after = Następne wydanie przyjdzie później, gdy tylko będzie coś do czytania.
page-promise = W każdym e-mailu jest link do rezygnacji w jednym kroku. Przechowujemy adres i treść udzielonej zgody, i nie używamy ich do niczego innego.
page-language = Język
page-lists = Co chcesz czytać?
page-lists-choose = Do wyboru jedna lub kilka
page-last-one = Przeczytaj ostatnie wydanie
page-check-mail = Sprawdź pocztę
page-check-mail-sent = Wysłaliśmy e-mail na adres { $address }. Wystarczy nacisnąć przycisk w tej wiadomości, a subskrypcja się rozpocznie.
page-check-mail-until = Przycisk działa do terminu: { $until }. Dopóki nie zostanie naciśnięty, nic więcej nie przyjdzie.
page-nothing-came = Nic nie przyszło?
page-nothing-came-known = To może potrwać kilka minut. Warto zajrzeć też do folderu ze spamem. Jeśli subskrypcja już istnieje, wiadomość o tym mówi. Jeśli adres nie jest całkiem poprawny, { $again }.
page-type-again = wpisz go jeszcze raz
page-send-again = Wyślij jeszcze raz
page-one-mail-in = Na jeden adres wysyłamy jedną wiadomość na { $span } i tylko kilka dziennie. Jeśli właśnie przyszła, odczekaj przed naciśnięciem przycisku.
page-confirm-title = Potwierdzenie: { $lists }
page-confirm = { $count ->
    [one] Czy wysyłać to na adres { $address }?
   *[other] Czy wysyłać je na adres { $address }?
}
page-confirm-button = Tak, chcę otrzymywać { $lists }
page-confirm-not-you = Jeśli to nie była Twoja prośba, zamknij stronę. Nic więcej nie przyjdzie.
page-confirmed-title = Subskrypcja: { $lists }
page-confirmed = Subskrypcja rozpoczęta: { $lists }
page-earlier-ones = Przeczytaj wcześniejsze wydania
page-change-how-often = Zmień częstotliwość
page-done-confirmed = Potwierdzono
page-done-blocked = Zablokowano
page-done-changed = Zmieniono
page-done-erased = Usunięto
page-done-paused = Wstrzymano
page-done-saved = Zapisano
page-done-undone = Cofnięto
page-done-left = Zrezygnowano
page-disown = To nie była Twoja prośba?
page-disown-what = Ktoś poprosił o { $list } na adres { $address }. Po naciśnięciu przycisku { $site } nie wyśle już niczego na ten adres, ktokolwiek o to poprosi.
page-disown-button = To nie była moja prośba
page-disowned = Nic więcej nie przyjdzie
page-disowned-what = { $site } nie wysyła już niczego na adres { $address }.
page-disowned-return = Jeśli kiedyś zechcesz czytać { $list }, napisz do nadawcy: tylko on może to cofnąć.
page-gate = Ta strona jest dla subskrybentów
page-gate-read-on = Czytaj dalej na { $blog }
page-gate-back = Wróć na { $blog }
page-link-title = Twój link
page-link = Otrzymaj swój link
page-link-what = Dzięki niemu zmienisz częstotliwość wiadomości albo zrezygnujesz. Przyjdzie na adres, na który przychodzą wiadomości.
page-link-button = Wyślij mi mój link
page-link-sent = Jeśli { $address } jest tu na jakiejś liście, e-mail z linkiem jest już w drodze.
page-link-nothing-came = To może potrwać kilka minut. Warto zajrzeć też do folderu ze spamem. Może subskrypcja jest na inny adres albo jeszcze jej nie ma: { $subscribe }.
page-subscribe-here = zasubskrybuj tutaj
page-mail-sent = Napisaliśmy na adres { $address }. Aby przejść dalej, otwórz link z tej wiadomości.
page-mail-sent-wait = Nic się jeszcze nie zmieniło. Jeśli w ciągu kilku minut nic nie przyjdzie, zajrzyj do folderu ze spamem.
page-move-title = Pisać na adres { $address }
page-move = Czy pisać na adres { $address }?
page-move-what = Od teraz wszystkie wiadomości stąd przychodzą na ten adres. Na stary wyślemy jedno powiadomienie i nic więcej.
page-move-back = Czy znów pisać na adres { $address }?
page-move-back-what = Wszystkie wiadomości stąd znów przychodzą na ten adres. Linki z wcześniejszych wiadomości przestają działać; nowe wiadomości przyniosą nowe.
page-move-button = Tak, pisać tutaj
page-move-not-you = Jeśli to nie była Twoja prośba, zamknij stronę. Nic się nie zmieni.
page-moved = Wiadomości przychodzą na adres { $address }
page-moved-preferences = Twoje wiadomości i ich częstotliwość
page-pass-title = Czytaj tutaj: { $list }
page-pass = Czytać { $list } tutaj?
page-pass-what = Jedno naciśnięcie i ta przeglądarka pokaże wszystko, także wpisy dla subskrybentów. Przechowa w tym celu plik cookie i w żadnym innym.
page-pass-button = Tak, otwórz archiwum
page-pass-shared = Na komputerze, z którego korzystają inni, lepiej nie.
page-paused-title = Wstrzymano: { $list }
page-paused = Przerwa do: { $until } ({ $list })
page-resumed-title = Koniec przerwy: { $list }
page-resumed = { $list } znów przychodzi
page-change-again = Zmień jeszcze raz
page-preferences = Twoje wiadomości: { $list }
page-preferences-address = Przychodzą na adres { $address }.
page-preferences-paused = Są wstrzymane do: { $until }.
page-save = Zapisz
page-clock = Według czyjego zegara
page-clock-zone = Miejsce pobytu
page-clock-hour = Godzina
page-clock-weekday = Dzień, jeśli przychodzi najwyżej raz w tygodniu
page-as-list = Tak jak lista
page-as-list-is = Tak jak lista: { $what }
page-topics = O czym
page-topics-hint = Bez wyboru przychodzi wszystko. Po wybraniu tematów pozostałe wpisy są pomijane, a wydanie bez żadnego z nich nie przychodzi.
page-pause = Wstrzymaj
page-pause-ongoing = Nic nie przyjdzie do: { $until }. To, co w tym czasie zostanie wysłane, nie przyjdzie później.
page-pause-what = Nic nie przyjdzie do wybranego dnia. To, co w tym czasie zostanie wysłane, nie przyjdzie później.
page-pause-until = Wstrzymaj do
page-pause-end = Zakończ przerwę
page-address = Inny adres
page-address-what = Najpierw piszemy na nowy; po potwierdzeniu tam wszystko przychodzi na niego. Na stary wysyłamy powiadomienie.
page-address-new = Nowy adres e-mail
page-address-button = Zmień
page-data = Co o Tobie przechowujemy
page-data-what = Aby pobrać lub usunąć dane, potrzebny jest świeży link, który wysyłamy na Twój adres: link do tej strony mógł zostać przekazany razem z wiadomością.
page-data-later = Adres został niedawno zmieniony. Aby mieć pewność, że to Twoja decyzja, dane będzie można pobrać lub usunąć od: { $from }.
page-data-button = Wyślij mi link
page-leave = Rezygnacja
page-leave-what = Jedno naciśnięcie i nic więcej nie będzie wysyłane.
page-also = Przychodzi też: { $lists }.
page-leave-all = Zrezygnuj ze wszystkiego
page-saved-title = Zapisano: { $list }
page-saved = { $list } przychodzi teraz: { $schedule }
page-saved-topics = Tylko wpisy na temat: { $topics }.
page-resubscribed-title = Z powrotem: { $lists }
page-resubscribed = Subskrypcja trwa nadal: { $lists }
page-unsubscribe-title = Rezygnacja: { $list }
page-unsubscribe-question = Zrezygnować z { $list }?
page-unsubscribe-what = Nic więcej nie będzie wysyłane na adres { $address }.
page-fewer = A może rzadziej? Możesz { $choose }.
page-fewer-choose = wybrać częstotliwość
page-left = Subskrypcja zakończona: { $lists }
page-left-what = { $count ->
    [one] Nic więcej nie jest wysyłane na adres { $address }.
   *[other] Nic więcej nie jest wysyłane na adres { $address }.
}
page-undo = Cofnij
page-left-fewer = A może rzadziej? Naciśnij „Cofnij”, a potem wybierz częstotliwość. Aby kiedyś wrócić, { $subscribe }.
page-left-back = Aby wrócić, { $subscribe }.
page-left-subscribe = zasubskrybuj ponownie
page-reason = Czy chcesz napisać, dlaczego?
page-reason-hint = Nie trzeba. Osoba, która pisze te wiadomości, może to przeczytać.
page-reason-button = Wyślij
page-reason-noted = Powód został zapisany.
page-data-of = Co przechowujemy o adresie { $address }
page-data-contents = Adres, Twoje wybory, udzielone zgody wraz z czasem oraz wysłane wiadomości.
page-data-export = Pobierz jako plik (JSON)
page-erase = Usuń dane
page-erase-what = Kończą się wszystkie subskrypcje, a wszystko, co Cię nazywa, zostaje usunięte. Pozostaje informacja, że udzielono zgody, bez Ciebie; oraz znak, który nikomu nie zdradza Twojego adresu, aby żadna lista nie dodała go ponownie. Tego nie można cofnąć.
page-erase-button = Usuń moje dane
page-erased = Twoje dane zostały usunięte
page-erased-what = Stąd nie przyjdzie już żadna wiadomość. Kopie zapasowe zawierają dane, dopóki same nie zostaną usunięte.
archive-all-posts = Wszystkie wpisy
archive-all-posts-of = Wszystkie wpisy: { $list }
archive-all-digests = Wszystkie wydania
archive-digests-of = Wydania: { $list }
archive-feed = Kanał
archive-empty = Nie ma tu jeszcze nic do czytania.
archive-none-sent = Żadnego jeszcze nie wysłano.
archive-gated = Dla subskrybentów
archive-on-blog = Na blogu
archive-read-on-blog = Przeczytaj na blogu
archive-pages = Strony
archive-newer = Nowsze
archive-older = Starsze
archive-place = Strona { $number } z { $of }
archive-titled-page = { $title }, strona { $number }
archive-read-on = Czytaj dalej
archive-read-all = Przeczytaj całość
archive-gate = Reszta jest dla tych, którzy subskrybują { $list }. Otworzy się tutaj po potwierdzeniu; nowości przychodzą e-mailem, { $schedule }.
archive-gate-known = Subskrypcja już jest? { $link }, który otworzy wszystko w tej przeglądarce.
archive-gate-link = Otrzymaj link
untitled = wpis bez tytułu

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = Dużo zapisów na { $list }
mail-alarm-confirmations = Dużo potwierdzeń: { $list }
mail-alarm-unsubscribes = Wielu czytelników opuszcza { $list }
mail-alarm-number = Liczba w ciągu dziesięciu minut: { $number }, licząc od { $since }.
mail-alarm-sign-ups-wait = Kolejne zgłoszenia czekają i nie dostają poczty; odwiedzający widzą tę samą stronę co zawsze. Zgłoszenia ludzi wychodzą same, gdy fala minie: wtedy jedna czwarta tych, do których wysłano wiadomość, już potwierdziła.
mail-alarm-confirmations-look = Być może maszyna otworzyła linki w wiadomościach albo ktoś zapisuje wiele adresów, których pocztę może czytać.
mail-alarm-unsubscribes-look = Być może maszyna otworzyła linki w wiadomościach, jak robią to skanery poczty. Kto chciał odejść, nie wraca: sprawdź, zanim cokolwiek zostanie cofnięte.
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
mail-confirm-yes = Tak, chcę otrzymywać { $lists }
mail-button-until = Przycisk działa do: { $until }.
mail-link-until = Link działa do: { $until }.
mail-not-you = Jeśli to pomyłka, nie trzeba nic robić; nic więcej nie przyjdzie.
mail-not-you-again = Jeśli przychodzi to wciąż na nowo, { $disown }, a nikt nie poprosi o to w Twoim imieniu.
mail-disown = zgłoś to
mail-not-you-again-text = Jeśli przychodzi to wciąż na nowo, zgłoś to tutaj, a nikt nie poprosi o to w Twoim imieniu:
mail-button-fails = Jeśli przycisk nie działa, otwórz ten adres: { $link }
mail-open-and-press = Jeśli wszystko się zgadza, otwórz ten adres i naciśnij tam przycisk:
mail-remind-subject = Przypomnienie: potwierdzenie subskrypcji: { $lists }
mail-remind-title = Czy nadal wysyłać: { $lists }?
mail-remind-asked = Niedawno ktoś, mamy nadzieję, że właściciel tego adresu, poprosił { $site } o tę wysyłkę. Nikt jeszcze nie nacisnął przycisku, więc nic nie jest wysyłane.
mail-remind-asked-when = Niedawno ktoś, mamy nadzieję, że właściciel tego adresu, poprosił { $site } o tę wysyłkę: { $schedule }. Nikt jeszcze nie nacisnął przycisku, więc nic nie jest wysyłane.
mail-remind-only = Jeśli nie, nie trzeba nic robić. To jedyne przypomnienie; nic więcej nie przyjdzie.
mail-never-asked = Jeśli nikt o to nie prosił, { $disown }, a nikt nie poprosi o to w Twoim imieniu.
mail-never-asked-text = Jeśli nikt o to nie prosił, zgłoś to tutaj, a nikt nie poprosi o to w Twoim imieniu:
mail-welcome = Witamy: { $list }
mail-comes = Przychodzi { $schedule }.
mail-next = Następne wydanie: { $when }.
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
mail-known-spam = Jeśli wiadomości nie dochodzą, warto zajrzeć do folderu ze spamem i dodać { $site } do książki adresowej. Jeśli to pomyłka, nie trzeba nic robić.
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
mail-subscribe-again = zasubskrybuj ponownie
mail-left-back-text = Dziękujemy za czytanie. Aby wrócić, zasubskrybuj ponownie:
mail-address-subject = Potwierdzenie nowego adresu: { $site }
mail-address-title = Czy pisać odtąd na ten adres?
mail-address-asked = Ktoś, kto czyta { $site }, mamy nadzieję, że właściciel tego adresu, poprosił o wysyłanie wszystkich wiadomości tutaj zamiast na dotychczasowy adres.
mail-address-yes = Tak, używaj tego adresu
mail-moved-subject = Adres został zmieniony: { $site }
mail-moved-title = Adres został zmieniony
mail-moved-what = To, co wysyła { $site }, przychodzi odtąd na inny adres: poproszono o to na stronie ustawień i tam potwierdzono. Tutaj nic już nie przyjdzie.
mail-moved-back = Jeśli to pomyłka, { $back }. Link działa do: { $until }.
mail-moved-back-link = można przywrócić wysyłkę tutaj
mail-moved-back-text = Jeśli to pomyłka, otwórz ten adres i naciśnij tam przycisk, do: { $until }:
mail-moved-else = W innych sprawach napisz na { $contact }.

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
digest-picture = Obraz
digest-picture-of = Obraz: { $words }
post-video = Wideo
post-video-of = Wideo: { $words }
post-audio = Dźwięk
post-audio-of = Dźwięk: { $words }
digest-contents = W tym wydaniu
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
digest-counted-clicks = Liczymy, ile razy otwierane są linki z tej wiadomości, ale nie wiemy, przez kogo.
digest-counted-opens = Liczymy, ile razy otwierana jest ta wiadomość, ale nie wiemy, przez kogo.
digest-counted-both = Liczymy, ile razy otwierane są ta wiadomość i jej linki, ale nie wiemy, przez kogo.

## Placements

embed-latest = Subskrybuj, aby otrzymywać najnowsze wpisy e-mailem.
embed-discover = Więcej od { $site }
embed-subscribe-to = Subskrybuj { $list }
embed-keep-reading = Subskrybuj teraz, aby czytać dalej i mieć dostęp do całego archiwum.
embed-continue = Czytaj dalej
embed-skip = Przejdź do treści
embed-topics = Wybór tematów
embed-close = Zamknij
embed-failed = Nie udało się wysłać. Sprawdź połączenie i naciśnij przycisk jeszcze raz.
embed-taken = Wysłaliśmy e-mail na adres { $address }. Wystarczy nacisnąć przycisk w tej wiadomości, a subskrypcja się rozpocznie. Działa do terminu: { $until }.
embed-taken-hint = Nic nie przyszło? To może potrwać kilka minut. Warto zajrzeć też do folderu ze spamem.
embed-nowhere = Ten formularz już donikąd nie prowadzi. Daj znać autorowi bloga, który może to naprawić.
embed-many = Z Twojej sieci przyszło przed chwilą wiele próśb. Nic nie przepadło: spróbuj ponownie za { $span }.
embed-domain = Adresy w tej domenie nie są tu przyjmowane. Wpisz adres w innej domenie.
embed-not-now = W tej chwili nie jest to możliwe. Nic nie przepadło: naciśnij przycisk ponownie za minutę.
embed-once-more = Formularze wysyłają też maszyny. Naciśnij przycisk jeszcze raz i gotowe.
embed-page = { $list } na Twoim blogu
embed-page-what = Oto każdy sposób na zaproszenie czytelników, na żywo, z tym, co należy skopiować na blog. Na wpisany tu adres naprawdę zostanie wysłany e-mail.
embed-page-script = Wszystkie mają wspólny skrypt, który nie ustawia plików cookie i nikogo innego o nic nie pyta. Kto już subskrybuje albo przyszedł z linku w jednej z wiadomości, nie jest pytany ponownie.
embed-post-end = Na końcu każdego wpisu
embed-post-end-note = Miejsce: pod tekstem wpisu, w szablonie wpisów.
embed-inline = W treści strony
embed-inline-note = Miejsce: tam, gdzie ma być formularz, na pasku bocznym, w stopce, na osobnej stronie.
embed-pop-up = Okno nad wpisem
embed-pop-up-note = Miejsce: szablon wpisów. Otwiera się po minucie albo po przeczytaniu połowy artykułu, zależnie od tego, co nastąpi wcześniej; po zamknięciu nie pojawia się przez dzień. Zamykają je Escape, naciśnięcie obok i własny przycisk.
embed-overlay = Powitanie na stronie głównej
embed-overlay-note = Miejsce: szablon strony głównej. Otwiera się od razu, a potem nie przez tydzień; na innych stronach nie otwiera się nigdy.
embed-button = Pływający przycisk
embed-button-note = Miejsce: dowolny szablon, koniec strony. Pozostaje w rogu i otwiera formularz.
embed-open = Otwórz
embed-off = Jest wyłączone: strony nic w tym miejscu nie pokazują. { $command } przywraca je.
embed-to-copy = { $title }: do skopiowania
embed-copy = Kopiuj
embed-copied = Skopiowano
embed-plain = Bez żadnego skryptu
embed-plain-what = Blog, który nie pozwala na skrypty, używa samego formularza: skopiuj to, co stoi między pierwszym a przedostatnim wierszem w części { $form }. Możesz też dodać link do { $link }.
embed-policy = Jeśli blog wysyła nagłówek Content-Security-Policy, musi on dopuszczać { $script }, { $connect } i { $form }. Nic nie jest wstawiane bezpośrednio i nie są potrzebne style.

## Errors

error-address-empty = Wpisz adres e-mail.
error-address-at = Adres e-mail ma część przed znakiem @ i część po nim, na przykład name@example.org.
error-address-several = Wpisz tylko jeden adres, z jednym znakiem @.
error-address-local = Część przed @ może zawierać litery, cyfry, kropki między nimi i znaki { $signs }.
error-address-ascii = Ten adres może mieć przed @ tylko litery a–z, aby każdy program pocztowy mógł na niego napisać.
error-address-long = Ten adres e-mail jest za długi: limit to 64 znaki przed @ i 254 łącznie.
error-address-domain = Część po @ musi być nazwą domeny, na przykład example.org.
error-address-taken = Na ten adres już przychodzą wiadomości stąd. Zrezygnuj z jednego z dwóch adresów i zachowaj drugi.
error-choose-one = Wybierz jedną z tych możliwości.
error-choose-list = Wybierz co najmniej jedną.
error-choose-place = Wybierz miejsce z listy.
error-choose-hour = Wybierz jedną z tych godzin.
error-choose-weekday = Wybierz jeden z tych dni.
error-choose-topics = Wybierz spośród tych tematów.
error-choose-language = Wybierz język z listy.
error-pause-day = Wybierz dzień, na przykład { $example }.
error-pause-past = Wybierz dzień, który dopiero nadejdzie.
error-pause-long = Wybierz dzień w ciągu roku. Na dłużej: zrezygnuj i wróć później.
error-link-title = Ten link nie działa
error-link = Może jest za stary albo program pocztowy uciął jego koniec. Najlepiej działają linki z najnowszej wiadomości od nas.
error-link-new = Otrzymaj nowy link
error-not-found-title = Nie ma takiej strony
error-not-found = Sprawdź, czy w adresie nie ma literówki.
error-not-found-home = Sprawdź, czy w adresie nie ma literówki, albo zacznij od { $site }.
error-many-title = To za dużo naraz
error-many = Z Twojej sieci przyszło wiele próśb. Spróbuj ponownie za { $span }.
error-many-again = Spróbuj ponownie za { $span }
error-domain-title = Użyj innego adresu
error-domain = Adresy w tej domenie nie są tu przyjmowane. Nic nie wysłano. Wróć i wpisz inny.
error-unavailable-title = Spróbuj ponownie za chwilę
error-unavailable = Po naszej stronie trwa naprawa. Nic nie przepadło: link lub formularz znów zadziała.
error-request-title = Nie wszystko dotarło
error-request = Wróć i wyślij formularz jeszcze raz.
error-request-button = Wróć na stronę i naciśnij jeden z jej przycisków.
error-not-the-blog = Link, który tu prowadził, nie pochodzi z tego bloga. Wróć na blog i spróbuj stamtąd.
error-unshowable = Tej strony nie można teraz pokazać. Nic nie przepadło: wróć później.
## The way to a digest on the web

digest-same-on-the-web = Ta wiadomość w przeglądarce
