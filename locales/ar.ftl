# Arabic

direction = rtl

## Dates and times

time = { $hour }:{ $minute }
month = { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}
weekday = { $weekday ->
    [1] الاثنين
    [2] الثلاثاء
    [3] الأربعاء
    [4] الخميس
    [5] الجمعة
    [6] السبت
   *[7] الأحد
}
# On every such day.
weekdays = { $weekday ->
    [1] كل اثنين
    [2] كل ثلاثاء
    [3] كل أربعاء
    [4] كل خميس
    [5] كل جمعة
    [6] كل سبت
   *[7] كل أحد
}
ordinal = { $day }
day = { $day } { month }
day-of-year = { $day } { month }
date-line = { weekday }، { $day } { month } { $year }
whole-day = { date-line }
post-date = { weekday }، { $day } { month }
instant-in-city = { weekday } { $day } { month }، الساعة { time } بتوقيت { $city }
instant-in-zone = { weekday } { $day } { month }، الساعة { time } { $zone }

## Enumerations

comma = ،{ " " }
and = { $rest } و{ $last }
others = { $count ->
    [two] اثنان آخران
    [few] { $count } أخرى
   *[other] { $count } أخرى
}
quoted = «{ $words }»

## When mails come

immediately = فور نشر أي جديد
every-minutes = { $count ->
    [1] كل دقيقة
    [two] كل دقيقتين
    [few] كل { $count } دقائق
   *[other] كل { $count } دقيقة
}
every-hours = { $count ->
    [1] كل ساعة
    [two] كل ساعتين
    [few] كل { $count } ساعات
   *[other] كل { $count } ساعة
}
every-day = كل يوم الساعة { $times }
workdays = من الاثنين إلى الجمعة الساعة { $times }
days-of-week = { $days } الساعة { $times }
days-of-month = في اليوم { $days } من كل شهر الساعة { $times }
day-of-long-months = في اليوم { $days } من كل شهر يصل إليه، الساعة { $times }
day-every-year = كل عام في { day-of-year } الساعة { $times }
leap-day = كل سنة كبيسة في { day-of-year } الساعة { $times }
crontab-line = «{ $line }»
next-today = { $schedule }، والعدد القادم اليوم الساعة { time }
next-on = { $schedule }، والعدد القادم في { day }
wherever-you-are = { $schedule }، بحسب توقيت مكانك
clock-of-list = القائمة

## How long to wait, to stand after "in"

wait-minutes = { $count ->
    [1] دقيقة
    [two] دقيقتين
    [few] { $count } دقائق
   *[other] { $count } دقيقة
}
wait-hours = { $count ->
    [1] ساعة
    [two] ساعتين
    [few] { $count } ساعات
   *[other] { $count } ساعة
}

## Pages: a form that must be sent once more, and one whose browser works for it.

page-once-more = ضغطة واحدة أخرى
page-once-more-why = تُرسِل الآلات أيضًا نماذج كهذا. بالضغط على الزر يُرسَل النموذج.
page-once-more-send = إرسال
page-form-working = لحظة واحدة: يستغرق هذا ثانية.

## Pages

## Mails: to the operator, when a burst begins. $number is how many, $since an instant as commands take it.

mail-alarm-sign-ups = اشتراكات كثيرة في { $list }
mail-alarm-confirmations = تأكيدات كثيرة لاشتراكات { $list }
mail-alarm-unsubscribes = قرّاء كثيرون يغادرون { $list }
mail-alarm-number = العدد خلال عشر دقائق: { $number }، ابتداءً من { $since }.
mail-alarm-sign-ups-wait = الطلبات التالية تنتظر ولا يُرسَل إليها بريد، ويرى الزوار الصفحة المعتادة. طلبات الناس تُرسَل تلقائيًا عندما تنتهي الموجة: عندئذ يكون ربع من راسلناهم قد أكّد.
mail-alarm-confirmations-look = ربما ضغطت آلة على الروابط في الرسائل، أو يسجّل شخص ما عناوين كثيرة يستطيع قراءة بريدها.
mail-alarm-unsubscribes-look = ربما ضغطت آلة على الروابط في الرسائل كما تفعل برامج فحص البريد. من أراد المغادرة يبقى مغادرًا: الأفضل التحقق قبل التراجع عن أي شيء.
mail-alarm-show = لمعرفة ما حدث وما الوضع الآن:
mail-alarm-release = إن كانوا أناسًا، لمراسلة كل من ينتظر:
mail-alarm-drop = إن لم يكونوا كذلك، لإنهاء طلباتهم دون إرسال شيء إليهم:
mail-alarm-undo = لمعرفة كم سيغيّر التراجع؛ لا يتغير شيء دون ‎--yes:
mail-alarm-once = تصل رسالة واحدة كهذه في الساعة لكل قائمة على الأكثر، مهما طال الأمر.

