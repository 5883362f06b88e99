# Hebrew

language-name = עברית
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
at-time = { time }
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

page-email = כתובת הדוא״ל שלך
page-trap = יש להשאיר שדה זה ריק
page-subscribe = הרשמה
page-subscribe-again = הרשמה מחדש
page-unsubscribe = ביטול ההרשמה
page-how-often = באיזו תדירות זה מגיע
page-choose-how-often = בחירת התדירות
page-choose-both = בחירת התדירות והנושאים
page-it-comes = מועד ההגעה: { $schedule }.
page-next = הגיליון הבא: { $when }
page-next-is = הגיליון הבא: { $when }.
page-next-soon = הגיליון הבא יגיע ברגע שיהיה מה לקרוא.
page-next-soon-after = הגיליון הבא יגיע לאחר מכן, ברגע שיהיה מה לקרוא.
page-promise = בכל הודעה יש קישור לעזיבה בצעד אחד. אנו שומרים את הכתובת ואת מה שהוסכם עליו, ולא משתמשים בהם לשום דבר אחר.
page-language = שפה
page-lists = מה לקרוא?
page-lists-choose = אפשר לבחור אחת או יותר
page-last-one = לקריאת הגיליון האחרון
page-check-mail = כדאי לבדוק את הדוא״ל
page-check-mail-sent = שלחנו הודעה אל { $address }. לחיצה על הכפתור שבה משלימה את ההרשמה.
page-check-mail-until = הכפתור פועל עד { $until }. כל עוד לא לוחצים עליו, לא מגיע שום דבר נוסף.
page-nothing-came = לא הגיע כלום?
page-nothing-came-known = זה יכול לקחת כמה דקות. כדאי לבדוק גם בתיקיית דואר הזבל. אם ההרשמה כבר קיימת, ההודעה אומרת זאת. אם הכתובת אינה מדויקת, { $again }.
page-type-again = אפשר להקליד אותה שוב
page-send-again = שליחה חוזרת
page-one-mail-in = כל כתובת מקבלת הודעה אחת בתוך { $span }, ורק כמה הודעות ביום. אם הודעה הגיעה זה עתה, כדאי להמתין לפני הלחיצה על הכפתור.
page-confirm-title = אישור: { $lists }
page-confirm = { $count ->
    [one] לשלוח את זה אל { $address }?
   *[other] לשלוח את כולם אל { $address }?
}
page-confirm-button = כן, שלחו אליי את { $lists }
page-confirm-not-you = אם לא ביקשת זאת, אפשר לסגור את הדף. שום דבר נוסף לא יגיע.
page-confirmed-title = הרשמה: { $lists }
page-confirmed = ההרשמה אל { $lists } הושלמה
page-earlier-ones = לקריאת הגיליונות הקודמים
page-change-how-often = שינוי התדירות
page-done-confirmed = אושר
page-done-blocked = נחסם
page-done-changed = שונה
page-done-erased = נמחק
page-done-paused = הושהה
page-done-saved = נשמר
page-done-undone = בוטל
page-done-left = ההרשמה בוטלה
page-disown = זה לא היה ביוזמתך?
page-disown-what = מישהו ביקש את { $list } עם הכתובת { $address }. לאחר לחיצה על הכפתור, { $site } לא ישלח עוד דבר לכתובת הזאת, לא משנה מי יבקש.
page-disown-button = זה לא היה ביוזמתי
page-disowned = שום דבר נוסף לא יגיע
page-disowned-what = { $site } לא שולח עוד דבר אל { $address }.
page-disowned-return = כדי לקרוא את { $list } ביום מן הימים, אפשר לכתוב לשולח: רק הוא יכול לבטל זאת.
page-gate = הדף הזה מיועד למנויים
page-gate-read-on = המשך הקריאה ב־{ $blog }
page-gate-back = חזרה אל { $blog }
page-link-title = הקישור שלך
page-link = קבלת הקישור
page-link-what = איתו אפשר לשנות את תדירות ההודעות או לעזוב. הוא נשלח לכתובת שאליה מגיעות ההודעות.
page-link-button = שלחו אליי את הקישור
page-link-sent = אם { $address } רשומה כאן למשהו, הודעה עם הקישור כבר בדרך אליה.
page-link-nothing-came = זה יכול לקחת כמה דקות. כדאי לבדוק גם בתיקיית דואר הזבל. ייתכן שההרשמה נעשתה עם כתובת אחרת, או שעוד לא נעשתה: { $subscribe }.
page-subscribe-here = להרשמה כאן
page-mail-sent = כתבנו אל { $address }. כדי להמשיך, יש לפתוח את הקישור שבהודעה.
page-mail-sent-wait = שום דבר עוד לא השתנה. אם לא מגיעה הודעה בתוך כמה דקות, כדאי לבדוק בתיקיית דואר הזבל.
page-move-title = לכתוב אל { $address }
page-move = לכתוב אל { $address }?
page-move-what = מעתה כל ההודעות שלך מכאן מגיעות לכתובת הזאת. לכתובת הישנה נשלחת הודעה אחת, ושום דבר נוסף.
page-move-back = לכתוב שוב אל { $address }?
page-move-back-what = כל ההודעות שלך מכאן שוב מגיעות לכתובת הזאת. קישורים מהודעות קודמות מפסיקים לפעול; הודעות חדשות יביאו קישורים חדשים.
page-move-button = כן, לכתוב לכאן
page-move-not-you = אם לא ביקשת זאת, אפשר לסגור את הדף. שום דבר לא ישתנה.
page-moved = ההודעות שלך מגיעות אל { $address }
page-moved-preferences = ההודעות שלך והתדירות שלהן
page-pass-title = קריאת { $list } כאן
page-pass = לקרוא את { $list } כאן?
page-pass-what = לחיצה אחת, והדפדפן הזה יציג הכול, גם פוסטים למנויים. לשם כך בלבד הוא שומר עוגייה.
page-pass-button = כן, לפתוח את הארכיון
page-pass-shared = במחשב שגם אחרים משתמשים בו, עדיף שלא.
page-paused-title = בהשהיה: { $list }
page-paused = { $list } בהשהיה עד { $until }
page-resumed-title = ההשהיה הסתיימה: { $list }
page-resumed = { $list } שוב מגיע
page-change-again = שינוי נוסף
page-preferences = ההודעות שלך מאת { $list }
page-preferences-address = הן מגיעות אל { $address }.
page-preferences-paused = הן בהשהיה עד { $until }.
page-save = שמירה
page-clock = לפי השעון של מי
page-clock-zone = מקום הימצאות
page-clock-hour = שעה
page-clock-weekday = יום, אם זה מגיע פעם בשבוע או פחות
page-as-list = כמו ברשימה
page-as-list-is = כמו ברשימה: { $what }
page-topics = נושאים
page-topics-hint = בלי לבחור דבר מקבלים הכול. אם בוחרים נושאים, פוסטים אחרים מושמטים, וגיליון שאין בו אף אחד מהם לא מגיע.
page-pause = השהיה
page-pause-ongoing = שום דבר לא יגיע עד { $until }. מה שנשלח בינתיים לא יישלח אליך אחר כך.
page-pause-what = שום דבר לא יגיע עד היום שנבחר. מה שנשלח בינתיים לא יישלח אליך אחר כך.
page-pause-until = השהיה עד
page-pause-end = סיום ההשהיה
page-address = כתובת אחרת
page-address-what = קודם נכתוב לכתובת החדשה; לאחר אישור שם, הכול יגיע אליה. לכתובת הישנה נשלחת הודעה.
page-address-new = כתובת דוא״ל חדשה
page-address-button = שינוי
page-data = מה אנו שומרים עליך
page-data-what = כדי לקבל את המידע או למחוק אותו דרוש קישור טרי, שנשלח לכתובת שלך: הקישור לדף הזה אולי הועבר הלאה עם הודעה.
page-data-later = הכתובת שלך שונתה לא מזמן. כדי לוודא שזה נעשה ביוזמתך, אפשר יהיה לקבל את המידע או למחוק אותו החל מ־{ $from }.
page-data-button = שלחו אליי את הקישור
page-leave = עזיבה
page-leave-what = לחיצה אחת, וזה לא נשלח עוד.
page-also = מגיעים אליך גם { $lists }.
page-leave-all = לעזוב הכול
page-saved-title = נשמר: { $list }
page-saved = { $list } מגיע מעתה { $schedule }
page-saved-topics = רק פוסטים על { $topics }.
page-resubscribed-title = חזרה אל { $lists }
page-resubscribed = ההרשמה אל { $lists } נמשכת
page-unsubscribe-title = עזיבת { $list }
page-unsubscribe-question = לעזוב את { $list }?
page-unsubscribe-what = זה לא יישלח עוד אל { $address }.
page-fewer = אולי פחות? אפשר { $choose }.
page-fewer-choose = לבחור את התדירות
page-left = עזבת את { $lists }
page-left-what = { $count ->
    [one] זה לא נשלח עוד אל { $address }.
   *[other] הם לא נשלחים עוד אל { $address }.
}
page-undo = ביטול הפעולה
page-left-fewer = אולי פחות? אפשר ללחוץ על ”ביטול הפעולה” ואז לבחור את התדירות. כדי לחזור בהמשך, { $subscribe }.
page-left-back = כדי לחזור, { $subscribe }.
page-left-subscribe = אפשר להירשם מחדש
page-reason = לספר למה?
page-reason-hint = אין חובה. מי שכותב את ההודעות האלה יכול לקרוא זאת.
page-reason-button = שליחה
page-reason-noted = הסיבה נרשמה.
page-data-of = מה אנו שומרים על { $address }
page-data-contents = הכתובת, הבחירות, מה הוסכם ומתי, ואילו הודעות נשלחו.
page-data-export = קבלת המידע כקובץ (JSON)
page-erase = מחיקה
page-erase-what = זו עזיבה של כל הרשימות, וכל מה שמזהה אותך נמחק. נשאר שמשהו הוסכם, בלי מה שמזהה אותך; וסימן שלא מגלה לאיש את הכתובת, כדי שאף רשימה לא תצרף אותה שוב. אי אפשר לבטל זאת.
page-erase-button = מחיקת המידע שלי
page-erased = המידע שלך נמחק
page-erased-what = לא יגיעו עוד הודעות מכאן. עותקי גיבוי שומרים את המידע עד שגם הם נמחקים.
archive-all-posts = כל הפוסטים
archive-all-posts-of = כל הפוסטים של { $list }
archive-all-digests = כל הגיליונות
archive-digests-of = הגיליונות של { $list }
archive-feed = פיד
archive-empty = עדיין אין כאן מה לקרוא.
archive-none-sent = עוד לא נשלח אף גיליון.
archive-gated = למנויים
archive-on-blog = בבלוג
archive-read-on-blog = לקריאה בבלוג
archive-pages = דפים
archive-newer = חדשים יותר
archive-older = ישנים יותר
archive-place = דף { $number } מתוך { $of }
archive-titled-page = { $title }, דף { $number }
archive-read-on = המשך הקריאה
archive-read-all = לקריאת הכול
archive-gate = ההמשך מיועד למי שנרשם אל { $list }. הוא ייפתח כאן לאחר האישור; מה שחדש מגיע בדוא״ל, { $schedule }.
archive-gate-known = כבר נרשמת? { $link } שפותח הכול בדפדפן הזה.
archive-gate-link = קבלת קישור
untitled = פוסט בלי כותרת

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
mail-not-you = אם הבקשה לא באה ממך, אין צורך לעשות דבר; לא יגיע יותר כלום.
mail-not-you-again = אם זה חוזר שוב ושוב, { $disown }, ואיש לא יוכל לבקש בשמך.
mail-disown = אפשר לדווח שזה לא בא ממך
mail-not-you-again-text = אם זה חוזר שוב ושוב, אפשר לדווח כאן, ואיש לא יוכל לבקש בשמך:
mail-button-fails = אם הכפתור אינו פועל, יש לפתוח את הכתובת הזאת: { $link }
mail-open-and-press = אם הבקשה באה ממך, יש לפתוח את הכתובת הזאת וללחוץ שם על הכפתור:
mail-remind-subject = תזכורת: אישור ההרשמה אל { $lists }
mail-remind-title = עדיין יש עניין ב־{ $lists }?
mail-remind-asked = לא מזמן מישהו, אנו מקווים שבעל הכתובת, ביקש מ־{ $site } לשלוח לכאן. איש עוד לא לחץ על הכפתור, ולכן לא נשלח דבר.
mail-remind-asked-when = לא מזמן מישהו, אנו מקווים שבעל הכתובת, ביקש מ־{ $site } לשלוח לכאן: { $schedule }. איש עוד לא לחץ על הכפתור, ולכן לא נשלח דבר.
mail-remind-only = אם אין עניין, אין צורך לעשות דבר. זו התזכורת היחידה; לא יגיע יותר כלום.
mail-never-asked = אם מעולם לא ביקשת, { $disown }, ואיש לא יוכל לבקש בשמך.
mail-never-asked-text = אם מעולם לא ביקשת, אפשר לדווח כאן, ואיש לא יוכל לבקש בשמך:
mail-welcome = ברוכים הבאים אל { $list }
mail-comes = מועד ההגעה: { $schedule }.
mail-next = הגיליון הבא: { $when }.
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
mail-known-spam = אם ההודעות אינן מגיעות, כדאי לבדוק בתיקיית דואר הזבל ולהוסיף את { $site } לאנשי הקשר. אם הבקשה לא באה ממך, אין צורך לעשות דבר.
mail-link-subject = { $count ->
    [1] הקישור שלך אל { $site }
   *[other] הקישורים שלך אל { $site }
}
mail-link-title = { $count ->
    [1] הנה הקישור שלך
   *[other] הנה הקישורים שלך
}
mail-link-asked = { $count ->
    [1] מישהו, אנו מקווים שבעל הכתובת, ביקש אותו מ־{ $site }. מי שמחזיק בו יכול לשנות מה נשלח אליך: אין להעביר אותו הלאה.
   *[other] מישהו, אנו מקווים שבעל הכתובת, ביקש אותם מ־{ $site }. מי שמחזיק באחד מהם יכול לשנות מה נשלח אליך: אין להעביר אותם הלאה.
}
mail-link-left = מישהו, אנו מקווים שבעל הכתובת, ביקש אותו מ־{ $site }. כל ההרשמות שלך שם בוטלו; הקישור מוביל אל מה שאנו שומרים עליך: אין להעביר אותו הלאה.
mail-link-change = שינוי התדירות או ביטול ההרשמה
mail-link-archive = קריאת כל הארכיון בדפדפן הזה
mail-link-data = { $kept }, לקחת או למחוק. הקישור הזה פועל עד { $until }.
mail-link-kept = מה שאנו שומרים עליך
mail-link-data-text = מה שאנו שומרים עליך, לקחת או למחוק, עד { $until }:
mail-nothing-changed = אם הבקשה לא באה ממך, אין צורך לעשות דבר: דבר לא השתנה.
mail-left = ההרשמה אל { $list } בוטלה
mail-left-last = זה לא נשלח יותר לכתובת הזאת, וזו ההודעה האחרונה בנושא.
mail-left-back = תודה על הקריאה. כדי לחזור, { $subscribe }.
mail-subscribe-again = אפשר להירשם שוב
mail-left-back-text = תודה על הקריאה. כדי לחזור, אפשר להירשם שוב:
mail-address-subject = אישור הכתובת החדשה אצל { $site }
mail-address-title = לכתוב מעכשיו לכתובת הזאת?
mail-address-asked = מישהו מקוראי { $site }, אנו מקווים שבעל הכתובת, ביקש שכל ההודעות יישלחו לכאן במקום לכתובת הרשומה.
mail-address-yes = כן, להשתמש בכתובת הזאת
mail-moved-subject = הכתובת שלך אצל { $site } שונתה
mail-moved-title = הכתובת שלך שונתה
mail-moved-what = מה ש־{ $site } שולח מגיע מעכשיו לכתובת אחרת: כך התבקש בדף ההעדפות ואושר שם. לכאן לא יגיע יותר דבר.
mail-moved-back = אם זה לא בא ממך, { $back }. הקישור פועל עד { $until }.
mail-moved-back-link = אפשר להחזיר את המשלוח לכאן
mail-moved-back-text = אם זה לא בא ממך, יש לפתוח את הכתובת הזאת וללחוץ על הכפתור, עד { $until }:
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
digest-picture = תמונה
digest-picture-of = תמונה: { $words }
post-video = וידאו
post-video-of = וידאו: { $words }
post-audio = אודיו
post-audio-of = אודיו: { $words }
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
digest-counted-clicks = אנו סופרים כמה פעמים לחצו על הקישורים בהודעה הזאת, אך לא יודעים מי לחץ.
digest-counted-opens = אנו סופרים כמה פעמים נפתחה ההודעה הזאת, אך לא יודעים בידי מי.
digest-counted-both = אנו סופרים כמה פעמים נפתחה ההודעה הזאת ונלחצו הקישורים שבה, אך לא יודעים בידי מי.

