"""Who says what: one table a build, with the source, its type and the manner; and what is no attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.article import read_article
from claims.split import find_claims

if TYPE_CHECKING:
    from claims.model import Attribution


def _attributions(text: str) -> list[tuple[str, Attribution | None]]:
    article = read_article(text)
    return [(claim.text(article), claim.attribution) for claim in find_claims(article)]


def _said(text: str, part: str) -> str:
    """Return "source | cue | type | manner" of the shortest claim with some words; "-" for the article's own voice."""
    found = [(len(words), _shown(said)) for words, said in _attributions(text) if part in words]
    assert found, (text, part, _attributions(text))
    return min(found)[1]


def _shown(said: Attribution | None) -> str:
    if said is None:
        return "-"
    return " | ".join([said.source or "", said.cue or "", said.source_type, said.manner])


SAID = [
    ("The minister said that taxes will rise.", "taxes", "The minister | said | unnamed | indirect"),
    # what stands before a semicolon is said by nobody behind it
    ("The firm will cut 500 jobs; the union has called for a strike.", "500 jobs", "-"),
    ("The firm will cut 500 jobs; the union has called for a strike.", "strike",
     "the union | has called | organisation | indirect"),
    ("Lee says the bank lied; Brown denied that it had.", "lied", "Lee | says | named | indirect"),
    ("“We will not go; we will stay,” Lee said.", "not go", "Lee | said | named | direct"),
    ("The minister told reporters that taxes will rise.", "taxes", "The minister | told | unnamed | indirect"),
    ("Clinton said she thinks America is strong.", "strong", "Clinton | said | named | indirect"),
    ("Reuters reported that he left.", "he left", "Reuters | reported | media | indirect"),
    ("The news agency said the mill was sold.", "mill", "The news agency | said | media | indirect"),
    ("The Environmental Protection Agency said crops failed.", "crops",
     "The Environmental Protection Agency | said | organisation | indirect"),
    ("The findings show that taxes rose.", "taxes", "The findings | show | document | indirect"),
    ("The newspaper said the mill was sold.", "mill", "The newspaper | said | media | indirect"),
    ("A study found that wages had risen.", "wages", "A study | found | document | indirect"),
    ("Daily NK has learned that orders were issued.", "orders", "Daily NK | has learned | outlet | indirect"),
    ("The police said that the road was closed.", "road", "The police | said | organisation | indirect"),
    ("The city argued that the schools were private.", "schools", "The city | argued | organisation | indirect"),
    ("The firm has also warned that it might close.", "might", "The firm | has … warned | organisation | indirect"),
    ("Ann Lee, who said that the bank had failed, left the town.", "bank had", "Ann Lee | said | named | indirect"),
    ("A different view is held by Ann Lee, an engineer at Lyon University, who stated that the bridge was safe.",
     "bridge", "Ann Lee | stated | named | indirect"),
    ("Speaking in the workers' defense, Peter Brown, 42, said that, as the men came from Wales, they should be freed.",
     "freed", "Peter Brown | said | named | indirect"),
    ("But media have said that the forms are too long.", "forms", "media | have said | media | indirect"),
    ("The Irving Independent School District said that the road was closed.", "road",
     "The Irving Independent School District | said | organisation | indirect"),
    ("As the minister put it, the mill is lost.", "mill", "the minister | put | unnamed | indirect"),
    ("The plan was shown to the ministry, which said that taxes would rise.", "taxes",
     "the ministry | said | organisation | indirect"),
    ("Peter Brown boasted that the bank was his.", "bank", "Peter Brown | boasted | named | indirect"),
    ("The mayor won the debate by saying that the plan was a lie.", "lie", "The mayor | saying | unnamed | indirect"),
    ("Sixty percent said the plan was wrong.", "plan", "Sixty percent | said | unnamed | indirect"),
    # the one who says two things, and not whom the first speaks of
    ("They also claimed Paris was a volunteer and claim she has an interest in the sale.", "interest",
     "They | claim | unnamed | indirect"),
    # taken for a noun by the parse
    ("But Trump claims that the mill is lost.", "the mill", "Trump | claims | named | indirect"),
    # idioms of saying
    ("Other analysts, however, point out that prices had not fallen.", "prices",
     "Other analysts | point out | unnamed | indirect"),
    ("The union made clear that it would strike.", "strike", "The union | made clear | organisation | indirect"),
    ("The economist made the case that taxes must rise.", "taxes", "The economist | made … case | unnamed | indirect"),
]  # fmt: skip
"""X said that …"""

