"""Write the small dumps of `sample_leaks/`, and what a scan must find in them.

  python -m triage.simulate.samples DUMPS ANSWERS

DUMPS gets only the dumps, because it is scanned; ANSWERS gets expected.json, labels.csv.gz and a notice. Needs the
development dependencies (Faker, openpyxl); the same versions give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from triage.simulate.dumps import DumpSpec, LabelledDump, dump
from triage.simulate.population import Population
from triage.simulate.writers import write_file

ENTITIES = {
    "cnic": "PK_CNIC", "mobile": "PK_MOBILE_NUMBER", "landline": "PK_LANDLINE_NUMBER", "name": "PERSON",
    "father": "PERSON", "mother": "PERSON", "address": "PK_ADDRESS", "dob": "DATE_OF_BIRTH", "age": "AGE",
    "gender": "GENDER", "email": "EMAIL_ADDRESS", "iban": "IBAN_CODE", "imsi": "IMSI",
    "operator": "PK_MOBILE_OPERATOR", "district": "LOCATION", "tehsil": "LOCATION",
}  # fmt: skip
"""The entity that a scan must report for the column of each field."""

GENUINE = ("genuine", "mostly_genuine")
FABRICATED = ("fabricated", "mostly_fabricated")
NOTICE = """# Answers to sample_leaks

Every dump in `sample_leaks/` is synthetic: made by `python -m triage.simulate.samples` from public tables and a seed.
No person, number or address in it is real; any likeness is chance.

`expected.json` says per dump what a scan must find; `labels.csv.gz` has the truth of every row.
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A dump of the collection: its file name, its content, how it is written, and the verdicts that are right."""

    name: str
    spec: DumpSpec
    form: str
    verdicts: tuple[str, ...]
    options: Mapping[str, object] = field(default_factory=dict)
    columns: tuple[str, ...] = ()


def _spec(kind: str, rows: int, seed: int, fake: tuple[str, float, str] = ("", 0.0, "append")) -> DumpSpec:
    return DumpSpec(kind, rows, fake[0], fake[1], fake[2], seed, Population(2022), seller="typical", edition=1)


SAMPLES = (
    Sample("sim_data_2022.csv", _spec("telecom", 2500, 101), "csv", GENUINE, {"newline": "\r\n"}),
    Sample("voter_list_na.csv", _spec("voter_roll", 1000, 102), "csv", GENUINE,
           {"encoding": "utf-16-le", "bom": True, "delimiter": "\t", "newline": "\r\n"}),
    Sample("fehrist_2018.csv", _spec("voter_roll", 1000, 103), "csv", GENUINE, {"encoding": "cp1256"}),
    Sample("voters_block.xlsx", _spec("voter_roll", 900, 104), "xlsx", GENUINE, {"sheet": "بلاک"}),
    Sample("bisp_8171.db", _spec("bisp", 1200, 105), "sqlite", GENUINE, {"table": "beneficiaries"}),
    Sample("bank_accounts.ndjson.gz", _spec("bank", 1200, 106), "ndjson", GENUINE, {"container": "gzip"}),
    Sample("excise_vehicles.sql", _spec("vehicle", 900, 107), "sql", (*GENUINE, "undetermined"),
           {"table": "vehicles"}),
    Sample("whatsapp_chat.txt", _spec("telecom", 150, 108), "chat", (*GENUINE, "undetermined"), {"seed": 108}),
    Sample("telegram_channel.json", _spec("telecom", 240, 118), "telegram", (*GENUINE, "undetermined")),
    Sample("facebook_page.json", _spec("telecom", 300, 119, ("random_digits", 1.0, "append")), "facebook", FABRICATED),
    Sample("ptcl_export.csv", _spec("telecom", 1000, 109), "csv", GENUINE, {"bom": True, "dirt": 0.03, "seed": 109}),
    Sample("all_network_data.csv", _spec("telecom", 1500, 110, ("random_digits", 1.0, "append")), "csv", FABRICATED),
    Sample("customers_full.csv", _spec("job_applicants", 800, 111, ("faker_library", 1.0, "append")), "csv",
           FABRICATED),
    Sample("numbers_list.xlsx", _spec("telecom", 1200, 112, ("spreadsheet", 1.0, "append")), "xlsx", FABRICATED),
    Sample("sim_owners_full.csv.zip", _spec("job_applicants", 1200, 113, ("shuffle", 1.0, "append")), "csv",
           FABRICATED, {"container": "zip"}),
    Sample("leads_2022.json", _spec("job_applicants", 1000, 114, ("random_digits_cnic", 0.5, "interleave")), "json",
           ("mixed", "mostly_fabricated")),
    Sample("old_database.csv", _spec("telecom", 1500, 115, ("recycled", 0.5, "append")), "csv", GENUINE,
           {"delimiter": ";", "titles": ("SIM DATABASE 2022;;;", "Total records: 1500;;;")}),
    Sample("customer_sample.csv", _spec("job_applicants", 300, 116, ("llm_table", 1.0, "append")), "csv", FABRICATED),
    Sample("teaser_50.csv", _spec("telecom", 50, 117), "csv", ("undetermined",), {}, ("mobile", "name", "cnic")),
)  # fmt: skip


def write_samples(dumps: Path, answers: Path) -> None:
    """Write every sample into `dumps`, and its truth into `answers`. Files of the same name are replaced."""
    for folder in (dumps, answers):
        folder.mkdir(parents=True, exist_ok=True)
    expected, labels = {}, []
    for sample in SAMPLES:
        made = _made(sample)
        write_file(made.as_written, sample.form, dumps / sample.name, sample.options)
        expected[sample.name] = _expected(sample, made)
        truth = made.labels.with_row_index("row", offset=1)
        labels.append(truth.select(pl.lit(sample.name).alias("dump"), pl.all()))
    text = json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True)
    (answers / "expected.json").write_text(text + "\n", encoding="utf-8")
    data = pl.concat(labels).write_csv().encode()
    (answers / "labels.csv.gz").write_bytes(gzip.compress(data, mtime=0))
    (answers / "README.md").write_text(NOTICE, encoding="utf-8")


def _made(sample: Sample) -> LabelledDump:
    made = dump(sample.spec)
    if not sample.columns:
        return made
    headers = {name: made.headers[name] for name in sample.columns}
    return LabelledDump(made.frame.select(sample.columns), made.labels, made.style, headers)


def _expected(sample: Sample, made: LabelledDump) -> dict[str, Any]:
    frame, labels = made.frame, made.labels
    people = frame["cnic"].drop_nulls().n_unique()
    fabricated = labels.select(pl.any_horizontal(pl.col("label_identity", "label_linkage") == "fabricated").mean())
    return {
        "kind": sample.spec.kind,
        "rows": frame.height,
        "damaged_rows": int(frame.height * float(str(sample.options.get("dirt", 0)))),
        "columns": {made.headers[name]: ENTITIES.get(name, "") for name in frame.columns},
        "filled": {made.headers[name]: frame.height - frame[name].null_count() for name in frame.columns},
        "people": people,
        "fabricated": round(float(fabricated.item()), 4),
        "copies": int((labels["label_novelty"] == "copy").sum()),
        "family": sample.spec.fabricator,
        "verdicts": list(sample.verdicts),
    }


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Write the sample leaks and their answers.")
    parser.add_argument("dumps", type=Path, help="the folder to scan, sample_leaks")
    parser.add_argument("answers", type=Path, help="the folder of the answers, tests/data/samples")
    chosen = parser.parse_args()
    write_samples(chosen.dumps, chosen.answers)


if __name__ == "__main__":
    main()
