"""Labels, batches and the loss of training; skipped where PyTorch, which only training needs, is not installed."""

from __future__ import annotations

import random

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is for training only")

from onrecord.tagger.decode import best_paths, runs  # noqa: E402
from onrecord.tagger.labels import NAME_LABELS, ROLE_LABELS  # noqa: E402
from onrecord.tagger.model import ENGLISH  # noqa: E402
from onrecord.tagger.model import Tagger as Runtime  # noqa: E402
from onrecord.tagger.pieces import to_pieces  # noqa: E402
from onrecord.tagger.wordpiece import WordPiece  # noqa: E402
from onrecord.types import Span  # noqa: E402
from training.batches import IGNORED, Batches, label_pieces, other_quotes  # noqa: E402
from training.corpus import GoldAttribution, GoldDocument  # noqa: E402
from training.model import Shape, Tagger  # noqa: E402
from training.train import loss_of, schedule  # noqa: E402

TEXT = "Ilse Varga said it rained.\nPavo Lind denied that."
GOLD = [
    GoldAttribution((Span(0, 10),), (Span(11, 15),), (Span(16, 25),)),
    GoldAttribution((Span(27, 36),), (Span(37, 43),), (Span(44, 48),)),
]
SOURCE, CUE, CONTENT = range(3)


@pytest.fixture(scope="module")
def tokenizer() -> WordPiece:
    return WordPiece.from_file(ENGLISH / "vocab.txt")


@pytest.fixture(scope="module")
def batches(tokenizer: WordPiece) -> Batches:
    documents = [GoldDocument("labelled", TEXT, GOLD), GoldDocument("bare", TEXT)]
    return Batches(documents, {"labelled": [(0, 10, 0), (27, 36, 0)]}, tokenizer)


def test_labels_give_the_spans_back(tokenizer: WordPiece) -> None:
    pieces = to_pieces(tokenizer, TEXT, GoldDocument("", TEXT).paragraphs())
    spans = [(0, 10, SOURCE), (11, 15, CUE), (16, 25, CONTENT), (27, 36, SOURCE), (37, 43, CUE), (44, 48, CONTENT)]
    found = [
        (p.offsets[start][0], p.offsets[end - 1][1], kind)
        for p, labels in zip(pieces, label_pieces(pieces, spans), strict=True)
        for kind, start, end in runs(torch.tensor(labels).numpy())
    ]
    assert found == spans


def test_of_spans_that_overlap_the_longer_is_kept(tokenizer: WordPiece) -> None:
    pieces = to_pieces(tokenizer, "it rained all day", [Span(0, 17)])
    assert label_pieces(pieces, [(0, 9, SOURCE), (3, 17, CONTENT)]) == [[0, 5, 6, 6]]


def test_quotation_marks_change_and_offsets_stay() -> None:
    curly, straight = "“No,” he said. ‘Oh.’", "\"No,\" he said. 'Oh.'"
    assert {other_quotes(curly, random.Random(n)) for n in range(20)} == {curly, straight}
    assert all(len(other_quotes(straight, random.Random(n))) == len(straight) for n in range(20))


def test_an_epoch_follows_from_seed_and_number_alone(batches: Batches) -> None:
    first, again = batches.epoch(1, 2, 7), batches.epoch(1, 2, 7)
    assert all(torch.equal(a.ids, b.ids) for a, b in zip(first, again, strict=True))


def test_paragraphs_of_like_length_stand_together_and_none_is_lost(tokenizer: WordPiece) -> None:
    lines = [" ".join(["rain"] * n) for n in (3, 200, 5, 90, 7, 210)]
    made = Batches([GoldDocument("long", "\n".join(lines))], {}, tokenizer).epoch(0, 1, 0)
    found = sorted((len(b.ids), b.ids.shape[1], int((b.ids != 0).sum())) for b in made)
    assert found == [(1, 96, 92), (1, 224, 202), (1, 224, 212), (3, 32, 21)]


def test_what_has_no_labels_is_ignored_in_both_heads(batches: Batches) -> None:
    (batch,) = batches.epoch(0, 2, 0)
    assert batch.ids.shape[1] % 32 == 0
    assert (batch.roles[batch.ids == 0] == IGNORED).all()
    labelled = (batch.roles != IGNORED).any(dim=1)
    assert labelled.tolist() == (batch.names != IGNORED).any(dim=1).tolist()
    # Each document has two paragraphs.
    assert labelled.sum() == 2


def test_a_tiny_model_learns_from_a_batch(batches: Batches) -> None:
    torch.manual_seed(0)
    model = Tagger(Shape(layers=1, width=16, heads=2, inner=16), dropout=0.0)
    (batch,) = batches.epoch(0, 2, 0)
    roles, names = model(batch.ids, batch.features)
    assert (roles.shape[-1], names.shape[-1]) == (len(ROLE_LABELS), len(NAME_LABELS))
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-2)
    before = loss_of(model, batch).item()
    for _ in range(5):
        optimiser.zero_grad()
        loss_of(model, batch).backward()
        optimiser.step()
    assert loss_of(model, batch).item() < before


def test_padding_changes_nothing_for_the_words_before_it(batches: Batches) -> None:
    torch.manual_seed(0)
    model = Tagger(Shape(layers=1, width=16, heads=2, inner=16)).eval()
    (batch,) = batches.epoch(0, 1, 0)[:1]
    n = int((batch.ids != 0).sum())
    padded, bare = (model(batch.ids[:, :k], batch.features[:, :k])[0] for k in (batch.ids.shape[1], n))
    assert torch.allclose(padded[:, :n], bare, atol=1e-5)


def test_a_batch_of_names_alone_teaches_no_roles(tokenizer: WordPiece) -> None:
    (batch,) = Batches([GoldDocument("names", TEXT)], {"names": [(0, 10, 0)]}, tokenizer).epoch(0, 2, 0)
    model = Tagger(Shape(layers=1, width=16, heads=2, inner=16), dropout=0.0)
    loss_of(model, batch).backward()
    assert not model.roles.weight.grad.any()
    assert model.names.weight.grad.any()


def test_the_shipped_weights_read_back_answer_as_they_run(tokenizer: WordPiece) -> None:
    pytest.importorskip("onnx", reason="ONNX is for training only")
    from training.shipped import load_shipped
    from training.teach import soft_labels

    document = GoldDocument("", TEXT)
    soft = soft_labels(load_shipped(ENGLISH).eval(), tokenizer, document)
    (found,) = (runs(path) for path in best_paths([np.log(soft.roles.astype(np.float32) + 1e-9)]))
    offsets = [o for p in to_pieces(tokenizer, TEXT, document.paragraphs()) for o in p.offsets]
    spans = {(offsets[start][0], offsets[end - 1][1]) for _, start, end in found}
    assert spans == {s.span for s in Runtime().tag(TEXT, document.paragraphs()).roles}


def test_the_learning_rate_rises_then_falls_to_nothing() -> None:
    rates = [schedule(step / 100) for step in range(101)]
    assert rates.index(max(rates)) == pytest.approx(10, abs=1)
    assert rates[-1] == 0
