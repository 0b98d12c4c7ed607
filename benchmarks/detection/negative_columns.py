"""Columns and texts in which nothing is of a person of Pakistan, written by a stranger to the rules.

Each kind is (headers, cell maker): a cell is made from a generator and its row number. `LOOKED_AT` was held out until
its faults were mended; the kinds that nobody tunes on now are in `negative_columns_held_out.py`.
"""

from __future__ import annotations

import hashlib
import string
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

Cell = Callable[[Random, int], str]
Kind = tuple[str, Cell]
"""Headers, separated by "|"; and the maker of a cell."""

_START = datetime(2019, 1, 1, tzinfo=UTC)
_THINGS = (
    "Kettle|Trouser rack|Cordless drill|Green tea 250g|USB-C cable|Garden hose|Desk lamp|Wool socks|Rice cooker".split(
        "|"
    )
)
_MAKERS = "Bosch|Philips|Haier|Anker|Tefal|Ikea|Makita|Lavazza|Sony|Nokia|Beko".split("|")
_STREETS = (
    "Rue de la Paix|Hauptstrasse|Baker Street|Via Roma|Calle Mayor|Elm Avenue|Storgatan|Kerkstraat|Ulica Długa".split(
        "|"
    )
)
_CITIES = "Lyon|Dortmund|Leeds|Bologna|Sevilla|Portland|Uppsala|Utrecht|Gdańsk|Nairobi|Kyoto|Adelaide|Toronto".split(
    "|"
)
_STATES = "pending|shipped|returned|on hold|cancelled|delivered|in transit|refunded".split("|")
_WORDS = (
    "gasket valve report draft invoice carton pallet sensor module retry cache summer autumn discount coupon branch "
    "merge build nightly kernel driver firmware buffer socket lemon vanilla walnut copper nickel cobalt granite basalt"
).split()


def digits(rng: Random, count: int) -> str:
    """So many digits."""
    return "".join(rng.choices(string.digits, k=count))


def moment(rng: Random) -> datetime:
    """Return a time of the last years."""
    return _START + timedelta(seconds=rng.randrange(180_000_000))


