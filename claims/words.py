"""The words that the rules go by, as data: cue verbs, kinds of sources, units, number words, marks of page chrome."""

from __future__ import annotations

import re

# -- article -----------------------------------------------------------------------------------------------------------

MAX_CHROME_WORDS = 30
"""A longer line that speaks of cookies or subscriptions is a paragraph about them."""

MAX_BYLINE_WORDS = 10
"""How many words beside the date a byline may have."""

CHROME = re.compile(
    r"""^(?:
        (?:share|tweet|print|e-?mail|comments?|reply|save|menu|home|search|log\s?in|sign\s(?:in|up)|subscribe
           |newsletter)\W*$
      | (?:share|follow)\s(?:this|us|on|via)\b | (?:tweet|pin|email|print)\sthis\b
      | (?:read|see|watch|view)\s(?:more|also|next|all|full)\b\W? | more\s(?:on|from)\s(?:this|our)\b
      | related(?:\s(?:stories|articles|news|content|topics))?\W*(?::|$) | recommended\s(?:for|stories|reading)\b
      | (?:click|tap)\s(?:here|to)\b | skip\sto\s | advertisements?\b | sponsored\b | story\scontinues\b
      | sign\sup\s(?:for|to)\b | subscribe\s(?:to|now|for)\b | get\sthe\slatest\b | don['’]?t\smiss\b
      | (?:image|photo|picture|video)\s(?:source|credit|caption|copyright)s?\b | (?:getty|reuters|ap)\s?images?\W*$
      | (?:©|\(c\)|copyright)\s | all\srights\sreserved | terms\s(?:of|and)\s | privacy\s(?:policy|notice)
      | (?:last\s)?updated?\s(?:at|on)?\W*\d | \d+\s(?:comments?|shares?|likes?|views?)\W*$
      | \d+\smin(?:ute)?s?\sread\W*$
      )
      | \binappropriate\s(?:language|comments?)\b | \bwill\sbe\s(?:deleted|moderated)\b
      | \bwe\suse\scookies\b | \ball\srights\sreserved\b | \bthis\s(?:site|website)\suses\b
      | \bthis\s(?:article|story)\s(?:was|has\sbeen)\s(?:originally|first|updated|amended|corrected)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line of the page's own and not of the article."""

ASIDE = re.compile(
    r"""\s*[(\[]\s*(?:(?:full|see|read|original|related|the|watch|click)\s)*
        (?:story|link|article|video|photos?|pictures?|report|more|here|source)
        (?:\s(?:story|link|video|here|below|above|left|right))*\s*[)\]]""",
    re.IGNORECASE | re.VERBOSE,
)
"""A pointer for the reader of the page, inside a sentence: "(story here)"."""

BYLINE = re.compile(r"^\s*(?:by|from|written by|reported by|story by|author:)\s+(?=[A-Z])", re.IGNORECASE)

DATELINE = re.compile(
    r"""[A-Z][\w.'’ ]{1,40}(?:,\s[\w.'’ ]{2,30}){0,3}
        (?:\s\((?:Reuters|AP|AFP|Yonhap|UPI|Xinhua|DPA|dpa|KCNA|CNN|Bloomberg|[A-Z][\w ]{1,20})\))?
        \s(?:—|–|--)\s""",
    re.VERBOSE,
)
"""Where and when a report was filed: "SEOUL, Dec. 13 (Yonhap) — "; only at the start of a paragraph."""

# -- attribution -------------------------------------------------------------------------------------------------------

SPEECH = frozenset(
    """
    say tell add state announce report explain claim argue insist note declare write tweet post reply respond answer
    warn admit acknowledge acknowledged concede confirm deny reveal disclose testify recall remark observe comment
    mention stress emphasize emphasise underscore reiterate repeat assert contend maintain allege charge complain
    predict forecast estimate promise vow pledge swear boast joke quip muse lament protest counter caution advise
    suggest indicate imply hint propose conclude find show demonstrate describe inform notify remind assure brief
    quote cite read rule ask inquire urge agree disagree dispute dismiss reject accuse blame criticize criticise
    condemn praise call demand recommend request order signal specify clarify opine whisper shout exclaim cry
    speculate theorize posit reason rumor rumour document record detail outline recount relate narrate continue
    """.split()
)
"""Lemmas of verbs that put words into somebody's mouth (or a document's)."""

TELLING = frozenset("tell inform brief assure remind warn notify advise promise convince write show".split())
"""Those of them that name a listener before what is said."""

THOUGHT = frozenset(
    """
    believe think feel know learn understand hear hope fear expect suspect doubt assume consider worry wonder realize
    realise recognize recognise see view regard guess imagine presume suppose want wish plan intend decide remember
    forget discover determine notice convince dream anticipate project judge calculate reckon deem perceive
    """.split()
)
"""Lemmas of verbs of belief, knowledge and intention."""

STANCE = frozenset(
    """
    urge call demand request ask order encourage advise want plan propose support back oppose reject dismiss
    deny dispute criticize criticise condemn denounce blast slam blame accuse praise applaud welcome endorse
    mock question challenge cite discuss describe refuse decline vow pledge promise threaten hope
    warn complain express voice refer point emphasize stress mention tell agree disagree prefer favor favour
    """.split()
)
"""Verbs by which somebody takes a stance, with an object in place of a "that": "called for a vote"."""

IMPERSONAL = frozenset(
    """
    say believe think know report expect allege claim rumor rumour estimate understand consider suspect assume
    fear hope presume suppose acknowledge project predict forecast deem feel note suggest argue anticipate
    """.split()
)
"""Verbs that give nobody in the passive: "it is believed that", "is said to"."""

OWN_VOICE = frozenset("expect hope note assume".split())
"""Those of them that are the article's own: nobody is rumoured to have said so."""

NO_HEARSAY = OWN_VOICE | {"suppose"}
"""Those of them that tell no hearsay before an infinitive: "was supposed to", "is expected to"."""

POSSIBLY = frozenset("can could may might should must".split())
"""Modals of what is not done but could or should be."""

DUTY = frozenset("should must ought need".split())

HEARSAY = frozenset("reportedly allegedly supposedly purportedly rumoredly".split())
"""Adverbs that say that somebody says so, and not who."""

OUTLET_VERBS = frozenset("learn understand obtain see confirm reveal".split())
"""What an outlet does in its own report: "Daily NK recently learned that"."""

REPORT_NOUNS = frozenset(
    """
    claim report statement assertion allegation accusation announcement estimate belief fear suggestion warning
    testimony argument concern rumor rumour speculation prediction forecast promise admission denial view opinion
    conclusion finding complaint charge contention explanation indication notion idea theory
    """.split()
)
"""Nouns that hold content: "the minister's claim that"."""

DOCUMENT_NOUNS = frozenset(
    """
    report study survey poll document record data figure statistic paper memo letter email e-mail file filing lawsuit
    suit complaint indictment affidavit transcript book article analysis research census audit law bill statute
    constitution treaty agreement contract dataset database release review bulletin index footage video recording
    photograph photo image tape cable dossier letter note statement test result estimate number evidence chart ruling
    message diary post tweet website site page map
    """.split()
)
"""Heads of sources that are a record of something."""

MEDIA_NOUNS = frozenset(
    "newspaper daily weekly magazine tabloid broadcaster agency outlet channel station network paper media press wire "
    "radio television tv newswire journal blog".split()
)
"""Heads of sources that are another outlet."""

MEDIA_NAMES = re.compile(
    r"""\b(?:Reuters|Yonhap|Xinhua|Bloomberg|AFP|UPI|KCNA|TASS|Interfax|BBC|CNN|NBC|CBS|ABC\sNews|Fox\sNews|NPR|PBS|MSNBC
        |Sky\sNews|Al\sJazeera|Associated\sPress|New\sYork\sTimes|Washington\sPost|Wall\sStreet\sJournal|Guardian|Telegraph
        |Independent|Politico|Axios|HuffPost|Huffington\sPost|BuzzFeed|Breitbart|Newsweek|Financial\sTimes|USA\sToday|Le\sMonde|Der\sSpiegel
        |Haaretz|Nikkei|Asahi|Kyodo|NHK|Wikinews|Forbes|Vox|ProPublica|TechCrunch|(?-i:\bAP\b)
        |[\w.]+\s(?:Times|Post|Herald|Tribune|Gazette|Chronicle|Courier|Observer|Journal|Ilbo|Shimbun
            |Zeitung|News))\b""",
    re.VERBOSE,
)
"""Names of outlets, and what such names end in."""

BARE_SOURCES = frozenset("source sources insider insiders".split())
"""Nouns that say no more than that there is somebody."""

GROUP_NOUNS = frozenset(
    """
    ministry government department agency office commission committee council court police army military party company
    group union university institute center centre organization organisation association foundation bank team
    administration parliament senate congress house campaign authority regime embassy bureau board corporation firm
    league church school hospital service nasa un nato fbi cia watchdog charity panel body state city county court jury
    """.split()
)
"""Heads of sources that are a body and not a person."""

PRONOUNS = frozenset("he she they i we you it who".split())
"""Sources that stand for one named before."""

RELATIVE = frozenset("who which that".split())

NOBODY = RELATIVE | {"i", "we", "you"}
"""Subjects that name nobody, or the one who is speaking anyway."""

MEANWHILE = frozenset("after before when while as since until once although though whereas".split())
"""What joins a clause that tells something beside the main one."""

HERE_AND_NOW = frozenset("i we our us my me now today you your here".split())
"""Words of somebody talking; a report has them only in quotations."""

# -- quantities --------------------------------------------------------------------------------------------------------

NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}

SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
    "dozen": 12,
}

VAGUE = {"dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 10**6, "billions": 10**9}
"""Plural scales: at least two of them; "tens of thousands" is at least 20,000."""

CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "a$": "AUD", "c$": "CAD", "hk$": "HKD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY", "yuan": "CNY", "cny": "CNY", "rmb": "CNY", "renminbi": "CNY", "₩": "KRW",
    "krw": "KRW", "kpw": "KPW", "won": "KRW", "₹": "INR", "inr": "INR", "rupees": "INR", "rupee": "INR", "chf": "CHF",
    "rubles": "RUB", "roubles": "RUB", "rub": "RUB", "₽": "RUB", "cents": "cent", "cent": "cent", "pence": "penny",
}  # fmt: skip
"""Signs, codes and names of currencies, by ISO 4217 code where there is one."""

UNITS = {
    "%": "%", "percent": "%", "per cent": "%", "pct": "%", "percentage points": "percentage points",
    "percentage point": "percentage points", "basis points": "basis points",
    "km": "km", "kilometers": "km", "kilometres": "km", "kilometer": "km", "kilometre": "km",
    "mile": "mi", "miles": "mi",
    "meters": "m", "metres": "m", "meter": "m", "metre": "m", "feet": "ft", "foot": "ft", "inches": "in", "inch": "in",
    "acres": "acre", "acre": "acre", "hectares": "ha", "hectare": "ha", "square miles": "sq mi",
    "square kilometers": "sq km", "square kilometres": "sq km", "square feet": "sq ft", "square meters": "sq m",
    "kg": "kg", "kilograms": "kg", "kilogram": "kg", "kilos": "kg", "grams": "g", "tons": "t", "ton": "t",
    "tonnes": "t", "tonne": "t", "ounces": "oz", "ounce": "oz", "liters": "l", "litres": "l",
    "gallons": "gal", "barrels": "bbl",
    "mph": "mph", "kph": "km/h", "km/h": "km/h", "knots": "kn", "megawatts": "MW", "gigawatts": "GW", "kilotons": "kt",
    "degrees": "degrees", "celsius": "°C", "°c": "°C", "fahrenheit": "°F", "°f": "°F",
}  # fmt: skip
"""Units of measure by the short form that is shown."""