TACKED_ON = [
    ("As Smith told the BBC, the firm has lost 3 million euros.", "lost", "Smith | told | named | indirect"),
    ("Taxes will rise, Jane Smith said.", "Taxes", "Jane Smith | said | named | indirect"),
    ("The mill will close in May, the union said.", "mill", "the union | said | organisation | indirect"),
    ("“Taxes will rise in May,” said Jane Smith.", "Taxes", "Jane Smith | said | named | direct"),
    ("“The guards slept in the tower”, added Yonhap.", "guards", "Yonhap | added | media | direct"),
    ("“They were sent within 48 hours and prepare against the possible attack”, added the ministry.", "48 hours",
     "the ministry | added | organisation | direct"),
    # participles of saying
    ("Peter Brown spoke to the workers, saying that the mill would close.", "mill",
     "Peter Brown | saying | named | indirect"),
    ("The ministry asked the bank for a loan, saying that it needed the money in May.", "needed",
     "The ministry | saying | organisation | indirect"),
    ("Peter Brown resigned in a letter to the board stating, “I have always loved this mill.”", "loved",
     "Peter Brown | stating | named | direct"),
    ("The bank issued a statement saying that the mill was sold in May.", "mill",
     "a statement | saying | document | indirect"),
]  # fmt: skip
"""…, X said; …, saying that …"""

REACH = [
    ("The chairman, Peter Brown, said the mill would close.", "mill",
     "The chairman, Peter Brown | said | named | indirect"),
    ("Another brewer, the Northern Steel Company (NSC), announced that it would sell two mills.", "two mills",
     "Another brewer, the Northern Steel Company | announced | organisation | indirect"),
    ("A third Welsh brewer, Northern Ale Company, has said that it can make it through this year.", "make it",
     "A third Welsh brewer, Northern Ale Company | has said | organisation | indirect"),
    ("“The bridge is safe,” said Northern Steel President and Chief Executive Officer, Tom Brown.", "bridge",
     "Northern Steel President and Chief Executive Officer, Tom Brown | said | named | direct"),
    ("“The bridge is safe,” said the president and chief engineer of the firm, Ann Lee.", "bridge",
     "the president and chief engineer of the firm, Ann Lee | said | named | direct"),
    ("The secretary general of the RFA (Rail Freight Alliance), Peter Brown, has called the plan “absurd”.", "called",
     "The secretary general of the RFA (Rail Freight Alliance), Peter Brown | has called | named | indirect"),
    ("The ministry and the police said that the road was closed.", "road",
     "The ministry and the police | said | organisation | indirect"),
    # what describes a name is no part of it
    ("Ann Lee, head of research at the bank, warned that prices would fall.", "prices",
     "Ann Lee | warned | named | indirect"),
    ("Officials in Lyon, France, said the road was closed.", "road",
     "Officials in Lyon, France | said | unnamed | indirect"),
    ("“The mill is safe,” said Ann Lee a former baker and author of cookery books.", "mill",
     "Ann Lee | said | named | direct"),
    ("Ann Lee a French baker, author of cookery books, said that the mill was sold.", "mill",
     "Ann Lee | said | named | indirect"),
    ("“The mill is safe,” said Ann Lee on Monday.", "mill", "Ann Lee | said | named | direct"),
    ("Brown echoed the concerns of his top lawyer in the inquiry, Ann Lee, who has warned that it failed.", "failed",
     "Ann Lee | has warned | named | indirect"),
    # what tells who is meant is
    ("Those who left the town in May say that the bridge was closed.", "bridge",
     "Those who left the town in May | say | unnamed | indirect"),
    ("Taxes rose, according to people familiar with the minister's plan.", "Taxes",
     "people familiar with the minister's plan | according to | unnamed | indirect"),
    ("According to data compiled by the Bank of England, taxes rose in May.", "taxes",
     "data compiled by the Bank of England | According to | document | indirect"),
    ("Several studies, including one from the ministry, have found that taxes rose.", "taxes",
     "Several studies, including one from the ministry | have found | document | indirect"),
    # what is told of it beside that is not
    ("According to records obtained by the Herald, taxes rose in May.", "taxes",
     "records | According to | document | indirect"),
    ("Officials who spoke to the Herald said that the bridge was closed.", "bridge",
     "Officials | said | unnamed | indirect"),
]  # fmt: skip
"""How far a source reaches: to the name after a comma or a bracket, and over two titles."""

