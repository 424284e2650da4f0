"""Fine-tunes MiniLM on FactAppeal into the tagger's weights: `python -m claims.tagger.train --help`. See README.md.

The model: MiniLM, a linear layer that gives each word its tags, another that gives the sentence its class. Averaged
over the weights of several runs that differ only in the order of the sentences and in dropout, then made small.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from claims.tagger.decode import FACTS, SENTENCES, SOURCES, begin, width
from claims.tagger.export import export, shrink
from claims.tagger.figures import Record, figures, manner, name, read, sentence_class
from claims.tagger.tag import tag, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

IGNORED = -100
"""What torch's cross-entropy takes no notice of: parts of words after the first, and padding."""


@dataclass(frozen=True)
class Settings:
    """How one run goes."""

    seed: int = 1
    epochs: int = 6
    rate: float = 2e-4
    head_rate: float = 1e-3
    batch: int = 16
    dropout: float = 0.1
    decay: float = 0.01
    warm_up: float = 0.1
    sentence_weight: float = 0.5


class Example(NamedTuple):
    """A sentence as the model sees it: word pieces, and for each the fact tag and the source tag; its class."""

    ids: list[int]
    facts: list[int]
    sources: list[int]
    sentence: int


class Tagger(nn.Module):
    """MiniLM with two heads."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        """Read MiniLM from a folder; the heads are new."""
        super().__init__()
        rates = {"hidden_dropout_prob": settings.dropout, "attention_probs_dropout_prob": settings.dropout}
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager", **rates)
        self.dropout = nn.Dropout(settings.dropout)
        size = self.bert.config.hidden_size
        self.tags = nn.Linear(size, width(FACTS) + width(SOURCES))
        self.sentence = nn.Linear(size, len(SENTENCES))

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return the logits of each piece's tags, and of the sentence's class; a sentence alone needs no mask."""
        states = self.dropout(self.bert(input_ids=ids, attention_mask=mask).last_hidden_state)
        weights = torch.ones_like(states[..., :1]) if mask is None else mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        return self.tags(states), self.sentence(mean)


# -- data --------------------------------------------------------------------------------------------------------------


def example(record: Record, tokenizer: Tokenizer) -> Example:
    """Tag the first piece of each word; the other pieces and [CLS], [SEP] are ignored."""
    encoded = tokenizer.encode(record.text)
    starts = [(word.piece, word.start) for word in words(encoded)]
    facts = [(a, b, begin(FACTS, manner(label))) for a, b, label in record.spans if label.startswith("Fact")]
    sources = [(a, b, begin(SOURCES, name(label))) for a, b, label in record.spans if label.startswith("Source:")]
    size = len(encoded.ids)
    return Example(encoded.ids, tagged(size, starts, facts), tagged(size, starts, sources), sentence_class(record))


def tagged(size: int, starts: list[tuple[int, int]], spans: list[tuple[int, int, int]]) -> list[int]:
    """Return the tags of `size` pieces of which `starts` (piece, character) begin a word."""
    tags = [IGNORED] * size
    for piece, _ in starts:
        tags[piece] = 0
    for start, end, first in spans:
        inside = [piece for piece, at in starts if start <= at < end]
        for k, piece in enumerate(inside):
            tags[piece] = first + (k > 0)
    return tags


def batches(examples: list[Example], size: int, dice: random.Random) -> Iterator[list[Example]]:
    """Shuffle into batches of sentences that are about equally long."""
    order = dice.sample(examples, len(examples))
    pools = [sorted(order[i : i + 16 * size], key=lambda e: len(e.ids)) for i in range(0, len(order), 16 * size)]
    cut = [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]
    yield from dice.sample(cut, len(cut))


def padded(rows: Iterable[list[int]], filler: int) -> Tensor:
    """Make one tensor of rows of different lengths."""
    return nn.utils.rnn.pad_sequence([torch.tensor(r) for r in rows], batch_first=True, padding_value=filler)


# -- training ----------------------------------------------------------------------------------------------------------


