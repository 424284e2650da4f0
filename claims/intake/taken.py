"""What comes of a file that was handed in: a text with what is known of it, or the sentence that says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Taken(NamedTuple):
    """A text that can be split; `notes` are sentences for whoever handed it in, about what was odd in the file."""

    name: str
    text: str
    title: str = ""
    byline: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None
    notes: tuple[str, ...] = ()


class NotTaken(NamedTuple):
    """A file without a text; `why` is the sentence that says what is the matter and what to do."""

    name: str
    why: str