ACCORDING_TO = [
    ("Taxes rose, according to a report by the ministry.", "Taxes",
     "a report by the ministry | according to | document | indirect"),
    ("According to the ministry, the bridge was closed in May.", "bridge",
     "the ministry | According to | organisation | indirect"),
    ("The valley has a dam which, according to the ministry, the army built in 1950.", "army",
     "the ministry | according to | organisation | indirect"),
    ("In the words of the mayor, Ann Lee, “the bridge was a disgrace to the town.”", "bridge",
     "the mayor, Ann Lee | In the words of | named | direct"),
    ("The mill was sold in May, in the opinion of the union.", "mill",
     "the union | in the opinion of | organisation | indirect"),
]  # fmt: skip
"""According to X; in the words of X"""

NOUNS = [
    ("The town heard the minister's claim that taxes had fallen.", "taxes had",
     "the minister | claim | unnamed | indirect"),
    ("The town ignored a warning by Ann Lee that the guards had slept.", "guards",
     "Ann Lee | warning | named | indirect"),
]  # fmt: skip
"""X's claim that …"""

IMPERSONAL = [
    ("The firm grew fast and is believed to be worth 3 million euros.", "worth", " | is believed to | bare | indirect"),
    ("The firm grew fast and is believed to be worth 3 million euros.", "grew", "-"),
    ("Peter Brown left the town and is expected to live in Lyon.", "live", "-"),
    ("Ann Lee allegedly urged the guards to leave.", "urged", " | allegedly | bare | indirect"),
    ("It is believed that taxes will rise.", "taxes", " | It is believed | bare | indirect"),
    ("The ministry is said to have paid them.", "paid", " | is said to | bare | indirect"),
    ("The army reportedly crossed the river.", "army", " | reportedly | bare | indirect"),
    ("Sources said that he left.", "he left", "Sources | said | bare | indirect"),
]
"""It is believed; is said to; reportedly: nobody is given."""

STANCE = [
    ("The union urged its members to strike.", "strike", "The union | urged | organisation | indirect"),
    ("The ministry rejected the offer.", "offer", "The ministry | rejected | organisation | indirect"),
    ("Peter Brown, the head of the bank, urged lawmakers to pass the bill.", "urged",
     "Peter Brown | urged | named | indirect"),
    ("The Steel Union opened an office. It is also urging workers to strike.", "strike",
     "It | is … urging | organisation | indirect"),
    ("In a statement to the broadcaster, the ministry denied these allegations:", "denied",
     "the ministry | denied | organisation | indirect"),
    ("The mayor has rejected the plan and called for a vote.", "vote", "The mayor | called | unnamed | indirect"),
    ("Proponents of the plan have urged the town to keep the mill.", "mill",
     "Proponents of the plan | have urged | unnamed | indirect"),
    ("The union called the plan “a blow to those who still work in the town”.", "blow",
     "The union | called | organisation | direct"),
    # announcements
    ("The bank has announced sweeping cuts of 300 jobs.", "cuts", "The bank | has announced | organisation | indirect"),
    ("The firm reported a loss of $254 million.", "loss", "The firm | reported | organisation | indirect"),
    # thoughts in adjectives
    # by a word behind the verb
    ("The mayor spoke of the need for a bridge.", "bridge", "The mayor | spoke | unnamed | indirect"),
    ("The union voted against the plan.", "plan", "The union | voted | organisation | indirect"),
    ("The minister lambasted the plan.", "plan", "The minister | lambasted | unnamed | indirect"),
    # of whom somebody else tells
    ("The mayor said the union urged its members to strike.", "strike", "The mayor | said | unnamed | indirect"),
    ("Ann Lee said that Peter Brown believes the mill is lost.", "mill", "Ann Lee | said | named | indirect"),
    ("The farmers are worried that prices will fall.", "prices", "The farmers | are worried | unnamed | indirect"),
    ("Welsh unions are concerned the Government will change the law.", "change the law",
     "Welsh unions | are concerned | organisation | indirect"),
    ("Many farmers remain confident the harvest will be good.", "harvest",
     "Many farmers | remain confident | unnamed | indirect"),
]  # fmt: skip
"""X urged, rejected, announced; X is worried that …"""

