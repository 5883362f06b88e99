# Arabic

language-name = العربية
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
at-time = { time }
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

page-email = عنوان البريد الإلكتروني
page-trap = يُترك هذا الحقل فارغًا
page-subscribe = اشتراك
page-subscribe-again = اشتراك من جديد
page-unsubscribe = إلغاء الاشتراك
page-how-often = مواعيد الوصول
page-choose-how-often = اختيار مواعيد الوصول
page-choose-both = اختيار مواعيد الوصول والمواضيع
page-it-comes = موعد الوصول: { $schedule }.
page-next = العدد القادم: { $when }
page-next-is = العدد القادم: { $when }.
page-next-soon = يصل العدد القادم فور وجود ما يُقرأ.
page-next-soon-after = يصل العدد القادم بعد ذلك فور وجود ما يُقرأ.
page-promise = في كل رسالة رابط للمغادرة بخطوة واحدة. نحتفظ بالعنوان وبما جرت الموافقة عليه، ولا نستخدمهما لأي غرض آخر.
page-language = اللغة
page-lists = ما الذي ترغب في قراءته؟
page-lists-choose = يمكن اختيار قائمة أو أكثر
page-last-one = قراءة العدد الأخير
page-check-mail = تفقُّد البريد
page-check-mail-sent = أرسلنا رسالة إلى { $address }. بالضغط على الزر فيها يبدأ الاشتراك.
page-check-mail-until = يعمل الزر حتى { $until }. وإلى أن يُضغط لا يصل أي شيء آخر.
page-nothing-came = لم يصل شيء؟
page-nothing-came-known = قد يستغرق الأمر بضع دقائق. يحسن النظر في مجلد الرسائل غير المرغوب فيها أيضًا. إن كان الاشتراك قائمًا فالرسالة تذكر ذلك. وإن لم يكن العنوان صحيحًا تمامًا، { $again }.
page-type-again = يمكن كتابته من جديد
page-send-again = إرسالها مرة أخرى
page-one-mail-in = يتلقى العنوان الواحد رسالة واحدة كل { $span }، وعددًا قليلًا في اليوم. إن وصلت رسالة للتو فمن الأفضل الانتظار قبل الضغط على الزر.
page-confirm-title = تأكيد: { $lists }
page-confirm = { $count ->
    [one] هل نرسلها إلى { $address }؟
   *[other] هل نرسلها جميعًا إلى { $address }؟
}
page-confirm-button = نعم، أرسلوا إليّ { $lists }
page-confirm-not-you = إن لم يكن هذا الطلب منك، يكفي إغلاق الصفحة. لن يصل أي شيء آخر.
page-confirmed-title = اشتراك: { $lists }
page-confirmed = بدأ الاشتراك في { $lists }
page-earlier-ones = قراءة الأعداد السابقة
page-change-how-often = تغيير مواعيد الوصول
page-done-confirmed = تم التأكيد
page-done-blocked = تم الحظر
page-done-changed = تم التغيير
page-done-erased = تم المحو
page-done-paused = تم الإيقاف المؤقت
page-done-saved = تم الحفظ
page-done-undone = تم التراجع
page-done-left = تم إلغاء الاشتراك
page-disown = ألم يكن هذا طلبك؟
page-disown-what = طلب شخص ما { $list } بالعنوان { $address }. بالضغط على الزر لن يرسل { $site } شيئًا إلى هذا العنوان بعد الآن، أيًّا كان من يطلب ذلك.
page-disown-button = لم يكن هذا طلبي
page-disowned = لن يصل أي شيء بعد الآن
page-disowned-what = لم يعد { $site } يرسل شيئًا إلى { $address }.
page-disowned-return = عند الرغبة في قراءة { $list } يومًا ما، تمكن مراسلة المُرسِل: هو وحده يستطيع التراجع عن هذا.
page-gate = هذه الصفحة للمشتركين
page-gate-read-on = متابعة القراءة على { $blog }
page-gate-back = العودة إلى { $blog }
page-link-title = رابطك
page-link = طلب الرابط
page-link-what = به يمكن تغيير مواعيد الرسائل أو المغادرة. يصل إلى العنوان الذي تصل إليه الرسائل.
page-link-button = إرسال الرابط
page-link-sent = إن كان للعنوان { $address } اشتراك هنا، فرسالة فيها الرابط في طريقها إليه.
page-link-nothing-came = قد يستغرق الأمر بضع دقائق. يحسن النظر في مجلد الرسائل غير المرغوب فيها أيضًا. ربما كان الاشتراك بعنوان آخر، أو لم يبدأ بعد: { $subscribe }.
page-subscribe-here = الاشتراك من هنا
page-mail-sent = كتبنا إلى { $address }. للمتابعة يُفتح الرابط الذي في تلك الرسالة.
page-mail-sent-wait = لم يتغير شيء بعد. إن لم تصل رسالة خلال بضع دقائق، يحسن النظر في مجلد الرسائل غير المرغوب فيها.
page-move-title = المراسلة على { $address }
page-move = هل نراسلك على { $address }؟
page-move-what = من الآن تصل كل رسائلك من هنا إلى هذا العنوان. ويُخطَر العنوان القديم مرة واحدة فقط.
page-move-back = هل نعود إلى مراسلتك على { $address }؟
page-move-back-what = تعود كل رسائلك من هنا إلى هذا العنوان. تتوقف الروابط التي في الرسائل السابقة عن العمل، وتأتي الرسائل الجديدة بروابط جديدة.
page-move-button = نعم، إلى هذا العنوان
page-move-not-you = إن لم يكن هذا الطلب منك، يكفي إغلاق الصفحة. لن يتغير شيء.
page-moved = تصل رسائلك إلى { $address }
page-moved-preferences = رسائلك ومواعيد وصولها
page-pass-title = قراءة { $list } هنا
page-pass = قراءة { $list } هنا؟
page-pass-what = ضغطة واحدة، ويعرض هذا المتصفح كل شيء، بما فيه مقالات المشتركين. يحتفظ لهذا الغرض وحده بملف تعريف ارتباط.
page-pass-button = نعم، فتح الأرشيف
page-pass-shared = لا يُستحسن ذلك على حاسوب يستخدمه آخرون.
page-paused-title = إيقاف مؤقت: { $list }
page-paused = { $list }: إيقاف مؤقت حتى { $until }
page-resumed-title = انتهى الإيقاف المؤقت: { $list }
page-resumed = عادت رسائل { $list }
page-change-again = تغيير آخر
page-preferences = رسائلك من { $list }
page-preferences-address = تصل إلى { $address }.
page-preferences-paused = هي موقوفة مؤقتًا حتى { $until }.
page-save = حفظ
page-clock = بأي توقيت
page-clock-zone = مكان الإقامة
page-clock-hour = الساعة
page-clock-weekday = اليوم، إن كان الوصول مرة في الأسبوع أو أقل
page-as-list = كما في القائمة
page-as-list-is = كما في القائمة: { $what }
page-topics = المواضيع
page-topics-hint = من دون اختيار يصل كل شيء. مع اختيار مواضيع تُترك المقالات الأخرى، ولا يصل عدد ليس فيه أي منها.
page-pause = إيقاف مؤقت
page-pause-ongoing = لن يصل شيء حتى { $until }. وما يُرسل في هذه الأثناء لا يُرسل إليك لاحقًا.
page-pause-what = لن يصل شيء حتى اليوم المختار. وما يُرسل في هذه الأثناء لا يُرسل إليك لاحقًا.
page-pause-until = إيقاف مؤقت حتى
page-pause-end = إنهاء الإيقاف
page-address = عنوان آخر
page-address-what = نكتب أولًا إلى العنوان الجديد؛ وعند الموافقة هناك يصل كل شيء إليه. ويُخطَر العنوان القديم.
page-address-new = عنوان البريد الجديد
page-address-button = تغيير
page-data = ما نحتفظ به عنك
page-data-what = للحصول عليه أو محوه يلزم رابط جديد نرسله إلى عنوانك: فرابط هذه الصفحة قد يكون انتقل إلى غيرك مع رسالة.
page-data-later = تغيّر عنوانك قبل وقت قصير. للتأكد من أن ذلك كان منك، يمكن الحصول على بياناتك أو محوها ابتداءً من { $from }.
page-data-button = إرسال الرابط
page-leave = المغادرة
page-leave-what = ضغطة واحدة، ولا يُرسل شيء بعدها.
page-also = تصل إليك أيضًا { $lists }.
page-leave-all = مغادرة الكل
page-saved-title = تم الحفظ: { $list }
page-saved = موعد { $list } الآن: { $schedule }
page-saved-topics = المقالات عن { $topics } فقط.
page-resubscribed-title = عودة إلى { $lists }
page-resubscribed = ما زال الاشتراك في { $lists } قائمًا
page-unsubscribe-title = مغادرة { $list }
page-unsubscribe-question = مغادرة { $list }؟
page-unsubscribe-what = لن يُرسل شيء منها إلى { $address } بعد الآن.
page-fewer = هل الأقل أفضل؟ يمكن { $choose }.
page-fewer-choose = اختيار مواعيد الوصول
page-left = غادرت { $lists }
page-left-what = { $count ->
    [one] لن يُرسل شيء منها إلى { $address } بعد الآن.
   *[other] لن يُرسل شيء منها جميعًا إلى { $address } بعد الآن.
}
page-undo = تراجع
page-left-fewer = هل الأقل أفضل؟ يُضغط «تراجع» ثم تُختار مواعيد الوصول. وللعودة لاحقًا، { $subscribe }.
page-left-back = للعودة، { $subscribe }.
page-left-subscribe = يمكن الاشتراك من جديد
page-reason = هل ترغب في ذكر السبب؟
page-reason-hint = ذلك غير مطلوب. يستطيع من يكتب هذه الرسائل قراءته.
page-reason-button = إرسال
page-reason-noted = سُجِّل السبب.
page-data-of = ما نحتفظ به عن { $address }
page-data-contents = العنوان، والاختيارات، وما جرت الموافقة عليه ومتى، والرسائل التي أُرسلت.
page-data-export = الحصول عليه في ملف (JSON)
page-erase = المحو
page-erase-what = تُغادَر كل القوائم، ويُحذف كل ما يدل عليك. يبقى أن أمرًا ما جرت الموافقة عليه، من دون ما يدل عليك؛ وعلامة لا تكشف عنوانك لأحد، حتى لا تضيفه أي قائمة من جديد. لا يمكن التراجع عن هذا.
page-erase-button = محو بياناتي
page-erased = مُحيت بياناتك
page-erased-what = لن تصل أي رسالة من هنا بعد الآن. وتبقى البيانات في النسخ الاحتياطية إلى أن تُحذف هي أيضًا.
archive-all-posts = كل المقالات
archive-all-posts-of = كل مقالات { $list }
archive-all-digests = كل الأعداد
archive-digests-of = أعداد { $list }
archive-feed = الخلاصة
archive-empty = لا شيء للقراءة هنا بعد.
archive-none-sent = لم يُرسل أي عدد بعد.
archive-gated = للمشتركين
archive-on-blog = على المدونة
archive-read-on-blog = القراءة على المدونة
archive-pages = الصفحات
archive-newer = الأحدث
archive-older = الأقدم
archive-place = الصفحة { $number } من { $of }
archive-titled-page = { $title }، الصفحة { $number }
archive-read-on = متابعة القراءة
archive-read-all = قراءة الكل
archive-gate = البقية لمن يشترك في { $list }. تُفتح هنا بعد التأكيد؛ ويصل الجديد بالبريد، { $schedule }.
archive-gate-known = هل الاشتراك قائم؟ { $link } يفتح كل شيء في هذا المتصفح.
archive-gate-link = طلب رابط
untitled = مقال بلا عنوان

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
mail-not-you = إن لم يصدر الطلب منك فلا داعي لأي إجراء؛ لن يصل شيء آخر.
mail-not-you-again = إن تكرر وصوله، { $disown }، فلا يستطيع أحد الطلب باسمك.
mail-disown = يمكن الإبلاغ بأنه ليس منك
mail-not-you-again-text = إن تكرر وصوله، يمكن الإبلاغ هنا، فلا يستطيع أحد الطلب باسمك:
mail-button-fails = إن لم يعمل الزر، يمكن فتح هذا العنوان: { $link }
mail-open-and-press = إن كان الطلب منك، فيكفي فتح هذا العنوان والضغط على الزر:
mail-remind-subject = تذكير: تأكيد الاشتراك في { $lists }
mail-remind-title = هل ما زالت الرغبة في { $lists } قائمة؟
mail-remind-asked = قبل مدة قصيرة طلب شخص، نرجو أن يكون صاحب هذا العنوان، من { $site } الإرسال إلى هنا. لم يضغط أحد على الزر بعد، لذلك لا يُرسل شيء.
mail-remind-asked-when = قبل مدة قصيرة طلب شخص، نرجو أن يكون صاحب هذا العنوان، من { $site } الإرسال إلى هنا: { $schedule }. لم يضغط أحد على الزر بعد، لذلك لا يُرسل شيء.
mail-remind-only = إن لم تعد هناك رغبة فيه فلا داعي لأي إجراء. هذا هو التذكير الوحيد؛ لن يصل شيء آخر.
mail-never-asked = إن لم يصدر الطلب منك قط، { $disown }، فلا يستطيع أحد الطلب باسمك.
mail-never-asked-text = إن لم يصدر الطلب منك قط، يمكن الإبلاغ هنا، فلا يستطيع أحد الطلب باسمك:
mail-welcome = مرحبًا بك في { $list }
mail-comes = موعد الوصول: { $schedule }.
mail-next = العدد القادم: { $when }.
mail-begin-with = للبداية
mail-archive-all = كل ما سبق موجود في الأرشيف
mail-archive-past = ما وصل حتى الآن موجود في الأرشيف
mail-welcome-why = وصلت هذه الرسالة بعد تأكيد الاشتراك في { $list }.
mail-change-or-leave = { $change } أو { $leave }.
mail-change = تغيير مواعيد الوصول
mail-leave = إلغاء الاشتراك
mail-leave-alone = إلغاء الاشتراك
mail-known-subject = الاشتراك في { $lists } قائم بالفعل
mail-known-title = الاشتراك قائم بالفعل
mail-known-asked = طلب شخص، نرجو أن يكون صاحب هذا العنوان، من { $site } الإرسال إلى هنا. العنوان مسجل بالفعل، فلم يتغير شيء.
mail-known-what = هذا ما يصل، وهنا يمكن تغييره:
mail-known-spam = إن لم تصل الرسائل، فقد تكون في مجلد الرسائل غير المرغوب فيها؛ ويفيد حفظ { $site } في جهات الاتصال. وإن لم يصدر الطلب منك فلا داعي لأي إجراء.
mail-link-subject = { $count ->
    [1] رابطك لدى { $site }
   *[other] روابطك لدى { $site }
}
mail-link-title = { $count ->
    [1] هذا رابطك
   *[other] هذه روابطك
}
mail-link-asked = { $count ->
    [1] طلبه شخص، نرجو أن يكون صاحب هذا العنوان، من { $site }. من يملكه يستطيع تغيير ما يصل إليك: لا ينبغي إعطاؤه لأحد.
   *[other] طلبها شخص، نرجو أن يكون صاحب هذا العنوان، من { $site }. من يملك أحدها يستطيع تغيير ما يصل إليك: لا ينبغي إعطاؤها لأحد.
}
mail-link-left = طلبه شخص، نرجو أن يكون صاحب هذا العنوان، من { $site }. انتهت جميع اشتراكاتك هناك؛ يقود الرابط إلى ما نحتفظ به من بياناتك: لا ينبغي إعطاؤه لأحد.
mail-link-change = تغيير مواعيد الوصول أو إلغاء الاشتراك
mail-link-archive = قراءة الأرشيف كله في هذا المتصفح
mail-link-data = { $kept }، لأخذه أو محوه. يعمل هذا الرابط حتى { $until }.
mail-link-kept = ما نحتفظ به من بياناتك
mail-link-data-text = ما نحتفظ به من بياناتك، لأخذه أو محوه، حتى { $until }:
mail-nothing-changed = إن لم يصدر الطلب منك فلا داعي لأي إجراء: لم يتغير شيء.
mail-left = تم إلغاء الاشتراك في { $list }
mail-left-last = لم يعد يُرسل إلى هذا العنوان، وهذه آخر رسالة بشأنه.
mail-left-back = شكرًا على القراءة. للعودة، { $subscribe }.
mail-subscribe-again = يمكن الاشتراك من جديد
mail-left-back-text = شكرًا على القراءة. للعودة يمكن الاشتراك من جديد:
mail-address-subject = تأكيد العنوان الجديد لدى { $site }
mail-address-title = هل نكتب إلى هذا العنوان من الآن فصاعدًا؟
mail-address-asked = طلب أحد قراء { $site }، نرجو أن يكون صاحب هذا العنوان، أن تصل كل الرسائل إلى هنا بدل العنوان المسجل.
mail-address-yes = نعم، استخدام هذا العنوان
mail-moved-subject = تغيّر عنوانك لدى { $site }
mail-moved-title = تغيّر عنوانك
mail-moved-what = ما يرسله { $site } يصل من الآن إلى عنوان آخر: طُلب ذلك في صفحة الإعدادات وتم تأكيده هناك. لن يصل شيء إلى هنا.
mail-moved-back = إن لم يصدر ذلك منك، { $back }. يعمل الرابط حتى { $until }.
mail-moved-back-link = يمكن إعادة الإرسال إلى هنا
mail-moved-back-text = إن لم يصدر ذلك منك، يمكن فتح هذا العنوان والضغط على الزر حتى { $until }:
mail-moved-else = لأي أمر آخر، يمكن الكتابة إلى { $contact }.

