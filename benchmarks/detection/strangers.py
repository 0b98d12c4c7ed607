"""Texts and tables whose wording no rule and no training knows, filled with invented people; and what stands in them.

Templates lie in `strangers/`: three kinds of writing, each in an open half and a half that nobody tunes on.
The second edition (`_2`) has people and streets of its own in each half. The third (`_3`) is open only: whole texts,
with addresses of as many kinds as people write (labels of couriers, notices, FIRs, sellers), marked where they stand.
The fourth is whole texts too, of other trades: complaints, subsidies, weddings, vaccination, rations, ledgers, slips.
The fifth is chats, FIRs, couriers, tenancy, jobs and remarks with short addresses; the sixth came after its mends.
The seventh, of statements, gossip and notes, came a day after the sixth.
Names, places and forms of numbers are written down here anew, apart from the simulator and from the tables of `rules`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("strangers")
WRITINGS = ("english", "roman", "urdu")
HALVES = (
    "open",
    "held_out",
    "open_2",
    "held_out_2",
    "open_3",
    "held_out_3",
    "held_out_4",
    "held_out_5",
    "held_out_6",
    "held_out_7",
)
SCORED = {
    "cnic": "PK_CNIC",
    "mobile": "PK_MOBILE_NUMBER",
    "landline": "PK_LANDLINE_NUMBER",
    "iban": "IBAN_CODE",
    "email": "EMAIL_ADDRESS",
    "passport": "PK_PASSPORT",
    "plate": "PK_VEHICLE_REGISTRATION",
    "dob": "DATE_OF_BIRTH",
    "name": "PERSON",
    "father": "PERSON",
    "addr": "PK_ADDRESS",
}
"""Entities by the slot of a template or the column of a table."""

_LISTS: dict[str, Any] = yaml.safe_load((FOLDER / "values.yaml").read_text("utf-8"))
_LATER: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "values_2.yaml").read_text("utf-8"))
for _edition in ("3", "4", "5", "6", "7"):
    _LATER[f"held_out_{_edition}"] = yaml.safe_load((FOLDER / f"values_{_edition}.yaml").read_text("utf-8"))
_URDU_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Value:
    """One value: the slot it fills, how it stands in the text, and its plainest form."""

    slot: str
    written: str
    plain: str


@dataclass(frozen=True, slots=True)
class Text:
    """One filled template, and the values in it that are to be found."""

    text: str
    values: tuple[Value, ...]
    writing: str
    half: str
    register: str


def templates(writing: str, half: str) -> list[tuple[str, str]]:
    """(register, template) of one file, in its order."""
    register, found = "", []
    for line in (FOLDER / f"{writing}.{half}.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            register = line[2:]
        elif line:
            found.append((register, line))
    return found


def texts(writing: str, half: str, rounds: int, rng: Random) -> list[Text]:
    """Every template of a file, filled so many times."""
    drawn = Draw(rng, writing, half)
    return [
        drawn.fill(template, half, register) for _ in range(rounds) for register, template in templates(writing, half)
    ]


class Draw:
    """Draws values as one kind of writing writes them."""

    def __init__(self, rng: Random, writing: str, half: str = "open") -> None:
        self.rng, self.writing, self.is_loose = rng, writing, True
        self.lists = _LISTS | _LATER.get(half, {})

    def fill(self, template: str, half: str, register: str) -> Text:
        """Return a template with its slots filled."""
        self.is_loose = register != "formal"
        parts, values = template.split("{"), []
        text = parts[0]
        for part in parts[1:]:
            slot, _, rest = part.partition("}")
            value = self.value(slot)
            text += value.written + rest
            if value.slot in SCORED:
                values.append(value)
        return Text(text, tuple(values), self.writing, half, register)

    def value(self, slot: str) -> Value:
        """Return a value for a slot, or the one that it names ("addr:5-B, Lalazar"); it may be its own plain form."""
        slot, is_given, given = slot.partition(":")
        if is_given:
            return Value(slot, given, given)
        made = getattr(self, f"_{slot}")()
        written, plain = made if isinstance(made, tuple) else (made, made)
        return Value(slot, written, plain)

    def digits(self, count: int) -> str:
        """So many digits."""
        return "".join(self.rng.choices("0123456789", k=count))

    def one(self, *choices: str) -> str:
        """One of them."""
        return self.rng.choice(choices)

    def _urdu(self, text: str) -> str:
        return text.translate(_URDU_DIGITS) if self.writing == "urdu" and self.rng.random() < 0.2 else text

    def _cnic(self) -> tuple[str, str]:
        a, b, c = self.one(*self.lists["codes"]), self.digits(7), self.digits(1)
        form = self.rng.choices(("-", "", " "), (6, 3, 1))[0]
        return self._urdu(form.join((a, b, c))), f"{a}-{b}-{c}"

    def _mobile(self) -> tuple[str, str]:
        code, rest = self.one(*self.lists["operators"]), self.digits(7)
        forms = (f"{code}-{rest}", code + rest, f"{code} {rest}", f"+92{code[1:]}{rest}", f"+92 {code[1:]} {rest}",
                 f"92{code[1:]}{rest}", f"0092-{code[1:]}-{rest}", f"{code} {rest[:3]} {rest[3:]}")  # fmt: skip
        return self._urdu(self.rng.choices(forms, (4, 5, 2, 2, 1, 1, 1, 1))[0]), f"{code}-{rest}"

    def _landline(self) -> tuple[str, str]:
        area, first = self.one(*self.lists["areas"]).split("-")
        rest = first + self.digits(7 if area in ("042", "021") else 6)
        return self.one(
            f"{area}-{rest}", f"{area} {rest}", f"({area}) {rest}", f"+92-{area[1:]}-{rest}"
        ), f"{area}-{rest}"

    def _iban(self) -> tuple[str, str]:
        body = self.one(*self.lists["banks"]) + self.digits(16)
        number = int("".join(str(int(sign, 36)) for sign in f"{body}PK00"))
        iban = f"PK{98 - number % 97:02}{body}"
        return self.one(iban, " ".join(iban[i : i + 4] for i in range(0, 24, 4))), iban

    def _email(self) -> str:
        words = self.one(*self.lists["men"], *self.lists["women"]).lower().replace(".", "").split()
        first, last = (*words, "")[:2]
        return f"{first}{self.one('', '.', '_')}{last}{self.digits(2)}@{self.one(*self.lists['posts'])}"

    def _passport(self) -> str:
        return self.one("AB", "BD", "CK", "EF", "KM") + self.digits(7)

    def _plate(self) -> str:
        year = f"{self.rng.randrange(8, 25):02}"
        number, old = self.rng.randrange(1000, 9999), self.rng.randrange(100, 999)
        return self.one(f"LE{self.one('A', 'B', 'C')}-{year}-{number}", f"A{self.one('BD', 'CG', 'FK')}-{old}")

    def _dob(self) -> tuple[str, str]:
        year, month, day = self.rng.randrange(1955, 2004), self.rng.randrange(1, 13), self.rng.randrange(13, 29)
        forms = (f"{day:02}-{month:02}-{year}", f"{day}/{month}/{year}", f"{day:02}.{month:02}.{year}",
                 f"{year}-{month:02}-{day:02}", f"{day} {_MONTHS[month - 1]} {year}")  # fmt: skip
        return self._urdu(self.one(*forms[: 4 if self.writing == "urdu" else 5])), f"{year}-{month:02}-{day:02}"

    def _name(self) -> str:
        if self.writing == "urdu":
            return self.one(*self.lists["urdu_men"], *self.lists["urdu_women"])
        return self._cased(self.one(*self.lists["men"], *self.lists["women"]))

    def _father(self) -> str:
        return (
            self.one(*self.lists["urdu_men"]) if self.writing == "urdu" else self._cased(self.one(*self.lists["men"]))
        )

    def _cased(self, name: str) -> str:
        return self.rng.choices((name, name.upper(), name.lower()), (7, 1, 2 if self.is_loose else 0))[0]

    def _addr(self) -> str:
        tongue = "urdu_" if self.writing == "urdu" else ""
        address: str = self.one(*self.lists["addresses"][self.writing]).format(
            house=self.rng.randrange(1, 400),
            street=self.rng.randrange(1, 40),
            part=self.one(*self.lists[f"{tongue}parts"]),
            town=self.one(*self.lists[f"{tongue}towns"]),
            village=self.one(*self.lists["villages"]),
            letter=self.one("A", "B", "C"),
            colony=self.one("GB", "RB", "NB"),
            building=self.one("Rabia", "Noman", "Saima"),
        )
        return address.lower() if self.writing == "roman" and self.rng.random() < 0.3 else address

    def _sum(self) -> str:
        return f"{self.rng.randrange(2, 900) * 500:,}"

    def _ref(self) -> str:
        return self.one(f"TRK{self.digits(9)}", f"A-{self.digits(5)}/{self.rng.randrange(2015, 2025)}", self.digits(10),
                        f"PO-{self.digits(6)}")  # fmt: skip

    def _day(self) -> str:
        day, month, year = self.rng.randrange(1, 29), self.rng.randrange(1, 13), self.rng.randrange(2016, 2025)
        return self.one(f"{day:02}-{month:02}-{year}", f"{day}/{month}/{year}")

    def _time(self) -> str:
        return f"{self.rng.randrange(1, 13)}:{self.rng.randrange(60):02}"

    def _n(self) -> str:
        return str(self.rng.randrange(2, 30))


@dataclass(frozen=True, slots=True)
class Table:
    """Invented people under somebody's headers; a column of remarks holds a filled template each."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    values: tuple[Value, ...]
    half: str = ""