QUOTATIONS = [
    ("“We left at night,” said Jane Smith. “The guards slept in the tower.”", "guards",
     "Jane Smith |  | named | direct"),
    ("“The plan deserves no vote”, the ministry added; and, later, “Peter Brown issued an order to the guards”.",
     "Peter Brown", "the ministry | added | organisation | direct"),
    ("The mayor, Ann Lee, has called the plan “absurd”:\n\n“We face ruin. They do not see that the town is poor.”",
     "see", "The mayor, Ann Lee |  | named | direct"),
    ("Ann Lee left this farewell: “I have made friends in this town.”", "friends",
     "Ann Lee | left … farewell | named | direct"),
    ("Peter Brown defended the plan whilst promising a vote: “The mayor and I are working on it.”", "working",
     "Peter Brown | defended | named | direct"),
    # the name under it
    ("“I was eleven when the war began. Nobody told us anything.” ― Jane Smith", "eleven",
     "Jane Smith | ― | named | direct"),
    ("“He is old.” — a blow to the town", "old", "-"),
    ("“Guns and women got the singer where he is,” begins the article.", "Guns",
     "the article | begins | document | direct"),
    # an order
    ("“Consult your doctor about the drug,” the ministry said in a notice.", "Consult",
     "the ministry | said | organisation | direct"),
    # announced in the paragraph above
    ("The mayor, Ann Lee, continued:\n\n“The bridge will fall.”", "bridge",
     "The mayor, Ann Lee | continued | named | direct"),
    # whom a quotation speaks of says nothing himself
    ("“They know that the mill is lost,” Peter Brown said.", "mill", "Peter Brown | said | named | direct"),
    ("“The guards were asleep,” the farmer said. “He says they were drunk.”", "drunk",
     "the farmer |  | unnamed | direct"),
]  # fmt: skip
"""Quotations that run on, also over the end of a paragraph."""

PRONOUNS = [
    ("Peter Brown bought the mill in May. He said that it would close.", "close", "He | said | named | indirect"),
    ("Ann Lee left the bank. She added that wages had fallen.", "wages", "She | added | named | indirect"),
    ("The minister met the workers. He said that the mill would close.", "close", "He | said | unnamed | indirect"),
    ("The Steel Union held a vote. They said that the strike would go on.", "strike",
     "They | said | organisation | indirect"),
    ("The ministry closed the road. It said that the bridge was unsafe.", "bridge",
     "It | said | organisation | indirect"),
    # a sister is no "he"
    ("Peter Brown fled. His sister met the guards, and he said that the road was closed.", "road",
     "he | said | named | indirect"),
    # a last name is the person's, also where it is a place
    ("Valeska Paris, a nurse from Lyon, left the ship in May.\n\nParis claims that she was locked in.", "locked",
     "Paris | claims | named | indirect"),
    ("The mill was sold by Jim Press in May.\n\nPress said that it was ruined.", "ruined",
     "Press | said | named | indirect"),
    ("The mayor, Ann Lee, said that the road was closed.\n\nShe continued: “The bridge will fall.”", "bridge",
     "She | continued | named | direct"),
]  # fmt: skip
"""What "she" and a last name stand for tells the type; the words stay as they are."""

LETTER = """He “left”. The firm released the text of the letter, which reads: The board has granted me a leave. I will
go on as head of the firm. The shares fell."""

LED_IN = [
    # a colon at the end of a paragraph
    ("She said they “held” her.\n\nThe church told this to reporters:\n\nThe woman was free to go. She left.",
     "free to go", "The church | told | organisation | direct"),
    ("She said they “held” her.\n\nThe church denied these charges:\n\nThe woman was not held. She left willingly.",
     "not held", "The church |  | organisation | direct"),
    ("She said they “held” her.\n\nThe church denied these charges:\n\nThe woman was not held. She left willingly.",
     "willingly", "The church |  | organisation | direct"),
    # a letter without marks
    (LETTER, "head", "the letter | reads | document | direct"),
]  # fmt: skip
"""Words without marks that somebody announced."""

FLAG = """The New Zealand government intends to hold two referendums to reach a verdict on the flag, at an estimated
cost of NZ $ 26 million, although a recent poll found only a quarter of citizens favoured changing the flag."""

