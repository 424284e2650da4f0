"""How a sentence is cut: into what can be checked alone, and never from the word that governs its meaning."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.article import read_article
from claims.split import find_claims


def _claims(text: str) -> list[tuple[str, str]]:
    """Return each claim's words, and the source and cue of its attribution."""
    article = read_article(text)
    found = []
    for claim in find_claims(article):
        said = claim.attribution
        found.append((claim.text(article), f"{said.source or ''} {said.cue or ''}".strip() if said else ""))
    return found


def _texts(text: str) -> set[str]:
    return {words for words, _ in _claims(text)}


# -- what each build comes to ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The minister defended a plan to close schools which, according to Reuters, parents have condemned.",
         {"The minister defended a plan to close schools", "a plan to close schools … parents have condemned"}),
        ("The leader [KPA] issued an order that the units should stop.",
         {"The leader [KPA] issued an order that the units should stop"}),
        # what was so when somebody took a stance
        ("The mayor called for a ban after 14 people were killed in Lyon.",
         {"The mayor called for a ban", "14 people were killed in Lyon"}),
        ("The union backed the plan when the firm offered 300 jobs.",
         {"The union backed the plan", "the firm offered 300 jobs"}),
        ("The mayor called for a vote before the council met on Monday.",
         {"The mayor called for a vote before the council met on Monday"}),
        ("The mayor called for a vote after the council meets on Monday.",
         {"The mayor called for a vote after the council meets on Monday"}),
        pytest.param("The ministry notes, “Ozone harms plants more than gas does”, highlighting the need for trees.",
                     {"Ozone harms plants more than gas does"},
                     marks=pytest.mark.xfail(strict=True, reason="what is told behind it is taken for quoted")),
        # what is taken for granted, and what is only thought of
        ("The ministry is concerned about the growing number of deaths.",
         {"The ministry is concerned about the growing number of deaths", "the growing number of deaths"}),
        ("Some crops may grow with increased levels of gas.", {"Some crops may grow with increased levels of gas"}),
        # sentences beside one another
        ("Other reports suggested that the markets slowed their sales; as a result, most orders were withdrawn.",
         {"the markets slowed their sales", "as a result, most orders were withdrawn"}),
        # lists
        ("The film stars Angelina Jolie, Elle Fanning and Sam Riley.",
         {"The film stars Angelina Jolie", "The film stars … Elle Fanning", "The film stars … Sam Riley"}),
        ("The ministry bought two ships and a bridge.",
         {"The ministry bought two ships", "The ministry bought … a bridge"}),
        ("He praised the price, the colour and the smell.",
         {"He praised the price", "He praised … the colour", "He praised … the smell"}),
        ("Chan has appeared in many films, such as The Big Brawl and The Protector.",
         {"Chan has appeared in many films", "Chan has appeared in … The Big Brawl",
          "Chan has appeared in … The Protector"}),
        # place and date
        ("The bridge was opened in Lyon on 3 May 2010.",
         {"The bridge was opened in Lyon", "The bridge was opened … on 3 May 2010"}),
        # what is said of the predicate noun is said of the subject
        ("Chan is an actor who began in Hong Kong.", {"Chan is an actor", "Chan … began in Hong Kong"}),
        ("The Departed is a film directed by Martin Scorsese and written by William Monahan.",
         {"The Departed is a film", "The Departed … directed by Martin Scorsese",
          "The Departed … written by William Monahan"}),
        # relative clauses and participles between commas
        ("They broke the agreement reached in 1991, which barred music.",
         {"They broke the agreement reached in 1991", "the agreement reached in 1991 … barred music"}),
        ("Hwang, who had fled to Seoul, was ridiculed.", {"Hwang … had fled to Seoul", "Hwang … was ridiculed"}),
        ("The flood destroyed the bridge, killing 15 people.",
         {"The flood destroyed the bridge", "The flood … killing 15 people"}),
        # coordinated verbs, contrasts
        ("The army crossed the river and burned the town.",
         {"The army crossed the river", "The army … burned the town"}),
        ("Even though the roof fell, the wall stood.", {"the roof fell", "the wall stood"}),
        ("The firm will cut the Aspen, the Cruiser and the Durango from production.",
         {"The firm will cut the Aspen … from production", "The firm will cut … the Cruiser … from production",
          "The firm will cut … the Durango from production"}),
        # of several nouns one alone is the last
        ("The party chose Ann Lee and Tom Fox, a lawyer.",
         {"The party chose Ann Lee", "The party chose … Tom Fox", "Tom Fox, a lawyer"}),
        ("The firm hired Anna Smith and Peter Brown, lawyers from Lyon.",
         {"The firm hired Anna Smith", "The firm hired … Peter Brown",
          "Anna Smith and Peter Brown, lawyers from Lyon"}),
        ("The firm hired Anna Smith and Peter Brown, who was a lawyer.",
         {"The firm hired Anna Smith", "The firm hired … Peter Brown", "Peter Brown … was a lawyer"}),
        # a "which" is the noun's where it cannot be the sentence's
        ("The minister sold the bank, which had lost a million euros.",
         {"The minister sold the bank", "the bank … had lost a million euros"}),
        ("The bridge, which angered the drivers, was closed.",
         {"The bridge … angered the drivers", "The bridge … was closed"}),
        ("The order, which is believed to be worth a million euros, gave hope to the town.",
         {"The order … is believed to be worth a million euros", "The order … gave hope to the town"}),
        # participles
        ("The index closed at its lowest level on Thursday, having lost 1.16%, bringing it to 7,465.95.",
         {"The index closed at its lowest level on Thursday", "The index … having lost 1.16%",
          "The index … having lost 1.16%, bringing it to 7,465.95"}),
        ("The ship sank in the lake near the camp, killing five people.",
         {"The ship sank in the lake near the camp", "The ship … killing five people"}),
        # two sentences in one quotation
        ("“It is like walking across a frozen lake. If that ice breaks we are going to be wet,” he said.",
         {"It is like walking across a frozen lake", "If that ice breaks we are going to be wet"}),
        # words that lead to what is said are no claim
        ("The firm has asked the state for aid, saying that it plans to fire workers.",
         {"The firm has asked the state for aid", "it plans to fire workers"}),
        ('Minister Anna Smith said a "wider debate" ((it)) is needed.', {'a "wider debate" … is needed'}),
        # a helper that is not tensed, and one that the parse misses
        ("I will continue as head and be heard.", {"I will continue as head", "I will … be heard"}),
        ("The bridge has been closed and been repaired.",
         {"The bridge has been closed", "The bridge has … been repaired"}),
        ("He was hauled in and told that she had left.", {"He was hauled in", "He was … told that she had left"}),
        # what goes on with a relative clause beyond a comma
        ("Singapore Airlines, which will be the first to fly the new plane, in July 2006, have opened a site.",
         {"Singapore Airlines … will be the first to fly the new plane, in July 2006",
          "Singapore Airlines … have opened a site"}),
        # how long before or after is said with the other clause, or not at all
        ("Just two weeks after China sent the markets down, the banks are losing money.",
         {"China sent the markets down", "the banks are losing money"}),
        # who says it is no part of the clause before
        ("Ann Lee has not come, but said she will be the head of the party.",
         {"Ann Lee has not come", "she will be the head of the party"}),
        ("Ann Lee wrote in a report that the bridge had fallen.", {"the bridge had fallen"}),
        ("Steve Jobs announced Monday in an internal memo that he would be on leave.", {"he would be on leave"}),
        # names with their years
        ("He appeared in The Day After Tomorrow (2004).",
         {"He appeared in The Day After Tomorrow", "The Day After Tomorrow (2004)"}),
    ],
)  # fmt: skip
def test_a_sentence_is_read_as_the_statements_that_it_makes(text: str, claims: set[str]) -> None:
    assert _texts(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        # Subjects may have done it together.
        "Anna Smith and Peter Brown married.",
        # Words without anything of their own are no things to be checked one by one.
        "We saw surveillance, hunger and fear.",
        # A clause of time further on says which time is meant.
        "The union joined the league when the two clubs merged.",
        # An address is one place.
        "Ledger died in Manhattan, New York.",
        # A verb without a joint before it is not to be trusted: another aircraft suffered them.
        "The board is probing two while earlier this month another aircraft equipped with new tubes suffered problems.",
        # A year counts nothing.
        "The text of the 1991 agreement that both had signed was lost.",
        # What tells who is meant belongs to the noun.
        "The man who shot the king fled.",
        "The fishermen rescued over 700 people whose boat sank.",
        # A sum beside a list is not each member's.
        "The company paid 3 million euros to Airbus and Boeing.",
        "The court ordered Shell and BP to pay 3 million euros.",
        # Of two lists it is not said which goes with which.
        "He made an appearance in March and June to show the tablet and the telephone.",
        # A helper stands once for two subjects.
        "Two people were killed and three wounded.",
        "By this time, her skin was weeping, her body malnourished and her corneas melting.",
        # A clause without its predicate says nothing.
        "The plan is more careful because it has to be.",
        # A fall stands beside a rise, and not in it.
        "Lee cites a rise in unemployment numbers released Thursday by the Department of Labor and a fall in tax.",
        # Which of the two nouns is a lawyer is not sure.
        "The head of the council, a lawyer, resigned.",
    ],
)
def test_what_only_says_something_together_stays_one_claim(text: str) -> None:
    assert _texts(text) == {text.rstrip(".")}


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("He praised the price, the colour and the smell.", "the price, the colour"),
        ("Norway (Norwegian: Norge) is a kingdom.", "("),
        ("Dennis Quaid (born April 9, 1954) is an actor.", "( … )"),
    ],
)
def test_a_claim_can_be_read_alone(text: str, unwanted: str) -> None:
    assert not [words for words in _texts(text) if words == unwanted or words.count("(") != words.count(")")]
    assert unwanted not in _texts(text)


