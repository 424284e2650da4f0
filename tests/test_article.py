"""What an article says of itself, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from claims.article import MAX_CHARACTERS, decode, read_article, sample_text
from claims.model import TextError

PROSE = "\n\nThe minister left on Monday. Nobody saw him go.\n\nHe came back a day later, and said nothing."


def test_the_sample_says_who_wrote_it_and_when() -> None:
    article = read_article(sample_text())
    assert article.title == "Anti-defection tactics add to disillusionment with regime"
    assert (article.byline, article.published) == ("Kim Ga Young", date(2016, 12, 13))


def test_page_chrome_stays_in_the_text_and_out_of_the_body() -> None:
    article = read_article(sample_text())
    chrome = [span.of(article.text).strip() for span in article.chrome]
    assert chrome[0] == "Issue >"
    assert "(story here)" in chrome
    assert chrome[-1].startswith("Advertisements, links with an http address")
    assert not any("Advertisements" in span.of(article.text) for span in article.body)
    assert article.text == sample_text()


DATES = [
    # Agencies and broadsheets.
    ("Friday, July 21, 2017", date(2017, 7, 21)),
    ("March 01, 2008", date(2008, 3, 1)),
    ("13 December 2016", date(2016, 12, 13)),
    ("December 13th, 2016", date(2016, 12, 13)),
    ("Tue Dec. 13, 2016 3:04 pm EST", date(2016, 12, 13)),
    ("Sep 2, 2014, 9:29am EDT", date(2014, 9, 2)),
    ("Published Dec. 13, 2016, 3:04 p.m. ET", date(2016, 12, 13)),
    ("Posted on December 13, 2016 by Jane Smith", date(2016, 12, 13)),
    # A later change is no publication, unless nothing else is known.
    ("First published on Tue 13 Dec 2016 14.05 GMT", date(2016, 12, 13)),
    ("Mon 12 Dec 2016 14.05 GMT Last modified on Tue 13 Dec 2016 15.00 GMT", date(2016, 12, 12)),
    ("PUBLISHED: 17:33, 13 December 2016 | UPDATED: 09:01, 14 December 2016", date(2016, 12, 13)),
    ("Updated 14 December 2016\nPublished 13 December 2016", date(2016, 12, 13)),
    ("Last updated at 14:05 GMT, Tuesday, 13 December 2016", date(2016, 12, 13)),
    ("Last Update: Monday, 12 January 2015 KSA 17:31 - GMT 14:31", date(2015, 1, 12)),
    # In figures.
    ("By Jane Smith | 2016-12-13 13:45", date(2016, 12, 13)),
    ("Published 2016-12-13T13:45:00Z", date(2016, 12, 13)),
    ("2016.12.13", date(2016, 12, 13)),
    ("13.12.2016 14:05", date(2016, 12, 13)),
    ("13/12/2016", date(2016, 12, 13)),
    ("03/04/2016", None),
    ("By Jane Smith", None),
    pytest.param(
        "2016년 12월 13일", date(2016, 12, 13), marks=pytest.mark.xfail(strict=True, reason="dates in English only")
    ),
]


@pytest.mark.parametrize(("header", "published"), DATES)
def test_a_date_line_is_no_part_of_the_body(header: str, published: date | None) -> None:
    article = read_article(f"Minister leaves the country\n\n{header}{PROSE}")
    assert article.published == published
    assert article.body[0].of(article.text).startswith("The minister left")


@pytest.mark.parametrize(
    ("header", "byline", "outlet"),
    [
        ("By Jane Smith, Reuters\n13 December 2016", "Jane Smith", "Reuters"),
        ("By JANE SMITH and JOHN DOE\nAssociated Press\nDec. 13, 2016", "JANE SMITH and JOHN DOE", "Associated Press"),
        ("By Jane Smith For The Daily Mail", "Jane Smith", "The Daily Mail"),
        (
            "Share this article\nShare\n23 comments\nBy Jane Smith | BBC News\n13 December 2016",
            "Jane Smith",
            "BBC News",
        ),
        ("Jane Smith in Seoul\nTuesday 13 December 2016 14.05 GMT", "Jane Smith", ""),
        ("Jane Smith, Staff Writer", "Jane Smith", ""),
        ("Author: Jane Smith", "Jane Smith", ""),
        ("Story by Jane Smith • 13 Dec 2016 • 4 min read", "Jane Smith", ""),
        ("BBC News\n13 December 2016", "", "BBC News"),
        ("By Monday the army had gone", "", ""),
        ("Friday, July 21, 2017", "", ""),
        ("14:05 BST, 13 December 2016", "", ""),
    ],
)
def test_a_byline_gives_the_author_and_the_outlet(header: str, byline: str, outlet: str) -> None:
    article = read_article(f"Minister leaves the country\n\n{header}{PROSE}")
    assert (article.byline, article.outlet) == (byline, outlet)


@pytest.mark.parametrize(
    ("line", "title", "outlet"),
    [
        ("Minister leaves the country", "Minister leaves the country", ""),
        ("Minister leaves the country | The Weekly Record", "Minister leaves the country", "The Weekly Record"),
        ("Minister leaves the country - BBC News", "Minister leaves the country", "BBC News"),
        ("Minister leaves - and comes back", "Minister leaves - and comes back", ""),
        ("Minister leaves the country\nfor a day in Paris", "Minister leaves the country for a day in Paris", ""),
        ("World\n\nMinister leaves the country", "Minister leaves the country", ""),
        ("Home > World > Asia\nMinister leaves the country", "Minister leaves the country", ""),
        ("Who has seen the minister?", "Who has seen the minister?", ""),
    ],
)
def test_the_title_stands_before_the_prose(line: str, title: str, outlet: str) -> None:
    article = read_article(f"{line}{PROSE}")
    assert (article.title, article.outlet) == (title, outlet)
    assert [span.of(article.text)[:12] for span in article.body] == ["The minister", "He came back"]


@pytest.mark.parametrize(
    ("foot", "outlet"),
    [
        ("© 2016 The Weekly Record. All rights reserved.", "The Weekly Record"),
        ("Copyright 2016 Associated Press", "Associated Press"),
        ("All rights reserved.", ""),
    ],
)
def test_the_copyright_line_gives_the_outlet_where_nothing_better_does(foot: str, outlet: str) -> None:
    assert read_article(f"Minister leaves the country{PROSE}\n\n{foot}").outlet == outlet
    assert read_article(f"Minister leaves - BBC News{PROSE}\n\n{foot}").outlet == "BBC News"


DATELINES = [
    ("SEOUL, Dec. 13 (Yonhap) — ", "Yonhap", None),
    ("PARIS (AP) — ", "AP", None),
    ("LONDON, 13 December 2016 (AFP) – ", "AFP", date(2016, 12, 13)),
    ("Washington, D.C. – ", "", None),
    ("KYIV, Ukraine — ", "", None),
    ("Evansville, Indiana, United States - ", "", None),
    ("ST. LOUIS (AP) — ", "AP", None),
    ("NEW YORK/LONDON (Reuters) - ", "Reuters", None),
    ("HEMPSTEAD, N.Y., Sept. 26 (UPI) — ", "UPI", None),
    ("WASHINGTON -- ", "", None),
    ("Paris – ", "", None),
    ("(CNN) -- ", "CNN", None),
    ("London (CNN)", "CNN", None),
    ("Thursday, May 7, 2015 ", "", date(2015, 5, 7)),
    pytest.param(
        "MOSCOW, December 13. /TASS/. ",
        "TASS",
        None,
        marks=pytest.mark.xfail(strict=True, reason="one agency's own form"),
    ),
]


@pytest.mark.parametrize(("dateline", "outlet", "published"), DATELINES)
def test_a_dateline_is_no_claim_but_says_who_and_when(dateline: str, outlet: str, published: date | None) -> None:
    article = read_article(f"{dateline}Two men were shot. One died.")
    assert article.body[0].of(article.text).startswith("Two men")
    assert [span.of(article.text) for span in article.chrome] == [dateline]
    assert (article.outlet, article.published) == (outlet, published)


@pytest.mark.parametrize(
    "start",
    ["The minister – who left on Monday – said no.", "Nobody — not even Mr. Lee — knew.", "I — The King — will go."],
)
def test_a_dash_in_a_sentence_makes_no_dateline(start: str) -> None:
    assert (
        read_article(f"Minister leaves\n\nHe left.\n\n{start}").body[-1].of(f"Minister leaves\n\nHe left.\n\n{start}")
        == start
    )


CHROME = [
    "Advertisement",
    "ADVERTISEMENT - CONTINUE READING BELOW",
    "Story continues below",
    "Share",
    "Share Tweet Email",
    "SAVE & SHARE",
    "23 comments",
    "Read more: Minister to stay, says paper",
    "RELATED: Minister to stay, says paper",
    "SEE ALSO:  Minister to stay",
    "MORE: Minister to stay, says paper",
    "Also read: Minister to stay, says paper",
    ">> Read more trending stories",
    "(story here)",
    "Scroll down for video",
    "Watch the full report below.",
    "Follow Jane Smith on Twitter: @janesmith",
    "Like Us On Facebook |   Follow Us On Twitter |   Contact The Author",
    "Sign up for our daily newsletter",
    "Enter your email address",
    "Be the first to comment",
    "Comments are moderated and may be closed.",
    "This story was updated several times with additional quotes.",
    "An earlier version of this article gave a wrong age.",
    "(Reporting by Jane Smith; Editing by John Doe)",
    "John Doe contributed to this report.",
    "Copyright 2016 The Weekly Record. All rights reserved.",
    "This material may not be published, broadcast or redistributed.",
    "Image caption The minister left on Monday",
    "Photo: AP",
    "[Image via Twitter]",
    "FILE - In this Dec. 1, 2016 file photo, the minister speaks in Paris. (AP Photo/Jane Doe, File)",
    "The minister on Monday. (Photo by Jane Doe/Getty Images)",
    "The minister on Monday. Image: Jane Doe.",
    "Source: The Weekly Record",
    "Tags: Paris, minister",
    "https://example.com/minister?id=3",
    "jane.smith@example.com",
    "— Jane Smith (@janesmith) December 13, 2016",
    "1 of 18",
    "@media only screen { .a { display: none; } }",
    "<!-- ad -->",
]


@pytest.mark.parametrize("line", CHROME)
def test_the_pages_own_lines_are_chrome_wherever_they_stand(line: str) -> None:
    text = f"Minister leaves the country{PROSE}\n\n{line}\n\nHe is 38 years old. He has two sons.\n\n{line}"
    article = read_article(text)
    assert [span.of(text) for span in article.chrome] == [line, line]
    assert len(article.body) == 3


@pytest.mark.parametrize(
    "line",
    [
        "The newspaper will share the figures with the police, it said on Monday.",
        "The party (AP) said that it would follow the rules on Twitter.",
        "Comments by the minister drew anger.",
        "Photos of the meeting show 38 people.",
        "Reuters reported that 38 people had died.",
        "Sources close to the minister say he is ill.",
        "His brothers (read: not his sons) left too.",
        "Advertisements for cigarettes are banned, and the site lost $5 million.",
    ],
)
def test_a_sentence_about_such_things_is_body(line: str) -> None:
    text = f"Minister leaves the country{PROSE}\n\n{line}\n\nHe is 38 years old."
    article = read_article(text)
    assert line in [span.of(text) for span in article.body]
    assert article.chrome == ()


@pytest.mark.parametrize(
    "aside", [" (story here)", " (Photo by Jane Doe/AFP)", " [READ: The minister's life]", " (AP Photo/J. Doe)"]
)
def test_an_aside_is_cut_out_of_its_sentence(aside: str) -> None:
    text = f"Minister leaves the country{PROSE}\n\nTwo men{aside} were shot on Monday. One died."
    article = read_article(text)
    assert [span.of(text) for span in article.chrome] == [aside]
    assert article.body[-1].of(text).startswith("Two men")


def test_a_subhead_is_neither_body_nor_chrome_and_a_list_is_body() -> None:
    text = (
        "Minister leaves the country\n\nHe left on Monday.\n\nA turning point\n\nNobody saw. He has two sons:\n\n"
        "the first lives in Paris\nThe second is in Rome\n\nThey said so.\n\n• He is 38 years old\n2. He is rich\n\n"
        "He said no."
    )
    article = read_article(text)
    assert [span.of(text) for span in article.body] == [
        "He left on Monday.",
        "Nobody saw. He has two sons:",
        "the first lives in Paris",
        "The second is in Rome",
        "They said so.",
        "He is 38 years old",
        "He is rich",
        "He said no.",
    ]
    assert article.chrome == ()


@pytest.mark.parametrize(
    "marked",
    [
        "These plants will close: * | St. Paul, Ohio * | Lee of Rome, Ohio * | Bern",
        "• | Smith left. • | Jones stayed.",
        "He promised: – | a new road – | two schools.",
        "The road – a new one – is open.",
        "The answer is clear: the road – a long one – is shut.",
        "He paid 3 * 4 dollars * and left.",
        "The fee* is low.",
    ],
)
def test_the_items_of_a_list_that_lost_its_line_breaks_are_parts_of_their_own(marked: str) -> None:
    parts = [part.strip(" *•") for part in marked.split("|")]
    first = "It rained in Paris. He went home.\n\n"
    text = first + marked.replace("| ", "")
    found = [span.of(text).strip("– ") for span in read_article(text).body[1:]]
    assert found == [part.strip("– ") for part in parts if part]


PAGE = """BBC News
Home
News
World