## Mails

mail-here = { $what }:
mail-confirm-subject = تأكيد الاشتراك في { $lists }
mail-confirm-title = هل نرسل إلى هذا العنوان { $lists }؟
mail-confirm-asked = طلب شخص، نرجو أن يكون صاحب هذا العنوان، من { $site } الإرسال إلى هنا.
mail-confirm-asked-when = طلب شخص، نرجو أن يكون صاحب هذا العنوان، من { $site } الإرسال إلى هنا: { $schedule }.
mail-confirm-yes = نعم، أرسلوا { $lists }
mail-button-until = يعمل الزر حتى { $until }.
mail-link-until = يعمل الرابط حتى { $until }.
mail-not-you = إن لم يصدر الطلب منكم فلا داعي لأي إجراء؛ لن يصل شيء آخر.
mail-not-you-again = إن تكرر وصوله، { $disown }، فلا يستطيع أحد الطلب باسمكم.
mail-disown = يمكن الإبلاغ بأنه ليس منكم
mail-not-you-again-text = إن تكرر وصوله، يمكن الإبلاغ هنا، فلا يستطيع أحد الطلب باسمكم:
mail-button-fails = إن لم يعمل الزر، يمكن فتح هذا العنوان: { $link }
mail-open-and-press = إن كان الطلب منكم، فيكفي فتح هذا العنوان والضغط على الزر:
mail-remind-subject = تذكير: تأكيد الاشتراك في { $lists }
mail-remind-title = هل ما زلتم ترغبون في { $lists }؟
mail-remind-asked = قبل مدة قصيرة طلب شخص، نرجو أن يكون صاحب هذا العنوان، من { $site } الإرسال إلى هنا. لم يضغط أحد على الزر بعد، لذلك لا يُرسل شيء.
mail-remind-asked-when = قبل مدة قصيرة طلب شخص، نرجو أن يكون صاحب هذا العنوان، من { $site } الإرسال إلى هنا: { $schedule }. لم يضغط أحد على الزر بعد، لذلك لا يُرسل شيء.
mail-remind-only = إن لم ترغبوا فيه فلا داعي لأي إجراء. هذا هو التذكير الوحيد؛ لن يصل شيء آخر.
mail-never-asked = إن لم تطلبوه قط، { $disown }، فلا يستطيع أحد الطلب باسمكم.
mail-never-asked-text = إن لم تطلبوه قط، يمكن الإبلاغ هنا، فلا يستطيع أحد الطلب باسمكم:
mail-welcome = مرحبًا بكم في { $list }
mail-comes = موعد الوصول: { $schedule }.
mail-next = الإرسال التالي: { $when }.
mail-begin-with = للبداية
mail-archive-all = كل ما سبق موجود في الأرشيف
mail-archive-past = ما وصل حتى الآن موجود في الأرشيف
mail-welcome-why = وصلت هذه الرسالة بعد تأكيد الاشتراك في { $list }.
mail-change-or-leave = { $change } أو { $leave }.
mail-change = تغيير مواعيد الإرسال
mail-leave = إلغاء الاشتراك
mail-leave-alone = إلغاء الاشتراك
mail-known-subject = الاشتراك في { $lists } قائم بالفعل
mail-known-title = الاشتراك قائم بالفعل
mail-known-asked = طلب شخص، نرجو أن يكون صاحب هذا العنوان، من { $site } الإرسال إلى هنا. العنوان مسجل بالفعل، فلم يتغير شيء.
mail-known-what = هذا ما يصل، وهنا يمكن تغييره:
mail-known-spam = إن لم تصل الرسائل، فقد تكون في مجلد البريد المزعج؛ ويفيد حفظ { $site } في جهات الاتصال. وإن لم يصدر الطلب منكم فلا داعي لأي إجراء.
mail-link-subject = { $count ->
    [1] رابطكم لدى { $site }
   *[other] روابطكم لدى { $site }
}
mail-link-title = { $count ->
    [1] هذا رابطكم
   *[other] هذه روابطكم
}
mail-link-asked = { $count ->
    [1] طلبه شخص، نرجو أن يكون صاحب هذا العنوان، من { $site }. من يملكه يستطيع تغيير ما يصل إليكم: لا ينبغي إعطاؤه لأحد.
   *[other] طلبها شخص، نرجو أن يكون صاحب هذا العنوان، من { $site }. من يملك أحدها يستطيع تغيير ما يصل إليكم: لا ينبغي إعطاؤها لأحد.
}
mail-link-left = طلبه شخص، نرجو أن يكون صاحب هذا العنوان، من { $site }. انتهت جميع اشتراكاتكم هناك؛ يقود الرابط إلى ما نحتفظ به من بياناتكم: لا ينبغي إعطاؤه لأحد.
mail-link-change = تغيير مواعيد الإرسال أو إلغاء الاشتراك
mail-link-archive = قراءة الأرشيف كله في هذا المتصفح
mail-link-data = { $kept }، لأخذه أو محوه. يعمل هذا الرابط حتى { $until }.
mail-link-kept = ما نحتفظ به من بياناتكم
mail-link-data-text = ما نحتفظ به من بياناتكم، لأخذه أو محوه، حتى { $until }:
mail-nothing-changed = إن لم يصدر الطلب منكم فلا داعي لأي إجراء: لم يتغير شيء.
mail-left = تم إلغاء الاشتراك في { $list }
mail-left-last = لم يعد يُرسل إلى هذا العنوان، وهذه آخر رسالة بشأنه.
mail-left-back = شكرًا على القراءة. للعودة، { $subscribe }.
mail-subscribe-again = يمكن الاشتراك من جديد
mail-left-back-text = شكرًا على القراءة. للعودة يمكن الاشتراك من جديد:
mail-address-subject = تأكيد العنوان الجديد لدى { $site }
mail-address-title = هل نكتب إلى هذا العنوان من الآن فصاعدًا؟
mail-address-asked = طلب أحد قراء { $site }، نرجو أن يكون صاحب هذا العنوان، أن تصل كل الرسائل إلى هنا بدل العنوان المسجل.
mail-address-yes = نعم، استخدام هذا العنوان
mail-moved-subject = تغيّر عنوانكم لدى { $site }
mail-moved-title = تغيّر عنوانكم
mail-moved-what = ما يرسله { $site } يصل من الآن إلى عنوان آخر: طُلب ذلك في صفحة الإعدادات وتم تأكيده هناك. لن يصل شيء إلى هنا.
mail-moved-back = إن لم يصدر ذلك منكم، { $back }. يعمل الرابط حتى { $until }.
mail-moved-back-link = يمكن إعادة الإرسال إلى هنا
mail-moved-back-text = إن لم يصدر ذلك منكم، يمكن فتح هذا العنوان والضغط على الزر حتى { $until }:
mail-moved-else = لأي أمر آخر، يمكن الكتابة إلى { $contact }.

