# English. The first language: a message that another one lacks is said with this one.
# How these files are written: docs/guide/languages.md.

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

## Placements

## Errors