## Digests

digest-number = { $count }
digest-opening = { $count ->
    [1] مقال جديد: { $titles }.
    [two] مقالان جديدان: { $titles }.
    [few] { digest-number } مقالات جديدة: { $titles }.
   *[other] { digest-number } مقالًا جديدًا: { $titles }.
}
digest-subject = { $count ->
    [0] { $first }
    [1] { $first } ومقال آخر
    [two] { $first } ومقالان آخران
    [few] { $first } و{ $count } مقالات أخرى
   *[other] { $first } و{ $count } مقالًا آخر
}
digest-untitled = مقال بلا عنوان
digest-picture = صورة
digest-picture-of = صورة: { $words }
post-video = فيديو
post-video-of = فيديو: { $words }
post-audio = صوت
post-audio-of = صوت: { $words }
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
digest-shortened = لو كُتبت هذه الرسالة كاملة لكانت أطول مما تعرضه برامج البريد. أطول المقالات مختصرة هنا وكاملة على الويب.
digest-why = تصل هذه الرسالة بسبب الاشتراك في { $list } ({ $schedule }).
digest-why-alone = تصل هذه الرسالة بسبب الاشتراك في { $list }.
digest-ways = { $change } أو { $leave }.
digest-change = تغيير مواعيد الوصول
digest-leave = إلغاء الاشتراك
digest-change-at = تغيير مواعيد الوصول:
digest-leave-at = إلغاء الاشتراك:
digest-counted-clicks = يُحصى عدد مرات النقر على روابط هذه الرسالة، دون معرفة من نقر عليها.
digest-counted-opens = يُحصى عدد مرات فتح هذه الرسالة، دون معرفة من فتحها.
digest-counted-both = يُحصى عدد مرات فتح هذه الرسالة والنقر على روابطها، دون معرفة من قام بذلك.

