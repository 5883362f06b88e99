# English. The first language: a message that another one lacks is said with this one.
# How these files are written: docs/guide/languages.md.

# What its readers call it.
language-name = English
direction = ltr

## Dates and times. $day, $month, $weekday (1 is Monday) and $year are numbers; $hour has no leading zero, $hour2 and $minute have.

time = { $hour }:{ $minute }
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
# On every such day.
weekdays = { $weekday ->
    [1] Mondays
    [2] Tuesdays
    [3] Wednesdays
    [4] Thursdays
    [5] Fridays
    [6] Saturdays
   *[7] Sundays
}
ordinal = { $day ->
    [1] 1st
    [2] 2nd
    [3] 3rd
    [21] 21st
    [22] 22nd
    [23] 23rd
    [31] 31st
   *[other] { $day }th
}
day = { $day } { month }
day-of-year = { $day } { month }
date-line = { weekday }, { $day } { month } { $year }
# A day for itself: "until Thursday 24 December 2026".
whole-day = { weekday } { $day } { month } { $year }
post-date = { weekday }, { $day } { month }
# $city is the place whose clocks are meant; $zone stands where there is none: UTC.
instant-in-city = { weekday } { $day } { month }, { time } in { $city }
instant-in-zone = { weekday } { $day } { month }, { time } { $zone }

## Enumerations: "a, b and c" is the rest ("a, b") and the last.

comma = ,{ " " }
and = { $rest } and { $last }
# Of what is enumerated, so many are not named: the last of "a, b and two more".
others = { $count ->
    [2] two more
    [3] three more
    [4] four more
    [5] five more
    [6] six more
    [7] seven more
    [8] eight more
    [9] nine more
    [10] ten more
    [11] eleven more
    [12] twelve more
   *[other] { $count } more
}
# A title.
quoted = “{ $words }”

## When mails come. $times and $days are enumerations.

immediately = as soon as something new appears
every-minutes = { $count ->
    [1] every minute
   *[other] every { $count } minutes
}
every-hours = { $count ->
    [1] every hour
   *[other] every { $count } hours
}
# A time among $times; with its article in languages where that goes by the hour.
at-time = { time }
every-day = every day at { $times }
workdays = Monday to Friday at { $times }
days-of-week = { $days } at { $times }
days-of-month = on the { $days } of every month at { $times }
day-of-long-months = on the { $days } of every month that has one at { $times }
day-every-year = every year on { day-of-year } at { $times }
leap-day = every leap year on { day-of-year } at { $times }
crontab-line = “{ $line }”
next-today = { $schedule }, next today at { time }
next-on = { $schedule }, next on { day }
# By the reader's own clock.
wherever-you-are = { $schedule }, wherever you are
# Whose clock: not the reader's own. Stands in the record: "the list, 18:00".
clock-of-list = the list

## How long to wait, to stand after "in".

