"""What other tools find in cells: run by `peers.py`, with any interpreter that has them; it imports nothing of ours.

    python benchmarks/detection/peer_finds.py PEER < cells.json        cells.json: ["cell", ...]

Prints {"found": [[kind, ...] for each cell], "seconds": of finding alone, "version": ...}, or {"absent": why}.
Each tool at its best configuration without a network. Kinds are ours: cnic, phone, email, iban, card, person, place.
"""

from __future__ import annotations

import importlib.metadata
import json
import logging
import re
import sys
import time
from collections.abc import Callable

Finder = Callable[[str], list[str]]


def presidio() -> Finder:
    """Presidio's defaults, region Pakistan for telephones, with the first of spaCy's English models that is there."""
    import spacy  # noqa: PLC0415 - each peer is imported only when it is asked for
    from presidio_analyzer import AnalyzerEngine  # noqa: PLC0415
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # noqa: PLC0415
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer  # noqa: PLC0415

    models = [each for each in spacy.util.get_installed_models() if each.startswith("en_core_web")]
    if not models:
        raise ImportError("no English model of spaCy")
    engine = NlpEngineProvider(
        nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": models[0]}]}
    ).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    analyzer.registry.remove_recognizer("PhoneRecognizer")
    analyzer.registry.add_recognizer(PhoneRecognizer(supported_regions=("PK",)))
    names = {"PHONE_NUMBER": "phone", "EMAIL_ADDRESS": "email", "IBAN_CODE": "iban", "CREDIT_CARD": "card",
             "PERSON": "person", "LOCATION": "place"}  # fmt: skip
    return lambda cell: [names[each.entity_type] for each in analyzer.analyze(cell, "en") if each.entity_type in names]


def scrubadub() -> Finder:
    """All detectors of scrubadub's own, of its British and American regions."""
    import scrubadub as tool  # noqa: PLC0415

    scrubber = tool.Scrubber(locale="en_GB")
    names = {"email": "email", "phone": "phone", "credit_card": "card", "name": "person", "address": "place"}
    return lambda cell: [names[each.type] for each in scrubber.iter_filth(cell) if each.type in names]


def datafog() -> Finder:
    """DataFog's pattern engine."""
    from datafog.processing.text_processing.regex_annotator import RegexAnnotator  # noqa: PLC0415

    annotator = RegexAnnotator()
    names = {"EMAIL": "email", "PHONE": "phone", "CREDIT_CARD": "card"}
    return lambda cell: [names[kind] for kind, found in annotator.annotate(cell).items() if found and kind in names]


def phonenumbers() -> Finder:
    """Return the telephone matcher of libphonenumber, region Pakistan."""
    from phonenumbers import PhoneNumberMatcher  # noqa: PLC0415

    return lambda cell: (
        ["phone"] if any(each.number.country_code == 92 for each in PhoneNumberMatcher(cell, "PK")) else []
    )


def stdnum() -> Finder:
    """Return the validators of python-stdnum for the CNIC and IBAN, on whole cells."""
    from stdnum import iban  # noqa: PLC0415
    from stdnum.pk import cnic  # noqa: PLC0415

    return lambda cell: ["cnic"] * cnic.is_valid(cell) + ["iban"] * iban.is_valid(cell)


def plain() -> Finder:
    """Return what one would type into ripgrep."""
    forms = {
        "cnic": re.compile(r"\b[0-9]{5}-?[0-9]{7}-?[0-9]\b"),
        "phone": re.compile(r"(?:\+92|0092|92|\b0)-?3[0-9]{2}-?[0-9]{7}\b"),
        "email": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
        "iban": re.compile(r"\bPK[0-9]{2}[A-Z]{4}[0-9A-Z]{16}\b"),
    }
    return lambda cell: [kind for kind, form in forms.items() if form.search(cell)]


def absent(why: str) -> Callable[[], Finder]:
    """Return a peer that cannot be run here."""

    def build() -> Finder:
        raise ImportError(why)

    return build


PEERS: dict[str, Callable[[], Finder]] = {
    "plain regular expressions": plain,
    "phonenumbers": phonenumbers,
    "python-stdnum": stdnum,
    "datafog": datafog,
    "scrubadub": scrubadub,
    "presidio-analyzer": presidio,
    "DataProfiler": absent("pulls 2.5 GB of TensorFlow; too heavy for this harness"),
    "decima-pii": absent("its model comes from a hub at run time"),
    "GLiNER": absent("its weights come from a hub at run time"),
    "hawk-scanner": absent("fetches its fingerprints at run time"),
}
"""By the name of the package."""


def main(peer: str) -> None:
    """Print the finds as JSON."""
    cells = json.load(sys.stdin)
    logging.disable(logging.CRITICAL)
    try:
        find = PEERS[peer]()
    except (ImportError, OSError) as error:
        print(json.dumps({"absent": str(error)}))
        return
    find(cells[0])
    started = time.perf_counter()
    found = [sorted(set(find(cell))) for cell in cells]
    seconds = time.perf_counter() - started
    try:
        version = importlib.metadata.version(peer)
    except importlib.metadata.PackageNotFoundError:
        version = ""
    print(json.dumps({"found": found, "seconds": seconds, "version": version}))


if __name__ == "__main__":
    main(sys.argv[1])