Philippines storm: Dozens killed as floods hit south

By Jane Smith
BBC News, Manila

Published
13 December 2016

Share

Image source, Getty Images
Image caption, Rescue teams work through the night

At least 38 people have died, officials say.

Key points
• The dam broke on Monday

"We lost everything," one woman told the BBC.

___

Related Topics
Philippines
Storms

More on this story
Storm hits Philippines
12 December 2016
"""


def test_of_a_whole_page_only_the_article_is_body() -> None:
    article = read_article(PAGE)
    assert article.title == "Philippines storm: Dozens killed as floods hit south"
    assert (article.byline, article.outlet, article.published) == ("Jane Smith", "BBC News", date(2016, 12, 13))
    assert [span.of(PAGE) for span in article.body] == [
        "At least 38 people have died, officials say.",
        "The dam broke on Monday",
        '"We lost everything," one woman told the BBC.',
    ]


def test_the_list_of_sources_after_an_article_is_chrome() -> None:
    text = (
        f'Minister leaves the country{PROSE}\n\nSources\n\n"He leaves" — CBC.ca, August 15, 2008\n\nCategories: Paris'
    )
    article = read_article(text)
    assert len(article.body) == 2
    assert article.chrome[0].of(text) == "Sources"
    assert article.published is None


WRAPPED = """The Daily Star  1
Minister leaves for Paris as talks with the
opposition fail
By JANE SMITH
PARIS, Dec. 13, 2016 (AP) — The minister of foreign af-
fairs left the country on Monday, officials said, and his gov-
ernment declined to say when he would be back. A high-
ranking official said that 38 people
The Daily Star  2
- 2 -
had been arrested since
Friday. Nobody knew why.
Two of the high-ranking men were released on Tuesday after they
had paid a fine of $500 each, the police said.

