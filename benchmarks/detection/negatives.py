"""Finds where nothing is to be found: false finds a million characters of text, by entity and by kind of text.

    python benchmarks/detection/negatives.py [CHARACTERS] [SEED]        default: 300000 of each kind, seed 8

Code, news, data of India, Bangladesh, Iran and Arab countries, tables of science, times, bar codes and order numbers,
chatter, from templates of which no rule and no training knows the wording (`held_out/negatives.txt`), and the licences,
manuals and programs of this machine. All our entities are asked for. A person's name among people of other countries
is a name all the same: the sum that is held against the target leaves PERSON out there, and says so.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from text_people import machine_texts

from training.grammar import expand, templates
from triage import rules as rulebook
from triage.recognizers.language.reading import read_texts
from triage.recognizers.presidio import analyzer

HELD_OUT = Path(__file__).with_name("held_out") / "negatives.txt"
ABROAD = ("india", "bangladesh", "iran", "arab")
"""Kinds with names of people, of other countries."""

_NOT_OURS = frozenset(
    {"URL", "IP_ADDRESS", "MAC_ADDRESS", "EMAIL_ADDRESS", "IBAN_CODE", "CREDIT_CARD", "PASSWORD_HASH"}
)
"""Entities that are the same everywhere: a hash in code is a hash."""

_W = "parser buffer queue socket widget cursor handler record token layout frame metric kernel schema cache".split()
_PLACES = "Oslo Lyon Osaka Leeds Porto Turin Austin Quito Perth Malmo Ghent Lima Hanoi Accra Boston Zagreb".split()
_NAMES = ("Ingrid Larsen", "Tom Becker", "Yuki Mori", "Claire Fontaine", "Marco Bianchi", "Grace Okoro", "Piotr Nowak",
          "Laura Stein", "Hugh Brennan", "Elena Popova", "Diego Ramos", "Nils Holm")  # fmt: skip
_INDIA = ("Suresh Iyengar", "Kavya Menon", "Rahul Deshpande", "Anjali Kulkarni", "Venkatesh Rao", "Harpreet Kaur",
          "Debashish Ghosh", "Meenakshi Pillai", "Ganesh Hegde", "Nikhil Bhandari")  # fmt: skip
_BANGLA = ("Shafiqul Islam", "Nasrin Akter", "Mizanur Rahman", "Rokeya Begum", "Tanvir Hossain", "Sumon Das")
_IRAN = ("Kaveh Daryaei", "Shirin Moradi", "Babak Farzan", "Golnaz Etemadi", "Hooman Sadri")
_ARAB = ("Saeed bin Khalfan", "Mona Al-Harthy", "Youssef El-Masry", "Noura Al-Qahtani", "Tareq Haddad")


def main(characters: int = 300_000, seed: int = 8) -> None:
    """Measure and print."""
    engine = analyzer()
    entities = [rule.entity for rule in rulebook.load().entities.values() if rule.patterns]
    sums: Counter[str] = Counter()
    size = 0
    for kind, texts in _texts(characters, seed):
        own = sum(map(len, texts))
        found = [
            (each.entity_type, text[each.start : each.end])
            for text, results in zip(texts, read_texts(engine, texts, entities), strict=True)
            for each in results
        ]
        counted = [each for each in found if each[0] not in _NOT_OURS]
        held = [each for each in counted if each[0] != "PERSON" or kind not in ABROAD]
        size += own
        sums += Counter(entity for entity, _ in held)
        print(f"{kind:12} {own:9,} characters, {len(held):4} false finds, {len(held) / own * 1e6:6.1f} a million",
              f"(and {len(counted) - len(held)} PERSON)" if kind in ABROAD else "")  # fmt: skip
        print("     ", ", ".join(f"{text[:50]!r} {entity} x{n}" for (entity, text), n in Counter(held).most_common(8)))
    total = sum(sums.values())
    print(f"all: {total} false finds in {size:,} characters, {total / size * 1e6:.1f} a million; {dict(sums)}")
    numbers = sum(count for entity, count in sums.items() if entity.startswith("PK_"))
    print(f"of PK_ entities alone: {numbers / size * 1e6:.1f} a million")


def _texts(characters: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    random = Random(seed)  # noqa: S311 - seeded, no secret
    own = slots(random)
    for kind, lines in templates(HELD_OUT).items():
        texts: list[str] = []
        size = 0
        while size < characters:
            some = random.choices(lines, k=random.choice((1, 4, 30)))
            text = "\n".join(_filled(line.replace("¶", "\n"), own, random) for line in some)
            texts.append(text)
            size += len(text)
        yield kind, texts
    yield "machine", machine_texts()


def _filled(line: str, own: dict[str, Callable[[], str]], random: Random) -> str:
    kept = line.replace("[", "\ue000").replace("]", "\ue001").replace("|", "\ue002").replace("{id}", "\ue003")
    text = expand(kept, own, random)[0]
    return text.replace("\ue000", "[").replace("\ue001", "]").replace("\ue002", "|").replace("\ue003", "{id}")


def slots(random: Random) -> dict[str, Callable[[], str]]:
    """Makers of words, codes and people of other countries."""

    def digits(count: int) -> Callable[[], str]:
        return lambda: str(random.randint(10 ** (count - 1), 10**count - 1))

    def letters(signs: str, count: int) -> Callable[[], str]:
        return lambda: "".join(random.choice(signs) for _ in range(count))

    def ean() -> str:
        bare = f"{random.choice((400, 501, 300, 690, 890, 871, 754, 978))}{random.randint(0, 10**9 - 1):09}"
        weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(bare))
        return f"{bare}{-weighed % 10}"

    def among(values: tuple[str, ...] | list[str]) -> Callable[[], str]:
        return lambda: random.choice(values)

    return {
        "n": lambda: str(random.randint(1, 99)),
        **{f"n{count}": digits(count) for count in (1, 2, 3, 4, 6, 7, 8, 9, 10, 12, 13)},
        **{f"hex{count}": letters("0123456789abcdef", count) for count in (8, 32, 40, 64)},
        "ABC": letters("ABCDEFGHJKLMNPRSTUVWXYZ", 2),
        "w": among(_W), "W": lambda: random.choice(_W).upper(),
        "iso": lambda: f"20{random.randint(10, 25)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        "time": lambda: f"{random.randint(0, 23):02}:{random.randint(0, 59):02}:{random.randint(0, 59):02}",
        "uuid": lambda: f"{random.getrandbits(32):08x}-{random.getrandbits(16):04x}-4{random.getrandbits(12):03x}-"
                        f"a{random.getrandbits(12):03x}-{random.getrandbits(48):012x}",
        "epoch10": lambda: str(random.randint(1_400_000_000, 1_760_000_000)),
        "epoch13": lambda: str(random.randint(1_400_000_000_000, 1_760_000_000_000)),
        "ean": ean, "isbn": ean,
        "fplace": among(_PLACES), "fname": among(_NAMES),
        "iname": among(_INDIA), "bname": among(_BANGLA), "pname": among(_IRAN), "aname": among(_ARAB),
        "icity": among(["Pune", "Nagpur", "Mysuru", "Kochi", "Indore", "Lucknow"]),
        "bcity": among(["Sylhet", "Khulna", "Rajshahi", "Comilla"]),
        "icode": among(["MH", "KA", "DL", "TN"]),
        "i10": lambda: str(random.randint(6_000_000_000, 9_999_999_999)),
        "i5": lambda: str(random.randint(60_000, 99_999)),
        "aadhaar": lambda: f"{random.randint(2000, 9999)} {random.randint(1000, 9999)} {random.randint(1000, 9999)}",
        "pan": lambda: f"{letters('ABCDEFGHJKLMNPRSTUVWXYZ', 5)()}{random.randint(1000, 9999)}K",
        "pin": lambda: str(random.randint(110_000, 799_999)),
    }  # fmt: skip


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