SHARES = {"half": "0.5", "third": "0.3333", "thirds": "0.3333", "quarter": "0.25", "quarters": "0.25",
          "fifth": "0.2", "fifths": "0.2", "tenth": "0.1", "tenths": "0.1"}  # fmt: skip
"""What "two thirds of" and "a quarter of" come to."""

# -- kinds -------------------------------------------------------------------------------------------------------------

CONNECTIVES = frozenset(
    "however moreover meanwhile furthermore indeed also therefore thus hence nevertheless nonetheless besides still "
    "then instead otherwise consequently accordingly additionally similarly likewise finally".split()
) | {
    "in parallel", "for example", "for instance", "in addition", "in fact", "as a result", "in particular", "of course",
    "on the other hand", "on the one hand", "in other words", "at the same time", "in contrast", "by contrast",
    "in conclusion", "above all", "after all", "because of this", "in turn",
}  # fmt: skip
"""Words and phrases that join a clause to what came before and say nothing themselves."""

FUTURE = frozenset("will wo shall 'll ’ll would could might may".split())
"""Modals that speak of what has not happened."""

PLAIN_FUTURE = frozenset("will wo shall 'll ’ll".split())
"""Those of them that leave no doubt of the time."""

ARRANGED = frozenset(
    """
    open close begin start end last run host hold feature include offer provide receive take play meet visit travel
    attend speak appear air launch debut premiere screen release arrive depart leave return join serve contribute
    replace succeed have use require cost pay apply continue celebrate mark compete face
    """.split()
)
"""Verbs that in the future mostly tell of an arrangement: "the fair will open on Monday"."""