HEADERS: dict[str, tuple[str, dict[str, str]]] = {
    "school": ("english", {"Guardian": "name", "Guardian CNIC": "cnic", "Contact No": "mobile", "Residence": "addr"}),
    "hotel": (
        "english",
        {"Guest": "name", "ID Card": "cnic", "Cell": "mobile", "Mail": "email", "Came from": "addr", "Plate": "plate"},
    ),
    "payroll": (
        "english",
        {"emp_name": "name", "emp_father": "father", "nic": "cnic", "birth": "dob", "iban": "iban", "phone": "mobile"},
    ),
    "visa": ("english", {"Passenger": "name", "PP#": "passport", "Birth Date": "dob", "Tel": "landline"}),
    "two phones": ("english", {"Customer": "name", "Numbers": "mobile+mobile", "NIC No.": "cnic"}),
    "remarks": ("english", {"Sr": "n", "Remarks": "*"}),
    "udhaar": ("roman", {"naam": "name", "walid": "father", "shanakhti": "cnic", "fon": "mobile", "pata": "addr"}),
    "fehrist": ("urdu", {"نام": "name", "ولدیت": "father", "شناختی کارڈ": "cnic", "موبائل": "mobile", "پتہ": "addr"}),
    "no header": ("english", {"": "name", " ": "cnic", "  ": "mobile", "   ": "addr"}),
}
"""Tables by name: the writing of their cells, and which slot stands under which header; "*" is a template."""


def table(name: str, rows: int, rng: Random) -> Table:
    """Return a table of invented people."""
    writing, columns = HEADERS[name]
    drawn = Draw(rng, writing)
    open_half = templates(writing, "open")
    values: list[Value] = []

    def cell(slots: str) -> str:
        if slots == "*":
            register, template = rng.choice(open_half)
            filled = drawn.fill(template, "open", register)
            values.extend(filled.values)
            return filled.text
        made = [drawn.value(slot) for slot in slots.split("+")]
        values.extend(each for each in made if each.slot in SCORED)
        return " / ".join(each.written for each in made)

    made = tuple(tuple(cell(slots) for slots in columns.values()) for _ in range(rows))
    return Table(name, tuple(header.strip() for header in columns), made, tuple(values))