## Placements

embed-latest = بالاشتراك تصل أحدث المقالات إلى بريدك.
embed-discover = المزيد من { $site }
embed-subscribe-to = الاشتراك في { $list }
embed-keep-reading = بالاشتراك الآن يمكن متابعة القراءة والوصول إلى الأرشيف كاملًا.
embed-continue = متابعة القراءة
embed-skip = إلى المحتوى
embed-topics = اختيار المواضيع
embed-close = إغلاق
embed-failed = تعذّر الإرسال. يحسن تفقُّد الاتصال والضغط على الزر من جديد.
embed-taken = أرسلنا رسالة إلى { $address }. بالضغط على الزر فيها يبدأ الاشتراك. يعمل حتى { $until }.
embed-taken-hint = لم يصل شيء؟ قد يستغرق الأمر بضع دقائق. يحسن النظر في مجلد الرسائل غير المرغوب فيها أيضًا.
embed-nowhere = لم يعد هذا النموذج يقود إلى أي مكان. يستطيع صاحب المدونة إصلاحه إن أُخبر بذلك.
embed-many = وصلت طلبات كثيرة من شبكتك للتو. لم يضِع شيء: تمكن المحاولة من جديد بعد { $span }.
embed-domain = لا تُقبل هنا عناوين ذلك النطاق. يمكن كتابة عنوان في نطاق آخر.
embed-not-now = غير ممكن في هذه اللحظة. لم يضِع شيء: يمكن الضغط على الزر من جديد بعد دقيقة.
embed-once-more = ترسل الآلات النماذج أيضًا. ضغطة أخرى على الزر ويتم الأمر.
embed-page = { $list } على مدونتك
embed-page-what = هنا كل طريقة لدعوة القراء، حيّة، مع ما يُنسخ إلى المدونة. العنوان الذي يُكتب هنا تُرسل إليه رسالة فعلًا.
embed-page-script = تشترك كلها في نص برمجي واحد لا يضع ملفات تعريف ارتباط ولا يسأل أي جهة أخرى عن شيء. من اشترك أو جاء برابط من إحدى رسائلك لا يُسأل من جديد.
embed-post-end = في نهاية كل مقال
embed-post-end-note = مكانه تحت نص المقال، في قالب المقالات.
embed-inline = ضمن الصفحة
embed-inline-note = مكانه حيث ينبغي أن يكون النموذج: شريط جانبي، أو تذييل، أو صفحة مستقلة.
embed-pop-up = نافذة فوق المقال
embed-pop-up-note = مكانها قالب المقالات. تُفتح بعد دقيقة أو عند قراءة نصف المقال، أيهما أسبق؛ ومن أغلقها لا تظهر له مدة يوم. يغلقها مفتاح Escape، والضغط خارجها، وزرها.
embed-overlay = ترحيب في الصفحة الرئيسية
embed-overlay-note = مكانه قالب الصفحة الرئيسية. يُفتح فورًا، ثم لا يُفتح مدة أسبوع؛ ولا يُفتح أبدًا في صفحات أخرى.
embed-button = زر عائم
embed-button-note = مكانه أي قالب، في نهاية الصفحة. يبقى في الزاوية ويفتح النموذج.
embed-open = فتح
embed-off = هو معطّل: لا تعرض صفحاتك شيئًا في مكانه. يعيده { $command }.
embed-to-copy = { $title }: ما يُنسخ
embed-copy = نسخ
embed-copied = تم النسخ
embed-plain = من دون أي نص برمجي
embed-plain-what = المدونة التي لا تسمح بالنصوص البرمجية تأخذ النموذج وحده: يُنسخ ما بين السطر الأول والسطر قبل الأخير من { $form }. أو يوضع رابط إلى { $link }.
embed-policy = إن كانت المدونة ترسل Content-Security-Policy فيجب أن تسمح بما يلي: { $script } و{ $connect } و{ $form }. لا حاجة إلى شيء مضمّن ولا إلى أنماط.

