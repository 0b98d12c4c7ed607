"""Columns and texts of nobody that nobody tunes on: written before the faults of the earlier ones were mended.

Identity and telephone numbers of the countries beside Pakistan, and numbers, words and codes of trade and of programs.
"""

from __future__ import annotations

import string
from random import Random

from negative_columns import Cell, Kind, checked, digits, moment, words

_LETTERS = string.ascii_uppercase
_MEN = "Rahul Amit Suresh Vikram Ahmed Jamal Kwame Pedro Lars Dmitri Chen Giovanni".split()
_FIRMS = "Holdings|Logistics|GmbH|S.p.A.|Partners LLP|B.V.|Systems Inc|Foods".split("|")


def _letters(r: Random, count: int) -> str:
    return "".join(r.choices(_LETTERS, k=count))


def _iranian(r: Random) -> str:
    """Ten digits with the check digit of an Iranian national code."""
    body = f"0{digits(r, 8)}"
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(body)) % 11
    return f"{body}{rest if rest < 2 else 11 - rest}"


def _saudi(r: Random) -> str:
    """Ten digits from 1 with a Luhn digit."""
    body = f"{r.choice('12')}{digits(r, 8)}"
    total = sum(sum(divmod(int(digit) * 2, 10)) if place % 2 == 0 else int(digit) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


def _of(*choices: str) -> Cell:
    return lambda r, _: r.choice(choices)


HELD_OUT: dict[str, Kind] = {
    "Aadhaar in groups": (
        "aadhaar|Aadhar No|UID",
        lambda r, _: f"{r.randrange(2, 10)}{digits(r, 3)} {digits(r, 4)} {digits(r, 4)}",
    ),
    "Aadhaar": ("aadhaar_no|uid no|id number", lambda r, _: f"{r.randrange(2, 10)}{digits(r, 11)}"),
    "PAN": ("PAN|pan_no", lambda r, _: f"{_letters(r, 3)}P{_letters(r, 1)}{digits(r, 4)}{_letters(r, 1)}"),
    "mobiles of India": ("mobile|contact|phone", lambda r, _: f"{r.choice('6789')}{digits(r, 9)}"),
    "mobiles of India, +91": (
        "mobile no|whatsapp",
        lambda r, _: f"+91 {r.choice('6789')}{digits(r, 4)} {digits(r, 5)}",
    ),
    "plates of India": (
        "vehicle|reg no",
        lambda r, _: f"{r.choice(('MH', 'DL', 'KA', 'GJ'))}{r.randrange(1, 50):02}{_letters(r, 2)}{digits(r, 4)}",
    ),
    "NID of Bangladesh, 13": (
        "nid|voter id|national id",
        lambda r, _: f"{r.choice(('26', '33', '15', '61', '82'))}{r.choice('19')}{digits(r, 10)}",
    ),
    "mobiles of Bangladesh": ("mobile|phone", lambda r, _: f"01{r.choice('35789')}{digits(r, 8)}"),
    "national codes of Iran": ("national code|code melli|id", lambda r, _: _iranian(r)),
    "mobiles of Iran": ("mobile|tel", lambda r, _: f"09{r.choice('123')}{digits(r, 8)}"),
    "Emirates ID": ("emirates id|eid|id no", lambda r, _: f"784-19{r.randrange(50, 99)}-{digits(r, 7)}-{digits(r, 1)}"),
    "Emirates ID, bare": ("eid|id number", lambda r, _: f"78419{r.randrange(50, 99)}{digits(r, 8)}"),
    "identity of Saudi Arabia": ("iqama|national id", lambda r, _: _saudi(r)),
    "mobiles of the Emirates": (
        "mobile|contact no",
        lambda r, _: f"05{r.choice('0245')} {digits(r, 3)} {digits(r, 4)}",
    ),
    "tazkira": ("tazkira|nid", lambda r, _: f"{r.randrange(1399, 1404)}-{digits(r, 4)}-{digits(r, 5)}"),
    "identity of South Africa": (
        "id number|rsa id",
        lambda r, _: (
            f"{r.randrange(50, 99)}{r.randrange(1, 13):02}{r.randrange(1, 29):02}{digits(r, 4)}08{digits(r, 1)}"
        ),
    ),
    "CNP of Romania": (
        "cnp|personal code",
        lambda r, _: (
            f"{r.choice('12')}{r.randrange(50, 99)}{r.randrange(1, 13):02}{r.randrange(1, 29):02}{digits(r, 6)}"
        ),
    ),
    "identity of Thailand": (
        "citizen id|id card",
        lambda r, _: f"{r.randrange(1, 9)}-{digits(r, 4)}-{digits(r, 5)}-{digits(r, 2)}-{digits(r, 1)}",
    ),
    "JMBG": (
        "jmbg|id",
        lambda r, _: f"{r.randrange(1, 29):02}{r.randrange(1, 13):02}9{r.randrange(50, 99)}{digits(r, 6)}",
    ),
    "SSN": ("ssn|social", lambda r, _: f"{r.randrange(100, 700)}-{r.randrange(10, 99)}-{r.randrange(1000, 9999)}"),
    "meters by number": ("meter|device", lambda r, i: f"{4000000000000 + i * 101 + r.randrange(101)}"),
    "transactions": ("txn_id|trx|reference", lambda r, i: f"3{r.randrange(10**9, 10**10)}{i % 100:02}"),
    "rooms": ("room|unit", lambda r, _: f"{r.choice('ABC')}-{r.randrange(100, 999)}"),
    "models": ("model|variant", lambda r, _: f"{_letters(r, 2)}-{r.randrange(100, 9999)}"),
    "flights": ("flight|flt", lambda r, _: f"{r.choice(('EK', 'QR', 'TK', 'BA', 'LH'))} {r.randrange(100, 999)}"),
    "courses": (
        "course|module code",
        lambda r, _: f"{r.choice(('CSE', 'MTH', 'PHY', 'BIO', 'ENG'))} {r.randrange(100, 499)}",
    ),
    "containers": ("container|box", lambda r, _: f"{_letters(r, 3)}U{digits(r, 7)}"),
    "tickers": ("ticker|symbol", lambda r, _: _letters(r, 4)),
    "firms": ("company|vendor", lambda r, _: f"{words(r, 1).title()} {r.choice(_FIRMS)}"),
    "colours by name": ("finish|colour", _of("Olive Green", "Pearl White", "Midnight Blue", "Rose Gold", "Jet Black")),
    "trees": ("species|name", _of("Quercus robur", "Acer rubrum", "Pinus nigra", "Salix alba", "Betula pendula")),
    "teams": ("team|club", _of("Red Lions", "Blue Hawks", "River Rovers", "North Stars", "United Eleven")),
    "departments": ("department|unit", _of("Accounts", "Human Resources", "Research", "Dispatch", "Quality Control")),
    "months": ("month|period", _of("January", "February", "March", "April", "June", "August")),
    "days of the week": ("day|weekday", _of("Monday", "Tuesday", "Wednesday", "Friday")),
    "sizes of clothes": ("size|fit", _of("XL", "L", "M 38", "S 36", "XXL 44")),
    "host names": (
        "host|server",
        lambda r, _: f"{words(r, 1)}-{r.randrange(1, 99):02}.{r.choice(('fra', 'lon'))}.example.net",
    ),
    "ports": (
        "port|socket",
        lambda r, _: f"10.{r.randrange(255)}.{r.randrange(255)}.{r.randrange(255)}:{r.randrange(1024, 65535)}",
    ),
    "durations": ("duration|elapsed", lambda r, _: f"PT{r.randrange(24)}H{r.randrange(60)}M"),
    "ratios": ("ratio|odds", lambda r, _: f"{r.randrange(1, 20)}/{r.randrange(2, 20)}"),
    "customs codes": ("hs code|tariff", lambda r, _: f"{digits(r, 4)}.{digits(r, 2)}.{digits(r, 2)}"),
    "moments of trade": ("executed|filled", lambda r, _: moment(r).strftime("%Y%m%d%H%M%S")),
    "bar codes, outer": ("itf14|case code", lambda r, _: f"1{checked('400638' + digits(r, 6))}"),
    "headlines": ("title|headline", lambda r, _: f"{words(r, 2).title()} for {words(r, 2)}"),
    "men abroad": ("given|first", lambda r, _: f"{words(r, 1)}_{r.choice(_MEN).lower()}_{r.randrange(99)}.csv"),
    "constituencies": ("seat|ward", lambda r, _: f"NA-{r.randrange(1, 266)}"),
    "laws": ("section|clause", lambda r, _: f"{r.randrange(100, 511)}/{r.randrange(10, 99)}"),
    "scores of matches": ("result|score", lambda r, _: f"{r.randrange(300)}-{r.randrange(10)} ({r.randrange(20)} ov)"),
}
"""Kinds of columns: see `negative_columns.OPEN`."""


def _chat(r: Random) -> str:
    return r.choice((
        f"my {r.choice(_MEN)} in Mumbai uses {r.choice('6789')}{digits(r, 9)} or +91 {r.choice('6789')}{digits(r, 9)}",
        f"Dhaka office 01{r.choice('3789')}{digits(r, 8)}, NID 2693{digits(r, 9)}",
        f"build {digits(r, 11)} of {words(r, 2)} broke at {int(moment(r).timestamp() * 1000)}",
        f"voucher {_letters(r, 3)}-{digits(r, 3)} valid until {moment(r).date()}",
        f"flight {_letters(r, 2)} {digits(r, 3)} gate {_letters(r, 1)}{r.randrange(40)}",
    ))  # fmt: skip


def _rows(r: Random) -> str:
    return " ".join((digits(r, 11), digits(r, 8), f"{r.uniform(0, 100):.4f}", digits(r, 13), digits(r, 5)))


def _xml(r: Random) -> str:
    return (
        f'<item id="{digits(r, 12)}" gtin="{checked(digits(r, 12))}" at="{int(moment(r).timestamp() * 1000)}">'
        f"<size>{digits(r, 5)}-{digits(r, 7)}</size><sku>{_letters(r, 3)}-{digits(r, 4)}</sku></item>"
    )


def _sql(r: Random) -> str:
    return f"-- step {digits(r, 4)}: lock {digits(r, 11)} held by txn {digits(r, 13)} ({words(r, 3)})"


HELD_OUT_TEXTS = {
    "chat abroad": (".txt", _chat),
    "rows of numbers": (".txt", _rows),
    "xml as text": (".txt", _xml),
    "locks": (".log", _sql),
}
"""Kinds of text: how a file of it is called, and a line of it."""