## Digests

digest-number = { $count }
digest-opening = { $count ->
    [1] تدوينة جديدة: { $titles }.
    [two] تدوينتان جديدتان: { $titles }.
    [few] { digest-number } تدوينات جديدة: { $titles }.
   *[other] { digest-number } تدوينة جديدة: { $titles }.
}
digest-subject = { $count ->
    [0] { $first }
    [1] { $first } وتدوينة أخرى
    [two] { $first } وتدوينتان أخريان
    [few] { $first } و{ $count } تدوينات أخرى
   *[other] { $first } و{ $count } تدوينة أخرى
}
digest-untitled = تدوينة بلا عنوان
digest-contents = في هذا العدد
digest-other-topics = أيضًا
digest-minutes = { $count ->
    [1] دقيقة
    [two] دقيقتان
    [few] { $count } دقائق
   *[other] { $count } دقيقة
}
digest-reading-time = { $count ->
    [1] قراءة دقيقة
    [two] قراءة دقيقتين
    [few] قراءة { $count } دقائق
   *[other] قراءة { $count } دقيقة
}
digest-read-on = متابعة القراءة
digest-read-on-of = متابعة القراءة: { $title }
digest-read-on-at = متابعة القراءة: { $link }
digest-on-the-web = على الويب
digest-shortened = لو كُتبت هذه الرسالة كاملة لكانت أطول مما تعرضه برامج البريد. أطول التدوينات مختصرة هنا وكاملة على الويب.
digest-why = تصل هذه الرسالة بسبب الاشتراك في { $list } ({ $schedule }).
digest-why-alone = تصل هذه الرسالة بسبب الاشتراك في { $list }.
digest-ways = { $change } أو { $leave }.
digest-change = تغيير وتيرة الرسائل
digest-leave = إلغاء الاشتراك
digest-change-at = تغيير وتيرة الرسائل:
digest-leave-at = إلغاء الاشتراك:

## Placements

## Errors