## Placements

embed-latest = ההרשמה מביאה את הפוסטים האחרונים לדוא״ל שלך.
embed-discover = עוד מאת { $site }
embed-subscribe-to = הרשמה אל { $list }
embed-keep-reading = ההרשמה מאפשרת להמשיך לקרוא ולהגיע לארכיון המלא.
embed-continue = המשך הקריאה
embed-skip = אל התוכן
embed-topics = בחירת נושאים לקריאה
embed-close = סגירה
embed-failed = השליחה לא הצליחה. כדאי לבדוק את החיבור וללחוץ שוב על הכפתור.
embed-taken = שלחנו הודעה אל { $address }. לחיצה על הכפתור שבה משלימה את ההרשמה. הוא פועל עד { $until }.
embed-taken-hint = לא הגיע כלום? זה יכול לקחת כמה דקות. כדאי לבדוק גם בתיקיית דואר הזבל.
embed-nowhere = הטופס הזה כבר לא מוביל לשום מקום. אפשר לספר לכותב הבלוג, שיכול לתקן אותו.
embed-many = בקשות רבות הגיעו זה עתה מהרשת שלך. שום דבר לא אבד: אפשר לנסות שוב בעוד { $span }.
embed-domain = כתובות בשם המתחם הזה אינן מתקבלות כאן. אפשר להקליד כתובת בשם מתחם אחר.
embed-not-now = זה לא אפשרי כרגע. שום דבר לא אבד: אפשר ללחוץ שוב על הכפתור בעוד דקה.
embed-once-more = גם מכונות שולחות טפסים. לחיצה נוספת על הכפתור, וזה נעשה.
embed-page = { $list } בבלוג שלך
embed-page-what = כאן כל דרך להזמין את הקוראים, פועלת, עם מה שיש להעתיק לבלוג. לכתובת שמוקלדת כאן באמת נשלחת הודעה.
embed-page-script = לכולן תסריט אחד משותף, שלא שומר עוגיות ולא שואל אף גורם אחר. מי שנרשם, או הגיע מקישור באחת ההודעות שלך, לא נשאל שוב.
embed-post-end = בסוף כל פוסט
embed-post-end-note = המקום: מתחת לטקסט של פוסט, בתבנית הפוסטים.
embed-inline = בתוך דף
embed-inline-note = המקום: היכן שטופס צריך לעמוד, בסרגל צד, בכותרת תחתונה, בדף משלו.
embed-pop-up = חלון מעל פוסט
embed-pop-up-note = המקום: תבנית הפוסטים. הוא נפתח לאחר דקה, או כשנקראה מחצית המאמר, המוקדם מביניהם; מי שסוגר אותו לא רואה אותו במשך יום. מקש Escape, לחיצה מחוצה לו והכפתור שלו סוגרים אותו.
embed-overlay = ברכה בדף הבית
embed-overlay-note = המקום: תבנית דף הבית. היא נפתחת מיד, ואז לא שוב במשך שבוע; בדפים אחרים היא לא נפתחת לעולם.
embed-button = כפתור צף
embed-button-note = המקום: כל תבנית, בסוף הדף. הוא נשאר בפינה ופותח את הטופס.
embed-open = פתיחה
embed-off = זה כבוי: הדפים שלך לא מציגים דבר במקומו. { $command } מחזיר אותו.
embed-to-copy = { $title }: מה להעתיק
embed-copy = העתקה
embed-copied = הועתק
embed-plain = בלי שום תסריט
embed-plain-what = בלוג שלא מאפשר תסריטים משתמש בטופס לבדו: יש להעתיק את מה שבין השורה הראשונה לשורה שלפני האחרונה של { $form }. או לקשר אל { $link }.
embed-policy = אם הבלוג שולח Content-Security-Policy, עליו לאפשר את { $script }, את { $connect } ואת { $form }. אין צורך בשום דבר מוטבע ולא בסגנונות.

