# Hebrew

direction = rtl

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] ינואר
    [2] פברואר
    [3] מרץ
    [4] אפריל
    [5] מאי
    [6] יוני
    [7] יולי
    [8] אוגוסט
    [9] ספטמבר
    [10] אוקטובר
    [11] נובמבר
   *[12] דצמבר
}
weekday = { $weekday ->
    [1] יום שני
    [2] יום שלישי
    [3] יום רביעי
    [4] יום חמישי
    [5] יום שישי
    [6] שבת
   *[7] יום ראשון
}
# On every such day.
weekdays = { $weekday ->
    [1] בימי שני
    [2] בימי שלישי
    [3] בימי רביעי
    [4] בימי חמישי
    [5] בימי שישי
    [6] בשבתות
   *[7] בימי ראשון
}
ordinal = { $day }
day = { $day } ב{ month }
day-of-year = { $day } ב{ month }
date-line = { weekday }, { $day } ב{ month } { $year }
whole-day = { date-line }
post-date = { weekday }, { $day } ב{ month }
instant-in-city = { weekday }, { $day } ב{ month }, { time } (שעון { $city })
instant-in-zone = { weekday }, { $day } ב{ month }, { time } { $zone }

## Enumerations

comma = ,{ " " }
and = { $rest } ו{ $last }
others = עוד { $count }
quoted = ”{ $words }”

## When mails come