wait-minutes = { $count ->
    [1] a minute
   *[other] { $count } minutes
}
wait-hours = { $count ->
    [1] an hour
   *[other] { $count } hours
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = One more press
page-once-more-why = Forms like this one are also sent by machines. Press the button, and yours is on its way.
page-once-more-send = Send it
page-form-working = One moment: this takes a second.

## Pages

page-email = Your email address
page-trap = Leave this empty
page-subscribe = Subscribe
page-subscribe-again = Subscribe again
page-unsubscribe = Unsubscribe
page-how-often = How often it comes
page-choose-how-often = Choose how often it comes
page-choose-both = Choose how often it comes, and what about
page-it-comes = It comes { $schedule }.
page-next = Next digest: { $when }
page-next-is = Next digest: { $when }.
page-next-soon = The next digest comes as soon as there is something to read.
page-next-soon-after = The next digest comes as soon as there is something to read after that.
page-promise = Every mail has a link to leave in one step. We keep your address and what you agreed to, and use them for nothing else.
page-language = Language
page-lists = What would you like to read?
page-lists-choose = Choose one or several
page-last-one = Read the last one
page-check-mail = Check your mail
page-check-mail-sent = We have sent a mail to { $address }. Press the button in it, and you are subscribed.
page-check-mail-until = The button works until { $until }. Until you press it, nothing else comes.
page-nothing-came = Nothing came?
# $again says "type it again".
page-nothing-came-known = It can take a few minutes. Look in the spam folder, too. If you are subscribed already, the mail says so. If the address is not quite right, { $again }.
page-type-again = type it again
page-send-again = Send it again
# $span is a span such as "10 minutes".
page-one-mail-in = One address gets one mail in { $span }, and only a few a day. If yours has just had one, wait before you press the button.
page-confirm-title = Confirm: { $lists }
page-confirm = { $count ->
    [one] Shall we send it to { $address }?
   *[other] Shall we send them to { $address }?
}
page-confirm-button = Yes, send me { $lists }
page-confirm-not-you = If you did not ask for this, close the page. Nothing more will come.
page-confirmed-title = Subscribed to { $lists }
page-confirmed = You are subscribed to { $lists }
page-earlier-ones = Read the earlier ones
page-change-how-often = Change how often it comes
# What stands above a page's title when something was done.
page-done-confirmed = Confirmed
page-done-blocked = Blocked
page-done-changed = Changed
page-done-erased = Erased
page-done-paused = Paused
page-done-saved = Saved
page-done-undone = Undone
page-done-left = Unsubscribed
page-disown = Was this not you?
page-disown-what = Somebody asked for { $list } with { $address }. Press the button, and { $site } sends nothing to this address any more, whoever asks for it.
page-disown-button = This was not me
page-disowned = Nothing more will come
page-disowned-what = { $site } sends nothing to { $address } any more.
page-disowned-return = If you want to read { $list } one day, write to its sender: only they can take this back.
page-gate = This page is for subscribers
page-gate-read-on = Read on at { $blog }
page-gate-back = Back to { $blog }
page-link-title = Your link
page-link = Have your link sent to you
page-link-what = With it you change how often mails come, or leave. It goes to the address that you read with.
page-link-button = Send me my link
page-link-sent = If { $address } is subscribed to anything here, a mail with your link is on its way to it.
# $subscribe says "subscribe here".
page-link-nothing-came = It can take a few minutes. Look in the spam folder, too. You may have subscribed with another address, or not yet: { $subscribe }.
page-subscribe-here = subscribe here
page-mail-sent = We have written to { $address }. Open the link in that mail to go on.
page-mail-sent-wait = Nothing has changed yet. When no mail comes within a few minutes, look into the spam folder.
page-move-title = Write to { $address }
page-move = Shall we write to { $address }?
page-move-what = All your mail from here comes to this address from now on. The old one is told once, and nothing more.
page-move-back = Shall we write to { $address } again?
page-move-back-what = All your mail from here comes to this address again. Every link that was mailed before stops working; new mails bring new ones.
page-move-button = Yes, write here
page-move-not-you = If you did not ask for this, close the page. Nothing changes.
page-moved = Your mail goes to { $address }
page-moved-preferences = Your mail, and how often it comes
page-pass-title = Read { $list } here
page-pass = Read { $list } here?
page-pass-what = One press, and this browser shows you everything, posts for subscribers too. It keeps a cookie for that, and for nothing else.
page-pass-button = Yes, open the archive
page-pass-shared = On a computer that others use, better not.
page-paused-title = Paused: { $list }
page-paused = { $list } pauses until { $until }
page-resumed-title = The pause is over: { $list }
page-resumed = { $list } comes again
page-change-again = Change it again
page-preferences = Your mail from { $list }
page-preferences-address = It goes to { $address }.
page-preferences-paused = You have paused it until { $until }.
page-save = Save
page-clock = By whose clock
page-clock-zone = Where you are
page-clock-hour = Hour
page-clock-weekday = Day, where it comes once a week or less
page-as-list = As the list has it
page-as-list-is = As the list: { $what }
page-topics = What it is about
page-topics-hint = Choose none to get everything. With some chosen, other posts are left out, and a digest without any of them does not come.
page-pause = Pause
page-pause-ongoing = Nothing comes until { $until }. What is sent meanwhile is not sent to you later.
page-pause-what = Nothing comes until the day that you choose. What is sent meanwhile is not sent to you later.
page-pause-until = Pause until
page-pause-end = End the pause
page-address = Another address
page-address-what = We write to the new one first; when you say yes there, everything goes to it. The old one is told.
page-address-new = New email address
page-address-button = Change
page-data = What we keep about you
page-data-what = To take it along or erase it you need a fresh link, which we send to your address: this page's own may have been passed on with a mail.
page-data-later = Your address was changed a short while ago. To be sure that it was you, your data can be taken along or erased from { $from } on.
page-data-button = Send me the link
page-leave = Leave
page-leave-what = One press, and it is not sent any more.
page-also = You also get { $lists }.
page-leave-all = Leave all
page-saved-title = Saved: { $list }
page-saved = { $list } now comes { $schedule }
page-saved-topics = Only posts about { $topics }.
page-resubscribed-title = Back on { $lists }
page-resubscribed = You are still subscribed to { $lists }
page-unsubscribe-title = Leave { $list }
page-unsubscribe-question = Leave { $list }?
page-unsubscribe-what = It will not be sent to { $address } any more.
# $choose says "choose how often it comes".
page-fewer = Fewer instead? You can { $choose }.
page-fewer-choose = choose how often it comes
page-left = You have left { $lists }
page-left-what = { $count ->
    [one] It is not sent to { $address } any more.
   *[other] They are not sent to { $address } any more.
}
page-undo = Undo
# $subscribe says "subscribe again".
page-left-fewer = Fewer instead? Press Undo, then choose how often it comes. To come back later, { $subscribe }.
page-left-back = To come back, { $subscribe }.
page-left-subscribe = subscribe again
page-reason = Would you like to say why?
page-reason-hint = You do not have to. Whoever writes these mails can read it.
page-reason-button = Send
page-reason-noted = Your reason is noted.
page-data-of = What we keep about { $address }
page-data-contents = Your address, what you chose, what you agreed to and when, and which mails were sent to you.
page-data-export = Take it along as a file (JSON)
page-erase = Erase it
page-erase-what = You leave all lists, and everything that names you is deleted. That something was agreed to stays, without you; and a mark that tells nobody your address, so that no list takes you in again. This cannot be undone.
page-erase-button = Erase my data
page-erased = Your data is erased
page-erased-what = You get no more mail from here. Copies that were made for safety keep it until they are deleted in their turn.
archive-all-posts = All posts
archive-all-posts-of = All posts of { $list }
archive-all-digests = All digests
archive-digests-of = Digests of { $list }
archive-feed = Feed
archive-empty = There is nothing to read here yet.
archive-none-sent = None has been sent yet.
archive-gated = For subscribers
archive-on-blog = On the blog
archive-read-on-blog = Read it on the blog
archive-pages = Pages
archive-newer = Newer
archive-older = Older
archive-place = Page { $number } of { $of }
archive-titled-page = { $title }, page { $number }
archive-read-on = Read on
archive-read-all = Read all of it
archive-gate = The rest is for those who subscribe to { $list }. It opens here once you have confirmed; what is new comes by mail, { $schedule }.
# $link says "Have a link sent to you".
archive-gate-known = Subscribed already? { $link } that opens everything in this browser.
archive-gate-link = Have a link sent to you
# Stands for the title of a post that has none.
untitled = a post without a title

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = Many sign-ups for { $list }
mail-alarm-confirmations = Many confirmations for { $list }
mail-alarm-unsubscribes = Many readers leave { $list }
mail-alarm-number = { $number } within ten minutes, counted since { $since }.
mail-alarm-sign-ups-wait = Further requests wait, and no mail goes out to them; visitors see the same page as always. Requests of people are let through by themselves when it is over: a quarter of those who were mailed have then confirmed.
mail-alarm-confirmations-look = A machine may have pressed the links in your mails, or somebody signs many addresses up and can read their mail.
mail-alarm-unsubscribes-look = A machine may have pressed the links in your mails, as mail scanners do. People who meant to leave stay away: look before you undo anything.
mail-alarm-show = See what happened, and how it stands:
mail-alarm-release = When they are people, mail all who wait:
mail-alarm-drop = When they are not, end their requests; nothing is sent to them:
mail-alarm-undo = See how many an undo would change; it changes nothing until you add --yes:
mail-alarm-once = You get one such mail an hour for each list, however long it lasts.

## Mails

# What stands alone before an address.
mail-here = { $what }:
# $lists: the names of one list or several.
mail-confirm-subject = Confirm your subscription to { $lists }
mail-confirm-title = Shall we send you { $lists }?
# $count: of how many lists.
mail-confirm-asked = Someone, we hope you, asked { $site } to send { $count ->
    [1] it
   *[other] them
} to this address.
# $schedule: “Mondays at 8:00”.
mail-confirm-asked-when = Someone, we hope you, asked { $site } to send it to this address, { $schedule }.
mail-confirm-yes = Yes, send me { $lists }
# $until: “Monday 30 November, 8:00 in Berlin”.
mail-button-until = The button works until { $until }.
mail-link-until = The link works until { $until }.
mail-not-you = If this was not you, do nothing; you will hear nothing more.
# $disown: the next message, as a link.
mail-not-you-again = If it comes again and again, { $disown }, and nobody can ask in your name.
mail-disown = say that it was not you
mail-not-you-again-text = If it comes again and again, say so here, and nobody can ask in your name:
mail-button-fails = If the button does nothing, open this address: { $link }
mail-open-and-press = If it was you, open this address and press the button there:
mail-remind-subject = Reminder: confirm your subscription to { $lists }
mail-remind-title = Do you still want { $lists }?
mail-remind-asked = Not long ago someone, we hope you, asked { $site } to send { $count ->
    [1] it
   *[other] them
} to this address. Nobody has pressed the button yet, so nothing is sent.
mail-remind-asked-when = Not long ago someone, we hope you, asked { $site } to send it to this address, { $schedule }. Nobody has pressed the button yet, so nothing is sent.
mail-remind-only = If you do not want it, do nothing. This is the only reminder; you will hear nothing more.
mail-never-asked = If you never asked for it, { $disown }, and nobody can ask in your name.
mail-never-asked-text = If you never asked for it, say so here, and nobody can ask in your name:
mail-welcome = Welcome to { $list }
# $schedule: “Mondays at 8:00”.
mail-comes = It comes { $schedule }.
# $when: “Monday 30 November, 8:00 in Berlin”.
mail-next = Next digest: { $when }.
mail-begin-with = To begin with
mail-archive-all = Everything so far is in the archive
mail-archive-past = What came so far is in the archive
mail-welcome-why = You get this because you have just confirmed your subscription to { $list }.
# Two links: the next two messages.
mail-change-or-leave = { $change }, or { $leave }.
mail-change = Change how often it comes
mail-leave = leave
# Stands alone before an address.
mail-leave-alone = Leave
mail-known-subject = You are subscribed to { $lists } already
mail-known-title = You are subscribed already
mail-known-asked = Someone, we hope you, has just asked { $site } to send mail to this address. It is on the list, so nothing was changed.
mail-known-what = Here is what you get, and where to change it:
mail-known-spam = If mails do not reach you, look in the spam folder, and put { $site } into your address book. If this was not you, do nothing.
# $count: of how many lists there is a link.
mail-link-subject = { $count ->
    [1] Your link for { $site }
   *[other] Your links for { $site }
}
mail-link-title = { $count ->
    [1] Here is your link
   *[other] Here are your links
}
mail-link-asked = { $count ->
    [1] Someone, we hope you, asked { $site } for it. Whoever has it can change what comes to you: do not pass it on.
   *[other] Someone, we hope you, asked { $site } for them. Whoever has one can change what comes to you: do not pass them on.
}
# To one who reads nothing there any more.
mail-link-left = Someone, we hope you, asked { $site } for it. You have left there; the link leads to what is kept about you: do not pass it on.
mail-link-change = Change how often it comes, or leave
mail-link-archive = Read all of the archive in this browser
# $kept: the next message, as a link.
mail-link-data = { $kept }, to take along or to erase. This link works until { $until }.
mail-link-kept = What we keep about you
mail-link-data-text = What we keep about you, to take along or to erase, until { $until }:
mail-nothing-changed = If this was not you, do nothing: nothing was changed.
mail-left = You have left { $list }
mail-left-last = It is not sent to this address any more, and this is the last mail about it.
# $subscribe: the next message, as a link.
mail-left-back = Thank you for reading. To come back, { $subscribe }.
mail-subscribe-again = subscribe again
mail-left-back-text = Thank you for reading. To come back, subscribe again:
mail-address-subject = Confirm your new address for { $site }
mail-address-title = Shall we write to this address from now on?
mail-address-asked = A reader of { $site }, we hope you, asked to have all mails sent here instead of to the address that we have.
mail-address-yes = Yes, use this address
mail-moved-subject = Your address for { $site } was changed
mail-moved-title = Your address was changed
mail-moved-what = What { $site } sends you goes to another address from now on: it was asked for on your preference page, and confirmed there. Nothing more comes here.
# $back: the next message, as a link.
mail-moved-back = If this was not you, { $back }. The link works until { $until }.
mail-moved-back-link = have your mail sent here again
mail-moved-back-text = If this was not you, open this address and press the button there, until { $until }:
mail-moved-else = For anything else, write to { $contact }.

## Digests

# How many posts, in words up to twelve, at the beginning of a sentence.
digest-number = { $count ->
    [1] One
    [2] Two
    [3] Three
    [4] Four
    [5] Five
    [6] Six
    [7] Seven
    [8] Eight
    [9] Nine
    [10] Ten
    [11] Eleven
    [12] Twelve
   *[other] { $count }
}
# The first line: what is inside. $titles is an enumeration.
digest-opening = { $count ->
    [1] { digest-number } new post: { $titles }.
   *[other] { digest-number } new posts: { $titles }.
}
# $count is how many posts come after the first.
digest-subject = { $count ->
    [0] { $first }
    [1] { $first }, and one more
   *[other] { $first }, and { others }
}
digest-untitled = a post without a title
# In the text part, in brackets: where a picture stands, without its description and with it.
digest-picture = Image
digest-picture-of = Image: { $words }
post-video = Video
post-video-of = Video: { $words }
post-audio = Audio
post-audio-of = Audio: { $words }
digest-contents = In this digest
# Above the posts that have no topic, after those that have.
digest-other-topics = More
# In the table of contents.
digest-minutes = { $count } min
# Under a title, after author and date.
digest-reading-time = { $count } min read
digest-read-on = Read on
digest-read-on-of = Read on: { $title }
digest-read-on-at = Read on: { $link }
digest-on-the-web = on the web
digest-shortened = Written out, this mail would be longer than mail programs show. The longest posts are shortened here and whole on the web.
digest-why = You get this because you subscribed to { $list }, { $schedule }.
# A mail that comes on its own, apart from any schedule.
digest-why-alone = You get this because you subscribed to { $list }.
# The links are the two messages after it.
digest-ways = { $change }, or { $leave }.
digest-change = Change how often it comes
digest-leave = leave
# In the text part the address stands on the next line.
digest-change-at = Change how often it comes:
digest-leave-at = Leave:
# In the foot, where the operator counts clicks, opens, or both.
digest-counted-clicks = We count how often the links in this mail are followed, but not by whom.
digest-counted-opens = We count how often this mail is opened, but not by whom.
digest-counted-both = We count how often this mail is opened and its links are followed, but not by whom.

## Placements

embed-latest = Subscribe to get the latest posts sent to your email.
embed-discover = Discover more from { $site }
embed-subscribe-to = Subscribe to { $list }
embed-keep-reading = Subscribe now to keep reading and get access to the full archive.
embed-continue = Continue reading
embed-skip = Skip to content
embed-topics = Choose what you want to read about
embed-close = Close
embed-failed = It could not be sent. Look at your connection, and press the button again.
embed-taken = We have sent a mail to { $address }. Press the button in it, and you are subscribed. It works until { $until }.
embed-taken-hint = Nothing came? It can take a few minutes. Look in the spam folder, too.
embed-nowhere = This form leads nowhere any more. Tell the blog's author, who can mend it.
embed-many = There were many requests from your network just now. Nothing is lost: try again in { $span }.
embed-domain = Addresses at that domain are not taken here. Type one at another domain.
embed-not-now = It cannot be done at the moment. Nothing is lost: press the button again in a minute.
embed-once-more = Forms are also sent by machines. Press the button once more, and it is done.
embed-page = Put { $list } on your blog
embed-page-what = Here is each way to ask your readers, live, with what to copy into your blog. An address that you type here is really sent a mail.
embed-page-script = All of them share one script, which sets no cookie and asks nobody else for anything. Who subscribed, or came by a link in one of your mails, is not asked again.
embed-post-end = At the end of each post
embed-post-end-note = Put it under the text of a post, in the template of your posts.
embed-inline = In the flow of a page
embed-inline-note = Put it wherever a form should stand: a sidebar, a footer, a page of its own.
embed-pop-up = A pop-up over a post
embed-pop-up-note = Put it into the template of your posts. It opens after a minute, or when half of the article was read, whichever is first; whoever closes it is left alone for a day. Escape, a press outside of it and its own button close it.
embed-overlay = A greeting on the home page
embed-overlay-note = Put it into the template of your home page. It opens at once, and not again for a week; it never opens on other pages.
embed-button = A floating button
embed-button-note = Put it into any template, at the end of the page. It stays in the corner and opens the form.
embed-open = Open it
embed-off = It is switched off: your pages show nothing in its place. { $command } brings it back.
embed-to-copy = { $title }: what to copy
embed-copy = Copy
embed-copied = Copied
embed-plain = Without any script
embed-plain-what = A blog that allows no script takes the form alone: copy what stands between the first and the last-but-one line of { $form }. Or link to { $link }.
embed-policy = If your blog sends a Content-Security-Policy, it must allow { $script }, { $connect } and { $form }. Nothing inline and no style is needed.

## Errors

error-address-empty = Type an email address.
error-address-at = An email address has a part before and a part after an @, like name@example.org.
error-address-several = Type one address alone, with one @ in it.
error-address-local = The part before the @ may hold letters, digits, dots between them and the signs { $signs }.
error-address-ascii = This address may hold letters a–z alone before the @, so that every mail program can write to it.
error-address-long = This email address is too long: 64 characters before the @ and 254 in all are the limit.
error-address-domain = The part after the @ must be a domain name, like example.org.
error-address-taken = This address gets mail from here already. Leave with one of the two addresses, and keep the other.
error-choose-one = Choose one of these.
error-choose-list = Choose at least one.
error-choose-place = Choose a place from the list.
error-choose-hour = Choose one of these hours.
error-choose-weekday = Choose one of these days.
error-choose-topics = Choose from these topics.
error-choose-language = Choose a language from the list.
error-pause-day = Choose a day, such as { $example }.
error-pause-past = Choose a day that is still to come.
error-pause-long = Choose a day within a year. For longer, leave and come back.
error-link-title = This link does not work
error-link = It may be too old, or the mail program cut off its end. The links in the newest mail you have from us work best.
error-link-new = Have a new link sent to you
error-not-found-title = There is no such page
error-not-found = Check the address for a slip of the keys.
error-not-found-home = Check the address for a slip of the keys, or start at { $site }.
error-many-title = That was a lot at once
error-many = Many requests came from your network. Try again in { $span }.
error-many-again = Try again in { $span }
error-domain-title = Use another address
error-domain = Addresses at this domain are not taken here. Nothing was sent. Go back and type another one.
error-unavailable-title = Try again in a moment
error-unavailable = Something on our side is being repaired. Nothing is lost: the link or the form you used will work again.
error-request-title = That did not arrive whole
error-request = Go back, and send the form again.
error-request-button = Go back to the page and press one of its buttons.
error-not-the-blog = The link that brought you here does not come from this blog. Go back to the blog and try from there.
error-unshowable = This page cannot be shown at the moment. Nothing was lost: come back later.
## The way to a digest on the web

digest-same-on-the-web = This mail on the web
