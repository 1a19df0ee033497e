"""Chinese: 之前, 内, 起, 为期…的停火, 每年; in both scripts."""

from bot.domain.drafts.wordings.table import Role, Wording, patterns, words

CHINESE = Wording(
    length_before=patterns(
        (r"未来|未來|今后|今後|接下来|接下來|下一", Role.NEXT),
        (r"过去|過去|近|最近|此前|长达|長達|逾|超过|超過|历时|歷時", Role.PAST),
        (
            r"(?P<anchor>[^，。；\n]{1,40}?)(?:之日|当日|當日)?(?:起|后|後|以后|以後|之后|之後)(?:的)?(?:第)?",
            Role.AFTER,
        ),
        (r"每(?:隔)?", Role.EVERY),
        (r"为期|為期|有效期(?:为|為)?|期限(?:为|為)|延长|延長|延期|暂停|暫停|停火", Role.LASTING),
        before=True,
    ),
    length_after=patterns(
        (r"(?:来|來|以来|以來|多|前|歲|岁|前的)", Role.PAST),
        (r"(?:之?内|之?內|以内|以內|期限内|期限內)", Role.WITHIN),
        (r"(?:之?后|之?後|以后|以後)", Role.AFTER),
        (
            r"(?:的)?(?:临时|臨時|人道|全面)?(?:停火|休战|休戰|暂停|暫停|延期|延长|延長|宽限|寬限|缓冲|豁免|过渡)",
            Role.LASTING,
        ),
        (r"(?:有效|期)", Role.LASTING),
    ),
    date_before=patterns(
        (r"(?:至迟|至遲|最迟|最遲|不迟于|不遲於|截止|在|於|于)", Role.ON),
        (r"(?:直到|直至|到|至|持续到|延长至|延長至|有效期至|延期至)", Role.UNTIL),
        (r"(?:自|从|從)", Role.FROM),
        before=True,
    ),
    date_after=patterns(
        (r"(?:税委会)?(?:公告|令)?第[\d一二三四五六七八九十百]+[号號]", Role.PAST),
        (r"(?:的)?(?:协定|协议|公约|法案|声明|聲明|協定|協議)", Role.PAST),
        (r"(?:底|末|中|初|年底)?(?:以前|之前|前)", Role.BY),
        (r"(?:底|末)?(?:为止|為止|止|到期|期满|期滿|截止)", Role.UNTIL),
        (r"(?:起|开始|開始|以后|以後|后|後)", Role.FROM),
        (
            r"(?:底|末|中|初|上旬|下旬)?(?:[，、]|在|将|將|于|於|举行|舉行|生效|签署|簽署|實施|实施)?",
            Role.ON,
        ),
    ),
    duty=words(
        r"应|應|须|須|必须|必須|将|將|承诺|承諾|同意|决定|決定|达成|達成|协议|協議|生效|实施|實施|会|會"
    ),
    aim=words(r"计划|計劃|预计|預計|力争|力爭|目标|目標|拟|擬|希望|有望|争取|爭取"),
    option=words(r"可以|可|得"),
    history=words(r"曾|已经|已經|已于|已於|了。"),
    lasting=words(r"有效|停火|休战|休戰|延长|延長|暂停|暫停|持续|持續|延期|豁免|期满|過渡"),
    anchors=(
        (words(r"签署|簽署|签字|簽字|签订|簽訂"), "signature"),
        (words(r"生效"), "entry into force"),
        (words(r"公布|公佈|发布|發布"), "publication"),
        (words(r"通知|照会|照會|换文|換文"), "exchange of notifications"),
        (words(r"交存"), "deposit"),
        (words(r"收到|请求|請求"), "request"),
    ),
)