immediately = ברגע שמתפרסם משהו חדש
every-minutes = { $count ->
    [1] בכל דקה
   *[other] בכל { $count } דקות
}
every-hours = { $count ->
    [1] בכל שעה
    [two] בכל שעתיים
   *[other] בכל { $count } שעות
}
every-day = בכל יום בשעה { $times }
workdays = מיום שני עד יום שישי בשעה { $times }
days-of-week = { $days } בשעה { $times }
days-of-month = ב־{ $days } בכל חודש בשעה { $times }
day-of-long-months = ב־{ $days } בכל חודש שיש בו יום כזה, בשעה { $times }
day-every-year = בכל שנה ב־{ day-of-year } בשעה { $times }
leap-day = בכל שנה מעוברת ב־{ day-of-year } בשעה { $times }
crontab-line = ”{ $line }”
next-today = { $schedule }, הבא היום בשעה { time }
next-on = { $schedule }, הבא ב־{ day }
wherever-you-are = { $schedule }, לפי השעון במקום שבו נמצאים
clock-of-list = הרשימה

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] דקה
   *[other] { $count } דקות
}
wait-hours = { $count ->
    [1] שעה
    [two] שעתיים
   *[other] { $count } שעות
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = עוד לחיצה אחת
page-once-more-why = טפסים כאלה נשלחים גם על ידי מכונות. לחיצה על הכפתור, והטופס בדרך.
page-once-more-send = שליחה
page-form-working = רק רגע: זה לוקח שנייה.

## Pages

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = הרבה הרשמות ל־{ $list }
mail-alarm-confirmations = הרבה אישורים ל־{ $list }
mail-alarm-unsubscribes = הרבה קוראים עוזבים את { $list }
mail-alarm-number = { $number } בתוך עשר דקות, בספירה מ־{ $since }.
mail-alarm-sign-ups-wait = בקשות נוספות ממתינות ולא נשלח אליהן דואר; המבקרים רואים את אותו העמוד כמו תמיד. בקשות של אנשים נשלחות מעצמן כשהגל חולף: אז רבע ממי שנשלח אליהם דואר כבר אישרו.
mail-alarm-confirmations-look = ייתכן שמכונה לחצה על הקישורים בהודעות, או שמישהו רושם כתובות רבות שאת הדואר שלהן הוא יכול לקרוא.
mail-alarm-unsubscribes-look = ייתכן שמכונה לחצה על הקישורים בהודעות, כמו שעושים סורקי דואר. מי שרצה לעזוב נשאר בחוץ: כדאי לבדוק לפני שמבטלים משהו.
mail-alarm-show = מה קרה ומה המצב עכשיו:
mail-alarm-release = אם אלה אנשים, לשליחת דואר לכל הממתינים:
mail-alarm-drop = אם לא, לסיום הבקשות שלהם; דבר לא נשלח אליהם:
mail-alarm-undo = כמה ישנה ביטול; בלי ‎--yes דבר לא משתנה:
mail-alarm-once = הודעה כזאת מגיעה לכל היותר פעם בשעה לכל רשימה, כמה זמן שזה יימשך.

## Mails

mail-here = { $what }:
mail-confirm-subject = אישור ההרשמה אל { $lists }
mail-confirm-title = לשלוח לכתובת הזאת את { $lists }?
mail-confirm-asked = מישהו, אנו מקווים שבעל הכתובת, ביקש מ־{ $site } לשלוח לכאן.
mail-confirm-asked-when = מישהו, אנו מקווים שבעל הכתובת, ביקש מ־{ $site } לשלוח לכאן: { $schedule }.
mail-confirm-yes = כן, לשלוח לי את { $lists }
mail-button-until = הכפתור פועל עד { $until }.
mail-link-until = הקישור פועל עד { $until }.
mail-not-you = אם הבקשה לא באה מכאן, אין צורך לעשות דבר; לא יגיע יותר כלום.
mail-not-you-again = אם זה חוזר שוב ושוב, { $disown }, ואיש לא יוכל לבקש בשמכם.
mail-disown = אפשר לדווח שזה לא בא מכם
mail-not-you-again-text = אם זה חוזר שוב ושוב, אפשר לדווח כאן, ואיש לא יוכל לבקש בשמכם:
mail-button-fails = אם הכפתור אינו פועל, יש לפתוח את הכתובת הזאת: { $link }
mail-open-and-press = אם הבקשה באה מכם, יש לפתוח את הכתובת הזאת וללחוץ שם על הכפתור:
mail-remind-subject = תזכורת: אישור ההרשמה אל { $lists }
mail-remind-title = עדיין מעוניינים ב־{ $lists }?
mail-remind-asked = לא מזמן מישהו, אנו מקווים שבעל הכתובת, ביקש מ־{ $site } לשלוח לכאן. איש עוד לא לחץ על הכפתור, ולכן לא נשלח דבר.
mail-remind-asked-when = לא מזמן מישהו, אנו מקווים שבעל הכתובת, ביקש מ־{ $site } לשלוח לכאן: { $schedule }. איש עוד לא לחץ על הכפתור, ולכן לא נשלח דבר.
mail-remind-only = אם אין עניין, אין צורך לעשות דבר. זו התזכורת היחידה; לא יגיע יותר כלום.
mail-never-asked = אם מעולם לא ביקשתם, { $disown }, ואיש לא יוכל לבקש בשמכם.
mail-never-asked-text = אם מעולם לא ביקשתם, אפשר לדווח כאן, ואיש לא יוכל לבקש בשמכם:
mail-welcome = ברוכים הבאים אל { $list }
mail-comes = מועד המשלוח: { $schedule }.
mail-next = המשלוח הבא: { $when }.
mail-begin-with = להתחלה
mail-archive-all = כל מה שהיה עד כה נמצא בארכיון
mail-archive-past = מה שנשלח עד כה נמצא בארכיון
mail-welcome-why = ההודעה נשלחה כי ההרשמה אל { $list } אושרה זה עתה.
mail-change-or-leave = { $change } או { $leave }.
mail-change = שינוי תדירות המשלוח
mail-leave = ביטול ההרשמה
mail-leave-alone = ביטול ההרשמה
mail-known-subject = ההרשמה אל { $lists } כבר קיימת
mail-known-title = ההרשמה כבר קיימת
mail-known-asked = מישהו, אנו מקווים שבעל הכתובת, ביקש זה עתה מ־{ $site } לשלוח לכאן. הכתובת כבר רשומה, ולכן דבר לא השתנה.
mail-known-what = זה מה שנשלח, וכאן אפשר לשנות:
mail-known-spam = אם ההודעות אינן מגיעות, כדאי לבדוק בתיקיית הספאם ולהוסיף את { $site } לאנשי הקשר. אם הבקשה לא באה מכם, אין צורך לעשות דבר.
mail-link-subject = { $count ->
    [1] הקישור שלכם אל { $site }
   *[other] הקישורים שלכם אל { $site }
}
mail-link-title = { $count ->
    [1] הנה הקישור שלכם
   *[other] הנה הקישורים שלכם
}
mail-link-asked = { $count ->
    [1] מישהו, אנו מקווים שבעל הכתובת, ביקש אותו מ־{ $site }. מי שמחזיק בו יכול לשנות מה נשלח אליכם: אין להעביר אותו הלאה.
   *[other] מישהו, אנו מקווים שבעל הכתובת, ביקש אותם מ־{ $site }. מי שמחזיק באחד מהם יכול לשנות מה נשלח אליכם: אין להעביר אותם הלאה.
}
mail-link-left = מישהו, אנו מקווים שבעל הכתובת, ביקש אותו מ־{ $site }. כל ההרשמות שלכם שם בוטלו; הקישור מוביל אל מה שאנו שומרים עליכם: אין להעביר אותו הלאה.
mail-link-change = שינוי התדירות או ביטול ההרשמה
mail-link-archive = קריאת כל הארכיון בדפדפן הזה
mail-link-data = { $kept }, לקחת או למחוק. הקישור הזה פועל עד { $until }.
mail-link-kept = מה שאנו שומרים עליכם
mail-link-data-text = מה שאנו שומרים עליכם, לקחת או למחוק, עד { $until }:
mail-nothing-changed = אם הבקשה לא באה מכם, אין צורך לעשות דבר: דבר לא השתנה.
mail-left = ההרשמה אל { $list } בוטלה
mail-left-last = זה לא נשלח יותר לכתובת הזאת, וזו ההודעה האחרונה בנושא.
mail-left-back = תודה על הקריאה. כדי לחזור, { $subscribe }.
mail-subscribe-again = אפשר להירשם שוב
mail-left-back-text = תודה על הקריאה. כדי לחזור, אפשר להירשם שוב:
mail-address-subject = אישור הכתובת החדשה אצל { $site }
mail-address-title = לכתוב מעכשיו לכתובת הזאת?
mail-address-asked = מישהו מקוראי { $site }, אנו מקווים שבעל הכתובת, ביקש שכל ההודעות יישלחו לכאן במקום לכתובת הרשומה.
mail-address-yes = כן, להשתמש בכתובת הזאת
mail-moved-subject = הכתובת שלכם אצל { $site } שונתה
mail-moved-title = הכתובת שלכם שונתה
mail-moved-what = מה ש־{ $site } שולח מגיע מעכשיו לכתובת אחרת: כך התבקש בדף ההעדפות ואושר שם. לכאן לא יגיע יותר דבר.
mail-moved-back = אם זה לא בא מכם, { $back }. הקישור פועל עד { $until }.
mail-moved-back-link = אפשר להחזיר את המשלוח לכאן
mail-moved-back-text = אם זה לא בא מכם, יש לפתוח את הכתובת הזאת וללחוץ על הכפתור, עד { $until }:
mail-moved-else = לכל עניין אחר אפשר לכתוב אל { $contact }.

## Digests

digest-number = { $count }
digest-opening = { $count ->
    [1] פוסט חדש: { $titles }.
    [two] שני פוסטים חדשים: { $titles }.
   *[other] { digest-number } פוסטים חדשים: { $titles }.
}
digest-subject = { $count ->
    [0] { $first }
    [1] { $first } ועוד פוסט אחד
    [two] { $first } ועוד שני פוסטים
   *[other] { $first } ועוד { $count } פוסטים
}
digest-untitled = פוסט ללא כותרת
digest-contents = בגיליון הזה
digest-other-topics = ועוד
digest-minutes = { $count ->
    [1] דקה
    [two] שתי דקות
   *[other] { $count } דקות
}
digest-reading-time = { $count ->
    [1] דקת קריאה
    [two] שתי דקות קריאה
   *[other] { $count } דקות קריאה
}
digest-read-on = להמשך קריאה
digest-read-on-of = להמשך קריאה: { $title }
digest-read-on-at = להמשך קריאה: { $link }
digest-on-the-web = ברשת
digest-shortened = במלואה הייתה הודעה זו ארוכה ממה שתוכנות הדואר מציגות. הפוסטים הארוכים ביותר מקוצרים כאן ומופיעים במלואם ברשת.
digest-why = הודעה זו נשלחת בעקבות הרשמה אל { $list } ({ $schedule }).
digest-why-alone = הודעה זו נשלחת בעקבות הרשמה אל { $list }.
digest-ways = { $change } או { $leave }.
digest-change = שינוי התדירות
digest-leave = ביטול ההרשמה
digest-change-at = שינוי התדירות:
digest-leave-at = ביטול ההרשמה:

## Placements

## Errors
