"""English: “within six months of the date of …”, “no later than”, “through”, “for five years”."""

from bot.domain.drafts.wordings.table import Role, Wording, patterns, words

_ADJ = (
    r"(?: (?:further|additional|initial|new|successive|consecutive|minimum|fixed|"
    r"total|transitional|maximum|single|first|short|renewable|temporary))*"
)
_ABOUT = (
    r"(?: (?:up to|at most|a maximum of|approximately|about|around|at least|"
    r"not less than|another|the next|the first|the following))?"
)
_TO = r"(?P<anchor>[^.;:]{1,150})"

LENGTH_BEFORE = patterns(
    (
        r"\b(?:in|over|during|for|throughout|within|across) (?:the|its|their) (?:next|"
        r"coming|following|ensuing|subsequent|forthcoming)(?: period of)?",
        Role.NEXT,
    ),
    (
        r"\b(?:(?:in|over|during|for|within) )?(?:the|these|those|a) (?:past|last|"
        r"previous|preceding|recent|prior)",
        Role.PAST,
    ),
    (
        r"\b(?:for|after|since|in) (?:more than|over|nearly|almost|some|about|roughly)(?: the)?",
        Role.PAST,
    ),
    (r"\b(?:past|(?<!will )(?<!shall )(?<!to )last|previous|preceding)", Role.PAST),
    (
        r"\b(?:every|each|once every|once in every|at intervals of(?: not more than|"
        r" at least| no more than)?|at least every|once in)",
        Role.EVERY,
    ),
    (r"\bat least once (?:every|in|each)(?: the)?", Role.EVERY),
    (
        r"\b(?:no|not) (?:later|more|less) than|\bat least|\bat the latest|"
        r"\bnot less than|\bin not less than",
        Role.BOUND,
    ),
    (
        rf"\b(?:with ?in|inside|in no more than|in not more than|in under|"
        rf"in less than)(?: the| a| an| their| its)?{_ADJ}(?: (?:period|term|maximum|"
        rf"time limit|time-limit|deadline|delay|timeframe|time frame|interval|window|"
        rf"space)(?: of)?)?{_ABOUT}",
        Role.WITHIN,
    ),
    (
        rf"\b(?:after|upon|on|following|at) (?:the )?(?:expiry|expiration|lapse|end|"
        rf"elapse|completion) of(?: the| a| an)?{_ADJ}(?: (?:period|term) of)?",
        Role.AFTER,
    ),
    (rf"\b(?:after|following)(?: a| an| the)?{_ADJ}(?: (?:period|term) of)?{_ABOUT}", Role.AFTER),
    (
        rf"\b(?:for|valid for|lasting|lasts?|last for|over|during|through)(?: a| an|"
        rf" the)?{_ADJ}(?: (?:period|periods|term|terms|duration)(?: of)?)?{_ABOUT}",
        Role.LASTING,
    ),
    (
        rf"\b(?:extend(?:ed|s|ing)?|renew(?:ed|s|ing)?|prolong(?:ed|s|ing)?|"
        rf"suspend(?:ed|s|ing)?|postpon(?:ed|e|es|ing)|delay(?:ed|s|ing)?|extension|"
        rf"renewal)\b[^.;,]{{0,60}}? by{_ABOUT}(?: a| an)?{_ADJ}(?: (?:period|"
        rf"term) of)?",
        Role.LASTING,
    ),
    (
        rf"\b(?:extension|term|period|periods|terms|duration|validity|life|suspension|"
        rf"pause|ceasefire|truce|moratorium|effort|programme|program|process|"
        rf"phase)(?: period)? of{_ABOUT}(?: a| an)?",
        Role.LASTING,
    ),
    (r"\bin(?: about| roughly| around| as little as| just)?", Role.WITHIN),
    before=True,
)
LENGTH_AFTER = patterns(
    (
        r"(?:['’]s?)? (?:prior |advance |written |previous )*(?:written )?(?:notice|"
        r"notification)\b",
        Role.NOTICE,
    ),
    (
        r"\W{0,2}(?:of )?(?:prior|advance|written) (?:written )?(?:notice|notification)\b",
        Role.NOTICE,
    ),
    (r" (?:ago|earlier|old|of age)\b", Role.PAST),
    (r"-?(?:long|year-old)?[ -](?:old)\b", Role.PAST),
    (
        rf"[ ,]{{1,2}}(?:at (?:the latest|least) |or (?:so|less) )?(?:period |time |"
        rf"time limit )?(?:after|following|from|since|upon|counting from|counted from|"
        rf"calculated from|starting from|starting on|starting with|beginning (?:on|"
        rf"from|with)|commencing (?:on|from|with)|subsequent to|as of|as from|"
        rf"with effect from|post)\b(?: and including)? {_TO}",
        Role.AFTER,
    ),
    (
        r" of (?=(?:its |their |the |this |such |signature|signing|receipt|entry|"
        r"notification|receiving|ratification|adoption|accession|publication|approval|"
        r"being|a ))(?P<anchor>[^.;:]{1,150})",
        Role.AFTER,
    ),
    (
        r"[ ,]{1,2}(?:at the latest )?(?:before|prior to|preceding|in advance of|"
        r"ahead of|previous to|in advance)\b ?(?P<anchor>[^.;:]{0,150})",
        Role.BEFORE,
    ),
    (
        r"[ ,]{1,2}(?P<anchor>thereafter|therefrom|thereof|later|from that date|after that date)\b",
        Role.AFTER,
    ),
    (r" (?:from now|from today|hence|ahead)\b", Role.NEXT),
    (
        r"[ -](?:(?:humanitarian|temporary|nationwide|renewable|initial|unilateral|"
        r"bilateral|mutual|conditional|partial|full|immediate|tariff|trade|Eid|"
        r"Christmas|Easter|Olympic) )?(?:cease-?fire|truce|pause|lull|armistice|"
        r"cessation|extension|suspension|moratorium|reprieve|exemption|waiver|freeze|"
        r"halt|transition|implementation|negotiating|negotiation|grace|window|"
        r"countdown|delay|renewal|postponement)\b",
        Role.LASTING,
    ),
)
_FEW = "two|three|four|five|six|few|several"
_HOUR = (
    r"(?: (?:noon|midnight|\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?|"
    r"\d{1,2}:\d\d),?(?: [\w’']+ time,?)?(?: on)?)?"
)
_SPAN = (
    r"(?: (?:the |about |around |approximately |early |late |mid-?|at least |"
    r"at the latest |at )*(?:(?:the )?(?:very )?(?:end|close|beginning|start|"
    r"middle|first half|second half|last quarter|first quarter|last day|first day|"
    r"conclusion|early part|midnight|noon|night|morning|evening|"
    r"midnight local time)(?: of| on)?)?(?: the)?(?: (?:calendar|fiscal|financial|"
    r"crop|marketing))?(?: years?| day| period)?)?"
)
DATE_BEFORE = patterns(
    (
        rf"\b(?:on or before|by no later than|(?:no|not) later than|"
        rf"at the latest (?:by|on)|by|latest by|deadline of|deadline is|deadline on|"
        rf"due on|due by|due|ahead of|in advance of){_SPAN}|\bby (?:a|the) target date of",
        Role.BY,
    ),
    (rf"\b(?:before|prior to|earlier than){_SPAN}", Role.BEFORE),
    (
        rf"\b(?:until|till|up to|up until|til|not before|expir(?:e|es|ing|y) (?:on|at|"
        rf"in)|ends? (?:on|at|in)|ending (?:on|at|in)?|lapses? on|terminat(?:e|es|"
        rf"ing) (?:on|at|in)|valid to){_HOUR}{_SPAN}",
        Role.UNTIL,
    ),
    (
        rf"\b(?:through|throughout|thru|running to|runs to|up to and including|"
        rf"until and including){_SPAN}",
        Role.THROUGH,
    ),
    (
        rf"\b(?:from|as of|as from|starting|starting on|starting from|beginning|"
        rf"beginning on|beginning in|commencing|commencing on|effective|effective on|"
        rf"effective from|with effect from|on or after|on and after|no earlier than|"
        rf"not earlier than|after|since|begins? on|begins? in|starts? on|starts? in|"
        rf"start of){_SPAN}",
        Role.FROM,
    ),
    (rf"\b(?:on|for|set for|scheduled for|planned for|slated for){_SPAN}", Role.ON),
    (
        r"\b(?:during|in|over|by) the (?:first|last|final) "
        rf"(?:(?:\d+|{_FEW}) )?(?:months?|weeks?|days?|quarters?|part|half) of",
        Role.ON,
    ),
    (rf"\b(?:in|during|within|over|at|to|and|or|this|next|late|early){_SPAN}", Role.ON),
    (r"[–—-]", Role.ON),
    before=True,
)
DATE_AFTER = patterns(
    (r" (?:deadline|target date|expiry|expiration)\b", Role.BY),
    (r",? at the latest\b", Role.BY),
)