TAILS = [
    # "which" may be all that happened
    ("He resigned in May", "which surprised the party"),
    ("The government raised the tax on fuel", "which angered the drivers"),
    ("The state has cracked down on the trade", "which has affected the routes of the smugglers"),
    ("Anna Smith sold the firm", "which was a mistake"),
    (
        "The step comes on top of plans announced in May",
        "in which 2,500 posts should be cut and four plants closed by 2030",
    ),
    # or either of two nouns
    ("The settlement replaces the 1991 agreement between the two firms", "which defined the use of the name"),
    (
        "The ban followed the loss of Lion Flight 574 and Garuda Flight 200",
        "which killed 102 and 21 people respectively",
    ),
    # what only an event does
    ("The firm has announced cuts in its production", "resulting in the closure of ten plants"),
    ("The firm had 54,000 workers", "meaning that the cuts will equal six percent"),
    ("The airline bought more planes than its rival", "sparking questions about its future"),
    # somebody else may be doing it
    ("The request of the towns results from the sentence of the Supreme Court", "recognising the right of the state"),
    ("The event was well attended, with the stands full of gamers", "watching the matches"),
    ("Relations between the members are governed by the Charter of the Council", "adopted in 1954"),
    # what sums up all before
    ("Some costumes were made from scratch", "a fantastic display of skill"),
    ("The firm may need $30 billion from the Treasury", "an increase over the estimate of last year"),
    # a noun stands between
    ("The final jet was the last plane built by the Long Beach plant", "the original home of the firm"),
]
"""Statements, each with a tail of which it is not sure what it speaks of."""


