"""Words that only the simulator writes: from words.csv (with their Urdu spelling), and short lists."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

Word = tuple[str, str]
"""A word in Latin and in Urdu script."""


@cache
def of_kind(kind: str) -> tuple[Word, ...]:
    """Return the words of one kind ("mohalla", "village", "servant" (Abdul + attribute) ...) in words.csv's order."""
    text = Path(__file__).with_name("words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple((row["latin"], row["urdu"]) for row in rows if row["kind"] == kind)


BRANCHES = {
    "Faisalabad": "GB RB JB",
    "Toba Tek Singh": "GB JB",
    "Jhang": "JB",
    "Chiniot": "JB",
    "Nankana Sahib": "RB GB",
    "Sheikhupura": "RB",
    "Sargodha": "NB SB",
    "Khushab": "MB",
    "Vehari": "EB WB",
    "Pakpattan": "EB",
    "Sahiwal": "9L 6R 12L",
    "Khanewal": "10R 15L",
    "Multan": "MR",
    "Bahawalnagar": "3R 7R",
    "Layyah": "TDA",
    "Bhakkar": "TDA ML",
    "Mianwali": "ML DB",
    "Rahim Yar Khan": "P NP",
    "Bahawalpur": "BC DB DNB",
    "Okara": "2L 4L",
    "Lodhran": "M WB",
}
"""Canal branches that number the villages (chaks) of a district."""

KARACHI = (
    "NORTH KARACHI",
    "NORTH NAZIMABAD",
    "GULSHAN E IQBAL",
    "FEDERAL B AREA",
    "PECHS",
    "KORANGI",
    "LANDHI",
    "ORANGI TOWN",
    "LIAQUATABAD",
    "SURJANI TOWN",
    "BALDIA TOWN",
    "SHAH FAISAL COLONY",
    "GULISTAN E JOHAR",
    "MALIR",
    "NAZIMABAD",
    "LYARI",
)
LAHORE = (
    "JOHAR TOWN",
    "MODEL TOWN",
    "GULBERG III",
    "TOWNSHIP",
    "IQBAL TOWN",
    "SAMANABAD",
    "SHAHDARA",
    "BAGHBANPURA",
    "MUGHALPURA",
    "SABZAZAR",
    "WAPDA TOWN",
    "SHAD BAGH",
    "ICHHRA",
    "DHA PHASE 5",
)
NOTHING = ("NIL", "N/A", "PAKISTAN", "SAME AS ABOVE", "XYZ", "-")
"""Texts in the address column if no address was given."""

JOBS = ("Matric", "Intermediate", "B.A", "B.Com", "BS", "M.A", "M.Sc", "MBA", "DAE", "B.Ed")
CARS = (
    ("SUZUKI", "MEHRAN"),
    ("SUZUKI", "CULTUS"),
    ("SUZUKI", "ALTO"),
    ("TOYOTA", "COROLLA"),
    ("HONDA", "CIVIC"),
    ("HONDA", "CITY"),
    ("HONDA", "CD 70"),
    ("HONDA", "CG 125"),
    ("UNITED", "US 70"),
    ("YAMAHA", "YBR 125"),
)
DOMAINS = ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "ymail.com")
BRANCH_ROADS = ("MAIN BAZAR", "CIRCULAR ROAD", "G.T ROAD", "RAILWAY ROAD", "COLLEGE ROAD", "CANTT", "STATION CHOWK")