GROUNDS = frozenset("due owing thanks because despite".split())
"""First words of "due to", "because of" … at the head of a sentence."""

LIKELIHOOD = frozenset("likely unlikely probably perhaps possibly inevitably eventually soon potentially".split())

OPINION = frozenset(
    """
    striking interesting significant significantly good bad best worst great terrible awful beautiful amazing incredible
    important essential crucial vital wrong right fair unfair ridiculous outrageous shameful tragic sad unfortunate
    unfortunately fortunately hopefully clearly obviously arguably surprisingly sadly proof should must ought deserve
    wonderful horrible brilliant stupid dangerous troubling disturbing welcome disappointing impressive remarkable
    """.split()
)
"""Words of judgement."""

CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result|result(?:ed|s|ing)? (?:in|from)|lead(?:s|ing)? to|led to|"
    r"caus(?:e|es|ed|ing)|in order to|so that|contribut\w+ to|triggered|prompted|forced|bring down|brought down|"
    r"(?:increas|decreas|reduc|rais|lower|improv|worsen)(?:es|ing) the)\b",
    re.IGNORECASE,
)

RULE = re.compile(
    r"\b(?:law|rule|policy|regulation|decree|act|ban(?:s|ned)?|prohibit\w*|forbid\w*|require[sd]?|entitled|eligible|"
    r"subject to|liable|mandatory|illegal|legal|allowed to|obliged|guilty|punishable|permitted|sentenced? to)\b",
    re.IGNORECASE,
)

TREND = frozenset(
    """
    grow rise increase fall drop decline decrease shrink double triple halve slow reverse surge soar plunge slump
    climb jump expand reduce widen narrow slow
    """.split()
)
"""Verbs of a quantity that moves."""

MEASURES = frozenset(
    "number rate share amount level total percentage proportion price cost population income revenue unemployment "
    "trend decrease increase decline rise growth figure budget deficit debt majority".split()
)
"""Nouns that name a quantity without a figure."""

NEGATIONS = frozenset("not n't n’t no never neither nor nobody nothing none hardly scarcely barely without nt".split())

CONDITIONS = frozenset("if unless whether lest provided providing assuming".split())
"""Words that make what they govern hypothetical: it is never cut from them."""
