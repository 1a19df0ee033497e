"""German, Dutch, French, Spanish, Italian and Portuguese: the usual words of treaties and news."""

from bot.domain.drafts.wordings.prefixed import anchors_of, wording_of

GERMAN = wording_of(
    within=r"innerhalb(?: von| einer frist von| der)?|binnen(?: einer frist von)?|in|spätestens",
    following=r"in den (?:nächsten|kommenden|folgenden)|für die (?:nächsten|kommenden)",
    past=r"in den (?:letzten|vergangenen)|(?:letzten|vergangenen)|vor|seit",
    every=r"alle|jede[sn]?|mindestens alle",
    lasting=r"für(?: die dauer von| einen zeitraum von)?|auf(?: die dauer von)?|dauer von|um",
    after=r"nach(?: ablauf von)?|ab|seit|von|vom|beginnend (?:am|mit)|nach (?:dem|der)",
    before=r"vor",
    notice=r"kündigungsfrist|frist|vor ablauf",
    by=r"bis (?:spätestens )?(?:zum|ende|mitte|anfang|jahresende)|spätestens (?:am|"
    r"bis|zum|ende)|bis spätestens",
    earlier=r"vor(?: dem)?",
    until=r"bis(?: zum| einschließlich)?",
    since=r"ab(?: dem)?|mit wirkung (?:vom|zum)",
    at=r"am|im|zum|den",
    duty=r"wird|werden|soll|sollen|muss|müssen|verpflichte\w*|ist|sind|tritt|hat|haben|"
    r"einig\w*|vereinbar\w*",
    aim=r"beabsichtig\w*|plan\w*|streb\w*|geplant|voraussichtlich",
    stays=r"gilt|in kraft|gültig|verlänger\w*|waffenruhe|feuerpause|waffenstillstand|"
    r"geltungsdauer|geschlossen|bleib\w*|ausgesetzt|moratorium",
    anchors=anchors_of(
        r"notenwechsel|letzten notifi|austausch der not|letzte\w* mitteilung",
        r"hinterleg|ratifikationsurkunden",
        r"kündig|notifi|mitteil",
        r"eingang|erhalt|antrag|ersuchen|zugang",
        r"unterzeichn|datum dieses",
        r"inkrafttret|in kraft",
        r"veröffentlich|verkünd",
    ),
)
DUTCH = wording_of(
    within=r"binnen(?: een (?:termijn|periode) van)?|uiterlijk(?: binnen)?|in",
    following=r"(?:in|gedurende) de (?:komende|volgende)",
    past=r"(?:in )?de (?:afgelopen|laatste|voorbije)|sinds",
    every=r"elke|iedere|om de|ten minste eens in de|eens per|eenmaal per",
    lasting=r"voor(?: de (?:duur|tijd) van| een periode van| een tijdvak van| een termijn van)?|"
    r"gedurende|tijdvak van|met",
    after=r"na(?: afloop van| verloop van)?|vanaf|te rekenen van|sedert|volgend op|"
    r"met ingang van|ingaande op|"
    r"beginnend op",
    before=r"voor|vóór|voorafgaand(?:e)? aan",
    notice=r"opzegtermijn|opzeg\w*|schriftelijke kennisgeving",
    by=r"uiterlijk(?: op)?|(?:vóór|voor) het eind van|niet later dan",
    earlier=r"vóór|voor",
    until=r"tot(?: en met| uiterlijk| het eind van)?",
    since=r"vanaf|met ingang van|sedert",
    at=r"op|in|per",
    duty=r"zal|zullen|moet\w*|dien\w*|verplicht\w*|wordt|worden|treedt|betaal\w*|betalen|komen",
    aim=r"beoogt|beogen|voornemens|streven|streeft|gepland",
    stays=r"van kracht|geldig|geldt|verleng\w*|wapenstilstand|staakt|blijft|duur|gesloten|"
    r"stilzwijgend",
    anchors=anchors_of(
        r"uitwisseling|wisseling van|laatste kennisgeving|laatste van de",
        r"nederlegging|bekrachtig",
        r"opzegg|kennisgeving|in kennis",
        r"ontvangst|verzoek|aanvraag",
        r"ondertekening|dagtekening",
        r"inwerkingtreding|in werking|van kracht",
        r"bekendmaking|publicatie|plaatsing",
    ),
)
FRENCH = wording_of(
    within=r"dans(?: un délai(?: maximum| maximal)? (?:de|d['’])| les)?|sous|d['’]ici|"
    r"en moins de|au plus tard(?: dans)?|délai de",
    following=r"(?:dans|pendant|au cours d|durant)(?:es)? (?:les )?(?:prochaine?s|prochains)",
    past=r"(?:au cours des|ces|les) (?:dernières|derniers)|depuis|pendant plus de|il y a",
    every=r"tous les|toutes les|chaque|au moins une fois (?:tous les|par)",
    lasting=r"pour(?: une (?:durée|période) (?:de|d['’]))?|pendant(?: une période de)?|durée de|de",
    after=r"après|à compter (?:de|du)|à partir (?:de|du)|suivant|qui suiv(?:en)?t|"
    r"qui suivr(?:a|ont)|dès|à dater de|de|du",
    before=r"avant|précédant",
    notice=r"(?:de |d['’])?préavis|(?:avant|après) (?:la )?notification écrite",
    by=r"au plus tard (?:le|à la fin|fin)|d['’]ici (?:à |au |la |le |fin )?|avant (?:la )?fin",
    earlier=r"avant(?: le)?",
    until=r"jusqu['’](?:au|à|en)(?: la fin)?",
    since=r"à (?:partir|compter) du|dès(?: le)?",
    at=r"le|en|au|pour",
    duty=r"doit|doivent|devra|devront|s['’]engage\w*|sera|seront|entre\w* en vigueur|"
    r"est|sont|convien\w*|convenu|\w+ra\b|\w+ront\b",
    aim=r"prévoi\w*|vise\w*|compte\w*|entend\w*|prévu\w*|espère\w*|envisag\w*",
    stays=r"en vigueur|valable|validité|prolong\w*|prorog\w*|reconduit\w*|reconduction|"
    r"cessez-le-feu|trêve|durée|conclu|suspen\w*|renouvel\w*|demeur\w*|reste\w*",
    anchors=anchors_of(
        r"échange de|dernière (?:des )?notification|seconde notification",
        r"dépôt|instrument",
        r"notification|dénonciation",
        r"réception|demande",
        r"signature",
        r"entrée en vigueur|en vigueur",
        r"publication",
    ),
)
SPANISH = wording_of(
    within=r"(?:dentro|en un plazo|en el plazo|plazo)(?: máximo)?(?: de)?(?: los| las|"
    r" un plazo de)?|en(?: un máximo de| menos de)?|a más tardar(?: en|"
    r" dentro de)?",
    following=r"(?:en|durante|dentro de) (?:los|las) (?:próxim[oa]s|siguientes)",
    past=r"(?:en |durante )?(?:los|las) últim[oa]s|hace|desde hace|durante más de",
    every=r"cada|al menos una vez (?:cada|al)|todos los",
    lasting=r"por(?: un (?:período|periodo|plazo|término) (?:de|inicial de))?|durante|"
    r"vigencia de|duración de|de",
    after=r"después de|a partir de|a contar (?:de|desde)|contados? (?:a partir de|"
    r"desde)|desde|tras|siguientes a|posteriores a|de",
    before=r"antes de|previos? a|anteriores a|de anticipación",
    notice=r"(?:de )?(?:preaviso|antelación|anticipación|aviso previo)",
    by=r"a más tardar(?: el| en| a)?|antes del? (?:fin|final|término)(?: de)?|"
    r"para(?: el| finales de| fines de)?|hasta finales",
    earlier=r"antes del?(?: \d)?",
    until=r"hasta(?: el| finales de| fines de)?",
    since=r"a partir del?|desde(?: el)?|con efecto desde",
    at=r"el|en|para",
    duty=r"deberá\w*|debe\w*|se compromete\w*|será\w*|entrará\w*|permanecerá|acord\w+|"
    r"acuerda\w*|\w+ará\b|\w+arán\b|\w+irá\b|\w+irán\b|\w+erá\b|\w+erán\b|es\b|"
    r"son\b|ha\b|han\b",
    aim=r"prevé\w*|pretende\w*|planea\w*|busca\w*|espera\w*|previsto\w*|prevista\w*|aspira\w*",
    stays=r"en vigor|vigencia|vigente|válid\w+|validez|prórroga|prorrog\w+|extend\w+|"
    r"extensión|alto el fuego|tregua|renov\w+|duración|suspen\w+|permanecer\w*",
    anchors=anchors_of(
        r"canje|última (?:de las )?notificaci|última comunicaci",
        r"depósito",
        r"notificaci|denuncia",
        r"recepción|recibo|solicitud",
        r"firma|suscripción",
        r"entrada en vigor|vigencia",
        r"publicación",
    ),
)
ITALIAN = wording_of(
    within=r"entro(?: un termine di| il termine di| e non oltre| un periodo di)?|in|nel termine di",
    following=r"(?:nei|nelle|per i|per le) prossim[ie]",
    past=r"(?:negli|nelle|gli|le) ultim[ie]|da",
    every=r"ogni|almeno una volta ogni",
    lasting=r"per(?: un periodo di| una durata di| la durata di)?|durata di|di",
    after=r"dopo|a decorrere d\w*|a partire d\w*|dalla|dal|dall['’]|dalla data di|"
    r"successivi a\w*|di",
    before=r"prima d\w*|precedenti",
    notice=r"(?:di )?preavviso",
    by=r"entro(?: il| la fine del?| fine| e non oltre il)?|non oltre il|al più tardi il",
    earlier=r"prima del?",
    until=r"fino al?|sino al?",
    since=r"a decorrere dal|a partire dal",
    at=r"il|nel|in",
    duty=r"deve|devono|dovrà|dovranno|si impegna\w*|sarà|saranno|entra\w*|entrerà|"
    r"\w+erà\b|\w+eranno\b|è|sono",
    aim=r"prevede\w*|intend\w+|mira\w*|previsto|prevista",
    stays=r"in vigore|valid\w+|durata|prorog\w+|rinnov\w+|tregua|cessate|sospe\w+|"
    r"rimane|rimarrà|resta",
    anchors=anchors_of(
        r"scambio|ultima (?:delle )?notific",
        r"deposito",
        r"notific|denuncia",
        r"ricezione|ricevimento|richiesta",
        r"firma|sottoscrizione",
        r"entrata in vigore",
        r"pubblicazione",
    ),
)
PORTUGUESE = wording_of(
    within=r"(?:no|num|em um) prazo(?: máximo)? de|dentro de|em(?: até)?|até|prazo de",
    following=r"n[oa]s próxim[oa]s|durante [oa]s próxim[oa]s",
    past=r"(?:n[oa]s |durante )?[oa]?s? ?últim[oa]s|há",
    every=r"a cada|cada|pelo menos uma vez (?:por|a cada)",
    lasting=r"por(?: um (?:período|prazo) de)?|durante|pelo prazo de|vigência de|duração de|de",
    after=r"após|a partir d[aeo]|a contar d[aeo]|contados? d[aeo]|depois d[aeo]|d[aeo]",
    before=r"antes d[aeo]|anteriores",
    notice=r"(?:de )?(?:antecedência|aviso prévio|pré-aviso)",
    by=r"até(?: o| ao| a| fim| final| o final d[eo])?|o mais tardar(?: em| até)?",
    earlier=r"antes d[eo]",
    until=r"até(?: o| ao)?",
    since=r"a partir d[eo]|desde(?: o)?",
    at=r"em|no|a|para",
    duty=r"deverá\w*|deve\w*|compromete\w*|será|serão|entrará|\w+ará\b|\w+arão\b|"
    r"\w+erá\b|\w+erão\b|\w+irá\b|\w+irão\b|é|são|concord\w+|acord\w+",
    aim=r"prevê\w*|pretende\w*|planeja\w*|espera\w*|previsto|prevista|visa\w*",
    stays=r"em vigor|vigência|vigente|válid\w+|validade|prorrog\w+|renov\w+|cessar-fogo|"
    r"trégua|duração|suspen\w+|permanecer\w*",
    anchors=anchors_of(
        r"troca|última (?:das )?notifica",
        r"depósito",
        r"notifica|denúncia",
        r"recebimento|receção|pedido",
        r"assinatura",
        r"entrada em vigor",
        r"publicação",
    ),
)
