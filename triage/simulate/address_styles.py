"""Templates of addresses by style and kind of place, and words that vary with the clerk."""

from __future__ import annotations

KINDS = ("street", "sector", "karachi", "lahore", "chak", "village", "kalay", "goth", "killi", "dhok")

STYLES: dict[str, dict[str, str]] = {
    "nadra": {
        "street": "MAKAN NO {house} GALI NO {street} {moh} {locality} {teh} {tehsil} {zila} {district}",
        "sector": "HOUSE NO {house} STREET NO {street} {letter}-{number}/{sub} ISLAMABAD",
        "karachi": "HOUSE NO {letter}-{house} BLOCK {block} {town} {district}",
        "lahore": "MAKAN NO {house} GALI NO {street} {letter} BLOCK {town} LAHORE",
        "chak": "CHAK NO {number} {branch} {dak} KHAS {teh} {tehsil} {zila} {district}",
        "village": "{unit} {locality} {dak} KHAS {teh} {tehsil} {zila} {district}",
        "kalay": "GAON {locality} {unit} {dak} {tehsil} {teh} {tehsil} {zila} {district}",
        "goth": "GOTH {locality} DEH {number} TALUKA {tehsil} {zila} {district}",
        "killi": "KILLI {locality} {teh} {tehsil} {zila} {district}",
        "dhok": "{unit} {locality} {dak} {tehsil} {teh} {tehsil} {zila} {district}",
    },
    "telecom": {
        "street": "{h} {house} {st} {street} {moh} {locality} {tehsil} {district}",
        "sector": "{h} {house} {st} {street} {letter}-{number}/{sub} ISLAMABAD",
        "karachi": "{h} {letter}-{house} BLK {block} {town} KARACHI",
        "lahore": "{h} {house} {st} {street} {letter} BLOCK {town} LAHORE",
        "chak": "VPO CHAK {number} {branch} {teh} {tehsil} {dist} {district}",
        "village": "{unit} {locality} PO KHAS {teh} {tehsil} {dist} {district}",
        "kalay": "VILL {locality} {unit} PO {tehsil} {dist} {district}",
        "goth": "GOTH {locality} {tehsil} {district}",
        "killi": "KILLI {locality} {tehsil} {district}",
        "dhok": "{unit} {locality} {teh} {tehsil} {dist} {district}",
    },
    "bank": {
        "street": "HOUSE NO {house}, STREET NO {street}, {locality}, {tehsil}",
        "sector": "HOUSE NO {house}, STREET NO {street}, SECTOR {letter}-{number}/{sub}, ISLAMABAD",
        "karachi": "FLAT NO {house}, BLOCK {block}, {town}, KARACHI",
        "lahore": "HOUSE NO {house}, {letter} BLOCK, {town}, LAHORE",
        "chak": "CHAK NO {number}/{branch}, TEHSIL {tehsil}, DISTRICT {district}",
        "village": "{unit} {locality}, TEHSIL {tehsil}, DISTRICT {district}",
        "kalay": "VILLAGE {locality} {unit}, TEHSIL {tehsil}, DISTRICT {district}",
        "goth": "GOTH {locality}, TALUKA {tehsil}, DISTRICT {district}",
        "killi": "KILLI {locality}, TEHSIL {tehsil}, DISTRICT {district}",
        "dhok": "{unit} {locality}, TEHSIL {tehsil}, DISTRICT {district}",
    },
    "urdu": {
        "street": "مکان نمبر {house}، گلی نمبر {street}، محلہ {locality_ur}، {district_ur}",
        "sector": "مکان نمبر {house}، گلی نمبر {street}، سیکٹر {letter}-{number}/{sub}، اسلام آباد",
        "karachi": "مکان نمبر {letter}-{house}، بلاک {block}، {district_ur}",
        "lahore": "مکان نمبر {house}، گلی نمبر {street}، بلاک {letter}، محلہ {locality_ur}، لاہور",
        "chak": "چک نمبر {number} {branch}، ڈاکخانہ خاص، ضلع {district_ur}",
        "village": "{unit_ur} {locality_ur}، ڈاکخانہ خاص، ضلع {district_ur}",
        "kalay": "گاؤں {locality_ur} {unit_ur}، ضلع {district_ur}",
        "goth": "گوٹھ {locality_ur}، دیہ {number}، ضلع {district_ur}",
        "killi": "کلی {locality_ur}، ضلع {district_ur}",
        "dhok": "{unit_ur} {locality_ur}، ضلع {district_ur}",
    },
}
"""Templates by style and kind. Words in small letters are filled in; `moh`, `teh`, `zila` ... vary with the clerk."""

SPOKEN = {
    "h": ("H NO", "H#", "HOUSE NO", "H.NO"),
    "st": ("ST NO", "ST#", "STREET", "GALI NO"),
    "moh": ("MOHALLA", "MOHALLAH", "MUHALLA", "MOH"),
    "teh": ("TEHSIL", "TEH", "TEHSEEL"),
    "zila": ("ZILA", "ZILLA", "DISTT"),
    "dist": ("DIST", "DISTT", "DISTRICT", "ZILA"),
    "dak": ("DAKKHANA", "DAK KHANA", "DAAK KHANA"),
}
"""Spellings of the words in templates that a clerk may write in his own way."""