@pytest.mark.parametrize(("statement", "tail"), TAILS)
def test_what_may_speak_of_the_whole_is_told_with_the_whole(statement: str, tail: str) -> None:
    found = _texts(f"{statement}, {tail}.")
    assert [words for words in found if tail in words] == [f"{statement}, {tail}"]
    assert found <= {statement, f"{statement}, {tail}"}


def test_who_a_source_quotes_is_no_part_of_the_claim() -> None:
    claims = _claims("According to Yonhap, quoting state media, the country's army has been placed on high alert.")
    assert claims == [("the country's army has been placed on high alert", "Yonhap According to")]


def test_a_title_with_a_colon_is_whole() -> None:
    text = "The programme included a panel with Kevin Conroy, the voice of Batman in Batman: The Animated Series."
    assert text.rstrip(".") in _texts(text)


# -- what is never cut -------------------------------------------------------------------------------------------------

GOVERNED = [
    # denials
    ("The army did not warn or arrest anyone.", "arrest", "not"),
    ("He is not a man driven by greed.", "driven", "not"),
    ("She is not an actor who began on stage.", "began", "not"),
    ("He never drinks and smokes.", "smokes", "never"),
    ("He hardly ate and slept.", "slept", "hardly"),
    ("He no longer works and lives in Paris.", "lives", "no longer"),
    ("The film was not shown in Paris on 3 May 2010.", "in Paris", "not"),
    ("He had not visited Paris and London.", "London", "not"),
    ("He won neither the race nor the medal.", "medal", "neither"),
    ("The rebels neither attacked the town nor burned the church.", "burned", "neither"),
    ("Nor did he visit Paris and London.", "visit", "Nor"),
    ("Not all prisoners were freed and sent home.", "sent", "Not"),
    ("It is not true that the army crossed the river and burned the town.", "burned", "not true"),
    ("It is false that the army crossed the river.", "crossed", "false"),
    ("There is no evidence that the vaccine causes harm or kills children.", "kills", "no evidence"),
    ("The minister denied that he took money and met the lobbyists.", "met", "denied"),
    ("The minister denied taking money and meeting lobbyists.", "meeting", "denied"),
    ("The report rejected claims that the water was poisoned.", "poisoned", "rejected"),
    ("He doubted that the army had crossed the river and taken the town.", "taken", "doubted"),
    ("The company failed to pay its workers and close the plant.", "close", "failed"),
    ("He refused to admit that he had lied and stolen the money.", "stolen", "refused"),
    ("The police prevented the crowd from entering the hall and burning the flags.", "burning", "prevented"),
    ("He left without paying the bill and calling his wife.", "calling", "without"),
    ("He pretended to be a doctor who had studied in Paris.", "studied", "pretended"),
    ("The army stopped short of attacking the town.", "attacking", "stopped short"),
    # nobody, few, only
    ("Nobody who lived in the village saw the guards.", "saw", "Nobody"),
    ("Nobody came and paid.", "paid", "Nobody"),
    ("No official, who knew the plan, spoke to the press.", "knew", "No official"),
    ("None of the guards came and paid.", "paid", "None"),
    ("Few people came and stayed.", "stayed", "Few"),
    ("Only three people survived the crash and left the island.", "left", "Only"),
    ("Only the mayor, who knew the plan, stayed.", "stayed", "Only"),
    ("He was one of the few who survived the crash.", "survived", "few"),
    ("She was the only one who survived the crash.", "survived", "only"),
    ("Everyone except the mayor and the priest left the town.", "left", "except"),
    ("He is not the first to reach the summit and return alive.", "return", "not the first"),
    ("The bridge is too weak to carry trucks and buses.", "buses", "too"),
    # conditions
    ("If the guards are not paid, they accept bribes and sleep.", "sleep", "If"),
    ("Unless the rain stops, the dam will break and flood the town.", "flood", "Unless"),
    ("He said that if the dam breaks, the town will be flooded and people will die.", "die", "if"),
    ("Provided that the vote is held, the party will win and form a government.", "form", "Provided"),
    ("As long as the border is closed, no goods arrive.", "arrive", "As long as"),
    ("Once the vote is held, the party will win and govern.", "govern", "Once"),
    ("When guards are not paid, they accept bribes and sleep.", "sleep", "When"),
    ("Had he known, he would have left and called the police.", "called", "Had he known"),
    ("They said that it was Lee, not Brown, who had closed the road.", "closed", "it was Lee, not"),
    ("Lee said that should the talks fail, the union would strike.", "strike", "should the talks fail"),
    ("He said that had the driver stopped, nobody would have died.", "died", "had the driver stopped"),
    ("Officials say that should the dam break, 3,000 homes will be flooded.", "flooded", "should the dam break"),
    (
        "The minister warned that were the bank to fail, thousands would lose their jobs.",
        "lose",
        "were the bank to fail",
    ),
    ("Should the talks fail, the army will attack and occupy the town.", "occupy", "Should"),
    ("In case of fire, the doors open and the alarm rings.", "rings", "In case"),
    ("Without the loan, the company would have closed the plant and fired its workers.", "fired", "Without"),
    ("But for the guards, the crowd would have entered and burned the hall.", "burned", "But for"),
    ("If the minister says that taxes rise, the party will leave.", "rise", "If"),
    ("Suppose the army attacks and takes the town.", "takes", "Suppose"),
    ("He acted as though he owned the house.", "owned", "as though"),
    ("“Had it rained, I think the dam would have burst,” he said.", "burst", "Had it rained"),
    ("Anna Smith said that the fall is risky since without help, investors may leave.", "may leave", "since"),
    (
        "It is a kind of drug which treats people with substances that, if given to children, would cause harm.",
        "would cause harm",
        "substances that, if",
    ),
    # possibility, wish, question
    ("Prices may rise and wages may fall.", "fall", "may"),
    ("The dam would have burst and flooded the town.", "flooded", "would have"),
    ("The ship may have sunk, killing the crew.", "killing", "may"),
    ("She could be an actor who began on stage.", "began", "could"),
    ("He wants the army to say that the village was burned.", "burned", "wants"),
    ("The ministry has yet to confirm that the ship sank and that the crew died.", "died", "yet to"),
    ("He planned to rob the bank and kill the guard.", "kill", "planned"),
    ("It is unclear whether he was paid and left the country.", "left", "whether"),
    ("It remains to be seen if the party will win and form a government.", "form", "if"),
    ("Did the ministry lie and hide the bodies?", "hide", "Did"),
    ("Was he an actor who began on stage?", "began", "Was"),
    ("The firm would not pay its debts and be sold.", "be sold", "would not"),
    ("He will continue as head and be involved in the sale.", "be involved", "will"),
    # what is demanded or not told is no fact
    ("Party leaders insisted that the union agree to wage cuts.", "the union agree", "Party leaders insisted"),
    ("The union demanded that the firm pay its workers.", "the firm pay", "demanded"),
    ("The court ordered that he be freed.", "be freed", "ordered"),
    ("The police did not say who had shot the man.", "who had shot", "did not say"),
    ("Ann Lee has not yet mentioned what prompted her decision.", "what prompted", "not yet mentioned"),
    ("The ministry did not say whether the ship had sunk.", "had sunk", "did not say whether"),
    ("Ann Lee has asked the guards how the papers wound up on the street.", "how the papers", "has asked"),
    # hearsay
    ("The minister reportedly said that the ship had sunk.", "had sunk", "reportedly"),
    ("Reportedly, the minister said that the ship had sunk.", "had sunk", "Reportedly"),
    (
        'Allegedly, she pleaded with him to see a doctor, but he replied "I am not able to do that".',
        "not able",
        "Allegedly",
    ),
    # alternatives, comparisons, reasons of a denial
    ("Either the ministry lied or the army hid the bodies.", "hid", "Either"),
    ("He will visit Paris or London.", "London", "or"),
    ("The talks took place between March and May 2010.", "March", "between"),
    ("He was more careful than the police expected.", "expected", "than"),
    ("Her parents moved to London when she was six so they could be closer to the church.", "closer", "so"),
    ("They did not leave because they were hungry.", "hungry", "not"),
    ("He left, perhaps because he was ill.", "ill", "perhaps"),
]