## Errors

error-address-empty = يلزم عنوان بريد إلكتروني.
error-address-at = لعنوان البريد جزء قبل علامة @ وجزء بعدها، مثل name@example.org.
error-address-several = يلزم عنوان واحد فقط، فيه علامة @ واحدة.
error-address-local = يمكن أن يحوي الجزء الذي قبل @ حروفًا وأرقامًا ونقاطًا بينها والعلامات { $signs }.
error-address-ascii = يمكن أن يحوي هذا العنوان قبل @ الحروف a–z وحدها، حتى يستطيع كل برنامج بريد مراسلته.
error-address-long = عنوان البريد طويل جدًا: الحد 64 محرفًا قبل @ و254 في المجموع.
error-address-domain = يجب أن يكون الجزء الذي بعد @ اسم نطاق، مثل example.org.
error-address-taken = تصل إلى هذا العنوان رسائل من هنا بالفعل. يمكن المغادرة بأحد العنوانين والاحتفاظ بالآخر.
error-choose-one = يلزم اختيار واحد من هذه.
error-choose-list = يلزم اختيار واحدة على الأقل.
error-choose-place = يلزم اختيار مكان من القائمة.
error-choose-hour = يلزم اختيار ساعة من هذه.
error-choose-weekday = يلزم اختيار يوم من هذه.
error-choose-topics = يلزم الاختيار من هذه المواضيع.
error-choose-language = يلزم اختيار لغة من القائمة.
error-pause-day = يلزم اختيار يوم، مثل { $example }.
error-pause-past = يلزم اختيار يوم لم يأتِ بعد.
error-pause-long = يلزم اختيار يوم خلال سنة. ولمدة أطول تمكن المغادرة ثم العودة.
error-link-title = هذا الرابط لا يعمل
error-link = قد يكون قديمًا جدًا، أو قطع برنامج البريد نهايته. أفضل الروابط هي التي في أحدث رسالة منا.
error-link-new = طلب رابط جديد
error-not-found-title = لا توجد صفحة كهذه
error-not-found = يحسن التحقق من العنوان بحثًا عن خطأ في الكتابة.
error-not-found-home = يحسن التحقق من العنوان بحثًا عن خطأ في الكتابة، أو البدء من { $site }.
error-many-title = كان ذلك كثيرًا دفعة واحدة
error-many = وصلت طلبات كثيرة من شبكتك. تمكن المحاولة من جديد بعد { $span }.
error-many-again = تمكن المحاولة من جديد بعد { $span }
error-domain-title = يلزم عنوان آخر
error-domain = لا تُقبل هنا عناوين هذا النطاق. لم يُرسل شيء. يمكن الرجوع وكتابة عنوان آخر.
error-unavailable-title = تمكن المحاولة بعد لحظات
error-unavailable = يجري إصلاح شيء عندنا. لم يضِع شيء: سيعمل الرابط أو النموذج من جديد.
error-request-title = لم يصل ذلك كاملًا
error-request = يمكن الرجوع وإرسال النموذج من جديد.
error-request-button = يمكن الرجوع إلى الصفحة والضغط على أحد أزرارها.
error-not-the-blog = الرابط الذي أوصلك إلى هنا ليس من هذه المدونة. يمكن الرجوع إلى المدونة والمحاولة منها.
error-unshowable = لا يمكن عرض هذه الصفحة الآن. لم يضِع شيء: تمكن العودة لاحقًا.
## The way to a digest on the web

digest-same-on-the-web = هذه الرسالة على الويب