KNOWN_MISSES = [
    pytest.param("The firm has 300 workers; Lee told the BBC that it would hire more.", "300", "-",
                 marks=pytest.mark.xfail(strict=True, reason="the tagger takes both sentences for what Lee says")),
    pytest.param("The minister's claim that taxes had fallen angered the union.", "taxes had fallen angered", "-",
                 marks=pytest.mark.xfail(strict=True, reason="the noun is cut off as a cue, and its verb is left")),
    pytest.param("The prices told in shops are high.", "high", "-",
                 marks=pytest.mark.xfail(strict=True, reason="the parse takes the participle for the verb")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        *SAID,
        *TACKED_ON,
        *REACH,
        *ACCORDING_TO,
        *NOUNS,
        *IMPERSONAL,
        *STANCE,
        *QUOTATIONS,
        *LED_IN,
        *PRONOUNS,
        *KNOWN_MISSES,
    ],
)
def test_each_claim_has_its_source_with_cue_type_and_manner(text: str, part: str, expected: str) -> None:
    assert _said(text, part) == expected


def test_whose_words_they_are_is_told_beside_a_claim_and_not_in_it() -> None:
    assert [claim for claim, _ in _attributions("According to Ann Lee, the town has a dam.")] == ["the town has a dam"]


@pytest.mark.parametrize(
    "text",
    [
        "As Smith told the BBC, the firm has lost 3 million euros.",
        "Smith went on to say that the firm has lost 3 million euros.",
    ],
)
def test_that_somebody_told_it_is_no_claim_beside_it(text: str) -> None:
    assert [claim for claim, _ in _attributions(text)] == ["the firm has lost 3 million euros"]


def test_what_describes_a_source_in_several_appositions_is_no_claim() -> None:
    text = "“The mill is sold,” said Ann Lee, a French baker, author of cookery books and owner of a bakery."
    assert [claim for claim, _ in _attributions(text)] == ["The mill is sold"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The river froze in January.", "river"),
        # things have no voice
        ("The new law is not retroactive, so the taxes requested in arrears are due.", "law"),
        ("The fees proposed in May are high.", "fees"),
        ("The rising water threatened the town.", "water"),
        # not told, not done
        ("The bridge could promise a new start.", "bridge"),
        ("He has yet to say that he left.", "he left"),
        ("It is certain that the mill was sold.", "mill"),
        ("Those who would object to the plan left the town.", "plan"),
        ("The mayor won the debate by saying that the plan was a lie.", "debate"),
        ("The union will support the plan.", "plan"),
        ("It is unclear how many people want to leave the town.", "unclear"),
        # no words, or none that are given
        ("The mayor spoke at the museum.", "museum"),
        ("The mayor called his office.", "office"),
        ("The mayor called on Monday.", "Monday"),
        ("The ministers discussed the plan with the union.", "plan"),
        ("The guards mocked the farmers who left.", "mocked"),
        ("A bicycle was reported stolen in Lyon.", "bicycle"),
        # a heading
        ("CLARIFICATION: The mill was sold in May.", "mill"),
        # which thing is meant, and what somebody showed by a deed
        ("The children wore rings on the day they planned to marry.", "rings"),
        ("Ann Lee led the party well, and she showed women that they can govern.", "govern"),
        # beside what somebody says or noticed, or what is only reported
        ("The mill reportedly cost $2 million, while the dam cost $1 million.", "dam"),
        ("Ann Lee, who said that the bank had failed, left the town.", "left the town"),
        ("The crew first noticed the smoke and a boat was sent to the island.", "boat"),
        ("The valley has a dam which, according to the ministry, the army built in 1950.", "The valley has a dam"),
        ("He briefly made an appearance in May to reveal the new car.", "appearance"),
        # beyond a full stop
        ("The firm says that it could repay its loans by 2017. A dam burst in Wales.", "dam"),
        # beyond a concession, and "with X saying"
        (
            "The impartiality makes funding rare, with Airbus spokesman Stefan Schaffrath saying the move was new.",
            "funding",
        ),
        (FLAG, "intends"),
        # what tells of somebody's words beside a quotation is the article's, and a letter ends
        ("He called it “war”.\n\nOne hiker was glad, writing in a post “I have myself climbed the hill.”", "glad"),
        ("The firm released the text of the letter, which reads: I am ill. I will go on. The “shares” fell.", "shares"),
        ("The talks broke down when party leaders insisted that the union agree to wage cuts.", "broke down"),
        ("The study was supported by the Croucher Foundation.", "study"),
        # who the source is, it does not say itself
        ("Peter Brown, the head of the bank, urged lawmakers to pass the bill.", "the head of the bank"),
        ("Ann Lee, a director at the bank, points to rising prices.", "a director"),
    ],
)
def test_what_nobody_is_given_for_is_the_articles_own_voice(text: str, part: str) -> None:
    assert _said(text, part) == "-"
