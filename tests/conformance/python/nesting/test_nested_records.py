"""Section "nested_records" of nesting.h: records in place that may be gone, and several of them at once."""

import gc
import pickle

import nesting
import pytest
from memory import grows_by, references
from nesting import AmountKilos, AmountPieces, LabelBlank, LabelPrinted, LabelWritten, Parcel

AMOUNT = AmountPieces(3)


def test_parcel__left_out_at_its_beginning__is_none() -> None:
    parcel = Parcel(None, None, AMOUNT)
    assert (parcel.label, parcel.sender) == (None, None)
    assert Parcel(amount=AMOUNT, label=None, sender=None) == parcel
    with pytest.raises(TypeError, match=r"Parcel\(\) missing required argument 'label'"):
        Parcel(amount=AMOUNT)  # type: ignore[call-arg]


def test_parcel__wrong_fields__are_refused() -> None:
    with pytest.raises(
        TypeError, match=r"Parcel\(\) argument 'label' must be Label or None, not AmountPieces"
    ):
        Parcel(AMOUNT, None, AMOUNT)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"Parcel\(\) argument 'amount' must be Amount, not None"):
        Parcel(None, None, None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"Parcel\(\) argument 'sender' must be str or None, not bytes"):
        Parcel(None, b"Ada", AMOUNT)  # type: ignore[arg-type]
    parcel = Parcel(LabelBlank(), "Ada", AMOUNT)
    with pytest.raises(TypeError, match="attribute 'label' must be Label or None, not str"):
        parcel.label = "fragile"  # type: ignore[assignment]
    parcel.label = None
    assert parcel == Parcel(None, "Ada", AMOUNT)


def test_parcel__of_every_shape__is_pickled() -> None:
    for label in (None, LabelBlank(), LabelWritten("x"), LabelWritten(None), LabelPrinted(-7)):
        for amount in (AMOUNT, AmountKilos(0.5)):
            parcel = Parcel(label, "Ada", amount)
            assert pickle.loads(pickle.dumps(parcel)) == parcel


def test_turn__in_place_and_optional__may_end_as_none() -> None:
    plain = Parcel(None, "Ada", AMOUNT)
    turned = Parcel(None, "back", AMOUNT)
    assert nesting.turn(plain) == turned
    assert nesting.turn(turned) == turned
    assert plain.sender == "Ada"
    labelled = Parcel(LabelWritten("fragile"), "Ada", AMOUNT)
    assert nesting.turn(labelled) is None
    assert labelled == Parcel(LabelWritten("fragile"), "Ada", AMOUNT)
    assert nesting.turn(None) is None
    assert nesting.turn() is None
    with pytest.raises(TypeError, match=r"turn\(\) argument 'parcel' must be Parcel, not str"):
        nesting.turn("x")  # type: ignore[arg-type]


def test_relabel__several_results_with_texts__all_arrive() -> None:
    parcel = Parcel(LabelWritten("fragile"), "Ada", AMOUNT)
    assert nesting.relabel(parcel) == (parcel, LabelWritten("Ada"))
    assert nesting.relabel(Parcel(None, None, AMOUNT))[1] == LabelWritten(None)
    with pytest.raises(nesting.RefusedError):
        nesting.relabel(Parcel(LabelWritten("fragile"), "nobody", AMOUNT))


def test_references__of_what_a_parcel_keeps__are_given_back() -> None:
    label, sender = LabelWritten("label"), "".join(["a", " sender"])
    before = references(label), references(sender)
    for _ in range(10):
        parcel = Parcel(label, sender, AMOUNT)
        nesting.relabel(parcel)
        nesting.turn(parcel)
        with pytest.raises(TypeError):
            Parcel(label, sender, label)  # type: ignore[arg-type]
    del parcel
    gc.collect()
    assert (references(label), references(sender)) == before


def test_relabel__often__does_not_grow() -> None:
    long = Parcel(LabelWritten("w" * 2_000), "x" * 5_000, AMOUNT)
    refused = Parcel(LabelWritten("w" * 2_000), "nobody", AMOUNT)

    def work() -> None:
        for _ in range(5_000):
            nesting.relabel(long)
            nesting.turn(long)
            nesting.turn(Parcel(None, long.sender, AMOUNT))
            with pytest.raises(nesting.RefusedError):
                nesting.relabel(refused)

    assert grows_by(work) < 1 << 20
