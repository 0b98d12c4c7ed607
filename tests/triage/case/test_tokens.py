"""Tokens in a case: exact, the same for any cut, jobs and crash, and of what is there now."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from triage.app.scan import Options, scan
from triage.case import Case, token_store
from triage.case.token_file import TokenFile, halved
from triage.core.keys import Key
from triage.core.people import FIELDS, KINDS
from triage.core.progress import Silent
from triage.core.tokens import TOKEN, tokens

KEY = Key(bytes(range(32)))
CNIC, MOBILE, EMAIL = (FIELDS.index(name) for name in ("cnic", "mobile", "email"))


def one_by_one(text: str, kind: str) -> int:
    """Return the token of a text as the definition says it, without arrays."""
    padded = text.encode("utf-8", "surrogatepass") + b"\x80"
    padded += bytes(-len(padded) % 16)
    inner, outer = (algorithms.AES(KEY.derived(f"{use} {kind}")) for use in ("token", "end"))
    state = Cipher(inner, modes.CBC(bytes(16))).encryptor().update(padded)[-16:]
    end = Cipher(outer, modes.ECB()).encryptor().update(state)  # noqa: S305 - one block of the mode
    return int.from_bytes(bytes(a ^ b for a, b in zip(end, state, strict=True)), "big")


@given(st.lists(st.none() | st.text(max_size=60), max_size=20))
def test_a_column_of_tokens_is_each_text_by_itself(texts: list[str | None]) -> None:
    made = tokens(pl.Series("text", texts, pl.String), "cnic", KEY)

    assert made.dtype == TOKEN
    assert made.to_list() == [None if text is None else one_by_one(text, "cnic") for text in texts]


def test_a_long_column_is_its_texts_one_by_one() -> None:
    texts = [f"{'x' * (number % 40)}\u0633{number}" for number in range(17_000)]
    made = tokens(pl.Series("text", [*texts, None]), "cnic", KEY)

    asked = [0, 16_383, 16_384, 16_999]
    assert [int(made[at]) for at in asked] == [one_by_one(texts[at], "cnic") for at in asked]
    assert made.n_unique() == len(texts) + 1
    assert made[-1] is None


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 1), st.integers(1, 9)), max_size=30))
def test_counts_of_one_value_in_one_column_are_added_up(rows: list[tuple[int, int, int, int]]) -> None:
    schema = {"token": TOKEN, "source": pl.UInt32, "column": pl.UInt16, "count": pl.UInt32}
    values = pl.DataFrame(rows, schema, orient="row").with_columns(kind=pl.lit(1, pl.UInt8))

    expected = values.group_by(token_store.BY).agg(pl.col("count").sum()).sort(token_store.BY)
    assert token_store.summed(values).equals(expected)


def test_kinds_and_keys_have_nothing_in_common() -> None:
    digits = pl.Series("d", ["3520212345671"])
    made = {int(tokens(digits, kind, key)[0]) for kind in ("cnic", "mobile") for key in (KEY, Key(bytes(32)))}

    assert len(made) == 4


@given(st.lists(st.integers(0, 2**128 - 1) | st.integers(2**64, 2**64 + 5), min_size=1, max_size=40), st.data())
def test_halving_finds_the_place_of_any_token(tmp_path_factory, numbers: list[int], data: st.DataObject) -> None:
    sorted_ = sorted(numbers)
    file = tmp_path_factory.mktemp("run") / "a.values"
    frame = pl.DataFrame({"token": pl.Series(sorted_, dtype=TOKEN), "count": range(len(sorted_))})
    halved(frame).write_ipc(file, compression="uncompressed", record_batch_size=7)
    wanted = data.draw(st.sampled_from(sorted_) | st.integers(0, 2**128 - 1))
    opened = TokenFile(file)

    assert opened.place(wanted) == sum(each < wanted for each in sorted_)
    assert opened.between(0, 2**128).equals(frame)


def people(rows: int, first: int = 0) -> pl.DataFrame:
    number = pl.int_range(first, first + rows, eager=True)
    serial = (number * 7919 % 9_000_000 + 1_000_000).cast(pl.String)
    return pl.DataFrame(
        {
            "name": "AHMED KHAN",
            "cnic": "35202-" + serial + "-" + (number % 9 + 1).cast(pl.String),
            "mobile": "0300-" + serial,
        }
    )


def held(case: Path, key: Path) -> pl.DataFrame:
    """Return what the files of values of a case hold, by table, sorted."""
    with Case.open(case, key) as opened:
        values = pl.concat([file.between(0, 2**128) for file in opened.tokens.values()])
        named = values.join(opened.tokens.sources(), on="source").drop("source")
        return named.group_by("token", "kind", "column", "key").agg(pl.col("count").sum()).sort(pl.all())


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    folder = tmp_path / "evidence"
    folder.mkdir()
    people(3000).write_csv(folder / "list.csv")
    (folder / "chat.txt").write_text("call 0301-1000007 of 35202-1000007-3\nand a@example.org\n" * 40, "utf-8")
    return folder


def scanned(evidence: Path, case: Path, jobs: int = 1) -> pl.DataFrame:
    scan([evidence], Options(case=case, key=case.parent / "a.key", jobs=jobs), Silent())
    return held(case, case.parent / "a.key")


def test_every_number_has_its_token_and_its_count(evidence: Path, tmp_path: Path) -> None:
    values = scanned(evidence, tmp_path / "case")
    with Case.open(tmp_path / "case") as case:
        key = case.key
    expected = set(tokens(people(3000)["cnic"].str.replace_all("-", ""), "cnic", key).to_list())
    chat = int(tokens(pl.Series("c", ["3520210000073"]), "cnic", key)[0])
    found = values.filter(pl.col("kind") == CNIC)

    assert set(found["token"].to_list()) == expected | {chat}
    is_chat = pl.col("token").is_in(pl.Series([chat], dtype=pl.UInt128).implode())
    assert found.filter(is_chat)["count"].sum() == 40 + (chat in expected)
    assert values.filter(pl.col("kind") == MOBILE)["count"].sum() == 3040
    assert values.filter(pl.col("kind") == EMAIL)["count"].sum() == 40


def test_jobs_and_the_cut_do_not_matter(evidence: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from triage.formats.delimited import reader as delimited  # noqa: PLC0415 - patched here

    whole = scanned(evidence, tmp_path / "whole")
    monkeypatch.setattr(delimited, "CHUNK_BYTES", 65_536)
    monkeypatch.setattr("triage.app.scan.CHECKPOINT_SECONDS", 0.0)

    assert scanned(evidence, tmp_path / "cut", jobs=2).equals(whole)


def test_many_files_become_one_and_hold_the_same(
    evidence: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = scanned(evidence, tmp_path / "whole")
    monkeypatch.setattr(token_store, "MANY", 2)
    monkeypatch.setattr(token_store, "PART_ROWS", 1000)
    monkeypatch.setattr("triage.app.scan.CHECKPOINT_SECONDS", 0.0)

    assert scanned(evidence, tmp_path / "merged").equals(whole)
    with Case.open(tmp_path / "merged") as case:
        firsts = [file.between(0, 2**128)["token"].to_list() for file in case.tokens.values()]
    flat = [token for each in firsts for token in each]
    assert len(firsts) > 1
    assert flat == sorted(flat)


def test_files_that_no_transaction_named_go_and_named_ones_stay(evidence: Path, tmp_path: Path) -> None:
    whole = scanned(evidence, tmp_path / "case")
    (tmp_path / "case" / "tokens" / "000099.values").write_bytes(b"half written")

    assert held(tmp_path / "case", tmp_path / "a.key").equals(whole)
    assert not (tmp_path / "case" / "tokens" / "000099.values").exists()


def test_tokens_of_evidence_that_changed_go_with_its_sums(evidence: Path, tmp_path: Path) -> None:
    scanned(evidence, tmp_path / "case")
    people(500, first=9000).write_csv(evidence / "list.csv")
    again = scanned(evidence, tmp_path / "case")

    assert again.equals(scanned(evidence, tmp_path / "anew"))


def test_kinds_are_entities_of_the_rules() -> None:
    import triage.rules  # noqa: PLC0415

    rules = triage.rules.load()
    assert set(KINDS) <= {rule.entity for rule in rules.entities.values()}