def checked(body: str) -> str:
    """Digits with the check digit of a bar code behind them."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return f"{body}{-total % 10}"


def words(rng: Random, count: int) -> str:
    """So many words about nothing."""
    return " ".join(rng.choices(_WORDS, k=count))


def _hex(rng: Random, count: int) -> str:
    return f"{rng.getrandbits(count * 4):0{count}x}"


OPEN: dict[str, Kind] = {
    "order ids, 13": ("order_id|Order No|oid", lambda r, i: f"40{10**10 + i * 7 + r.randrange(7)}"),
    "order ids with dashes": ("order|amazon-order-id", lambda r, _: f"{digits(r, 3)}-{digits(r, 7)}-{digits(r, 7)}"),
    "bar codes": ("ean|barcode|GTIN", lambda r, _: checked(r.choice(("400638", "500015", "761303")) + digits(r, 6))),
    "bar codes, 8": ("ean8|code", lambda r, _: checked(digits(r, 7))),
    "milliseconds": ("ts|created_ms|", lambda r, _: str(int(moment(r).timestamp() * 1000))),
    "seconds": ("epoch|updated|", lambda r, _: str(int(moment(r).timestamp()))),
    "microseconds": ("usec|t", lambda r, _: str(int(moment(r).timestamp() * 10**6))),
    "German mobiles": ("Telefon|phone", lambda r, _: f"+49 15{r.choice('127')}{digits(r, 1)} {digits(r, 7)}"),
    "French mobiles": ("tel|portable", lambda r, _: "06 " + " ".join(digits(r, 2) for _ in range(4))),
    "Kenyan mobiles": ("phone|msisdn", lambda r, _: f"2547{digits(r, 8)}"),
    "Indonesian mobiles": ("hp|phone", lambda r, _: f"0812{digits(r, 8)}"),
    "Turkish mobiles": ("tel|gsm", lambda r, _: f"05{r.choice('345')}{digits(r, 1)} {digits(r, 3)} {digits(r, 4)}"),
    "parcels, UPU": ("tracking|awb", lambda r, _: f"R{r.choice('ABRX')}{digits(r, 9)}DE"),
    "parcels, 12": ("tracking_no|consignment", lambda r, _: f"7{digits(r, 11)}"),
    "parcels, 20": ("Sendungsnummer|track", lambda r, _: f"003404{digits(r, 14)}"),
    "prices": ("price|amount|Unit Price", lambda r, _: f"{r.uniform(0.5, 900):.2f}"),
    "prices in euro": ("Preis|total", lambda r, _: f"{r.randrange(1, 9999)},{digits(r, 2)} €"),
    "MD5 of files": ("md5sum|checksum|etag", lambda r, _: _hex(r, 32)),
    "SHA-1 of commits": ("commit|rev", lambda r, _: _hex(r, 40)),
    "latitudes": ("lat|latitude|", lambda r, _: f"{r.uniform(40, 60):.6f}"),
    "longitudes": ("lon|lng|", lambda r, _: f"{r.uniform(-10, 20):.6f}"),
    "pairs of coordinates": ("location|geo", lambda r, _: f"{r.uniform(40, 60):.5f},{r.uniform(-10, 20):.5f}"),
    "products": ("item|product|description", lambda r, _: f"{r.choice(_MAKERS)} {r.choice(_THINGS)}"),
    "streets abroad": ("street|line1", lambda r, _: f"{r.choice(_STREETS)} {r.randrange(1, 200)}"),
    "towns abroad": ("town|ville", lambda r, _: r.choice(_CITIES)),
    "statuses": ("status|state", lambda r, _: r.choice(_STATES)),
    "open or closed": ("name|flag", lambda r, _: r.choice(("open", "closed", "pending"))),
    "moments": ("created_at|timestamp", lambda r, _: moment(r).isoformat()),
    "days of orders": ("order_date|shipped", lambda r, _: moment(r).strftime("%d/%m/%Y")),
    "versions": ("version|ver", lambda r, _: f"{r.randrange(9)}.{r.randrange(20)}.{r.randrange(40)}"),
    "UUIDs": ("uuid|request_id", lambda r, _: "-".join(_hex(r, n) for n in (8, 4, 4, 4, 12))),
    "sizes": ("bytes|size", lambda r, _: str(r.randrange(10**9))),
    "percentages": ("share|rate", lambda r, _: f"{r.random() * 100:.1f}%"),
    "serials": ("serial|S/N", lambda r, _: f"SN{digits(r, 4)}-{digits(r, 4)}-{digits(r, 4)}"),
    "rows of words": ("notes|comment", lambda r, _: words(r, 7)),
    "running numbers": ("id|#|", lambda _, i: str(i + 1)),
}
"""Kinds that may be looked at."""

LOOKED_AT: dict[str, Kind] = {
    "invoice numbers, 13": ("invoice|Rechnung|", lambda r, i: f"{2000000000000 + i * 13 + r.randrange(13)}"),
    "case numbers, 5-7-1": ("ticket|case", lambda r, _: f"{digits(r, 5)}-{digits(r, 7)}-{digits(r, 1)}x"),
    "bar codes of China": ("upc|item code", lambda r, _: checked("69" + digits(r, 10))),
    "ISBN": ("isbn|ISBN-13", lambda r, _: checked("978" + digits(r, 9))),
    "GLN": ("gln|location_no", lambda r, _: checked("54" + digits(r, 10))),
    "epoch in a float": ("time|start", lambda r, _: f"{moment(r).timestamp():.3f}"),
    "snowflakes": ("tweet_id|snowflake|", lambda r, _: str(10**18 + r.randrange(7 * 10**17))),
    "Spanish mobiles": ("movil|telefono", lambda r, _: f"6{digits(r, 8)}"),
    "Polish mobiles": ("telefon|kom", lambda r, _: f"+48 {digits(r, 3)} {digits(r, 3)} {digits(r, 3)}"),
    "Nigerian mobiles": ("phone_number|gsm", lambda r, _: f"080{digits(r, 8)}"),
    "Malaysian mobiles": ("hp no|tel", lambda r, _: f"01{r.choice('2367')}-{digits(r, 7)}"),
    "Chinese mobiles": ("mobile|shouji", lambda r, _: f"13{digits(r, 9)}"),
    "Chinese identity": ("id card|shenfenzheng", lambda r, _: f"{digits(r, 6)}19{r.randrange(50, 99)}0{digits(r, 7)}"),
    "parcels, FedEx": ("tracking|ship no", lambda r, _: " ".join(digits(r, 4) for _ in range(3))),
    "parcels, numbers": ("LR number|docket", lambda r, _: digits(r, 10)),
    "weights": ("kg|weight", lambda r, _: f"{r.uniform(0.1, 80):.3f} kg"),
    "rupees of India": ("amount|INR", lambda r, _: f"₹{r.randrange(1, 99)},{digits(r, 3)}"),
    "SHA-256 of files": ("sha256|digest", lambda r, i: hashlib.sha256(f"{i}{r.random()}".encode()).hexdigest()),
    "base64": ("blob|payload", lambda r, _: "".join(r.choices(string.ascii_letters + string.digits + "+/", k=44))),
    "grid references": ("grid|OS ref", lambda r, _: f"TQ {digits(r, 3)} {digits(r, 3)}"),
    "degrees": (
        "position|coords",
        lambda r, _: f"{r.randrange(40, 60)}°{r.randrange(60)}'N {r.randrange(20)}°{r.randrange(60)}'E",
    ),
    "dishes": (
        "dish|menu",
        lambda r, _: f"{r.choice(('Grilled', 'Fried', 'Cold'))} {r.choice(('trout', 'tofu', 'lamb'))}",
    ),
    "streets of America": (
        "addr1|street_1",
        lambda r, _: f"{r.randrange(1, 9999)} {r.choice(('Oak', 'Maple', 'Main'))} St",
    ),
    "towns of America": (
        "city_us|metro",
        lambda r, _: f"{r.choice(('Austin', 'Boise', 'Tulsa', 'Reno'))}, {r.choice(('TX', 'ID'))}",
    ),
    "levels": ("level|severity", lambda r, _: r.choice(("INFO", "WARN", "ERROR", "DEBUG"))),
    "yes or no": ("active|is_valid", lambda r, _: r.choice(("Y", "N"))),
    "weeks": ("week|period", lambda r, _: f"20{r.randrange(15, 25)}-W{r.randrange(1, 53):02}"),
    "times": ("at|clock", lambda r, _: moment(r).strftime("%H:%M:%S")),
    "paths": ("path|file", lambda r, _: f"/srv/{words(r, 1)}/{words(r, 1)}-{r.randrange(99)}.png"),
    "genes": ("gene|locus", lambda r, _: f"{r.choice('ABCDEFG')}RCA{r.randrange(1, 40)}"),
    "part numbers": ("part_no|mpn", lambda r, _: f"{digits(r, 4)}-{digits(r, 3)}-{r.choice('ABC')}{digits(r, 2)}"),
    "readings": ("reading|kWh", lambda r, i: str(120_000 + i * 37 + r.randrange(30))),
    "scores": ("score|z", lambda r, _: f"{r.gauss(0, 1):.5f}"),
    "seats": ("seat|row", lambda r, _: f"{r.randrange(1, 40)}{r.choice('ABCDEF')}"),
    "colours": ("colour|hex", lambda r, _: f"#{_hex(r, 6)}"),
    "lists": ("tags|labels", lambda r, _: ", ".join(r.choices(_WORDS, k=3))),
}
"""Kinds that were held out, and are no more."""


def columns(kinds: dict[str, Kind], count: int, rows: int, rng: Random) -> list[tuple[str, str, list[str]]]:
    """So many columns, (kind, header, cells), all kinds in turn."""
    names, made = list(kinds), []
    for number in range(count):
        name = names[number % len(names)]
        headers, cell = kinds[name]
        made.append((name, rng.choice(headers.split("|")), [cell(rng, row) for row in range(rows)]))
    return made


def _log(r: Random) -> str:
    return (
        f"{moment(r).isoformat()} {r.choice(('INFO', 'WARN', 'ERROR'))} [{words(r, 1)}-{r.randrange(16)}] "
        f"req={_hex(r, 16)} took={r.randrange(9000)}ms at={int(moment(r).timestamp() * 1000)} "
        f"thread={digits(r, 13)} {words(r, 4)}"
    )


def _web(r: Random) -> str:
    return (
        f'[{moment(r).strftime("%d/%b/%Y:%H:%M:%S")}] "GET /{words(r, 1)}/{digits(r, 13)}?v={digits(r, 10)} HTTP/1.1"'
        f" 200 {r.randrange(10**6)} {digits(r, 11)}"
    )


def _json(r: Random) -> str:
    return (
        f'{{"order": {digits(r, 13)}, "ean": "{checked("400638" + digits(r, 6))}", '
        f'"ts": {int(moment(r).timestamp() * 1000)}, "qty": {r.randrange(9)}, "sku": "{digits(r, 5)}-{digits(r, 4)}", '
        f'"total": {r.uniform(1, 900):.2f}, '
        f'"state": "{r.choice(_STATES)}"}}'
    )


def _code(r: Random) -> str:
    return r.choice((
        f"def {words(r, 1)}_{r.randrange(99)}(self, {words(r, 1)}=0x{_hex(r, 8)}):  # {words(r, 5)}",
        f"    return {digits(r, 11)} ^ {words(r, 1)}[{r.randrange(999)}] if {words(r, 1)} else None",
        f"static const uint64_t {words(r, 1).upper()}_{r.randrange(99)} = {digits(r, 13)}ULL; /* {words(r, 3)} */",
        f'assert {words(r, 1)}("{digits(r, 4)}-{digits(r, 7)}") == {r.randrange(10**9)}',
    ))  # fmt: skip


def _list(r: Random) -> str:
    return (
        f"{r.choice(_MAKERS)} {r.choice(_THINGS)}, art. {digits(r, 7)}, {checked(digits(r, 12))}, "
        f"{r.randrange(1, 99)} pcs, EUR {r.uniform(1, 500):.2f}, shelf {digits(r, 2)}-{digits(r, 3)}"
    )


def _desk(r: Random) -> str:
    return r.choice((
        f"Please quote ticket {digits(r, 10)} in every reply; we aim to answer by {moment(r).strftime('%d %B')}.",
        f"Batch {digits(r, 13)} of {r.choice(_THINGS).lower()} failed inspection with code {digits(r, 5)}.",
        f"Call our office in {r.choice(_CITIES)} on +49 30 {digits(r, 7)} or +44 20 {digits(r, 4)} {digits(r, 4)}.",
        f"The {words(r, 1)} of the {words(r, 1)} rose {r.uniform(0, 9):.1f} percent to {r.randrange(10**7):,} tonnes.",
        f"Machine {digits(r, 11)} reported {digits(r, 12)} cycles since {moment(r).date()}.",
    ))  # fmt: skip


TEXTS: dict[str, tuple[str, Callable[[Random], str]]] = {
    "log": (".log", _log),
    "web log": (".log", _web),
    "orders": (".ndjson", _json),
    "orders as text": (".txt", lambda r: f"got {_json(r)} from queue {words(r, 2)}"),
    "code": (".py", _code),
    "products": (".txt", _list),
    "desk": (".txt", _desk),
    "ids": (".txt", lambda r: f"{digits(r, 13)} {digits(r, 11)} {digits(r, 10)}"),
}
"""Kinds of text: how a file of it is called, and a line of it."""
