"""Generate the parts of a text besides people and places: numbers, dates, firms, words without meaning."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

_ORGS = (
    "Sample Textiles", "Invented Motors", "the power company", "Model Foods Ltd", "ABC Traders", "Alpha Software",
    "City Hospital", "Example Bank", "National Logistics", "Orient Steel", "Union Pharma", "Galaxy Telecom",
)  # fmt: skip
_FOREIGN_FIRST = (
    "John Mary David Anna Rajesh Sunil Priya Deepak Vikram Sanjay Lakshmi Pooja Hiroshi Wei Carlos Maria Pierre Olga "
    "Ivan Fatou Kwame Mehmet Reza Nikos Sven Chen Guido Linus Richard Donald Peter James Emily Robert Abdulla Hamad "
    "Mostafizur Shakib Tamim Khaled Youssef Hossein Mohsen Karim Emre Ashok Arjun Ravi"
).split()
_FOREIGN_LAST = (
    "Smith Brown Miller Garcia Rossi Sharma Verma Gupta Patel Reddy Iyer Nair Singh Banerjee Chatterjee Tanaka Wang Li "
    "Petrov Dubois Hansen Mensah Yilmaz Papadopoulos al-Maktoum al-Thani al-Sabah el-Sayed bin-Zayed Rahmani Tehrani "
    "Hosseini Rahman Chowdhury Hasina Torvalds Stallman Johnson Williams Taylor Wilson Erdogan Mishra Yadav Joshi "
).split()
_MONTHS = ("March", "May", "June", "July", "August", "October")
_FOREIGN_PLACES = (
    "London Paris Delhi Mumbai Dubai Tehran Kabul Dhaka Riyadh Istanbul Beijing Tokyo Washington Moscow Berlin Doha "
    "Kolkata Chennai Baghdad Cairo Toronto Sydney Geneva Nairobi Bangalore Jaipur Chittagong Isfahan Jeddah Madrid"
).split()
_STEMS = (
    "con pro de in tran sub inter pre dis ex com per ad ob super micro multi auto hyper gener struct form port script "
    "ver quest mand plic duct fact spect grad line code data net file type node link state table index value"
).split()
_ENDS = "tion ment ing ed er or able ive al ous ly ity ness ism ist ary ance ence ure ate ify ize le et s".split()


def slots(random: Random) -> Mapping[str, object]:
    """Return functions that make texts that are no entity, by slot."""
    one = random.choice

    def number(low: int, high: int) -> str:
        return str(random.randint(low, high))

    def word() -> str:
        if random.random() < 0.15:
            return "".join(one("bcdfghjklmnprstvwz") + one("aeiou") for _ in range(random.randint(1, 4)))
        return "".join(one(_STEMS) for _ in range(random.randint(1, 2))) + one(_ENDS)

    def date() -> str:
        day, month, year = number(1, 28), number(1, 12), number(1990, 2025)
        return one((f"{day}-{month}-{year}", f"{day}/{month}/{year}", f"{day} {one(_MONTHS)} {year}"))

    def amount() -> str:
        return one(("Rs {}", "Rs. {}", "Rs.{}/-", "PKR {}", "{} rupees", "{}", "{}k", "{} hazar")).format(
            one((number(100, 9999), f"{number(1, 99)},000", number(10_000, 900_000)))
        )

    return {
        "mob": lambda: f"03{number(0, 4)}{number(0, 9)}{one(('', '-', ' '))}{number(1_000_000, 9_999_999)}",
        "cnic": lambda: f"{number(11_101, 61_101)}-{number(1_000_000, 9_999_999)}-{number(1, 9)}",
        "date": date,
        "time": lambda: one((f"{number(1, 12)}:{number(10, 59)}", f"{number(1, 12)} {one(('am', 'pm', 'baje'))}")),
        "rs": amount,
        "n": lambda: number(1, one((9, 99, 999))),
        "age": lambda: number(5, 80),
        "year": lambda: number(1800, 2025),
        "org": lambda: one(_ORGS),
        "veh": lambda: f"{one(('LEA', 'ABC', 'RIM', 'BQR', 'LEB'))}{one(('-', ' '))}{number(100, 9999)}",
        "acc": lambda: one((f"PK{number(10, 99)}HABB{number(10**15, 10**16 - 1)}", number(10**10, 10**14))),
        "email": lambda: f"{word()}{number(1, 99)}@{one(('gmail', 'yahoo', 'example'))}.com",
        "foreign": lambda: f"{one(_FOREIGN_FIRST)} {one(_FOREIGN_LAST)}",
        "fplace": lambda: one(_FOREIGN_PLACES),
        "fteam": lambda: one(("India", "England", "Australia", "Bangladesh", "Iran", "Brazil")),
        "product": lambda: f"{one(('Galaxy', 'Nova', 'Pixel', 'Spark', 'Redmi', 'Corolla', 'Civic'))} {number(1, 99)}",
        "caste": lambda: one(("Jutt", "Arain", "Rajput", "Mughal", "Awan", "Gujjar")),
        "ucaste": lambda: one(("جٹ", "آرائیں", "راجپوت", "مغل", "اعوان", "گجر")),
        "letter": lambda: one("abcdefghijk"),
        "word": word,
        "Word": lambda: word().capitalize(),
        "WORD": lambda: word().upper(),
    }  # fmt: skip
