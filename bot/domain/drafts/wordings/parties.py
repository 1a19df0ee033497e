"""The words by which a text shows whose agreement it is: lists, signatures, verbs and mediators."""

import re

LIST = (
    r"(?:between|among|amongst|by and between|entre|zwischen|tussen|tra|fra|mellan|mellem|między|"
    r"antara|между|بين)(?: und| and)?(?: the| both| der| dem| die| het| de| le| la| el)?"
    r"(?: governments?| regierung(?:en)?| regering(?:en)?| gouvernements?| gobiernos?)?"
    r"(?: of| der| van| de| du| des)?(?: the| het| den| la| le| l['’])?(?: federal| royal)?"
    r"(?: kingdom of| republic of| royaume de| koninkrijk(?: der)?)?\W{0,3}$"
)
BETWEEN = re.compile(LIST, re.IGNORECASE)
FOR = re.compile(
    r"(?:(?:^|\n\W{0,4})(?i:for)|\bFor|\bFOR|\b(?i:on behalf of)|\bVoor|\bFür|"
    r"\bPour|\bPOUR|\bPor|\bPOR|"
    r"\bPer|\bPelo|\bPela|\bZa|\bFör)"
    r"(?i:(?: the| her majesty's| het| die| das| le| la| el| il| o| a)?"
    r"(?: governments?| regierung| regering| gouvernement| gobierno| governo)?"
    r"(?: of| der| van| de| du| des| del| della)?(?: the| het| den| la| le| l['’])?"
    r"(?: federal)?(?: kingdom of| republic of| union of)?\W{0,3}$)"
)
DEAL = (
    r"agreements?|treaty|treaties|convention|protocol|memorand\w+|mou|framework|"
    r"accords?|pact|deals?|"
    r"cease-?fires?|truce|armistice|arrangement|partnership|declaration|joint statement|"
    r"negotiations|talks|pause|hostage"
)
DEAL_NEAR = re.compile(rf"^[^.;]{{0,70}}?\b(?:{DEAL})\b", re.IGNORECASE)
VERB_AFTER = re.compile(
    r"^[^.;]{0,90}?\b(?:have |has |had |jointly |formally |today |finally |"
    r"on \w+ )*(?:sign(?:ed|s)?|"
    r"ink(?:ed|s)?|agree[ds]?|reach(?:ed|es)?|conclud(?:ed|e)|struck|seal(?:ed)?|announc(?:ed|e)|"
    r"initial+ed|extend(?:ed)?|exchanged|adopt(?:ed)?|committed|intend|decided|share|reaffirm)\b",
    re.IGNORECASE,
)
WITH = re.compile(
    r"\b(?:sign|ink|agree|reach|conclud|struck|strik|seal|negotiat|announc|ratif|enter|clos|extend|"
    r"deals?|agreements?|pact|treaty|accords?\b|truce|ceasefire|memorand\w+)[^.;]{0,60}?\bwith"
    r"(?: the)?(?: government of)?(?: the)?\W?$",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"^(?:['’]s)?(?: and)?[^.;,]{0,60}?\b(?:sign|ink|agree|reach|conclud|struck|seal|commit|pledg)",
    re.IGNORECASE,
)
OUTSIDE_BEFORE = re.compile(
    r"(?:sponsors?|brokered|mediated|hosted|facilitated|witnessed|mediation|mediators?|"
    r"guaranteed|backed)(?: by| from| of)?[^.;]{0,25}$",
    re.IGNORECASE,
)
PLACE = re.compile(r"\b(?:in|at|from|near|te|in de|à|en|zu|em|a)\s$")
ONE_WITH = re.compile(
    r"\b(?:agreement|treaty|convention|accord|memorandum|framework|deal|pact|arrangement)\b"
    r"[^.;]{0,50}\bwith\b",
    re.IGNORECASE,
)
SPEAKER = re.compile(
    r"^(?:press )?(?:statement|remarks|readout|address|message)s? (?:from|by|of)\b", re.IGNORECASE
)
BETWEEN_AFTER = re.compile(r"^(?:政府|共和国|王国)?(?:と)?の?(?:両国)?間(?![接際隔])")
SIGNED = re.compile(
    r"(?:間|の間|両国|間で)?[^。]{0,24}?(?:協定|条約|合意|停戦|休戦|枠組み|覚書|共同声明|交渉|協議|"
    r"协定|協議|协议|停火|合作|谈判|談判|備忘錄|备忘录|貿易|贸易|磋商|共识|会谈|협정|합의|휴전|"
    r"정상회담|협상)",
)
SIGNER = re.compile(
    r"\b(?:ambassador|minister|president|representative|plenipotentiary|secretary|king|premier)\b"
    r"[^.;\n]{0,60} of (?:the )?(?:government of (?:the )?)?$",
    re.IGNORECASE,
)
UNDERTAKES = re.compile(
    r"^ (?:will|shall|commits?|undertakes?|intends?|agrees?|pledges?|has (?:agreed|committed)|"
    r"(?:is|are) to)\b"
)
SAID = re.compile(r"^(?:['’]s)? [^.;,]{0,40}\b(?:said|says|told)\b", re.IGNORECASE)
