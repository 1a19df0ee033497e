"""What the words around a date say of it: another text, a level, an event that was, one to come."""

import re

CITED = re.compile(
    r"\b(?:dated|(?<!as )of|signed(?: \w+){0,3} on|done(?: at \w+)? on|adopted on|"
    r"concluded on|published on|"
    r"issued on|as amended on|entered into on|enacted on|approved on|made on|held on|"
    r"announced on|met on|began on|started on|launched on|established on|visited on|killed on|"
    r"on or about)(?: the)?\s*$",
    re.IGNORECASE,
)
TO_COME = re.compile(
    r"\b(?:will|shall|to be|is to|are to|expect\w*|scheduled|due|set (?:to|for)|plan\w*|intend\w*|"
    r"must|would|should|slated|effective|on or after|shall apply|takes? (?:effect|"
    r"place)|enters? into|comes? into|begins?|beginning|starts?|starting|"
    r"resumes?|expires?|ends?|meets?|is held|agreed? to|commit\w*|undertak\w+|aims?|target\w*|"
    r"deadline|goal|until|proposed|hopes?|could|extend\w*|(?-i:may))\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"(?<!\bto be )(?<!\bwill be )(?<!\bshall be )(?<!\bwould be )"
    r"\b(?:(?:laid|set|spelled) out|proposed|presented|unveiled|outlined|drafted|brokered|"
    r"negotiated|reached|imposed|introduced|announced|declared|launched|released|published|"
    r"promised|"
    r"struck|begun|began|started|passed|approved|seized|invaded|captured|opened|took office|"
    r"elected|signed|visited|met|won|lost|rose|fell)\b[^,;:—–]{0,45}\b(?:in|on|last|since)\W*$",
    re.IGNORECASE,
)
PROMISED = re.compile(
    r"\b(?:will|shall|commit(?:s|ted)? to|pledg\w+|undertak\w+|agree[sd]? to|intends? to|"
    r"plans? to|aims? to)\b",
    re.I,
)
CITED_ELSEWHERE = re.compile(
    r"(?:\bwet|besluit|verdrag|overeenkomst|nota|brief|staatsblad|gesetz\w*|vertrage?s?|abkommens?|"
    r"vereinbarung|verordnung|notenwechsels?|\bnote|\bloi|décret|accord|convention|traité|lettre|"
    r"\bley|decreto|convenio|acuerdo|tratado|legge|accordo|convenzione|\blei|acordo)\b[^.;]{0,40}"
    r"\b(?:van|vom|von|du|de|del|della|dello|do|da|di)(?: \w+)?\s*$",
    re.IGNORECASE,
)
AN_END = re.compile(
    r"\b(?:end|close|fin|final|finales|ende|einde|eind|fine|fim)\b|jahresende|末|底", re.IGNORECASE
)
WAS_TO = re.compile(
    r"(?:避免|以免|防止|原定|原本|本應)[^，。]{0,12}$|"
    r"\b(?:had been|had|avert\w*|avoid\w*|was (?:due|to|supposed|set|originally|scheduled|meant)|"
    r"were (?:due|to|supposed|set|scheduled|meant))\b[^.;,]*$",
    re.IGNORECASE,
)
WAS_TO_COME = re.compile(r"^[^。]{0,24}?(?:予定だった|はずだった|予定していた|としていた)")
YEAR_AHEAD = re.compile(r"\b(?:in|during)\b[\w ]{0,24}$", re.IGNORECASE)
AMOUNTS = re.compile(
    r"\b(?:levels?|baseline|compared (?:with|to)|relative to|below|above|since|base year|"
    r"founded|born|census|report|edition|budget|act|olympics?|world cup|elections?|prices)\b\W*$",
    re.IGNORECASE,
)
AFTER_YEAR = re.compile(
    r"^\W?(?:levels?|edition|act\b|report\b|budget\b|agreement\b|treaty\b|"
    r"convention\b|election\w*|war\b|"
    r"olympics?|world\b|ministerial|census|protocol\b|framework\b|constitution|"
    r"accord\b|declaration\b|"
    r"memorandum|law\b|summit\b|strategy|plan\b|attack\w*|invasion|itu\b|conference|season|prices|"
    r"dollars|pact\b|deal\b|ceasefire\b|-\d)",
    re.IGNORECASE,
)
PRIVATE = re.compile(
    r"\b(?:retires?|resigns?|steps? down|leaves? office|plays?|celebrates?|"
    r"elections?|polls?|votes?|"
    r"concert|film|born|marries|runs? for|stands? for)\b[^.;]*$",
    re.IGNORECASE,
)
JAPANESE_AHEAD = re.compile(
    r"(?<!てい)(?<!でい)(?<!ていま)(?<!でいま)[うくぐすつぬぶむる](?:$|方針|予定|見通し|考え|"
    r"計画|と(?!き|こ))|(?:する|される|れる|生じ|なる|行う|開く|始まる|続く|迎える|終える|"
    r"始める|します|"
    r"されます|予定|方針|計画|義務|"
    r"失効|発効|期限|満了)"
)
CONNECTED = re.compile(
    r"^\W{0,3}(?:to|until|through|till|–|-|bis|tot|au|hasta|al|fino al|até|por|до|から|起至|"
    r"〜|～|至)"
    r"\W{0,3}$",
    re.IGNORECASE,
)
BOTH = re.compile(r"^\W{0,3}(?:and|et|und|y|en|e)\W{0,3}$", re.IGNORECASE)
BETWEEN = re.compile(r"\b(?:between|entre|zwischen|tussen|tra)\b[^.;]{0,12}$", re.IGNORECASE)
MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|märz|mai|okt|dez|mrt|mei|enero|"
    r"abril|agosto|dici|janv|févr|avril|juin|juil|août|déc|genn|magg|giug|lugl|sett|ott)|\d月",
    re.IGNORECASE,
)
SAME = re.compile(r"\b(?:the|that) same\b|同[日月年]", re.IGNORECASE)
"""What only points back to a time that the text does not know itself."""
CHAMBER = re.compile(
    r"\b(?:parliament|senate|congress|assembly|council|cabinet|diet|knesset|"
    r"lawmakers)\b",
    re.IGNORECASE,
)
"""Whose vote ratifies an agreement, where other votes concern it little."""
