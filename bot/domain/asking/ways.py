"""The ways to ask for each kind of answer.

The table is read from the top: what stands earlier is the more telling way to ask.
"""

import re
from functools import cache

from bot.domain.asking.kinds import Kind
from bot.domain.asking.words import listed

AGREEMENTS = (
    r"(?:agreements?|deals?|mous?|memorand(?:um|ums|a)|frameworks?|treat(?:y|ies)|pacts?|accords?|"
    r"partnerships?|arrangements?|instruments?|measures?|rulings?|action plans?)"
)
"""The words for what a record holds."""

_BE = r"(?:is|are|was|were|be|been|being)"
_ANY = r"(?:anything|something|nothing|what|stuff|things?|items?|which|any|all|everything)"
_TIMED = (
    r"(?:before|by|until|in|on|during|within|this|next|between|after|over|from|today|tomorrow|soon)"
)

_ASKS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (
        Kind.COMPARE,
        (
            r"\bcompar\w+",
            r"\bversus\b",
            r"\bside by side\b",
            r"\bdiffer(?:s|ent)? from\b",
            r"\b(?:difference|differences|differ|contrast)\b.*\bbetween\b",
            r"\bhow do .* differ",
            r"\bdifferences?\b.*\b(?:and|to|with)\b",
            r"\bstronger than\b",
            r"\bstricter than\b",
        ),
    ),
    (
        Kind.SAYS,
        (
            (
                r"\b(?:who|which \w+|what \w+)(?: \w+)? (?:says?|said|claim(?:s|ed)?|reported|"
                r"reports?|wrote|writes|told)\b"
            ),
            r"\baccording to (?:whom|who|which)\b",
            r"\bwho is saying\b",
            r"\bwho is claiming\b",
        ),
    ),
    (
        Kind.ROLLING,
        (
            (
                r"\b(?:holidays?|weekends?|non-?working|business days?|"
                r"working days?)\b.*\b(?:fall|falls|fell|land|lands|happen|happens|if|count|"
                r"move|moves|shift|roll)\b"
            ),
            (
                r"\b(?:fall|falls|fell|land|lands|if|count|move|moves|shift|"
                r"roll)\b.*\b(?:holidays?|weekends?|sundays?|saturdays?|non-?working|"
                r"business day|working days?)\b"
            ),
        ),
    ),
    (
        Kind.VERIFIED,
        (
            r"\blast (?:checked|verified|confirmed|reviewed|held against)\b",
            r"\bup to date\b",
            r"\bup-to-date\b",
            r"\bout of date\b",
            r"\bhow (?:fresh|recent|old|current|reliable)\b",
            r"\bwhen .*\b(?:checked|verified)\b",
            r"\b(?:was|were) .* (?:last )?(?:checked|verified) (?:against|last)\b",
        ),
    ),
    (
        Kind.UNVERIFIED,
        (
            r"\bunverified\b",
            r"\bnot (?:yet )?verified\b",
            r"\bneeds? (?:checking|verification|verifying)\b",
            r"\bnobody (?:has )?(?:checked|verified)\b",
            r"\bdates? (?:that )?(?:have |has )?(?:passed|gone by)\b",
            r"\bto be verified\b",
            r"\bunconfirmed\b",
        ),
    ),
    (
        Kind.OPEN,
        (
            (
                r"\b(?:open|outstanding|unanswered|unresolved|pending|remaining) (?:question|"
                r"point|issue|item|matter)s?\b"
            ),
            r"\boutstanding\b",
            r"\b(?:is|are) (?:still )?open\b",
            r"\bnot (?:we |yet |i )*know\b",
            r"\bunresolved\b",
            r"\bunclear\b",
            r"\bunanswered\b",
            r"\bstill open\b",
            r"\bwhat is open\b",
            r"\bloose ends\b",
            r"\bdo(?:es)? (?:we|not|nobody) (?:not )?(?:yet )?know\b",
            r"\bwhat (?:is|do) .*\b(?:not known|unknown|not know)\b",
            r"\b(?:unknown|unknowns|missing information|gaps)\b",
            r"\bquestions?\b(?=.*\b(?:on|about|for|in|remain)\b)",
        ),
    ),
    (
        Kind.DISPUTED,
        (
            r"\bdisput\w+",
            r"\bcontest(?:ed)?\b",
            r"\bdisagree\w*",
            r"\bconflict(?:s|ing)?\b",
            r"\bcontradict\w*",
            r"\bcontroversial\b",
            r"\bdebated\b",
            r"\bdiscrepanc\w+",
            r"\bsources? differ\b",
            r"\bat odds\b",
        ),
    ),
    (
        Kind.WHY,
        (
            r"\bwhy\b",
            r"\bhow come\b",
            r"\bfor what reason\b",
            r"\bwhat is the reason\b",
            r"\breason (?:for|that)\b",
            (
                r"\bhow (?:is|was|are|were|did|do|does|have|has) .*\b(?:calculat\w+|comput\w+|"
                r"count\w*|work\w* out|reckon\w*|deriv\w+|arrive\w*|determin\w+|get to|come to|"
                r"set|reach\w*)\b"
            ),
            r"\bwhich rule\b",
            r"\bwhat rule\b(?= (?:gives|sets|governs|is behind|applies))",
            r"\bexplain (?:the |this |that )?(?:date|deadline)\b",
            r"\bbasis for the (?:date|deadline)\b",
        ),
    ),
    (
        Kind.SOURCE,
        (
            r"\bsources?\b",
            r"\bcitations?\b",
            r"\bcite\b",
            r"\bcited\b",
            r"\breferences?\b",
            r"\bhow do (?:we|you|they|i) know\b",
            r"\bevidence\b",
            r"\bproof\b",
            r"\bwhere (?:does|did|do) (?:this|that|it|the|we) .*\b(?:come|get|find|read)\b",
            r"\bwhere can i (?:read|find|see)\b",
            r"\blinks?\b",
            r"\bwebsite\b",
            r"\burl\b",
            r"\bwhere (?:is|was) .* from\b",
            r"\bwhere .* published\b",
            r"\bon what (?:basis|evidence)\b",
            r"\bwho reported\b",
        ),
    ),
    (
        Kind.CHANGED,
        (
            (
                r"\b(?:what|anything|something|has|have|did|which)\b.*\b(?:changed|change|"
                r"changes|moved|shifted|postponed|edited|slipped)\b"
            ),
            r"\bwhat is new\b",
            r"\banything new\b",
            r"\bany news\b",
            r"\bnews\b",
            r"\bwhats new\b",
            r"\b(?:any|latest|recent) (?:updates?|changes?|developments?|movement)\b",
            r"\bthe latest\b",
            r"\bcatch me up\b",
            r"\bbring me up to speed\b",
            r"\bchanges? (?:since|in|on|to|last|this)\b",
            r"^(?:updates?|changes|latest|news)\b",
            r"\bwhat (?:was|has been) (?:added|recorded|updated)\b",
        ),
    ),
    (
        Kind.HAPPENED,
        (
            (
                r"\bwhat (?:has )?(?:happened|occurred|took place|was (?:signed|announced|"
                r"agreed|published|suspended|decided))\b"
            ),
            r"\bwhat (?:did|events)\b.*\bhappen(?:ed)?\b",
            r"\banything happen(?:ed)?\b",
            r"\bevents? (?:in|on|since|during|of)\b",
            r"\bwhat went on\b",
            r"\b(?:last|latest|most recent) (?:thing|event|step|development)\b",
            r"\bwhat happened\b",
        ),
    ),
    (
        Kind.MINE,
        (
            (
                r"\b(?:my|our own) (?:deadlines?|milestones?|tasks?|dates?|items?|"
                r"responsibilities|to ?dos?)\b"
            ),
            (
                r"\b(?:am|do|must|should) i (?:own|responsible|in charge|answer for|handle|"
                r"have to do|have to|due|on the hook)\b"
            ),
            r"\bassigned to me\b",
            r"\bi (?:own|am responsible)\b",
            r"\bon my (?:plate|list|desk)\b",
            r"\bmine\b",
            (
                r"\bwhat (?:does|is|do) .*@someone.*\b(?:own|responsible|answer|handle|doing|"
                r"due|charge|assigned)?\b"
            ),
            r"@someone",
        ),
    ),
    (
        Kind.OWNER,
        (
            (
                r"\bwho\b.*\b(?:owns?|owned|owner|responsible|accountable|in charge|"
                r"answers? for|handles?|handling|looks? after|takes? care|assigned|leads? on|"
                r"covers?|follows up|is on|manages?|runs point|tracks?|deals with|deputy|"
                r"works? on|working on)\b"
            ),
            r"\bowners?\b",
            r"\bpoint person\b",
            r"\bwhose (?:job|task|responsibility|desk|deadline|is)\b",
            r"\bperson in charge\b",
            r"\bdeputy\b",
            r"\bwho do i (?:ask|call|contact|talk to)\b",
            r"\bcontact person\b",
            r"\bresponsible (?:for|person|officer)\b",
        ),
    ),
    (
        Kind.COUNTDOWN,
        (
            (
                r"\bhow (?:many|much)(?: more)? (?:days?|weeks?|months?|time|hours?|"
                r"longer)\b(?!.*\bago\b)(?=.*\b(?:left|until|before|to|remain\w*|till|for|have|"
                r"do we|till|away|off|more|is|are)\b)"
            ),
            r"\bhow (?:long|far)\b.*\b(?:until|before|left|away|off)\b",
            r"\b(?:time|days|weeks|months) (?:left|remaining|until|to go)\b",
            r"\bcountdown\b",
            r"\bhow soon\b",
            r"\bhow long (?:do we have|have we got|is left|have we)\b",
            r"^days (?:to|until|before)\b",
            r"\bhow much longer\b",
        ),
    ),
    (
        Kind.HOW_LONG,
        (
            r"\bhow long\b",
            r"\bduration\b",
            r"\bfor what period\b",
            r"\bhow many (?:days|weeks|months|years)\b",
        ),
    ),
    (
        Kind.HOW_MUCH,
        (
            r"\bhow (?:much|high|big|large)\b",
            (
                r"\bhow many (?:dollars|billions?|millions?|ton\w*|countries|projects|states|"
                r"soybeans|announcements|proposals)\b"
            ),
            (
                r"\bwhat (?:amount|sum|rate|percentage|level|share|quantity|is the (?:amount|"
                r"rate|ceiling|cap|size|value|sum|percentage|currency|limit))\b"
            ),
            r"\bsize of\b",
            r"\bvalue of\b",
            r"\bamount of\b",
        ),
    ),
    (
        Kind.OVERDUE,
        (
            r"\boverdue\b",
            r"\bpast (?:its |their )?due\b",
            r"\bbehind schedule\b",
            r"\bmissed\b",
            r"\bare we late\b",
            r"\b(?:is|are) .*\blate\b",
            r"\bwhat is late\b",
            r"\bslipped\b",
            r"\bpast the deadline\b",
            r"\bbehind on\b",
            r"\bbeen late\b",
            r"\banything late\b",
        ),
    ),
    (
        Kind.UNDATED,
        (
            (
                r"\b(?:without|no|lack\w*|missing|have no|has no) (?:a |any |fixed |"
                r"due )?(?:dates?|deadlines?)\b"
            ),
            r"\bundated\b",
            r"\bopen-ended\b",
            r"\bawaiting\b",
            r"\bwaiting for (?:an event|a trigger|something)\b",
            r"\bnot dated\b",
        ),
    ),
    (
        Kind.NEXT,
        (
            (
                r"\b(?:next|coming up|soonest|nearest|earliest|upcoming|"
                r"first) (?:\w+ )?(?:deadlines?|dates?|milestones?|steps?|things?|due|events?|"
                r"items?|up|on the calendar)\b"
            ),
            r"\bwhat (?:is|comes|are)(?: the)?(?: coming up| up)? (?:next|coming)\b",
            r"\bcoming up\b",
            r"\bupcoming\b",
            r"\bwhat next\b",
            r"^next(?: up)?\b(?! (?:week|month|quarter|year))",
            r"\bnext$",
            r"\bwhat is up next\b",
            r"\bnext for\b",
            r"\bwhat happens next\b",
        ),
    ),
    (
        Kind.COUNT,
        (
            (
                rf"\bhow many (?:\w+ )?(?:\w+ )?(?:{AGREEMENTS}|records?|deadlines?|milestones?|"
                r"sources?|things)\b"
            ),
            rf"\bnumber of {AGREEMENTS}\b",
            r"\bcount of\b",
            r"\bhow many .*\b(?:do we|are there|are on)\b",
        ),
    ),
    (
        Kind.SIGNERS,
        (
            r"\bwho\b.*\b(?:sign(?:ed|s)?|inked|initialled)\b",
            r"\bsigned by (?:whom|who)\b",
            r"\bsigned (?:it )?for\b",
            r"\bby whom\b.*\bsigned\b",
            r"\bsigned by\b",
        ),
    ),
    (
        Kind.PARTIES,
        (
            r"\bpart(?:y|ies) to\b",
            r"\bpart(?:y|ies)\b",
            r"\bsignator(?:y|ies)\b",
            (
                r"\b(?:which|what|how many) (?:countries|states|governments|nations|sides|"
                r"partners)\b(?!.*\bagreements? with\b)"
            ),
            r"\bbetween (?:whom|who|which)\b",
            (
                r"\bwho (?:is|are|was|were|else is) (?:in|part of|involved|between|with|"
                r"the (?:members?|participants?|partners?|sides?|counterpart))\b"
            ),
            r"\bmembers? of\b",
            r"\bparticipants?\b",
            r"\bwho (?:takes part|participates|joined|belongs)\b",
            r"\bcounterpart\b",
            r"\bwho did .* (?:sign|agree) .*with\b",
            r"\bwith whom\b",
            r"\bwho is it with\b",
            r"\bother side\b",
            r"\bpartners\b",
        ),
    ),
    (
        Kind.BINDING,
        (
            r"\bbinding\b",
            r"\bnon-?binding\b",
            r"\blegally\b",
            r"\benforceable\b",
            r"\blegal (?:force|status|obligation|effect|weight|nature)\b",
            r"\bmandatory\b",
            r"\bobligatory\b",
            r"\bcompulsory\b",
            r"\bbinds?\b",
            r"\b(?:is|are|be) obliged\b",
            r"\ban obligation\b",
            r"\bbound by\b",
            r"\bpolitical commitment\b",
            r"\bhard law\b",
            r"\bsoft law\b",
        ),
    ),
    (
        Kind.STANDS,
        (
            (
                r"\bwhere (?:does|do|did|are|is) .*\b(?:stand|stands|at|now|up to|gone|"
                r"heading)\b"
            ),
            (
                r"\b(?:status|state of play|how (?:is|are|goes) .*(?:going|doing|coming|"
                r"progress\w*|advanc\w*)|progress|state) ?(?:of|on|for|report|with|$)"
            ),
            r"\bwhat is the (?:status|state|situation|position)\b",
            r"\bhow (?:is|are) .* (?:going|coming along|doing|progressing)\b",
            r"\bstatus\b",
            r"\bhow far (?:is|are|has|have|along)\b",
            r"\bwhat (?:has )?become of\b",
            r"\bwhat came of\b",
            r"\bwhere are we\b",
        ),
    ),
    (
        Kind.WHERE,
        (
            r"^where\b",
            r"\bwhere (?:is|was|were|are|did|does|will|do)\b",
            r"\b(?:in )?(?:which|what) (?:city|place|town|location|capital|venue|building)\b",
            r"\b(?:venue|location|place of)\b",
            r"\bwhere$",
            r"\bat which place\b",
        ),
    ),
    (
        Kind.EXISTS,
        (
            (
                r"\b(?:is|are|was|were) there (?:already |also |still |not )?(?:an?|any|some|"
                rf"other|one)?\b.*\b{AGREEMENTS}\b"
            ),
            (
                r"\b(?:do|does|did|have|has) (?:we|you|they|the us|us|america|washington|"
                r"milepost|the united states|the record|i) (?:already |also )?(?:have|got|hold|"
                rf"track|follow|know of|cover)?\b.*\b(?:{AGREEMENTS}|anything|"
                r"something)\b.*\b(?:with|on|about|for|from|covering)\b"
            ),
            r"\b(?:anything|something|one) (?:with|on|about)\b",
        ),
    ),
    (
        Kind.DUE,
        (
            rf"\b(?:which|what|list|any|all) (?:\w+ )?{AGREEMENTS}\b.*\b(?:due|deadlines?|"
            r"expir\w+|run out|lapse|dates?|milestones?)\b",
        ),
    ),
    (
        Kind.WHICH,
        (
            (
                r"\b(?:which|what|list|show|all|every|name)(?: me)?(?: all| the| of| our| other|"
                rf" us)*(?: \w+)?(?: \w+)? {AGREEMENTS}\b(?! (?:say|says|said|provide|mean|about|"
                r"do|does|is|was|has|state|require|cover|in the)\w*)"
            ),
            r"\bwhich (?:ones?|of (?:them|these|the))\b",
            rf"^{AGREEMENTS} (?:with|on|about|covering|signed|in|that|of|between|involving)\b",
            (
                rf"\bwhat {AGREEMENTS} (?:cover|deal|mention|include|concern|are|is|do|were|have|"
                r"has)\b"
            ),
            rf"\bwhich {AGREEMENTS}\b",
            r"^(?:list|all) ",
        ),
    ),
    (
        Kind.DUE,
        (
            (
                rf"\b{_ANY}\b.*\b(?:due|expir\w+|deadlines?|run(?:s|ning)? out|fall(?:s|ing)?|"
                r"lapse\w*|coming|happening|scheduled|planned|happens?|on the (?:calendar|"
                r"agenda))\b"
            ),
            r"^(?:due|deadlines?|calendar|agenda|schedule|timeline|key dates|dates)\b",
            (
                r"\b(?:deadlines|milestones|key dates|due dates|dates|calendar|agenda|schedule|"
                r"timeline)\b"
            ),
            (
                r"\bwhat (?:do|does|must|should|has|have) .*\b(?:to do|need to do|"
                rf"have to do)\b.*\b{_TIMED}\b"
            ),
            rf"\bdue (?:{_TIMED})\b",
            r"\bwhat is (?:on|happening|planned|coming)\b",
            (
                r"\bwhat (?:ends|expires|starts|begins|stops|returns|takes effect|comes back|"
                r"runs out)\b"
            ),
            r"\bwhat (?:is|are) due\b",
            r"\bowe\b",
            (
                r"\banything (?:this|next|before|by|until|today|tomorrow|coming|urgent|"
                r"pressing)\b"
            ),
            r"\burgent\b",
            r"\bpressing\b",
            r"\bon (?:the|our) (?:horizon|radar|plate)\b",
        ),
    ),
    (
        Kind.WHEN,
        (
            r"\bwhen\b",
            (
                r"\bwhat (?:exact |due |is the |was the |end |start |expiry |signing )*(?:date|"
                r"day|time|deadline|year|month)\b"
            ),
            r"\bby when\b",
            r"\bsince when\b",
            r"\buntil when\b",
            r"\bhow late\b",
            r"\bhow (?:often|frequently|regularly)\b",
            r"\bwhich (?:day|date|month|year)\b",
            r"\b(?:date|deadline|due|timing|due date)\b",
        ),
    ),
    (
        Kind.OBLIGORS,
        (
            (
                r"\bwho\b.*\b(?:must|has to|have to|needs? to|is to|are to|should|shall|"
                r"supposed to|intends?|will|pays?|provides?|is bound|committed|promised|"
                r"undertook|finances?|funds?|buys?|hosts?|convenes?)\b"
            ),
        ),
    ),
    (
        Kind.WHO,
        (
            r"\bwho\b",
            r"\bwhom\b",
            r"\bwhose\b",
        ),
    ),
    (
        Kind.WHETHER,
        (
            (
                r"^(?:so |and |but |or |also )*(?:is|are|was|were|has|have|had|did|does|do|will|"
                r"would|can|could|may|might|must|shall|should)\b"
            ),
            r"\bwhether\b",
            r"\byet\b",
            r"^(?:signed|ratified|done|met|in force|suspended|terminated|still)\b",
            r"\bstill (?:valid|in force|alive|on|suspended|standing)\b",
            r"\bin force\b",
        ),
    ),
    (
        Kind.WHAT,
        (
            r"\bwhat\b",
            r"\bhow\b",
            r"\babout\b",
            r"\bsummar\w+",
            r"\bbrief\b",
            r"\btell\b",
            r"\bexplain\b",
            r"\bdescribe\b",
        ),
    ),
)