## Errors

error-address-empty = יש להקליד כתובת דוא״ל.
error-address-at = בכתובת דוא״ל יש חלק לפני @ וחלק אחריו, כמו name@example.org.
error-address-several = יש להקליד כתובת אחת בלבד, עם @ אחד.
error-address-local = החלק שלפני @ יכול להכיל אותיות, ספרות, נקודות ביניהן ואת הסימנים { $signs }.
error-address-ascii = הכתובת הזאת יכולה להכיל לפני @ אותיות a–z בלבד, כדי שכל תוכנת דואר תוכל לכתוב אליה.
error-address-long = כתובת הדוא״ל ארוכה מדי: עד 64 תווים לפני @ ועד 254 בסך הכול.
error-address-domain = החלק שאחרי @ צריך להיות שם מתחם, כמו example.org.
error-address-taken = לכתובת הזאת כבר מגיעות הודעות מכאן. אפשר לעזוב עם אחת משתי הכתובות ולהשאיר את האחרת.
error-choose-one = יש לבחור אחת מהאפשרויות.
error-choose-list = יש לבחור לפחות אחת.
error-choose-place = יש לבחור מקום מהרשימה.
error-choose-hour = יש לבחור אחת מהשעות האלה.
error-choose-weekday = יש לבחור אחד מהימים האלה.
error-choose-topics = יש לבחור מהנושאים האלה.
error-choose-language = יש לבחור שפה מהרשימה.
error-pause-day = יש לבחור יום, למשל { $example }.
error-pause-past = יש לבחור יום שעוד לא הגיע.
error-pause-long = יש לבחור יום בתוך שנה. ליותר מזה אפשר לעזוב ולחזור.
error-link-title = הקישור הזה לא פועל
error-link = ייתכן שהוא ישן מדי, או שתוכנת הדואר קטעה את סופו. הקישורים בהודעה החדשה ביותר מאיתנו פועלים הכי טוב.
error-link-new = קבלת קישור חדש
error-not-found-title = אין דף כזה
error-not-found = כדאי לבדוק אם יש טעות הקלדה בכתובת.
error-not-found-home = כדאי לבדוק אם יש טעות הקלדה בכתובת, או להתחיל אצל { $site }.
error-many-title = זה היה הרבה בבת אחת
error-many = בקשות רבות הגיעו מהרשת שלך. אפשר לנסות שוב בעוד { $span }.
error-many-again = אפשר לנסות שוב בעוד { $span }
error-domain-title = נדרשת כתובת אחרת
error-domain = כתובות בשם המתחם הזה אינן מתקבלות כאן. שום דבר לא נשלח. אפשר לחזור ולהקליד כתובת אחרת.
error-unavailable-title = אפשר לנסות שוב בעוד רגע
error-unavailable = משהו אצלנו בתיקון. שום דבר לא אבד: הקישור או הטופס יפעלו שוב.
error-request-title = זה לא הגיע בשלמותו
error-request = אפשר לחזור ולשלוח את הטופס שוב.
error-request-button = אפשר לחזור לדף וללחוץ על אחד הכפתורים שבו.
error-not-the-blog = הקישור שהוביל לכאן אינו מהבלוג הזה. אפשר לחזור לבלוג ולנסות משם.
error-unshowable = אי אפשר להציג את הדף הזה כרגע. שום דבר לא אבד: אפשר לחזור מאוחר יותר.
## The way to a digest on the web

digest-same-on-the-web = ההודעה הזאת באתר
