"""The words that the rules go by, as data: cue verbs, kinds of sources, units, number words, marks of page chrome."""

from __future__ import annotations

import re

# -- article -----------------------------------------------------------------------------------------------------------

MAX_CHROME_WORDS = 30
"""A longer line that speaks of cookies or subscriptions is a paragraph about them."""

MAX_CAPTION_WORDS = 60
"""A longer line that ends in a credit is a paragraph with a credit stuck to it."""

MAX_SUBHEAD_WORDS = 12
"""How many words a line without a full stop may have that heads what comes after it."""

MAX_OUTLET_WORDS = 4
"""How many words after the bar in a title may be the outlet's name."""

MAX_BYLINE_WORDS = 10
"""How many words beside the date a byline may have."""

_SITES = r"(?:twitter|facebook|instagram|youtube|whatsapp|telegram|tiktok|linkedin|reddit|google\+|x\b)"
_PICTURE = r"(?:image|photo|photograph|picture|graphic|illustration|video|media|screengrab|screenshot)s?"
_AGENCY_PICTURE = r"(?:Getty|AFP|AP|EPA|PA|Reuters|Shutterstock|Alamy|iStock|Corbis|Rex)(?:\s(?:Photos?|Images?|News))?"

CHROME = re.compile(
    rf"""^[\W_]*(?:
        # buttons and boxes
        (?:share|tweet|print|e-?mail|comments?|reply|save|menu|home|search|log\s?in|sign\s(?:in|up|out)|subscribe
           |newsletters?|follow|like|pin\sit|learn\smore|loading|play|close|next|previous|copy\slink|link\scopied|donate
           |facebook|twitter|whatsapp|reddit|linkedin|advertisement|most\s(?:popular|read|viewed|shared)|trending(?:\snow)?
           |share\sthis(?:\s(?:article|story|page))?|published|updated|@\w+|\d+\s(?:min(?:ute)?|hour|day)s?\sago|photo\sgallery|view\sgallery|top\sstories|latest\snews|live)
           (?:\W+(?:share|tweet|print|e-?mail|save|comments?|facebook|twitter|whatsapp|reddit|linkedin|copy\slink|\d+))*\W*$
      | (?:share|save|follow)\s(?:this|it|us|me|on|via|&)\b | (?:tweet|pin|print)\sthis\b | e-?mail\sthis\s
      | like\sus\son\b
      | follow\b.{{1,60}}\bon\s{_SITES} | (?:re)?tweets?\W+\d | (?:contact|about)\sthe\sauthors?\W*$
      | view\s(?:all\s)?(?:\(?\d+\)?\s)?comments?\b | (?:show|hide|post|leave|add|write)\s(?:a\s)?comments?\b
      | be\sthe\sfirst\sto\scomment | join\sthe\s(?:conversation|discussion)\W*$ | have\syour\ssay\b
      | \d[\d,.]*k?\s(?:comments?|shares?|likes?|views?|retweets?|replies)\b | \d+\smin(?:ute)?s?\sread\W*$
      | \d+\sof\s\d+\W*$
      | (?:enter\s)?your\se-?mail(?:\saddress)?\W*$ | support\sour\sjournalism\b
      | become\sa\s(?:member|subscriber|supporter)\b
      | (?:sign|signing)\sup\s(?:for|to|with|you)\b | subscribe\s(?:to|now|for|today)\b | get\sthe\slatest\b
      | get\s(?:our|all\sthe)\s
      | skip\s(?:to|ad\b|advertisement)\s?  | (?:click|tap|scroll\sdown|swipe)\s(?:here|to|for|on)\b
      # advertising, and what says that the story goes on
      | advertisements?\b(?!\s(?:by|for|in)\s) | sponsored\b | (?:promoted|paid|presented)\s(?:content|post|by)\b
      | (?:story|article)\scontinues\b | continue\sreading\b | (?:video|page)\sloading\b | watch\s(?:again|next)\b
      # pointers elsewhere
      | (?:read|see|watch|view|listen)\s(?:more|also|next|all|full|this)\b\W?
      | more\s(?:on|from)\s(?:this|our|the\s\S+$)
      | (?:read|see|watch|listen|more|also|also\sread|see\salso|don['’]?t\smiss|in\spictures)\s?[:|]\s
      | related(?:\s(?:stories|articles|news|content|topics|coverage|links?|roundup))?\W*(?::|$)
      | recommended\s(?:for|by|stories|reading)\b
      | don['’]?t\smiss\b | you\smay\s(?:also\s)?like\b | (?:read|see|watch|view|find)\b.{{0,60}}\b(?:here|below)[.:]?$
      | (?:tags?|topics?|keywords?|categor(?:y|ies)|filed\sunder|posted\sin|source|via|h/t)\s?:
      | h/t\s | \(?\d{{1,2}}\)?\W{{0,2}}https?://\S+$ | (?:https?://|www\.)\S+$ | pic\.twitter\.com/\S+$
      | [\w.+-]+@[\w-]+\.[\w.]+\b.{{0,40}}$
      # pictures
      | {_PICTURE}\s(?:source|credit|caption|copyright)s?\b | {_PICTURE}(?:\sby|\svia|\scourtesy(?:\sof)?)?\s?[:|]
      | (?:stock\s|lead\s|file\s)?{_PICTURE}\s(?:via|courtesy)\b | (?:file|handout)\s?(?:photo|image|picture)?\s[-–—:]
      | file\s{_PICTURE}\W*$ | {_AGENCY_PICTURE}\W*$ | {_AGENCY_PICTURE}\s?/\s?\S+\W*$
      # rights, and who else worked on it
      | (?:©|\(c\)|copyright)\s | all\srights\sreserved | terms\s(?:of|and)\s(?:use|service|conditions?)
      | privacy\s(?:policy|notice)
      | \(?(?:additional\s|further\s)?(?:reporting|writing|editing)\sby\b | contributing\s?:
      | (?:written|edited)\sby\b.{{0,60}}$
      | the\s(?:associated\spress|reuters)\scontributed\b
      | (?:last\s)?(?:updated?|modified)\b(?:\s(?:at|on))?\W*\d
      | (?:published|posted|first\spublished|updated|last\supdated?|last\smodified)\s?:\s
      # what a page is made of
      | [—–-]+\s.{{1,60}}\(@\w+\)\s\w+\s\d{{1,2}},\s\d{{4}}$ | <[!/a-z] | [@.\w\s-]*\{{.*\}}\W*$ | [\w.]+\(.*\);$
      | \w+=\S+;
      )
      | \binappropriate\s(?:language|comments?)\b | \bwill\sbe\s(?:deleted|moderated)\b
      | \bcomments\s(?:are|will\sbe|is)\b.{{0,40}}
           \b(?:closed|moderated)\b
      | \bcommunity\s(?:guidelines|standards)\b | \bwe\suse\scookies\b | \ball\srights\sreserved\b
      | \bthis\s(?:site|website)\suses\b
      | \b(?:may|must)\snot\sbe\s(?:published|reproduced|republished|redistributed|copied)\b
      | \b(?:unsubscribe|opt\sout)\sat\sany\stime\b
      | \bcontributed\sto\sthis\s(?:report|story|article)\b | \byour\s(?:browser|ad\s?blocker)\b
      | \b(?:this|the)\s(?:article|story|post|report)\s(?:was|has\sbeen)
           \s(?:originally\s|first\s|last\s)?(?:published|updated|amended|corrected|edited)\b
      | \ban?\s(?:earlier|previous)\sversion\sof\sthis\s(?:article|story|post|report)\b
      | \b(?:the\sviews|opinions)\sexpressed\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line of the page's own and not of the article."""

CREDIT = re.compile(
    rf"""\s{{0,3}}[(\[]{{1,2}}\s{{0,3}}(?:(?i:{_PICTURE})\s?(?i:by|via|credits?|courtesy|from|:).{{0,90}}
        |{_AGENCY_PICTURE}\s?/.{{0,60}}
        |{_AGENCY_PICTURE}(?:\s(?:Photos?|Images?)|(?=\s*\]))(?:,\s.{{0,30}})?
        |[^()\[\]]{{0,80}}/\s?{_AGENCY_PICTURE}[^()\[\]]{{0,30}}|(?i:h/t|image\svia)\s.{{0,60}})\s*[)\]]+""",
    re.VERBOSE,
)
"""Who took a picture, in brackets: "(Photo by Jane Doe/Getty Images)", "(AP Photo/Jane Doe, File)"."""

CAPTION = re.compile(
    rf"""^[\W_]*(?i:{_PICTURE}\s(?:source|credit|caption|copyright)s?\b|(?:file|handout)\s?(?:photo|image|picture)?\s?[-–—:]\s)
      | (?:{CREDIT.pattern}|\b(?i:{_PICTURE})(?i:\s(?:credit|by|via|courtesy))?:\s[\w .,/&'’-]{{2,60}}
        |\S[./]\s?{_AGENCY_PICTURE})\W*$""",
    re.VERBOSE,
)
"""How the caption of a picture starts, or ends: with a credit."""

ASIDE = re.compile(
    r"""\s{0,3}[(\[]\s{0,3}(?:(?:(?:full|see|read|original|related|the|watch|click)\s)*
        (?:story|link|article|video|photos?|pictures?|report|more|here|source)
        (?:\s(?:story|link|video|here|below|above|left|right))*
        |(?:read|see|watch|related|also|more|read\smore|see\salso)\s?:\s(?-i:[A-Z"“‘])[^()\[\]]{2,120}|opens\sin\s(?:a\s)?new\s(?:tab|window))\s*[)\]]
      | \s{0,3}\bpic\.twitter\.com/\w+""",
    re.IGNORECASE | re.VERBOSE,
)
"""A pointer for the reader of the page, inside a sentence: "(story here)"."""

END_MATTER = re.compile(
    r"^(?:sources?|references|bibliography|external\slinks|see\salso|related\s(?:news|articles|stories|links|topics|content)|more\son\sthis(?:\sstory)?|"
    r"more\s(?:stories|news)|sister\slinks|footnotes|endnotes)\W*$",
    re.IGNORECASE,
)
"""Heads of the lists after an article; what follows is no part of it as far as it does not read as prose."""

PAGE_NUMBER = re.compile(r"^\W*(?:(?:page|pg?\.)\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)

STOP = re.compile(r"[.!?:;…][\]'\"”’»)]*$")
"""What ends a line that reads as prose (or announces some)."""

BULLET = re.compile(r"(?:[•◦▪‣·*►▶●○■□➤✓]|[–—-]{1,2}(?=\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-z]\)(?=\s))\s*(?=\S)")
"""What goes before an item of a list."""

INNER_BULLET = re.compile(r"(?<!\S)(?:(?P<bullet>[•◦▪‣►▶●○■□➤✓]|(?<!\d\s)\*)|(?P<dash>[–—-]))\s+(?=[\"“'‘(]?[^\W_])")
"""The same inside a paragraph that lost its line breaks; a dash may also be one of the sentence's own."""

BYLINE = re.compile(
    r"""^\s*(?:(?i:by|words\sby|written\sby|reported\sby|story\sby|posted\sby|published\sby|report\sby|from|authors?:)
        \s*:?\s+)(?=["“]?[^\W\d_a-z][\w.'’-]*(?:\s|,|$))""",
    re.VERBOSE,
)
"""What goes before an author's name."""

UPDATED = re.compile(r"\b(?:last\s)?(?:updated?|modified|revised|edited)\b", re.IGNORECASE)
"""What goes before the day of a later change, which is no day of publication."""

DATE_LABEL = re.compile(
    r"^\W*(?:first\s)?(?:published|posted|date|created|issued|released|publication\sdate)\b(?:\son|\sat)?\s*:?\s*",
    re.IGNORECASE,
)

DATE_WORDS = frozenset(
    """
    on at by the of and in from for to first last published posted updated update modified created issued released date
    am pm a m p min mins minute minutes read ago est et gmt bst cet utc ist kst jst pt pst edt hrs h th st nd rd de von
    van comments comment views shares
    """.split()
)
"""What stands in small letters on a line that says when an article was published."""

CLOCK = re.compile(
    r"(?<![\d.])\d{1,2}[:.h]\d{2}(?::\d{2})?(?!\d|\.\d)\s*(?:[ap]\.?m\b\.?)?"
    r"|\b\d{1,2}\s?[ap]\.?m\b\.?|(?<=\d)T\d\d:\d\d\S*",
    re.IGNORECASE,
)
"""A time of day, which a reader of dates takes for a day of the month."""

AMBIGUOUS_DAY = re.compile(r"\b(0?[1-9]|1[0-2])([/.-])(?!0?\1\2)(?:0?[1-9]|1[0-2])\2\d{4}\b")
"""03/04/2016 is in March or in April."""

COPYRIGHT = re.compile(
    r"""(?:^\W*(?i:©|\(c\)|copyright)\s*(?i:©|\(c\))?|(?i:©|\(c\)|copyright)\s*(?i:©|\(c\))?\s*(?=\d{4}))
        \s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by\s)?
        (?P<outlet>(?!(?i:copyright|all)\b)[A-ZÀ-Þ][\w&'’ -]{1,40}?(?:\.com|\.org)?)
        (?=\s?(?:[.,;|]|\s(?i:all)\s|\s\d{4}|$))""",
    re.VERBOSE,
)
"""Whose the page is: "© 2016 The Guardian. All rights reserved"."""

ROLE = re.compile(
    r"\b(?:staff|special|senior|chief|foreign|political|diplomatic|security|science|health)?\s?\b(?:writers?|reporters?|correspondents?|"
    r"editors?|contributors?|columnists?|bureau|desk|news|in\s[A-Z]\w+)\b",
    re.IGNORECASE,
)
"""What stands beside an author's name."""

_CITY = r"[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*){0,3}"
_CAPITALS = r"(?:[A-ZÀ-Þ]{2}[A-ZÀ-Þ.'’-]*|ST\.)(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?"
_AGENCY = r"\((?P<agency>[A-ZÀ-Þ][\w.&'’ /-]{1,30})\)"
_DASH = r"\s?(?:—|–|―|--|(?<=\s)[-_])\s?"
_REGIONS = rf"(?:,\s(?!{_MONTH}\s\d){_CITY})"

DATELINE = re.compile(
    rf"""(?:
        (?:{_CAPITALS}{_REGIONS}{{0,2}}(?:,?\s(?P<day1>{_DAY}))?(?:\s{_AGENCY.replace("agency", "agency1")})?
          |{_CITY}{_REGIONS}{{0,2}},?\s(?P<day2>{_DAY})(?:\s{_AGENCY.replace("agency", "agency2")})?
          |{_CITY}{_REGIONS}{{0,2}}\s{_AGENCY.replace("agency", "agency3")}
          |{_CITY}{_REGIONS}{{1,3}}
          |(?P<day3>{_DAY})\s{_AGENCY.replace("agency", "agency4")}
          |{_AGENCY.replace("agency", "agency5")}
        ){_DASH}
      | (?:{_CITY}{_REGIONS}{{0,2}}\s)?
        \((?P<agency6>Reuters|AP|AFP|UPI|CNN|Yonhap|Xinhua|IANS|ANI|PTI|Bloomberg|TASS|KCNA)\)\s?[.:]?\s?
      | (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s)
        (?P<day4>(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}),?\s\d{{4}})\s
      )(?=["“‘'(]?[A-ZÀ-Þ\d])""",
    re.VERBOSE,
)
"""Where, when and for whom a report was filed: "SEOUL, Dec. 13 (Yonhap) — "; at the start of a paragraph."""

FIRST_DATELINE = re.compile(rf"{_CITY}\s(?:—|–|―|--|-)\s(?=[\"“]?[A-ZÀ-Þ])")
"""A place alone, "Paris – The …": only at the start of the first paragraph, where no name with a dash stands."""

# -- sentences ---------------------------------------------------------------------------------------------------------

LOOK_AROUND = 60
"""How many characters before and after a full stop decide whether a sentence ends there."""

_STARTERS = (
    "The|He|She|It|They|We|I|You|In|On|At|By|For|But|And|An?|This|That|These|Those|There|His|Her|Their|Its|Our|However|"
    "Meanwhile|According|As|If|When|While|After|Before|Since|Both|Some|Many|Most|No|Yet|So|Also|One"
)
"""Words that start a sentence more often than they go on with a name."""

SENTENCE_START = re.compile(
    rf"""\b(?:[A-Z]\.){{2,}}["”’)]*\s+(?=(?:{_STARTERS})\s)       # in Washington D.C. The team
      | (?<=[a-z][a-z])[.!?]["”]?(?=["“]?(?:{_STARTERS})\s)      # a copy that lost a blank: left.He came
      | \[(?:\.\.\.|…)\]\s+(?=["“]?[A-Z])                       # quite consistent [...] The future
    """,
    re.VERBOSE,
)
"""Up to the start of a sentence that comes after something unlike the end of one."""

CLIPPED = "em|n|s|t|d|m|re|ve|ll|til|tis|twas|twill|twere|cause|cos|cuz|bout|round|un|neath|nuff|ello|er|im|gainst"
"""Words and ends of words that are written after an apostrophe, which opens no quotation: "get 'em", "they 're"."""

EXCLAIMS = re.compile(r"[?!…][\"”’»)\]]*$")
"""What ends a sentence unless a small letter follows: "“Why?” she asked", "Yahoo! said"."""

NO_SENTENCE_END = (
    (re.compile(r"\b(?:Inc|Corp|Ltd|Co|Bros|LLC|plc)\.$"),
     re.compile(r"(?:C[EFOT]O|Chief\s[A-Z]|Chair(?:man|woman)|Vice|(?:Co-)?[Ff]ounder|President\sand|Spokes\w+)\b")),
    (re.compile(r"\b[ap]\.\s?m\.$", re.IGNORECASE),
     re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}\b|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct"
                r"|Nov|Dec)[a-z]*\b|(?:Eastern|Central|Pacific|Greenwich)\b")),
    (re.compile(r"(?<![\w’'-])[A-Z]\.$"), re.compile(rf"(?!(?:{_STARTERS})\s)[A-Z]")),
    (re.compile(r"\b(?:Adm|Amb|Atty|Brig|Capt|Cmdr|Col|Comdr|Cpl|Del|Det|Dr|Fr|Gen|Gov|Hon|Insp|Lt|Maj|Messrs|Mr|Mrs|Ms|Mt"
                r"|Ofc|Pfc|Pres|Prof|Rep|Reps|Rev|Sec|Sen|Sens|Sgt|Spc|Spkr|St|Supt|Treas|vs|v|No|Nos|Art|Fig|pp?|approx|ca"
                r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"),
     re.compile(r"[A-Z0-9“\"]")),
    (re.compile(r"[,;][\"”]?$"), re.compile("")),
    (re.compile(""), re.compile(r"[,;](?=\s)")),
    (re.compile(r"(?:^|[.!?\"”]\s)(?:\.\.\.|…)$"), re.compile("")),
    (re.compile(r"\b(?:Yahoo|Jeopardy|Yum|Which)!$"), re.compile("")),
    (re.compile(r"[?!][\"”’]*$"), re.compile(r"[–—-]+\s*[a-z]")),
    (re.compile(r"[?!]['\"”’]+$"),
     re.compile(r"(?:(?!The\b)[A-Z][\w.'’-]*\s+(?:\([^)]*\)\s+)?){1,4}"
                r"(?:said|says|asked|asks|wrote|writes|told|tweeted|cried|shouted|replied|added|adds)\b")),
)  # fmt: skip
"""What stands before and what after a full stop that ends no sentence."""

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
    speculate theorize posit reason rumor rumour document record recount relate narrate continue
    boast brag yell chant marvel apologize apologise proclaim profess exhort implore plead grumble gripe scoff
    sneer snap retort rebut refute interject confess concur rant rave gush tease taunt preach attest surmise hypothesize
    hypothesise postulate decry bemoan
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

BY_WORD = {
    "call": frozenset({"for", "on", "upon"}),
    "speak": frozenset({"about", "of", "against", "out"}),
    "talk": frozenset({"about", "of"}),
    "comment": frozenset({"on", "about"}),
    "brag": frozenset({"about", "of"}),
    "boast": frozenset({"about", "of"}),
    "rail": frozenset({"against", "at"}),
    "vote": frozenset({"for", "against"}),
    "protest": frozenset({"against"}),
    "object": frozenset({"to"}),
    "lobby": frozenset({"for", "against"}),
    "argue": frozenset({"for", "against"}),
}
"""Verbs by which somebody takes a stance by one of a few words behind: "called for a vote", not "called at ten"."""

STANCE = frozenset(
    """
    urge call demand request ask order encourage advise want plan propose support back oppose reject dismiss
    deny dispute criticize criticise condemn denounce blast slam blame accuse praise applaud welcome endorse
    mock question challenge cite discuss describe refuse decline vow pledge promise threaten hope
    characterize characterise label portray hail warn complain express voice refer point emphasize stress mention tell
    agree disagree prefer favor favour rebuke chide chastise scold lambast lambaste ridicule deride decry deplore lament
    bemoan rebut refute laud commend compliment congratulate salute extol downplay tout liken invoke reference highlight
    advocate champion brand exhort implore plead beseech
    """.split()
).union(BY_WORD)
"""Verbs by which somebody takes a stance, with an object in place of a "that": "urged a vote"."""

DEMANDING = frozenset("insist demand require request ask order urge propose recommend suggest".split())
"""Verbs under which "that the union agree" is asked for, and not told."""

TOPICS = frozenset("discuss refer mock encourage".split())
"""Those of them that tell what the talk was of, not what was said of it, or what may be done without a word."""

READS = frozenset("said reads begins starts".split())
"""What stands behind a quotation and before whose it is: "…”, begins the letter"."""

WAYS = frozenset("how why".split())
"""Before what is explained where the explanation is not given: "explained how it works"."""

ANNOUNCING = frozenset("announce report reveal disclose confirm".split())
"""Verbs by which somebody makes something known, with an object: "announced cuts"."""

ONLY_SAYING = frozenset("say tell state declare add explain argue insist note claim warn".split())
"""Verbs of nothing but saying, whose subject is a source whatever it is."""

LABELS = frozenset(
    """
    note clarification correction corrections update updated watch listen read photos video opinion editorial exclusive
    breaking analysis review background warning spoiler disclaimer disclosure related more
    """.split()
)
"""What before a colon at the head of a paragraph is its heading and nobody who speaks: "Editor's note: …"."""

DASHES = frozenset("– — ― -- -".split())
"""What stands between a quotation and the name under it."""

SHOWING = frozenset("show demonstrate prove".split())
"""Verbs by which a record says something, and a person does something."""

IDIOMS = {
    "point": frozenset({"out"}),
    "make": frozenset({"clear", "plain", "case", "point", "argument"}),
    "take": frozenset({"view"}),
}
"""What makes a verb one of saying before "that": "point out", "make clear", "make the case"."""

CONVICTIONS = frozenset(
    """
    concerned worried confident convinced certain afraid hopeful sure aware unaware sceptical skeptical adamant
    optimistic pessimistic fearful persuaded
    """.split()
)
"""Adjectives of thought, with a clause of what is thought."""

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

MESSAGES = REPORT_NOUNS | frozenset(
    "farewell word words reply response answer advice greeting comment remark tribute speech quote explanation".split()
)
"""Nouns of what is said and then given: "left this farewell: …"."""

VIEWS = frozenset("words opinion view view eyes".split())
"""Nouns of which "in the … of X" gives X's words."""

DOCUMENT_NOUNS = frozenset(
    """
    report study survey poll document record data figure statistic paper memo letter email e-mail file filing lawsuit
    suit complaint indictment affidavit transcript book article analysis research census audit law bill statute
    constitution treaty agreement contract dataset database release review bulletin index footage video recording
    photograph photo image tape cable dossier letter note statement test result estimate number evidence chart ruling
    message diary post posting finding tweet website site page map ad advertisement commercial documentary headline
    """.split()
)
"""Heads of sources that are a record of something."""

MEDIA_NOUNS = frozenset(
    "newspaper daily weekly magazine tabloid broadcaster outlet channel station network paper media press wire "
    "radio television tv newswire journal blog".split()
)
"""Heads of sources that are another outlet."""

MEDIA_NAMES = re.compile(
    r"""\b(?:Reuters|Yonhap|Xinhua|Bloomberg|AFP|UPI|KCNA|TASS|Interfax|BBC|CNN|NBC|CBS|ABC\sNews|Fox\sNews|NPR|PBS|MSNBC
        |Sky\sNews|Al\sJazeera|Associated\sPress|New\sYork\sTimes|Washington\sPost|Wall\sStreet\sJournal
        |(?:Guardian|Telegraph|Independent)(?!\s[A-Z])|Politico|Axios|HuffPost|Huffington\sPost|BuzzFeed|Breitbart|Newsweek|Financial\sTimes|USA\sToday|Le\sMonde|Der\sSpiegel
        |Haaretz|Nikkei|Asahi|Kyodo|NHK|Wikinews|Forbes|Vox|ProPublica|TechCrunch|(?-i:\bAP\b)
        |[\w.]+\s(?:Times|Post|Herald|Tribune|Gazette|Chronicle|Courier|Observer|Journal|Ilbo|Shimbun
            |Zeitung|News)|(?i:(?:news|press|wire)\s(?:agency|service)))\b""",
    re.VERBOSE,
)
"""Names of outlets, and what such names end in."""

MEDIA_ALONE = frozenset("Yonhap Xinhua KCNA Reuters Bloomberg Kyodo Interfax TASS Politico Axios".split())
"""Those of them that the parser may take for a person's."""

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

PEOPLE = frozenset(
    """
    people person man woman men women child kid boy girl adult youth resident official critic chief head president
    premier minister chancellor king queen prince princess governor mayor senator deputy secretary spokesman
    spokeswoman spokesperson chairman chairwoman chair ceo boss aide adviser analyst expert scholar academic student
    pupil scientist physicist doctor nurse patient victim witness suspect defendant attorney judge justice juror cop
    guard soldier general colonel captain sergeant officer sheriff pilot fan guest host coach athlete star artist
    author poet journalist columnist colleague friend neighbour neighbor relative parent mother father mom dad son
    daughter brother sister wife husband widow uncle aunt cousin grandmother grandfather member executive diplomat
    agent detective tenant accountant assistant lieutenant inhabitant
    ambassador envoy delegate representative lawmaker politician candidate democrat republican conservative liberal
    nationalist activist protester demonstrator campaigner advocate opponent supporter migrant refugee immigrant citizen
    native local individual participant respondent client customer user viewer reader skeptic sceptic pope bishop
    cleric priest imam rabbi monk nun saint guy lady gentleman celebrity model hero rebel militant terrorist extremist
    gunman partner rival enemy competitor counterpart successor predecessor veteran graduate mp proponent surrogate
    applicant occupant inspector staffer
    """.split()
)
"""Nouns of people."""

WOMEN = frozenset("woman girl queen princess spokeswoman chairwoman mother mom sister wife aunt nun lady".split())

MEN = frozenset("man boy king prince chairman father dad brother husband uncle priest monk guy gentleman".split())

VOICED = frozenset(
    """
    family staff crew troop couple public electorate crowd audience community population majority minority half most
    many some other rest dozen hundred thousand folk everyone everybody someone somebody anyone side opposition alumni
    percent quarter third nation country state city town village region province district county airline automaker
    carmaker manufacturer maker lender retailer operator publisher studio label club society federation alliance
    coalition bloc cabinet leadership prosecution defence defense industry business academy museum institute
    association lobby network start-up startup brand chain giant nonprofit ngo navy force kremlin pentagon story
    """.split()
)
"""Nouns of what people are together, or what speaks for them, beside `GROUP_NOUNS`."""

PEOPLE_ENDINGS = re.compile(r"(?:[bcdfgklmnprstvz]er|[aiest]or|[a-z]{2}ist|[aeiou]an|[a-z]man|person|[a-z]ee|eer)$")
"""What nouns of people end in."""

NO_PEOPLE = frozenset(
    """
    water river number power paper letter matter order weather winter summer border corner center tower flower computer
    server layer factor sector motor color error door floor minor major fever cancer disorder danger anger hunger
    member-state offer user-base plan ocean loan clan van mean chapter quarter meter liter litre container trailer
    trigger thunder disaster shelter fiber rubber timber lumber butter dinner supper poster filter counter cluster
    fee committee coffee tree degree knee guarantee reactor tractor mirror horror terror visor manner banner copper
    pepper sugar answer encounter laser cover lever transfer newsletter pointer booster bumper master-plan twist list
    mist fist wrist
    """.split()
)
"""What ends so and is no person."""

PRONOUNS = frozenset("he she they i we you it who".split())
"""Sources that stand for one named before."""

ONE = frozenset("he she".split())
"""Those of them that stand for one person."""

RELATIVE = frozenset("who which that".split())

NOBODY = RELATIVE | {"i", "we", "you"}
"""Subjects that name nobody, or the one who is speaking anyway."""

WHOEVER = frozenset("those all everyone everybody anyone anybody someone somebody others one".split())
"""Sources that are nobody without what is told of them: "those who stayed"."""

GETTING = frozenset("obtain review see view read share give".split())
"""What is done with a document by those who did not make it: "records obtained by the Herald"."""

MEANWHILE = frozenset("after before when while as since until once although though whereas".split())
"""What joins a clause that tells something beside the main one."""

TEMPORAL = frozenset("when as after since".split())
"""What stands after these in the past was so: at the head of a sentence, or beside a stance ("urged a vote after")."""

UNTIL = frozenset("before until once".split())
"""What stands after these had yet to come."""

HERE_AND_NOW = frozenset("i we our us my me now today you your here".split())
"""Words of somebody talking; a report has them only in quotations."""

# -- quantities --------------------------------------------------------------------------------------------------------

NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | (
    TENS := {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
)

SCALES = {
    "hundred": 100, "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6, "mln": 10**6,
    "billion": 10**9, "bn": 10**9, "bln": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12, "trn": 10**12,
    "dozen": 12, "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7,
}  # fmt: skip

VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 10**3, "millions": 10**6,
         "billions": 10**9, "trillions": 10**12}  # fmt: skip
"""Plural scales: at least two of them; "tens of thousands" is at least 20,000."""

FEW = {"several": 2, "a few": 2, "few": 2, "a couple of": 2, "a couple": 2, "couple": 2, "many": 2}
"""What stands before a scale for at least two of it: "several hundred"."""

FRACTIONS = {"half": "0.5", "quarter": "0.25", "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667"}
"""Parts of one inside a number: "two and a half", "half a million", "3½"."""

CURRENCIES = {
    "$": "USD", "us$": "USD", "us $": "USD", "usd$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD",
    "us dollars": "USD", "american dollars": "USD", "a$": "AUD", "au$": "AUD", "aud": "AUD",
    "australian dollars": "AUD", "c$": "CAD", "ca$": "CAD", "cad": "CAD", "canadian dollars": "CAD",
    "nz$": "NZD", "nz $": "NZD", "nzd": "NZD", "new zealand dollars": "NZD", "hk$": "HKD", "hk $": "HKD",
    "hong kong dollars": "HKD", "s$": "SGD", "singapore dollars": "SGD", "nt$": "TWD", "taiwan dollars": "TWD",
    "r$": "BRL", "reais": "BRL",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pounds sterling": "GBP",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY", "yuan": "CNY", "cny": "CNY", "rmb": "CNY", "renminbi": "CNY", "₩": "KRW",
    "krw": "KRW", "kpw": "KPW", "won": "KRW", "₹": "INR", "inr": "INR", "rs": "INR", "rs.": "INR",
    "rupees": "INR", "rupee": "INR", "chf": "CHF", "swiss francs": "CHF", "rubles": "RUB", "ruble": "RUB",
    "roubles": "RUB", "rouble": "RUB", "rub": "RUB", "₽": "RUB", "hryvnia": "UAH", "hryvnias": "UAH", "₴": "UAH",
    "rand": "ZAR", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "naira": "NGN", "₦": "NGN", "shekels": "ILS",
    "₪": "ILS", "₺": "TRY", "lira": "lira", "liras": "lira", "zloty": "PLN", "kronor": "kronor", "kroner": "kroner",
    "francs": "franc", "franc": "franc", "pesos": "peso", "peso": "peso", "dirhams": "dirham", "riyals": "riyal",
    "cents": "cent", "cent": "cent", "pence": "penny", "penny": "penny", "pennies": "penny",
}  # fmt: skip
"""Signs, codes and names of currencies, by ISO 4217 code where there is one."""

_PLURALS = {
    "kilometer": "km", "kilometre": "km", "mile": "mi", "nautical mile": "nmi", "meter": "m", "metre": "m",
    "centimeter": "cm", "centimetre": "cm", "millimeter": "mm", "millimetre": "mm", "yard": "yd", "light year": "ly",
    "acre": "acre", "hectare": "ha", "square mile": "sq mi", "square kilometer": "sq km", "square kilometre": "sq km",
    "square meter": "sq m", "square metre": "sq m", "cubic meter": "m³", "cubic metre": "m³",
    "kilogram": "kg", "kilo": "kg", "gram": "g", "milligram": "mg", "ton": "t", "metric ton": "t", "tonne": "t",
    "ounce": "oz", "liter": "l", "litre": "l", "gallon": "gal", "barrel": "bbl", "bushel": "bushel", "knot": "kn",
    "watt": "W", "kilowatt": "kW", "megawatt": "MW", "gigawatt": "GW", "kiloton": "kt", "degree": "degrees",
    "pound": "pounds", "kilowatt hour": "kWh", "megabyte": "MB", "gigabyte": "GB", "terabyte": "TB",
    "percentage point": "percentage points", "basis point": "basis points",
    "second": "seconds", "minute": "minutes", "hour": "hours", "day": "days", "week": "weeks",
    "fortnight": "fortnights", "month": "months", "year": "years", "decade": "decades",
}  # fmt: skip
UNITS = {
    **_PLURALS,
    **{f"{name}s": short for name, short in _PLURALS.items()},
    "%": "%", "percent": "%", "per cent": "%", "pct": "%", "fold": "times", "times": "times",
    "km": "km", "cm": "cm", "mm": "mm", "m": "m", "foot": "ft", "feet": "ft", "ft": "ft", "inch": "in", "inches": "in",
    "square foot": "sq ft", "square feet": "sq ft", "sq ft": "sq ft", "sq km": "sq km", "sq m": "sq m",
    "km²": "sq km", "m²": "sq m", "kg": "kg", "mg": "mg", "lb": "lb", "lbs": "lb", "oz": "oz", "ml": "ml",
    "century": "centuries", "centuries": "centuries", "mins": "minutes", "hrs": "hours", "yrs": "years",
    "mph": "mph", "kph": "km/h", "km/h": "km/h", "mw": "MW", "gw": "GW", "kw": "kW", "gb": "GB", "mb": "MB", "tb": "TB",
    "celsius": "°C", "°c": "°C", "degrees celsius": "°C", "fahrenheit": "°F", "°f": "°F", "degrees fahrenheit": "°F",
}  # fmt: skip
"""Units of measure and of time by the short form that is shown; "pounds" may be money or a weight, and stays so."""

SHARES = {"half": "0.5", "third": "0.3333", "thirds": "0.3333", "quarter": "0.25", "quarters": "0.25",
          "fifth": "0.2", "fifths": "0.2", "sixth": "0.1667", "eighth": "0.125", "eighths": "0.125",
          "tenth": "0.1", "tenths": "0.1"}  # fmt: skip
"""What "two thirds of" and "a quarter of" come to."""

MULTIPLES = {"twice": 2, "thrice": 3, "double": 2, "triple": 3, "treble": 3, "quadruple": 4}
"""What "twice as many" and "triple the number" come to."""

NUMBERED = frozenset(
    """
    number no no. nos flight route room page pages pp article section chapter paragraph clause resolution act title
    amendment channel level day phase stage step part volume vol verse psalm lane gate platform terminal pier line tier
    week episode season series game round group class grade category type model version explorer windows apollo highway
    interstate motorway road street avenue apartment suite building block unit bus train bay pad post posts formula
    area district precinct ward zone sector camp battalion brigade division squadron proposition measure bill rule
    question item exhibit figure table appendix option plan case count page magnitude
    """.split()
)
"""Nouns that a number behind them does not count but names: "Flight 370", "Article 9", "day five"."""

AIRLINERS = frozenset("707 717 727 737 747 757 767 777 787".split())
"""Numbers that are names of airliners where a text speaks of such and they count nothing else."""

AIRCRAFT = re.compile(
    r"\b(?:Boeing|Airbus|Dreamliners?|airliners?|aircraft|(?:air)?planes?|aeroplanes?|jets?|freighters?)\b",
    re.IGNORECASE,
)
"""Words of a text that is of airliners, and what their numbers stand before."""

INDEX = re.compile(
    r"\b(?:S&P|Standard\s(?:&|and)\sPoor['’]s|Nasdaq|FTSE|Fortune|Forbes|CAC|DAX|MDAX|Nikkei|Russell|STOXX|ASX|IBEX|AEX"
    r"|SMI|TSX|CSI)(?:\sindex)?[-\s]\d{2,4}\b(?!,\d|\.\d|\s?(?:points?|percent|per\scent|%|million|billion|people))"
)
"""Names of lists and indices with the number of what they hold: "the S&P 500"."""

UNCOUNTED = frozenset(
    "way off time on to in up out at by of and or for fold some odd plus old piece liner handed sided faced eyed star "
    "wheeled dimensional pronged".split()
)
"""What a number joined to by a hyphen does not count: "two-way", "one-off"."""

CHANGES = frozenset(
    """
    grow rise increase fall drop decline decrease shrink slow surge soar plunge slump climb jump expand reduce widen
    narrow raise cut lower boost extend move go change upgrade downgrade promote slide dip swell lift double triple up
    """.split()
)
"""Verbs after which "from 9 to 10" is two figures, before and after, and not a range."""

# -- times -------------------------------------------------------------------------------------------------------------

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
"""First and last month, as weather services in the north count them; winter, which lies in two years, is left open."""

PLANS = frozenset("schedule expect due set plan slate hope aim intend begin start open close".split())
"""Verbs of what is to come: "is scheduled for Friday"."""

SCHEDULED = frozenset("schedule expect due set plan slate intend book".split())
"""Those whose participle looks ahead by itself: "a vote set for Friday", and not "a shop opened on Friday"."""

TIME_ADVERBS = frozenset(
    "recently now currently later earlier then since today afterwards afterward subsequently previously already "
    "formerly once nowadays meanwhile soon".split()
)
"""Adverbs that give a clause a time, so that it does not have that of the clause before."""

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
    replace succeed have use require cost pay spend apply continue celebrate mark compete face
    """.split()
)
"""Verbs that in the future mostly tell of an arrangement: "the fair will open on Monday"."""

PLACING = frozenset("in at on from".split())
"""Before a place or a state in which something will be: "will be at the museum"."""

ORDINALS = frozenset("first second third fourth fifth last latest next only".split())
"""Which of several something is."""

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

NO_ONE = frozenset("0 zero".split())
"""Figures that deny what they count."""

CONDITIONS = frozenset("if unless whether lest provided providing assuming".split())
"""Words that make what they govern hypothetical: it is never cut from them."""

GOVERNORS = NEGATIONS | frozenset(
    "only few fewer little rarely seldom almost nearly barely neither either cannot".split()
)
"""Words that deny or limit: what stands under them is not said without them."""

INDIVISIBLE = GOVERNORS | frozenset(
    """
    or between among just except unless if whether than instead rather both each together jointly respectively combined
    total altogether mutual same versus vs too enough first last once again ever most least false untrue unclear
    """.split()
)
"""Words that speak of a statement as a whole: with one of them in it a clause is not divided into its parts."""

DENIALS = frozenset(
    """
    deny refuse fail reject doubt dispute refute prevent stop avoid lack forbid ban prohibit exclude decline neglect
    pretend cease miss oppose hesitate unable
    """.split()
)
"""Lemmas of what was not done, or should not be: "denied buying A and B" says less of A alone."""

UNREALISED = frozenset(
    """
    want wish hope plan intend expect ask urge order tell persuade try refuse fail decline hesitate have need ought
    threaten promise likely unlikely unable willing ready free supposed due afraid
    """.split()
)
"""Lemmas over a "to": nobody is said to have done what follows."""

INVERTING = frozenset("had should were".split())
"""What opens a condition without an "if": "should the talks fail"."""

SOME_DAY = frozenset("when whenever once after until where wherever".split())
"""What these open in the present tense is a condition: "once the vote is held, …"."""

NARROWING = frozenset("even partly mainly largely mostly chiefly precisely simply".split())
"""Adverbs before "because" and "though" that may be dropped with them; "perhaps" may not."""

POINTERS = frozenset("it this that these those there here what who which".split())
"""Subjects that only point to what follows: "it was Smith who"."""

IN_TITLES = frozenset("of the from a 's ’s for at".split())
"""Small words within the titles of works and the names of bodies."""

EVENTFUL = frozenset(
    "mean result lead spark bring force prompt make cause trigger allow enable provoke necessitate ensure "
    "suggest indicate signal imply".split()
)
"""Lemmas of what only an event does, when they stand beside a clause: "…, forcing them to leave"."""

EFFECTS = EVENTFUL | frozenset(
    """
    leave help affect create give raise end mark follow come happen occur surprise anger upset shock please delight
    alarm worry embarrass frustrate disappoint annoy outrage stun suggest show indicate imply signal prove
    demonstrate violate contradict contravene breach cost save earn draw attract fuel ignite add put turn push
    drive send contribute require explain represent constitute amount complicate undermine threaten jeopardise
    jeopardize see welcome criticise criticize condemn regard view interpret
    """.split()
)
"""Lemmas of what an event does or is taken for: "…, which surprised us" speaks of all before."""

SUMMARIES = frozenset(
    """
    increase decrease rise fall drop gain decline growth jump surge slump cut improvement loss change move step
    decision act action sign signal indication display show demonstration result outcome consequence effect feat
    achievement success failure surprise shock blow setback boost record first reversal turnaround mistake victory
    defeat breach violation departure contrast reminder testament attempt
    """.split()
)
"""Nouns that sum up what was told: "…, an increase over last year" describes nothing that stands before it."""

DOERS = ("er", "or", "ist", "ian", "man", "men", "people", "child", "children", "crew", "person")
"""What words for people end in; a plural "s" is not looked at."""

# -- coverage ----------------------------------------------------------------------------------------------------------

LINKING = frozenset(
    """
    a an the this that these those and but yet so also too then as while when where who whom whose which what
    of to in on at by for from with into
    is are was were am be been being has have had having do does did
    it he she they we i its his her their our my there here
    although though whereas including
    """.split()
) | (CONNECTIVES - {"instead", "otherwise"})
"""Words and phrases that only join or point: between what is accounted for they leave nothing to look at.

No word that turns a meaning ("not", "or", "only", "if", "because", "may") is among them.
"""

ABBREVIATION = re.compile(r"[(\[](?:[A-Z][A-Z.&]{1,7}|sic)[)\]]")
"""What is set beside a name for the reader's sake: "the United States Air Force (USAF)"."""

# -- comparison --------------------------------------------------------------------------------------------------------

EMPTY = frozenset(
    """
    a an the this that these those it its he him his she her they them their we us our you your i me my who whom whose
    which what there here of in on at to for from with by as into onto about over under after before during between
    against through within without out up down off than then and or but nor so if while when where because although
    though be am is are was were been being have has had having do does did will would shall should can could may
    might must not no n't 's ’s s also just only very too more most some any all both each such other own again now
    still yet even much many less fewer least say said says tell told according
    """.split()
)
"""Words by which no passage is found: they stand in nearly every sentence."""

LIGHT_VERBS = frozenset("make take get go come have do give put set keep let be become see use".split())
"""Verbs that say little by themselves."""

OPPOSITES = tuple(
    tuple(frozenset(side.split()) for side in line.split("/"))
    for line in """
    rise increase grow climb jump surge soar gain rally expand / fall drop decline decrease shrink plunge slump sink dip
    raise hike boost lift / cut reduce lower slash trim
    high higher highest / low lower lowest
    large big huge / small tiny
    win winner / lose loser
    victory / defeat loss
    profit / loss deficit
    surplus / deficit
    open reopen / close shut
    start begin launch commence resume / end stop finish halt cease suspend
    arrive enter join / leave exit depart quit
    alive survive living survivor / dead die death deceased killed
    accept approve back support endorse favour favor welcome adopt pass / reject oppose refuse decline veto
    confirm admit acknowledge / deny dispute refute
    arrest detain jail imprison capture hold / release free acquit
    guilty convict conviction / innocent acquit acquittal
    buy purchase acquire / sell
    import importation importer / export exportation exporter
    hire appoint recruit employ reinstate / fire sack dismiss oust
    allow permit legalise legalize authorise authorize / ban prohibit forbid outlaw block bar prevent
    succeed success successful / fail failure unsuccessful
    true genuine real authentic / false fake bogus fictitious
    legal lawful / illegal unlawful
    possible / impossible
    likely / unlikely
    able / unable
    known / unknown
    safe / unsafe dangerous
    strengthen / weaken
    strong stronger / weak weaker
    include / exclude
    find found recover / lose missing
    attend / skip boycott miss
    keep retain maintain preserve / drop scrap abandon abolish cancel axe ditch remove
    extend prolong / shorten curtail
    positive good better best favourable favorable / negative bad worse worst poor unfavourable unfavorable
    improve / worsen deteriorate
    build construct / demolish destroy
    agree agreement / disagree disagreement
    praise applaud hail acclaim / criticise criticize condemn denounce slam pan
    friend ally / enemy foe rival
    same identical / different
    always / never
    majority / minority
    public / private
    male man men boy husband father brother son / female woman women girl wife mother sister daughter
    north northern / south southern
    east eastern / west western
    left left-wing / right right-wing
    domestic / foreign
    rich richer / poor poorer
    first eldest oldest / last youngest
    voluntary voluntarily / forced forcibly
    peaceful peacefully / violent violently
    ahead / behind
    predecessor / successor
    optimistic / pessimistic
    overestimate overstate / underestimate understate
    present presence / absent absence
    major / minor
    maximum / minimum
    hero / villain protagonist antagonist
    attack / defend
    advance / retreat
    ease loosen relax / tighten
    upgrade / downgrade
    lead / trail
    fast faster quick quicker / slow slower
    """.strip().split("\n")
)  # fmt: skip
"""Words, as lemmas, that cannot both be said of one thing: each line has its two sides."""

SAME = tuple(
    frozenset(line.split())
    for line in """
    buy purchase acquire
    cut reduce slash trim shed lower
    rise increase climb grow jump surge soar
    rise increase growth jump surge
    fall drop decline decrease plunge slump sink tumble plummet slide dip
    plane aircraft airplane aeroplane jet airliner jetliner
    car automobile vehicle auto
    film movie
    song track single
    show series programme program
    deal agreement contract accord
    plant factory
    job post
    worker employee staff
    company firm corporation
    die perish
    death fatality
    kill slay murder
    hurt wound injure
    unveil introduce launch present release debut
    announce reveal disclose unveil
    begin start commence launch
    end finish conclude
    build make manufacture produce construct assemble
    close shut shutter
    sack fire dismiss oust
    resign quit
    reject refuse decline
    back support endorse
    aid assistance help
    assist help
    thief robber burglar
    play participate compete
    profit earnings
    sales revenue turnover
    bankruptcy insolvency
    probe inquiry investigation
    probe investigate
    arrest detain
    house home residence
    law legislation
    big large huge giant
    delay postpone defer
    accident crash collision
    rival competitor
    shareholder stockholder investor
    writer author
    attack assault
    protest demonstrate
    protest demonstration
    first maiden
    ask request
    choose select pick
    own possess
    cancel scrap
    happen occur
    condemn criticise criticize
    global worldwide international
    globally worldwide
    recipient winner
    """.strip().split("\n")
)
"""Words, as lemmas, that newspapers use for each other."""

REFUTING = frozenset(
    """
    hoax fake false falsehood untrue bogus fabrication fabricate debunk disprove refute satire prank
    misinformation disinformation baseless unfounded groundless fictitious inaccurate incorrect erroneous mistaken
    misleading misreport retract retraction photoshop denial deny rebut discredit hogwash nonsense figment untruth
    fiction fictional stunt bluff
    """.split()
)
"""Lemmas that say of something told that it is not so."""

STORIES = frozenset(
    """
    report story news claim rumor rumour allegation article account post image photo photograph picture video statement
    information suggestion assertion belief theory narrative headline message letter website
    """.split()
)
"""Nouns of what is told: a "false report" refutes, a "false beard" does not."""

DISOWNING = frozenset(
    "deny refuse fail reject doubt dispute refute decline neglect unable disprove rebut contradict dismiss".split()
)
"""Lemmas that say of what they govern that it is not so, or was not done."""

QUASHING = frozenset("blast slam quash squash dismiss reject deny shut shoot quell scotch rubbish refute rebut".split())
"""Lemmas that refute with a noun of `STORIES` as their object: "shuts down rumours"."""

BACKING_OUT = frozenset(
    "cancel scrap abandon withdraw shelve axe ditch renege backtrack bail exit quit rescind revoke drop_out pull_out "
    "back_out opt_out walk_away step_down".split()
)
"""Lemmas, some with a particle, of undoing what was planned or begun."""

CONFIRMING = frozenset(
    "confirm admit acknowledge concede prove verify corroborate substantiate authenticate establish document".split()
)
"""Lemmas of saying so with one's own weight behind it: what they govern is more than repeated."""

DOUBTFUL = frozenset(
    """
    reportedly allegedly supposedly purportedly rumoredly apparently seemingly possibly perhaps maybe probably likely
    potentially presumably alleged purported supposed rumored rumoured suspected unconfirmed unverified possible
    potential unclear might may could speculation speculate rumor rumour allegation unnamed anonymous
    allege claim purport suspect consider mull weigh probe investigate unknown doubt talks scare
    """.split()
)
"""Lemmas by which a text says of something that it may not be so, or that somebody only says so."""

PASSED_ON = frozenset("report source claim rumor rumour media insider speculation allegation official police".split())
"""Nouns that, before or after the colon or dash of a headline, say that others say so: "…: report"."""

SAYS = frozenset("says said claims claimed reports reported alleges alleged".split())
"""Words of a headline by which somebody says it."""

WIDE_PEOPLES = frozenset(
    """
    european asian african arab western jewish jew christian muslim islamic catholic protestant orthodox hindu buddhist
    sikh british english scottish welsh irish republican democratic democrat soviet native indigenous black white
    """.split()
)
"""Words for peoples, faiths and parties beside which one may well be of another people too."""

SORTS = frozenset(
    """
    person human man woman individual member artist performer celebrity star figure entertainer professional athlete
    player leader politician official company firm business corporation organisation organization body group team club
    place city town country nation state region area location building structure work thing object product item part
    one type kind sort event
    """.split()
)
"""What so much is that a narrower word does not say otherwise: a singer is an artist too."""

ANYBODY = frozenset("person people man men woman women individual".split())
"""Whom a figure may count in two texts that speak of different people."""

RANKS = {
    word: place
    for place, pair in enumerate(
        "first/1st second/2nd third/3rd fourth/4th fifth/5th sixth/6th seventh/7th eighth/8th ninth/9th tenth/10th "
        "eleventh/11th twelfth/12th".split(), start=1
    )
    for word in pair.split("/")
}  # fmt: skip
"""Places in an order."""

SPANS_OF_TIME = frozenset("seconds minutes hours days weeks fortnights months years decades centuries".split())
"""Units of time, by their short form in `UNITS`."""

# -- languages ---------------------------------------------------------------------------------------------------------

COMMONEST = frozenset(
    """
    the and of to for with from by that this these those which who whom whose what when where why how
    it its they their them she his him you your our are were been being has have would could should must might can
    does did not but if than then there while because although though until since after before during between against
    through without within about above below across along among around behind beyond into upon toward towards
    any some such other others another each every both either neither few several many more most much less least
    only just still yet already again also very too never always often now ever however
    said says say told made make new first last next two three year years people
    """.split()
)
"""The commonest words of English, without those that stand often in another language too: "in", "is", "on", "a"."""

# -- evidence ----------------------------------------------------------------------------------------------------------

WRAPPERS = frozenset(
    """
    archive.org archive.ph archive.today archive.is archive.li archive.vn archive.md archive.fo ghostarchive.org
    perma.cc webcitation.org mementoweb.org ampproject.org googleusercontent.com google.com 12ft.io
    """.split()
)
"""Sites whose addresses have another's inside: archives, caches, redirects."""

PLATFORMS = frozenset(
    """
    youtube.com youtu.be vimeo.com dropbox.com documentcloud.org scribd.com issuu.com academia.edu researchgate.net
    slideshare.net doi.org github.com wikimedia.org soundcloud.com spotify.com zenodo.org figshare.com osf.io ssrn.com
    arxiv.org jstor.org
    """.split()
)
"""Sites where anybody's things lie: each address is a source of its own."""

ACCOUNTS = frozenset(
    """
    twitter.com x.com facebook.com instagram.com tiktok.com t.me telegram.me linkedin.com medium.com threads.net
    bsky.app vk.com weibo.com
    """.split()
)
"""Sites where the first part of the path says whose account it is."""

HOSTS = frozenset(
    "wordpress.com blogspot.com substack.com tumblr.com github.io medium.com weebly.com wixsite.com".split()
)
"""Sites where the part before the site's name says whose pages they are."""

SECOND_LEVELS = frozenset("co com org net ne or gov go gouv gob gub govt mil ac edu nhs police parliament".split())
"""What stands between a name and the letters of a country: "bbc.co.uk"."""

PUBLIC_BODIES = frozenset("gov go gouv gob gub govt mil ac edu nhs police parliament".split())
"""Those of them under which each country has a "health" or an "mfa" of its own."""

FILE_ENDINGS = frozenset("pdf doc docx xls xlsx csv txt rtf odt ods json xml zip ppt pptx htm html".split())
"""What a file's name ends in, and no site's."""

RECORD_ENDINGS = frozenset("pdf doc docx xls xlsx csv odt ods json xml".split())
"""What the address of a document or a data set ends in."""

NEWS_ENDINGS = re.compile(r"(?<=..)(?:news|online|newspaper|com)$")
"""What an outlet's name may have or lack: "BBC News", "bbc.co.uk"."""

AGENCY_CREDIT = re.compile(
    r"""(?:\(|\b(?:citing|quoting|via|from|courtesy\sof)\s(?:the\s)?)
        (?P<agency>Reuters|Associated\sPress|AP|Agence\sFrance-Presse|AFP|UPI|Yonhap|Xinhua|Kyodo|KCNA|Interfax|TASS|DPA
        |ANSA|EFE|PTI|IANS|ANI|Bloomberg)\b""",
    re.VERBOSE,
)
"""Who wrote what an outlet only printed: "SEOUL (Reuters) - …", "citing Yonhap"."""

AGENCY_NAMES = {"associatedpress": "ap", "agencefrancepresse": "afp"}
"""An agency's short name, by its long one without spaces."""

TALK = re.compile(
    r"""(?:an?\s|our\s|my\s)?(?:phone\s|telephone\s|video\s|in-person\s)?
        (?:interview|call|conversation|talk|e-?mail|letter|message|meeting|correspondence)\s(?:with|from|to|by|of)\s""",
    re.IGNORECASE | re.VERBOSE,
)
"""What goes before the name of whoever was asked."""

NO_NAMES = frozenset(
    """
    interview call phonecall email letter report document page pages p pp no notes note photo video table figure section
    article book study link source file record see ibid
    """.split()
)
"""What evidence may be called without saying whose it is."""

LOCATED = re.compile(
    r"""\b(?i:pp?\.?|pages?|sections?|sec\.|tables?|figures?|fig\.|chapters?|ch\.|paragraphs?|para\.|articles?|annex
        |appendix|sheet|row|line|vol\.|volume|no\.|minute)\s?(?:\d|[IVXLC]+\b|[A-Z]\b)
        |§\s?\d|\b\d{1,2}:\d{2}\b""",
    re.VERBOSE,
)
"""Where in a document or a recording something stands."""

DOCUMENT_NUMBER = re.compile(r"\b10\.\d{4,9}/\S|\bISBN\b.{0,4}\d|\barXiv:\d", re.IGNORECASE)
"""A number under which a document is the same everywhere."""

WRITTEN_DAY = re.compile(
    rf"\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?!\w)"
)
"""A day that belongs to whoever was asked: "Ann Lee, by phone, 3 March"."""

ANONYMOUS = re.compile(
    r"""(?<!alcoholics\s)(?<!narcotics\s)\b(?:anonymous(?:ly)?|unnamed|unidentified|undisclosed|not\sto\sbe\snamed|off\sthe\srecord|name\swithheld)\b
        |\bconfidential\s(?:sources?|informants?|contacts?)\b
        |^\W{0,3}(?!(?:\w+\s)?(?:open|primary|secondary|data|original|news|water|energy|power)\s)
         (?:an?\s|our\s|my\s|the\s|one\s|two\s|several\s)?(?:[\w-]{1,20}\s){0,2}(?:sources?|insiders?|whistle-?blowers?)\b
         (?!\s?(?::|(?:code|data|file|document|book|text)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
"""How evidence is put down whose giver is not to be known."""

SENSITIVE = re.compile(
    r"""\b(?:kill(?:ed|s|ing|ings)?|murder\w{0,4}|dead|die|dies|died|dying|deaths?|deadly|executed|executions?|massacre\w?
        |shot\sdead|shootings?|suicides?|tortur(?:e|ed|es|ing)|rap(?:e|ed|es|ist|ists)|molest\w{0,4}|abus(?:e|ed|es|ive|er|ing)
        |sexual(?:ly)?\s(?:assault|harass|exploit)\w{0,5}|kidnap\w{0,4}|abduct\w{0,4}|traffick\w{0,3}|genocide|war\scrimes?
        |terroris[mt]s?|crimes?|criminal\w{0,3}|corrupt(?:ion)?|brib(?:e|es|ed|ery|ing)|embezzl\w{0,5}|fraud\w{0,5}
        |laundering|guilty|convicted|indicted|arrest(?:ed|s|ing)?|charged\swith|accus(?:e|es|ed|ing|er|ation|ations)
        |alleg(?:e|es|ed|edly|ing|ation|ations))\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words of deaths, of violence, and of what somebody could be taken to court for, or go to court over."""

SEVERAL = re.compile(
    r"""(?:an?\s(?:few|couple|number|handful|dozen|series|range)|some|several|many|most|both|multiple|various|numerous|two
        |three|four|five|six|seven|eight|nine|ten|dozens|scores|hundreds|[2-9]|[1-9]\d{1,3})\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a source starts that is more than one: "two of the officials"."""

ONE_ONLY = re.compile(r"(?:an?|one|another|each|every|1)\b", re.IGNORECASE)

AFTER_HEAD = re.compile(
    r"""[,;:(]|\s(?:of|in|at|from|with|close|near|familiar|who|that|which|whose|for|on|inside|within|based|speaking|briefed
        |involved|to|by|there|here|said|say|says)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Where what is said of a source starts: "sources | close to the ministry"."""

BYLINE_JOINTS = re.compile(
    r"[,;|/&·•]|\b(?:and|with|by|additional|reporting|report|edited|editing|words|from|for|in|at)\b", re.IGNORECASE
)
"""What stands between the names of a byline."""

# -- consistency -------------------------------------------------------------------------------------------------------

SIDES = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("for favour favor favoured favored support supported supporting back backed yes approve approved approval",
         "against oppose opposed opposing reject rejected no disapprove disapproved disapproval"),
        ("men male males boys", "women female females girls"),
        ("remain stay", "leave"),
        ("satisfied happy", "dissatisfied unhappy"),
    )
)  # fmt: skip
"""Words of the two sides of which nobody is on both."""

RATIOS = frozenset({"share", "times", "to 1"})
"""Units of what is one number by another: "one in five", "twice"."""

DOLLARS = frozenset("USD AUD CAD NZD HKD SGD TWD".split())
"""What "$" alone may stand for."""

SORTS_OF_PEOPLE = (
    frozenset("men women boys girls males females".split()),
    frozenset("men women children adults minors babies infants teenagers".split()),
)
"""Words of people of whom nobody is two at once."""

CLOSING = {"(": ")", "—": "—", "–": "–", "-": "-", "--": "--"}
"""What ends a list that is set off by a mark."""

FOLDS = {"doubl": "2", "tripl": "3", "quadrupl": "4", "halv": "0.5"}
"""What verbs of a multiple come to, by how they start."""

GROWING = "growing|rising|increasing|mounting|surging|soaring"
SHRINKING = "shrinking|falling|declining|decreasing|dwindling|dropping|diminishing"
GROWTH = "increase|rise|growth|surge|upsurge"
SHRINKAGE = "decrease|decline|fall|drop|reduction"
"""Words of what grows or shrinks, as alternatives of a pattern."""

WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())

MONTHS = tuple("January February March April May June July August September October November December".split())

LENGTHS = {"km": "1000", "mi": "1609.344", "nmi": "1852", "m": "1", "cm": "0.01", "mm": "0.001", "ft": "0.3048",
           "in": "0.0254", "yd": "0.9144"}  # fmt: skip
WEIGHTS = {"kg": "1000", "g": "1", "mg": "0.001", "lb": "453.592", "oz": "28.3495"}
AREAS = {"ha": "10000", "acre": "4046.86", "sq km": "1000000", "sq mi": "2589988", "sq m": "1", "sq ft": "0.092903"}
SPEEDS = {"mph": "1.609344", "km/h": "1", "kn": "1.852"}
"""What units come to in one of their kind; those that mean different things in different countries are left out."""
MEASURED = (LENGTHS, WEIGHTS, AREAS, SPEEDS)

# -- names -------------------------------------------------------------------------------------------------------------

TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr sen rep gov gen col lt capt cmdr sgt maj
    major adm admiral hon pres prime vice ceo cfo cto coo ex former leader director manager economist strategist founder
    archbishop cardinal constable commissioner superintendent
    """.split()
)
"""What stands before a name, beside `PEOPLE`: "Mr Kim", "Prime Minister Abe", "Airbus CEO Louis Gallois"."""

CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december yesterday today tomorrow
    """.split()
)
"""What has a capital and names nobody."""

LINKS = frozenset("of de da do del della di du van von der den la le al el bin ibn".split())
"""Small words within names."""

SHORT_NAMES = {
    "US": "united states",
    "USA": "united states",
    "UK": "united kingdom",
    "UN": "united nations",
    "EU": "european union",
}
"""What is known by its letters as well."""