@cache
def _compiled() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile("|".join(ways))) for kind, ways in _ASKS)


def kind_of(text: str) -> Kind | None:
    """What a tidied question asks for; None where no word of it says so."""
    return next((kind for kind, pattern in _compiled() if pattern.search(text)), None)


def every_word() -> frozenset[str]:
    """The words by which the kinds are told apart, written out."""
    return frozenset(
        listed(
            """
    compare comparison versus difference between changed change changes moved postponed
    news latest updates happened holiday holidays weekend falls claims claimed reported
    according checked verified unverified source sources citation reference evidence
    open outstanding unresolved unclear question questions disputed contested disagree
    conflict owner owns responsible charge assigned deputy many days weeks months left
    until before remaining countdown long duration much amount overdue late missed
    undated awaiting next upcoming coming signed signatories parties partners members
    where city place status progress binding legally enforceable mandatory anything
    agreement agreements framework frameworks memorandum treaty partnership measure
    measures ruling which list due deadline deadlines expires expire calendar agenda
    schedule when date force ratified suspended terminated valid still with about under
    does cover covers summary brief explain should what whats announced published
    extended cancelled today tomorrow yesterday since after january february march april
    june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday christmas summer winter autumn spring easter quarter
    week month year have there their this that from into action plan minister funding
    calculated counted computed milestone milestones milestone announcement supreme
    section
    """
        )
    )
