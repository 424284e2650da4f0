"""The lists that reviewers choose from, each choice with its definition; data, so that a desk can have its own."""

from __future__ import annotations

from typing import NamedTuple


class Choice(NamedTuple):
    """One entry of a list: `key` is stored, the rest is shown. `symbol` says the status without colour."""

    key: str
    label: str
    definition: str
    symbol: str = ""

    @property
    def shown(self) -> str:
        """The label, with the symbol before it where there is one."""
        return f"{self.symbol} {self.label}".strip()


SOURCE_TYPES = (
    Choice("named", "Named", "A person given by name."),
    Choice("organisation", "Organisation", "A body, ministry, company or group, but no person."),
    Choice("outlet", "Outlet", "The publication itself (“we have learned”), with nothing shown behind it."),
    Choice("document", "Document", "A record, data set, study, law or filing."),
    Choice("media", "Other media", "Another outlet: second-hand."),
    Choice("unnamed", "Unnamed", "A person or people described but not named (“a high-ranking defector”)."),
    Choice("bare", "Bare", "Only “sources”, “reportedly”, “it is believed”."),
    Choice("none", "None", "Asserted in the outlet’s own voice."),
)
"""What the article shows, proposed by the splitter."""

SOURCING = (
    *SOURCE_TYPES,
    Choice("witnessed", "Witnessed", "The reporter saw it happen."),
    Choice("common", "Common knowledge", "Established and undisputed; needs no source."),
)
"""The reviewer's judgement of the sourcing: the same list and two more."""

VERIFICATION = (
    Choice("unchecked", "Unchecked", "Nobody has looked at it yet.", "○"),
    Choice("verified", "Verified", "The evidence supports the claim as it stands.", "✓"),
    Choice("verified_with_correction", "With correction", "True in substance; a detail needs correcting.", "✎"),
    Choice("misleading", "Misleading", "Accurate words that leave a wrong impression.", "≈"),
    Choice("conflicting", "Conflicting", "Good evidence points both ways.", "⇄"),
    Choice("unproven", "Unproven", "Not enough evidence either way.", "?"),
    Choice("false", "False", "The evidence refutes the claim.", "✗"),
    Choice("outdated", "Outdated", "True once, no longer.", "⌛"),
    Choice("not_checkable", "Not checkable", "An opinion, a prediction, or beyond any evidence.", "–"),
    Choice("withdrawn", "Withdrawn", "Our own earlier finding, taken back.", "↩"),
)
"""The finding on a claim. The order is that of the digit keys: 0 unchecked, 1 verified … 9 withdrawn."""

ORDERED = ("verified", "verified_with_correction", "misleading", "false")
"""Keys of the findings that have an order, from true to false; the others lie on no line with them."""

WORKFLOW = (
    Choice("not_started", "Not started", "Nobody has said anything of it yet.", "○"),
    Choice("in_progress", "In progress", "Somebody has begun and has no finding yet.", "◐"),
    Choice("waiting_for_source", "Waiting for a source", "Somebody waits for an answer or a document.", "…"),
    Choice("needs_second_reviewer", "Needs a second reviewer", "There is a finding; one more person is to look.", "½"),
    Choice(
        "disagreement", "Disagreement", "Two people found different things, or judge the sourcing differently.", "⇄"
    ),
    Choice("done", "Done", "As many people as are needed have found the same, or the desk has settled it.", "●"),
)
"""How far a claim has come: never chosen, but read off the findings (see `workflow`)."""

KINDS = (
    Choice("event", "Event", "Something happened, or something has a property."),
    Choice("quantity", "Quantity", "A number, share, amount or trend."),
    Choice("position", "Position", "Someone’s stated stance."),
    Choice("cause", "Cause", "One thing brings about another."),
    Choice("rule", "Rule", "A law, policy or standing practice."),
    Choice("prediction", "Prediction", "What will, would or may happen."),
    Choice("opinion", "Opinion", "A judgement or interpretation."),
)
"""What a claim asserts."""

MANNERS = (
    Choice("direct", "Direct", "The words are the source’s, with or without quotation marks."),
    Choice("indirect", "Indirect", "The article’s words for what the source says."),
)
"""Whose words they are."""


CONFIDENCE = (
    Choice("low", "Low", "Thin: one more source could turn it."),
    Choice("medium", "Medium", "Sound, with a gap that is named in the notes."),
    Choice("high", "High", "Independent sources or a document settle it."),
)
"""How sure the reviewer is of the finding."""

STANCES = (
    Choice("supports", "Supports", "It speaks for the claim.", "+"),
    Choice("contradicts", "Contradicts", "It speaks against the claim.", "−"),
    Choice("neither", "Neither", "Background, or it cuts both ways.", "·"),
)
"""What a piece of evidence does to the claim."""

RELATIONS = (
    Choice("corroborates", "Corroborates", "The later text states the same in its own voice, or confirms it.", "✓"),
    Choice("contradicts", "Contradicts", "The later text denies it, or states what cannot be true beside it.", "✗"),
    Choice("updates", "Updates", "The same fact with a changed figure, date or state.", "↻"),
    Choice("reports", "Reports", "The later text repeats that somebody says so, without endorsing it.", "“"),
    Choice("silent", "Silent", "The later text says nothing of it.", "–"),
    Choice("unsure", "Unsure", "It cannot be told from these words.", "?"),
)
"""What later coverage makes of a claim; the last is a reviewer's choice, never proposed."""

ASPECTS = (
    Choice("number", "Number", "A figure that counts the same thing."),
    Choice("time", "Time", "When it happened or will."),
    Choice("place", "Place", "Where."),
    Choice("speaker", "Speaker", "Who says so, or that somebody says so."),
    Choice("certainty", "Certainty", "How sure it is: “may” became “did”."),
    Choice("wording", "Wording", "A word that turns the meaning."),
)
"""In what a claim and a later passage can differ."""

DISMISSALS = (
    Choice("repetition", "Repetition", "Another claim of the article says the same."),
    Choice("opinion", "Opinion", "A judgement or a wish; nothing to check."),
    Choice("description", "Description", "Colour and scene that nothing rests on."),
    Choice("transition", "Transition", "Words that lead from one thing to the next."),
    Choice("question", "Question", "Asks and asserts nothing."),
    Choice("other", "Other", "Nothing to check for another reason."),
)
"""Why there is nothing to check in a stretch of text, or why something is no claim."""

REPLACED = (
    Choice("split", "Split", "Its parts took its place."),
    Choice("merged", "Merged", "It became part of another claim."),
    Choice("undone", "Undone", "Whoever drew it took that back."),
)
"""Why a claim is one no longer though nobody said that it is none."""


def choice(choices: tuple[Choice, ...], key: str) -> Choice:
    """Return the entry with this key; an unknown key (from an older list) is shown as it is."""
    return next((entry for entry in choices if entry.key == key), Choice(key, key, ""))