def _stays_under(text: str, governed: str, governor: str) -> bool:
    """Fail where a claim (with its attribution) has the governed words and no governor; say whether any has them."""
    holding = [(words, said) for words, said in _claims(text) if governed in words]
    for words, said in holding:
        assert governor.lower() in f"{said} {words}".lower(), (text, words)
    return bool(holding)


@pytest.mark.parametrize(("text", "governed", "governor"), GOVERNED)
def test_what_a_word_governs_is_never_said_without_it(text: str, governed: str, governor: str) -> None:
    assert _stays_under(text, governed, governor)


SUBJECTS = st.sampled_from(["The army", "The mayor of Lyon", "Anna Smith", "The workers", "A former minister"])
PREDICATES = st.sampled_from(
    [
        ("cross", "crossed", "the river"),
        ("burn", "burned", "the town"),
        ("close", "closed", "the factory"),
        ("sell", "sold", "two ships"),
        ("visit", "visited", "Paris on 3 May 2010"),
    ]
)
BEFORE = st.sampled_from(
    [
        ("did not", "not"),
        ("never used to", "never"),
        ("might", "might"),
        ("would", "would"),
        ("could", "could"),
        ("failed to", "failed"),
        ("refused to", "refused"),
        ("planned to", "planned"),
    ]
)
"""What stands before a verb in its plain form, and which word of it governs."""

