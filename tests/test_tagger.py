"""The trained tagger: exact places, steady answers, and the weights that its page speaks of."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.tagger.decode import FACTS, SOURCES, best_path, runs, width
from claims.tagger.tag import FOLDER, Tagged, available, tag

if TYPE_CHECKING:
    from claims.tagger.tag import Tag

SAID = "The minister said on Monday that 40 people had died."
ANY_TEXT = st.text(st.characters(), max_size=60)  # lone surrogates and NUL too


def _texts(sentence: str, tags: tuple[Tag, ...]) -> list[tuple[str, str]]:
    return [(sentence[found.start : found.end], found.label) for found in tags]


def test_the_tagger_is_there_wherever_its_libraries_are() -> None:
    assert available()


def test_what_a_source_said_is_an_indirect_fact() -> None:
    (found,) = tag([SAID])
    assert _texts(SAID, found.facts) == [("40 people had died.", "indirect")]
    assert [text for text, _ in _texts(SAID, found.sources)] == ["The minister"]
    assert found.sourced > max(found.fact, found.no_fact)


@pytest.mark.parametrize("marks", ['""', "“”"])
def test_words_between_quotation_marks_are_a_direct_fact_whatever_the_marks(marks: str) -> None:
    sentence = f"{marks[0]}The bridge fell into the river at noon,{marks[1]} said John Smith, the mayor."
    (found,) = tag([sentence])
    assert [label for _, label in _texts(sentence, found.facts)] == ["direct"]
    assert ("John Smith", "named") in [(text.rstrip(","), label) for text, label in _texts(sentence, found.sources)]


def test_what_the_article_says_itself_has_no_source() -> None:
    (found,) = tag(["The bridge was built in 1932."])
    assert [fact.label for fact in found.facts] == ["plain"]
    assert found.sources == ()
    assert found.fact > max(found.sourced, found.no_fact)


@pytest.mark.parametrize("text", ["", " \n\t", "\0", "\u200b"])
def test_nothing_is_found_in_a_blank_sentence(text: str) -> None:
    assert tag([text]) == [Tagged()]


@pytest.mark.parametrize("before", ["\ud83d", "\N{PILE OF POO} ", "\0", "İ ", "e\N{COMBINING ACUTE ACCENT} "])
def test_odd_characters_before_a_sentence_move_its_places_along(before: str) -> None:
    (found,) = tag([before + SAID])
    assert ("40 people had died.", "indirect") in _texts(before + SAID, found.facts)


def test_a_sentence_is_read_up_to_a_bound_and_the_rest_has_no_tags() -> None:
    (found,) = tag([f"{SAID} " * 40])
    assert found.facts
    assert max(fact.end for fact in found.facts) <= (256 // 11) * len(f"{SAID} ")  # each is eleven pieces


@given(st.lists(ANY_TEXT | ANY_TEXT.map(lambda text: SAID + text), max_size=3))
@settings(deadline=None, max_examples=50)
def test_places_lie_in_the_sentence_in_order_and_chances_are_chances(sentences: list[str]) -> None:
    found = tag(sentences)
    assert len(found) == len(sentences)
    for sentence, tagged in zip(sentences, found, strict=True):
        for layer, labels in ((tagged.facts, FACTS), (tagged.sources, SOURCES)):
            places = [0, *(place for t in layer for place in (t.start, t.end)), len(sentence)]
            assert places == sorted(places)
            assert all(t.start < t.end and t.label in labels and 0 <= t.probability <= 1 for t in layer)
        assert tagged.no_fact + tagged.fact + tagged.sourced == pytest.approx(1)


@given(ANY_TEXT, ANY_TEXT)
@settings(deadline=None, max_examples=25)
def test_what_is_found_in_a_sentence_hangs_on_no_other(one: str, other: str) -> None:
    assert tag([one, other, one]) == [*tag([one]), *tag([other]), *tag([one])]


def test_threads_get_the_same_answers() -> None:
    with ThreadPoolExecutor(4) as threads:
        assert len(set(map(tuple, threads.map(tag, [[SAID]] * 8)))) == 1


@given(st.lists(st.lists(st.floats(-9, 0), min_size=5, max_size=5), min_size=1, max_size=8))
def test_a_path_goes_on_only_with_what_it_began_and_no_such_path_is_better(rows: list[list[float]]) -> None:
    scores = np.array(rows)
    path = best_path(scores)
    for before, here in zip([0, *path], path, strict=False):
        assert here % 2 or here in (0, before, before + 1)
    assert all(run.label in SOURCES for run in runs(path, np.exp(scores), SOURCES))
    assert width(SOURCES) == scores.shape[1]
    # One tag throughout, begun rightly, is a path as well: none of those may beat it.
    steady = [[0] * len(rows), [1] + [2] * (len(rows) - 1), [3] + [4] * (len(rows) - 1)]
    best = sum(scores[i, t] for i, t in enumerate(path))
    assert all(sum(scores[i, t] for i, t in enumerate(other)) <= best + 1e-9 for other in steady)


def test_the_page_names_the_weights_that_are_shipped() -> None:
    digest = hashlib.sha256((FOLDER / "model.onnx").read_bytes()).hexdigest()
    assert re.findall(r"\b[0-9a-f]{64}\b", (FOLDER / "README.md").read_text(encoding="utf-8")) == [digest]


def test_importing_the_tagger_loads_neither_its_weights_nor_its_libraries() -> None:
    code = "import sys, claims.tagger.tag; print({'onnxruntime', 'tokenizers', 'torch'} & set(sys.modules))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=FOLDER.parents[1])  # noqa: S603
    assert done.stdout == "set()\n"
