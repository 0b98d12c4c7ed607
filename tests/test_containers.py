"""The same content gives the same counts, whatever container it lies in: one scan of a folder of them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from benchmarks.detection import carriers
from triage.app.scan import Options, scan
from triage.core.progress import Silent

HEADERS = ("Name", "CNIC", "Mobile", "Email", "Address")
NAMES = (
    "Rashid Minhas|Saima Akram|Bilal Qureshi|Nasreen Bibi|Kamran Akmal|Hina Pervez|Asif Nawaz|Rubina Yasmin"
    "|Tahir Mehmood|Shazia Kanwal|Imran Gondal|Fozia Batool"
).split("|")
PEOPLE = [
    (
        name,
        f"35202-40{i:02}57{i % 10}-{i % 9 + 1}",
        f"0300-51{i:02}47{i % 10}" + (f", 0333-61{i:02}28{i % 10}" if i % 4 == 0 else ""),
        f"{name.lower().replace(' ', '.')}{i}@gmail.com",
        f"House {i + 3}, Street {i + 11}, Model Town, Lahore",
    )
    for i, name in enumerate(NAMES)
]
"""A dozen invented people; three have a second mobile number in the same cell."""

SENTENCES = [
    "Please send the parcel to Bilal, his number is 0300-5147123 and the other one 03335128714.",
    "CNIC 35202-4005571-3 aur mobile 0321-4455667 dono usi ke hain",
    "transfer to PK36SCBL0000001123456702 before five, then call 0345-9988776",
    "میرا شناختی کارڈ 35202-4107572-5 ہے اور نمبر 0301-2345678",
    "office 042-35761234, ask for the clerk; mail him at clerk.office77@gmail.com",
    "both cards: 35202-4209573-7, 42101-5512345-1. nothing else today",
    "order 4019876543210 was shipped at 1685941200000, 250 rupees, bar code 4006381333931",
    "ok see you then",
]
"""What people write: four CNICs, five mobile numbers, and numbers that are nobody's."""

LATIN = [each for each in SENTENCES if each.isascii()]
"""Pages of PDF are written with a font of Latin letters."""

IDENTIFIERS = ("PK_CNIC", "PK_MOBILE_NUMBER", "IBAN_CODE", "PK_LANDLINE_NUMBER", "EMAIL_ADDRESS")
COLUMNS = ("PERSON", "PK_CNIC", "PK_MOBILE_NUMBER", "EMAIL_ADDRESS", "PK_ADDRESS")

Counts = dict[str, tuple[int, int, int]]
"""Found, valid, distinct by entity."""


@pytest.fixture(scope="module")
def entities(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, Any]]:
    """Return what one scan found in each container, by name of the container."""
    home = tmp_path_factory.mktemp("containers")
    folder, names = home / "evidence", {}
    folder.mkdir()
    made = {f"table {name}": (suffix, write(HEADERS, PEOPLE)) for name, (suffix, write) in carriers.TABLES.items()}
    made |= {
        f"texts {name}": (suffix, write(LATIN if name == "PDF" else SENTENCES))
        for name, (suffix, write) in carriers.TEXTS.items()
    }
    made["latin CSV cell"] = (".csv", carriers.TEXTS["CSV cell"][1](LATIN))
    for number, (name, (suffix, data)) in enumerate(made.items()):
        (folder / f"{number:02}{suffix}").write_bytes(data)
        names[f"{number:02}{suffix}"] = name
    result = scan([folder], Options(case=home / "case", ner="off"), Silent())
    return {names[dump["dump"]]: dump["entities"] for dump in result.document["dumps"]}


def counts(entities: Mapping[str, Any], wanted: Sequence[str], messages: int = 0) -> Counts:
    """Return what was found of these entities, without the two addresses in the head of each message."""
    none = {"found": 0, "valid": 0, "distinct": 0}
    told = {entity: entities.get(entity, none) for entity in wanted}
    found = {entity: (each["found"], each["valid"], each["distinct"]) for entity, each in told.items()}
    if messages:
        all_found, valid, distinct = found["EMAIL_ADDRESS"]
        found["EMAIL_ADDRESS"] = (all_found - 2 * messages, valid - 2 * messages, distinct - 2)
    return found


@pytest.mark.parametrize("container", carriers.TABLES)
def test_a_table_of_people_counts_the_same_in_every_container(container: str, entities: Mapping[str, Any]) -> None:
    messages = 1 if container == "CSV attached" else 0

    assert counts(entities[f"table {container}"], COLUMNS, messages) == counts(entities["table CSV"], COLUMNS)


@pytest.mark.parametrize("container", carriers.TEXTS)
def test_sentences_count_the_same_in_every_container(container: str, entities: Mapping[str, Any]) -> None:
    messages = {"CSV attached": 1, "mail": len(SENTENCES)}.get(container, 0)
    same = "latin CSV cell" if container == "PDF" else "texts CSV cell"

    assert counts(entities[f"texts {container}"], IDENTIFIERS, messages) == counts(entities[same], IDENTIFIERS)


def test_the_counts_that_all_containers_share_are_right(entities: Mapping[str, Any]) -> None:
    people = {"PERSON": 12, "PK_CNIC": 12, "PK_MOBILE_NUMBER": 15, "EMAIL_ADDRESS": 12, "PK_ADDRESS": 12}
    said = {"PK_CNIC": 4, "PK_MOBILE_NUMBER": 5, "IBAN_CODE": 1, "EMAIL_ADDRESS": 1}

    assert counts(entities["table CSV"], COLUMNS) == {entity: (count,) * 3 for entity, count in people.items()}
    assert counts(entities["texts CSV cell"], [*said]) == {entity: (count,) * 3 for entity, count in said.items()}
