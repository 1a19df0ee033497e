"""The words of signing: formulas of instruments, verbs of the news, and what is not yet signed."""

import re

FORMULA = re.compile(
    r"^(?:\W|in witness whereof[^.]{0,220}?|\(?signed\)?|for the governments?[^.]{0,40})*"
    r"\b(?:done|signed|executed|concluded|given|made|initial+ed|adopted|opened for signature)\b"
    r"(?: and \w+)?(?: in \w+)?(?:,? (?:at|in|on|this|by)\b|,|:| \w+ (?:at|in)\b)"
    r"|\bin witness whereof\b[^.]{0,260}\b(?:this|on the|at)\b"
    r"|\b(?:dated|done|made) this\b|\bhave (?:here)?unto set (?:my|our) hands?\b|\bhereunto set\b"
    r"|^(?:\W)*(?:gedaan (?:in \w+ )?te|geschehen zu|unterzeichnet (?:in|zu|am)|"
    r"abgeschlossen (?:in|zu)|ausgefertigt|"
    r"fait à|fait en|signé à|hecho en|hecha en|firmado en|suscrito en|dado en|celebrado en|"
    r"fatto a|firmato a|feito em|assinado em|celebrado em|sporządzono w|"
    r"utfärda\w+ i|undertecknat i|"
    r"udfærdiget i|совершено в|حرر(?:ت)? في|وقع(?:ت)? في|dibuat di|yapılmıştır)\b"
    r"|(?:gedaan (?:in \w+ )?te|geschehen zu|fait à|hecho en|hecha en|fatto a|feito em|"
    r"совершено в)\s"
    r"|以上の証拠として|に署名した。$|作成した。|簽署於|签署于|订于|訂於|於[^，]{2,8}簽署|"
    r"在[^，]{2,8}签订",
    re.IGNORECASE,
)
MADE_AFTER = re.compile(
    r"^[^。]{0,14}?(?:において|にて|で|に)?[^。]{0,40}?(?:作成した|署名した|本書[^。]{0,20}作成)|"
    r"^[^。，]{0,12}(?:签订|簽訂|签署|簽署)|^[^.]{0,60}(?:작성되었|작성하였|서명하였|서명되었)"
)
SIGNED = re.compile(
    r"\b(?:signed|signs|sign|inked|initialled|initialed|signing(?: ceremony)?|"
    r"put (?:their|his|her) signatures?|signature)\b|"
    r"署名し(?:た|ました|、|て)|署名され(?:た|ました|、)|署名(?:式)?(?:が|を)(?:行われ|行い|"
    r"行っ|執り行)|"
    r"調印し(?:た|ました)|調印され(?:た|ました)|交換が行われ|を交換し|\bexchang(?:ed|"
    r"e of) (?:diplomatic )?(?:notes|letters)\b|"
    r"签署了|簽署了|签署|簽署|签订|簽訂|"
    r"\b(?:unterzeichne\w*|unterschrieb\w*|unterschrieben|signé\w*|signaient|ont signé|"
    r"firmaron|firmó|firmado|firmada|firmaban|suscribieron|suscribió|firmat[oaei]|"
    r"assinaram|assinou|"
    r"assinado|assinada|ondertekend\w*|tekenden|getekend|podpisa\w*|подписал\w*|"
    r"imzala\w*|menandatangani)\b|"
    r"서명|체결|हस्ताक्षर|وق(?:ّ)?ع(?:ت|ا|وا)?\b|توقيع",
    re.IGNORECASE,
)
SIGNED_BESIDE = re.compile(r"\W{0,2}(?:に|の)?(?:署名|調印)[）)、]")
"""A day of signing put beside a name: 「（令和6年2月19日署名）」."""
NOT_YET = re.compile(
    r"\b(?:to be|to|will|would|could|(?-i:may)|might|should|shall|not|never|expected to|plans? to|"
    r"set to|due to|ready to|yet to|before|ahead of|hopes? to|if|unless|refus\w+ to|going to|"
    r"will be|aims? to|want\w* to|intend\w* to|poised to|about to|scheduled for|possible)"
    r"(?: [\w'’-]+){0,4}\W*$|\bopened? for\W*$",
    re.IGNORECASE,
)
NOT_YET_AFTER = re.compile(
    r"^(?:する|される|します|予定|見通し|見込|を目指|に向け|へ|するよう|の可能性|ことで)|"
    r"^\w*[^。]{0,14}(?:予定|見通し|見込み|目指|可能性)",
)
ELSEWHERE = re.compile(
    r"\b(?:earlier|previous(?:ly)?|older|former|similar|another|original(?:ly)?|in the past|"
    r"a separate|bill|law|executive order|decree|proclamation|legislation|petition|resolution|"
    r"contract|letter of intent|act)\b",
    re.IGNORECASE,
)
ALONE = re.compile(r"^[\W\d]*$")
DATE_WORDS = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|dated?|den|le|el|the|on|de|of|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|washington|d\.?c\.?|the white house)\b",
    re.IGNORECASE,
)
LETTER = re.compile(
    r"^(?:the white house|['’]?[A-Z\u00c0-\u00dd][\w'’. -]{2,30}),\s*(?:den|le|el|the|on|a|"
    r"il)?\s*$",
    re.I,
)
PLACE_ALONE = re.compile(
    r"^[、,(（]?\s?(?:[一-龥ァ-ヴー]{2,10}|[A-Z][\w.' -]{2,20})(?:にて|において)?[)）,、.]?$"
)
DAY_NUMBER = re.compile(r"\b(\d{1,2})(?:ste|de|e|er|º|ª|°|\.)?\s+(?:de |di |del mes de )?$")