A turning point

The others remain in prison, in the south of the country, where
The Daily Star  3
the police has a camp of its own.
"""


def test_a_page_cut_into_lines_is_read_by_paragraphs_without_the_heads_of_its_pages() -> None:
    article = read_article(WRAPPED)
    assert article.title == "Minister leaves for Paris as talks with the opposition fail"
    assert (article.byline, article.outlet, article.published) == ("JANE SMITH", "AP", date(2016, 12, 13))
    assert [(span.of(WRAPPED)[:11], span.of(WRAPPED)[-5:]) for span in article.body] == [
        ("The ministe", " why."),
        ("Two of the ", "said."),
        ("The others ", " own."),
    ]
    assert {span.of(WRAPPED)[:14] for span in article.chrome} == {"The Daily Star", "PARIS, Dec. 13", "- 2 -"}


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\u2029", " \n\t\n", "\u200b\n\u200b\n", "\n\xa0\n"])
def test_however_lines_are_parted_paragraphs_are_the_same(gap: str) -> None:
    lines = ["Minister leaves the country", "13 December 2016", "He left on Monday. He is 38.", "Nobody\xa0saw him go."]
    text = gap.join(lines)
    article = read_article(text)
    assert (article.title, article.published) == ("Minister leaves the country", date(2016, 12, 13))
    assert [span.of(text) for span in article.body] == lines[2:]


def test_one_line_is_body_and_not_a_title() -> None:
    article = read_article("The minister left on Monday")
    assert article.title == ""
    assert [span.of(article.text) for span in article.body] == ["The minister left on Monday"]


def test_what_a_person_gives_goes_before_what_the_text_says() -> None:
    article = read_article(sample_text(), title="Mine", published=date(2020, 1, 1))
    assert (article.title, article.published) == ("Mine", date(2020, 1, 1))


@pytest.mark.parametrize("text", ["", " \n\t ", "a\x00b", "a\ud800b", "x" * (MAX_CHARACTERS + 1)])
def test_what_is_no_article_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(TextError, match=r"\.$"):
        read_article(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_upload_is_read_in_its_own_encoding(encoding: str) -> None:
    text = "Der Präsident sagte am Montag, er habe “nichts” gewusst. Später räumte er Fehler ein – öffentlich."
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Le ministre a quitté la ville. Trente-huit détenus y étaient gardés, près du café où il dîna."),
        ("cp1252", "El ministro salió de Seúl el lunes, dijeron funcionarios. Pagó a los guardias; mañana volverá."),
        ("cp1250", "Minister opuścił Seul w poniedziałek, jak powiedzieli urzędnicy. Zapłacił strażnikom."),
        ("cp1251", "Министр покинул Сеул в понедельник, сообщили чиновники. Он заплатил сорока охранникам."),
        pytest.param(
            "cp1254",
            "Bakan pazartesi günü Seul'den ayrıldı, yetkililer söyledi. Şoförlere para ödedi.",
            marks=pytest.mark.xfail(strict=True, reason="too short to tell Turkish from French"),
        ),
    ],
)
def test_where_two_encodings_are_as_likely_it_is_that_of_western_europe(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"PK\x03\x04....", b"{\\rtf1 ...}"])
def test_what_only_calls_itself_text_is_refused(data: bytes) -> None:
    with pytest.raises(TextError, match="not plain text"):
        decode(data)
