"""Where a sentence ends: never inside an abbreviation, a name, a figure or a quotation; also where marks were lost."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claims.sentences import MAX_SENTENCE, sentences

MADE = [
    "He spoke at 5 p.m. Monday. | She left at 3 a.m. | The man stayed.",
    "J. K. Rowling and Lt. Gen. H. R. McMaster met Rep. G.K. Butterfield (D-N.C.). | They ate.",
    "It fell by $1.5 million, or 3.2 percent, on Jan. 5. | No. 5 won.",
    "Apple Inc. said no. | Mr. Lee Jr. and Ms. Ruiz left St. Louis.",
    "“It grew,” said Apple Inc. CEO Ann Lee. | It is news to Ford Motor Co. Chairman Lee. | It rained.",
    "He sold Apple Inc. | President Lee was told. | The Acme Co. | Senior officials stayed.",
    "Yahoo! said on Monday that it lost. | Its rival won.",
    "“Why?” she asked. | Nobody knew.",
    '"Don\'t go!" Smith said. | She left.',
    "It was taken from alt.religion.scientology and example.com. | It is gone.",
    "e.g. this one. | It is i.e. a joke.",
    "He lives in the U.S. | The U.S. Army does not.",
    "The talks are off (Mr. Lee said so). | They were long.",
    "He said: “Stop! Thief!” and ran. | Nobody followed.",
    "“Donald is bad.” | It rained.",
    "He waited... | Then he left.",
    "The vote was over just after 2a.m., according to the police. | It rained.",
    "one came. | two came! three came?",
    # Marks that are doubled, lost, the wrong way round, or stuck to the next word.
    "''This isn't reform,'' said Mr. Lee. | ''It is big. It is bad,'' he said.",
    "``This isn't reform,'' said Mr. Lee. | It rained.",
    'It rained. | We came back," she said. | "We won," he added. | It rained. | She left.',
    'He said: "We came back. | She went. | "We won," he added. | It rained.',
    "“First of all. | Second of all. | “Third,” he said.",
    'It fell in ruins.“ | However, he left." | She came back.',
    "He left.| She came back.| “Good.” | It rained.",
    # Apostrophes that open no quotation, and single marks that do.
    "Ross ' second term has ended. | He went home. | The bakers ' guild met in the ' old ' hall. | It rained.",
    "They told 'em so. | It was in the '90s. | He said 'go away.' | She stayed until '05.",
    "Get ‘em. | He ran. | They’re gone, as in rock ‘n’ roll. | The owners’ dog barked.",
    "'He came. She went,' said Mr Lee. | It rained.",
    "She said: ‘The owners' offer stood. It rained.’ | He wept.",
    "“He said ‘go away. Now.’ She left.” | It rained. | 'Stop.",
    "She asked, ‘What can I do?’ | Nobody knew.",
    "It came -- he had said so. | She went -- at last. | It rained.",
    "That voice -- is it real? -- raises a question.",
]

WIKINEWS = [
    "A silver medal was awarded in Washington D.C. | The six - member Afghan team had been denied visas.",
    (
        "According to the report, the clerk was held by KPA police. | “Six shells of them hit the area near KPA civil "
        "police posts 542 and 543. They perpetrated such reckless action”, said KCNA. | The South denied it."
    ),
    'Wilkins said," [Warhol] liked the way photo booths and the flash looked". | It is a legend.',
    "We could've put the game to bed early.\" | After the match, coach Nabil Maaloul said it was over.",
    pytest.param(
        "The first competition was held this week in Washington D.C. | Image: United States Navy.",
        marks=pytest.mark.xfail(strict=True, reason="after initials only words that often start a sentence start one"),
    ),
    'He described him as "facing this for these sins: a) Leaving a life. b) Refusing to help." | It rained.',
]


@pytest.mark.parametrize("marked", [*MADE, *WIKINEWS])
def test_a_sentence_ends_where_a_reader_ends_it(marked: str) -> None:
    pieces = marked.split("|")
    text = "".join(pieces).replace("  ", " ")
    assert [span.of(text) for span in sentences(text)] == [piece.strip() for piece in pieces]


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert sentences(text) == []


@pytest.mark.parametrize("unit", ["word ", "x", '"', "''.", 'a "b. ', "He left. ", "∯♨☝ He left. ", "1) a. "])
def test_whatever_the_text_its_sentences_are_in_order_cover_every_word_and_are_not_endless(unit: str) -> None:
    text = unit * (3 * MAX_SENTENCE // len(unit))
    found = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())
    assert max(span.end - span.start for span in found) <= MAX_SENTENCE
