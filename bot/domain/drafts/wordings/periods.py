"""What a sentence says of a period: a term, a procedure, a truce, history or what is to come."""

import re

RENEWAL = re.compile(
    r"\b(?:renew\w*|tacit\w*|automatic\w*|successive|consecutive|further periods?|"
    r"extended for (?:additional|further|successive|like)|stilzwijgend|verlängert sich|tacite|"
    r"tácita|prorog\w+)\b|自動的|更新",
    re.IGNORECASE,
)
EXTENDING = re.compile(r"\b(?:extend\w*|extension|prolong\w*)\b|延長|延长", re.IGNORECASE)
NOTICE = re.compile(
    r"\b(?:terminat\w*|denounc\w*|denunciation|discontinu\w*|cancel\w*|notice|opzeg\w*|"
    r"withdraw\w*(?=[^.;]{0,60}\b(?:from (?:this|the (?:present )?(?:agreement|treaty|"
    r"convention|protocol|pact))|notif|shall (?:take|become)))|notif\w*[^.;]{0,40}withdraw\w*|"
    r"kündig\w*|dénonc\w*|denunci\w*|disdetta)\b|終了|廃棄|脱退|終止|退出",
    re.IGNORECASE,
)
PROCEDURE = re.compile(
    r"\b(?:request(?:s|ed|ing)?|receipt|disput\w+|arbitra\w+|invoice\w*|complain\w*|objection\w*|"
    r"consultations?|applicant|application|passport|visa|stay|resid\w+|panel|detention|award|"
    r"claims?|inspection request|person|individual|national|permanent representative|taxable|"
    r"twelve-month|12-month|bond|detain\w*|offen[cs]e\w*|infringement|"
    r"fiscal year concerned|tax year|ship|vessel|aircraft operator)\b",
    re.IGNORECASE,
)
TODAY = re.compile(r"\btoday\b|本日|今日|hoy\b|aujourd|heute\b|vandaag\b|oggi\b", re.IGNORECASE)
TOTAL = re.compile(r"\b(?:over|during|throughout|across|for)\b", re.IGNORECASE)
GAZETTE = re.compile(
    r"federal register|official (?:journal|gazette)|gazette|官報|staatsblad|bulletin", re.I
)
FORCE = re.compile(
    r"\b(?:enter|enters|entry|come|comes|take|takes|become|becomes|be|"
    r"is)\b[^.;]{0,25}\b(?:force|effect|"
    r"effective|operative)\b|発効|効力を生|施行|生效|in kraft|in werking|en vigueur|"
    r"en vigor|in vigore|em vigor",
    re.IGNORECASE,
)
TRUCE = re.compile(
    r"cease-?fire|truce|pause|armistice|cessation|moratorium|suspension|suspend|"
    r"extension|extend|halt|"
    r"freeze|reprieve|exempt|waive|delay|postpon|停戦|休戦|休止|停止|延長|猶予|停火|暂停|暫停|休战|"
    r"waffenruhe|feuerpause|trêve|tregua|"
    r"alto el fuego|cessez|staakt|cessar|effort|휴전|\bphase\b|\bstage\b|段階|阶段|階段",
    re.IGNORECASE,
)
OURS = re.compile(
    r"\b(?:this|the(?: present)?|present|dieses|diese|deze|dit|le présent|"
    r"la présente|el presente|il presente|o presente|este|present|настоящий|der|das|die|dieser|"
    r"de|het|la|le|el|il|l['’]|o|a)\s+"
    r"(?:\w+ ){0,2}?(?:agreement|treaty|convention|protocol|memorandum|mou|moc|framework|"
    r"arrangement|accord|declaration|abkommen|vereinbarung|vertrag|overeenkomst|verdrag|accord|"
    r"convention|acuerdo|convenio|tratado|accordo|acordo|statement|partnership|understanding|"
    r"initiative|convenção|convenzione|übereinkommen|protocollo|protocole|protocolo|memorando|"
    r"договор|соглашение)\b|"
    r"\bit shall\b|^(?:\d+[.)]\s*)?(?:it|il|elle|es|sie|er|het|zij|hij|deze|esso|este|"
    r"ella)\s|本協定|この協定|この条約|本覚書|この覚書|本协议|本协定|本協議|この枠組み|"
    r"この取極|本パートナーシップ|本議定書|この議定書|本条約|本条约|本备忘录|本议定书|(?:이|"
    r"본) ?(?:협정|양해각서|조약|의정서)|"
    r"هذه الاتفاقية",
    re.IGNORECASE,
)
STAYS = re.compile(
    r"\b(?:(?:will|shall|would|to|is|are|it) (?:then )?(?:stay\w*|remain\w*|"
    r"last\w*|run\w*|be valid|valid|"
    r"be in force|in force|continue\w*|apply|applies|be deployed|monitor\w*|hold\w*)|"
    r"renew\w*|prolong\w*|valid|"
    r"(?:agreement|deal|accord|pact|contract|treaty|truce|cease-?fire|mou|memorandum|which|that|"
    r"arrangement|licen[cs]e|it) (?:runs|lasts|holds|applies|covers|spans)|"
    r"(?:and|then) remain in (?:force|effect))\b[^.;,]*$|為期|为期|有效期|有効期間|期限は|期間は",
    re.IGNORECASE,
)
SPREAD = re.compile(
    r"\b(?:releas\w+|withdraw\w*|hand\w* over|return\w*|exchang\w+|freed?|phased|"
    r"repatriat\w+|evacuat\w+|pull\w* (?:out|back))\b[^.;]{0,90}\b(?:over|within|during|"
    r"across)(?: an?| the)?\W*$",
    re.IGNORECASE,
)
"""What an armed party is to do step by step until a length of time has passed."""
AGREED_TO = re.compile(r"\bagree[ds]?\b[^.;]*\bto\b[^.;]*\bfor\W*$", re.IGNORECASE)
HISTORY = re.compile(
    r"\b(?:was|were|had|has been|have been|took|lasted|spent|worked|served|ago|"
    r"negotiated|imprisoned|"
    r"sentenced|jailed|aged?|old|experience|died|killed|after (?:more than|nearly))\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:will|shall|must|to be|is to|are to|agreed?|commit\w*|intend\w*|plan\w*|expect\w*|should|"
    r"would|undertak\w*|pledg\w*|require\w*|aim\w*|seek\w*|taking measures|"
    r"deadline|ensure|promis\w*|"
    r"obliged|(?-i:may)|can|due|schedul\w*|vow\w*|decided|convening|target\w*|give\w*|has|have)\b",
    re.IGNORECASE,
)