AROUND = st.sampled_from(
    [
        ("If", "If {clause}, the talks will end."),
        ("Unless", "Unless {clause}, the talks will end."),
        ("whether", "It is unclear whether {clause}."),
        ("no evidence", "There is no evidence that {clause}."),
        ("denied", "The ministry denied that {clause}."),
        ("unlikely", "It is unlikely that {clause}."),
    ]
)
"""Governors of a whole clause in the past."""

SETTINGS = st.sampled_from(
    [
        "{clause}.",
        "The river froze, and {lower}.",
        "The guards, who were tired, left, but {lower}.",
        "The bridge fell, although {lower}.",
        "Peter Brown, a baker, said that {lower}.",
        "In May, {lower}.",
        "The guards, who {verbs}, left the hall and slept.",
        "Anna Smith met the guards, who {verbs}.",
        "Peter Brown, a baker who {verbs}, left the hall.",
        "Peter Brown, the head of a party that {verbs}, is an actor who began in Lyon.",
        "Peter Brown is a baker who {verbs}.",
        "The report that {lower} was read, and the guards left.",
    ]
)


def _lower(clause: str) -> str:
    return clause if clause.startswith("Anna") else clause[0].lower() + clause[1:]


@settings(max_examples=80, deadline=None)
@given(SUBJECTS, BEFORE, PREDICATES, PREDICATES, SETTINGS)
def test_a_governor_before_a_verb_stays_with_it_wherever_the_clause_stands(
    subject: str,
    before: tuple[str, str],
    first: tuple[str, str, str],
    second: tuple[str, str, str],
    setting: str,
) -> None:
    verbs = f"{before[0]} {first[0]} {first[2]} and {second[0]} {second[2]}"
    clause = f"{subject} {verbs}"
    text = setting.format(clause=clause, lower=_lower(clause), verbs=verbs)
    for verb in {first[0], second[0]}:
        _stays_under(text, verb, before[1])


@settings(max_examples=80, deadline=None)
@given(SUBJECTS, AROUND, PREDICATES, PREDICATES)
def test_a_governor_of_a_clause_stays_with_all_of_it(
    subject: str, around: tuple[str, str], first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    clause = f"{_lower(subject)} {first[1]} {first[2]} and {second[1]} {second[2]}"
    for verb in {first[1], second[1]}:
        _stays_under(around[1].format(clause=clause), verb, around[0])