ENGLISH = Wording(
    length_before=LENGTH_BEFORE,
    length_after=LENGTH_AFTER,
    date_before=DATE_BEFORE,
    date_after=DATE_AFTER,
    duty=words(
        r"\b(?:shall|must|will|undertakes?|commits?|committed|agrees?|agreed|pledg\w+|required|"
        r"obliged|obligations?|to be|is to|are to|has to|have to|due|deadline|resolved?|promis\w+|"
        r"guarantee\w*|vow\w*|decided|would|'ll|ensure)\b"
    ),
    aim=words(
        r"\b(?:intends?|intended|plans?|planned|aims?|aiming|seeks?|seeking|endeavou?rs?|targets?|"
        r"expects?|expected|hopes?|should|scheduled|slated|set to|goal|objective|strives?|"
        r"anticipat\w+|envisag\w+|looks? forward|target\w*|working to\w*|proposed|"
        r"taking measures|could)\b"
    ),
    option=words(r"\b(?:(?-i:may)|can|might|is entitled|free to)\b"),
    history=words(
        r"\b(?:was|were|had|did|has|have) (?:\w+ ){0,2}?\w+(?:ed|en|wn|de|ld|un|gun|ne|t)\b"
        r"|\b\w{3,}ed\b|\b(?:began|met|took|came|went|held|saw|made|said|told|led|gave|won|lost|"
        r"became|fell|rose|grew|spoke|struck|sought|brought)\b"
    ),
    lasting=words(
        r"\b(?:remains?|continues?|stays?|in force|valid|validity|duration|term|lasts?|lasting|"
        r"effective|extend\w*|extension|renew\w*|prolong\w*|suspen\w+|paus\w+|truce|cease-?fire|"
        r"moratorium|halt\w*|freeze|postpon\w+|delay\w*|exempt\w*|waive\w*|reprieve|transition\w*|"
        r"expire\w*|conclud\w+ for|applicable|appl(?:y|ies)|operative|operat\w+|effort|programme|"
        r"stop\w*|cease|cessation|observe)\b"
    ),
)