def loss(model: Tagger, batch: list[Example], settings: Settings) -> Tensor:
    """Return cross-entropy: of the fact tags, of the source tags, and of the sentence's class by its weight."""
    ids = padded((e.ids for e in batch), 0)
    mask = padded(([1] * len(e.ids) for e in batch), 0)
    tags, sentence = model(ids, mask)
    facts, sources = tags.split((width(FACTS), width(SOURCES)), dim=-1)
    parts = (
        (1.0, facts, padded((e.facts for e in batch), IGNORED)),
        (1.0, sources, padded((e.sources for e in batch), IGNORED)),
        (settings.sentence_weight, sentence, torch.tensor([e.sentence for e in batch])),
    )
    total = torch.tensor(0.0)
    for weight, logits, true in parts:
        total = total + weight * functional.cross_entropy(logits.flatten(0, -2), true.flatten())
    return total


def train(examples: list[Example], folder: Path, settings: Settings) -> Tagger:
    """Fine-tune once. The heads start alike whatever the seed, so that runs can be averaged."""
    torch.manual_seed(0)
    model = Tagger(folder, settings)
    torch.manual_seed(settings.seed)
    dice = random.Random(settings.seed)  # noqa: S311 - chance here is for training, it guards nothing
    optimizer = torch.optim.AdamW(grouped(model, settings), weight_decay=settings.decay, fused=True)
    steps = settings.epochs * -(-len(examples) // settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: slope(i / steps, settings.warm_up))
    model.train()
    for _ in range(settings.epochs):
        for batch in batches(examples, settings.batch, dice):
            optimizer.zero_grad()
            loss(model, batch, settings).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return model.eval()


def grouped(model: Tagger, settings: Settings) -> list[dict[str, object]]:
    """Give the new heads a higher rate of learning than the pretrained layers."""
    heads = [*model.tags.parameters(), *model.sentence.parameters()]
    return [
        {"params": list(model.bert.parameters()), "lr": settings.rate},
        {"params": heads, "lr": settings.head_rate},
    ]


def slope(done: float, warm_up: float) -> float:
    """Return the rate's factor: up to 1 during the warm-up, then straight down to 0."""
    return done / warm_up if done < warm_up else max(0.0, (1 - done) / (1 - warm_up))


def soup(models: list[Tagger]) -> Tagger:
    """Return the first model with the mean of all models' weights: steadier than any one of them, and no slower."""
    weights = [model.state_dict() for model in models]
    models[0].load_state_dict({key: torch.stack([w[key] for w in weights]).mean(0) for key in weights[0]})
    return models[0]


# -- command line ------------------------------------------------------------------------------------------------------


def main() -> None:
    """Train, export to `--out`, and print how the exported files do on the validation part."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="FactAppeal's training part, one JSON object a line")
    parser.add_argument("--val", type=Path, required=True, help="its validation part")
    parser.add_argument("--minilm", type=Path, required=True, help="a folder with all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="the folder that model.onnx and tokenizer.json go to")
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13], help="one run each; their mean is kept")
    told = parser.parse_args()
    torch.set_num_threads(2)  # sums in another order give other weights
    torch.use_deterministic_algorithms(mode=True)
    tokenizer = Tokenizer.from_file(str(told.minilm / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    examples = [example(record, tokenizer) for record in read(told.data)]
    model = soup([train(examples, told.minilm, Settings(seed=seed)) for seed in told.seeds])
    write(model, tokenizer, told.out, read(told.val))


def write(model: Tagger, tokenizer: Tokenizer, out: Path, held_back: list[Record]) -> None:
    """Write the tagger's files, and print how they do before and after they were made small."""
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder)
        export(model, full / "model.onnx")
        for place in (full, out):
            tokenizer.save(str(place / "tokenizer.json"), pretty=False)
        shrink(full / "model.onnx", out / "model.onnx")
        for when, place in (("in 32 bits", full), ("as shipped", out)):
            found = tag([record.text for record in held_back], place)
            print(f"{when}:", json.dumps(figures(held_back, found), indent=1))  # noqa: T201
    with (out / "model.onnx").open("rb") as file:
        print("SHA-256:", hashlib.file_digest(file, "sha256").hexdigest())  # noqa: T201


if __name__ == "__main__":
    main()
