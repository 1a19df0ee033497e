"""Korean, Arabic, Swedish, Polish, Turkish and others: the small words beside a date."""

from dataclasses import replace

from bot.domain.drafts.wordings.prefixed import anchors_of, wording_of
from bot.domain.drafts.wordings.table import Role, Wording, patterns, words

_NEVER = words(r"(?!)")


def _dates(
    before: tuple[tuple[str, Role], ...],
    after: tuple[tuple[str, Role], ...],
    lengths: tuple[tuple[str, Role], ...] = (),
    lengths_after: tuple[tuple[str, Role], ...] = (),
) -> Wording:
    """The table of a language of which only dates and plain periods are read."""
    return Wording(
        length_before=patterns(*lengths, before=True),
        length_after=patterns(*lengths_after),
        date_before=patterns(*before, before=True),
        date_after=patterns(*after),
        duty=_NEVER,
        aim=_NEVER,
        option=_NEVER,
        history=_NEVER,
        lasting=_NEVER,
    )


_KOREAN_ANCHORS = (
    (words("서명|체결"), "signature"),
    (words("발효|효력"), "entry into force"),
    (words("비준|기탁"), "deposit"),
    (words("통보|통고|공한|각서"), "exchange of notifications"),
    (words("요청|접수"), "request"),
)
KOREAN = replace(
    _dates(
        (),
        (
            ("(?: ?말| ?초| ?중순)?까지", Role.BY),
            ("(?: ?말)?부(?:로|터)", Role.FROM),
            ("(?:에|자로) ?(?:발효|시행|서명|개최)(?:된다|한다|될|할|되며|하기로)", Role.ON),
            ("이전에?", Role.BEFORE),
        ),
        (
            (
                r"(?P<anchor>[^,.\n]{1,40}?)(?:일로부터|날부터|일부터|로부터|부터|이후|후|"
                r"한 날로부터)\s?",
                Role.AFTER,
            ),
            ("(?:유효기간은|향후|앞으로)", Role.LASTING),
        ),
        (
            (r"\s?(?:이내|안|내)에?", Role.WITHIN),
            (r"\s?(?:간|동안)|\s?(?:유효|효력|연장|유지)", Role.LASTING),
            (r"\s?(?:후|뒤|이 되는 날)에?", Role.AFTER),
            (r"\s?전에?(?:까지)?", Role.BEFORE),
        ),
    ),
    duty=words(r"한다|된다|했다|하기로|합의|약속|예정|해야|할 것|하며|의무|하고|키로"),
    aim=words(r"예정|계획|목표|전망|추진|방침|예상|검토"),
    lasting=words("유효|휴전|연장|유예|중단|효력"),
    anchors=_KOREAN_ANCHORS,
)
ARABIC = replace(
    _dates(
        (
            (
                r"(?:في موعد (?:لا يتجاوز|أقصاه)|بحلول|قبل نهاية|بحلول نهاية)(?: يوم)?(?: \w+)?",
                Role.BY,
            ),
            (r"(?:قبل)(?: يوم)?(?: \w+)?", Role.BEFORE),
            (r"(?:حتى|لغاية|إلى)(?: يوم| نهاية)?(?: \w+)?", Role.UNTIL),
            (
                r"(?:اعتبارا من|اعتبارًا من|ابتداء من|ابتداءً من|بدءا من|من)(?: يوم)?(?: \w+)?",
                Role.FROM,
            ),
        ),
        (),
        (
            (r"(?:خلال|في غضون|غضون|في موعد لا يتجاوز)(?: فترة| مدة)?", Role.WITHIN),
            (r"(?:لمدة|مدتها|مدته|لفترة)", Role.LASTING),
            (r"(?:بعد)(?: مرور)?", Role.AFTER),
        ),
        (((r" (?:من|بعد) (?:تاريخ )?(?P<anchor>[^.؛،]{1,80})"), Role.AFTER),),
    ),
    duty=words(r"(?:^|\s)[وف]?(?:س?[يتن]\w{2,}|يجب|تلتزم|المقرر|اتفق)"),
    aim=words("المقرر|المتوقع|تعتزم|تهدف|يهدف"),
    lasting=words("سار|نافذ|هدنة|وقف|تمديد|يظل|تستمر|تسري|صالح"),
    anchors=(
        (words("توقيع|التوقيع"), "signature"),
        (words("نفاذ|سريان|حيز"), "entry into force"),
        (words("إشعار|إخطار|مذكرات"), "exchange of notifications"),
        (words("إيداع|تصديق"), "deposit"),
    ),
)
RUSSIAN = wording_of(
    within=r"(?<!действует )(?<!действовать )(?<!силе )в течение|"
    r"не позднее(?: чем)?(?: через)?|в срок до|через",
    following=r"в (?:ближайшие|следующие|течение следующих)",
    past=r"за (?:последние|прошедшие)|более|свыше",
    every=r"кажд(?:ые|ый|ую)|раз в|не реже одного раза в",
    lasting=r"на(?: срок| период)?(?: в)?|сроком на|в течение срока в|"
    r"(?:действу\w+|действовать|в силе) в течение",
    after=r"со? (?:дня|даты|момента)|после|по истечении|через|с",
    before=r"до|перед",
    notice=r"(?:до|с даты) (?:истечения|получения уведомления|уведомления)",
    by=r"до(?: конца)?|не позднее|к(?: концу)?",
    earlier=r"ранее",
    until=r"по|до|вплоть до",
    since=r"с|начиная с",
    at=r"в|на",
    duty=r"долж\w+|обяз\w+|будет|будут|вступ\w+|договорил\w+|соглас\w+|вводит\w+|\w+[ую]т\b|"
    r"\w+[ия]тся\b",
    aim=r"намер\w+|планир\w+|стрем\w+|ожида\w+",
    stays=r"действ\w+|в силе|остается|заключ\w+|продл\w+|перемири\w+|приостан\w+|срок\w*",
    anchors=anchors_of(
        r"последнего (?:письменного )?уведомлени|обмена нотами",
        r"депозит|сдачи на хранение|ратификационн",
        r"уведомлени|денонс",
        r"получени|запрос|обращени",
        r"подписани",
        r"вступлени\w* в силу",
        r"опубликован",
    ),
)
SWEDISH = _dates(
    (
        (r"\bsenast(?: den)?", Role.BY),
        (r"\btill(?: och med)?(?: den)?", Role.UNTIL),
        (r"\bfrån(?: och med)?(?: den)?", Role.FROM),
    ),
    (),
    ((r"\binom", Role.WITHIN),),
)
POLISH = _dates(
    ((r"\bdo(?: dnia| końca)?", Role.BY), (r"\bod(?: dnia)?", Role.FROM)),
    (),
    ((r"\bw (?:ciągu|terminie)", Role.WITHIN),),
)
TURKISH = _dates(
    (),
    (
        (r"(?: tarihine)?['’]?\s?(?:e |a )?kadar", Role.BY),
        (r"(?: tarihinden)? itibaren", Role.FROM),
    ),
    (),
    ((r" içinde", Role.WITHIN),),
)
INDONESIAN = _dates(
    (
        (r"\b(?:paling lambat|selambat-lambatnya|sebelum)(?: pada)?", Role.BY),
        (r"\bhingga|\bsampai(?: dengan)?", Role.UNTIL),
        (r"\bmulai|\bsejak", Role.FROM),
    ),
    (),
    ((r"\bdalam(?: waktu)?", Role.WITHIN),),
)
HINDI = replace(
    _dates(
        (),
        ((r"\s?(?:के अंत )?तक", Role.BY), (r"\s?से", Role.FROM)),
        ((r"अगले|आगामी|आने वाले", Role.NEXT),),
        (
            (r"\s(?:के )?(?:भीतर|अंदर)", Role.WITHIN),
            (r"\s(?:के लिए|तक)", Role.LASTING),
            (r"\s(?:के )?बाद", Role.AFTER),
        ),
    ),
    duty=words("गा|गी|गे|किए|लक्ष्य|सहमत|समझौत"),
    aim=words("लक्ष्य|उम्मीद|योजना"),
    lasting=words("लागू|मान्य|युद्धविराम|बढ़ा"),
    anchors=(
        (words("हस्ताक्षर"), "signature"),
        (words("लागू|प्रभावी"), "entry into force"),
    ),
)
