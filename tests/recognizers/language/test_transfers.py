"""Tests of names in lines of banks and business cards, and of words that only look like names there."""

from __future__ import annotations

import pytest

from triage.recognizers.language.reading import read_texts
from triage.recognizers.presidio import analyzer

TEXTS = {
    "IBFT FROM AHMED RAZA A/C 0123456789012": ["AHMED RAZA"],
    "RAAST P2P TO SANA TARIQ PK36SCBL0000001123456702": ["SANA TARIQ"],
    "Received Rs.4,500 from NASREEN AKHTAR 0345****123 via JazzCash. TID 0123": ["NASREEN AKHTAR"],
    "FT/0098/RAHEELA YASMEEN/MEZN": ["RAHEELA YASMEEN"],
    "CASH DEP BY ZUBAIR ANJUM 3520212345671": ["ZUBAIR ANJUM"],
    "Cash deposit Shakeel Ahmed & Waseem Akram": ["Shakeel Ahmed", "Waseem Akram"],
    "Aap ne Rs. 3000 Nadia Hussain ko bhej diye hain": ["Nadia Hussain"],
    "Benef: Noman Ijaz Bank: Alfalah": ["Noman Ijaz"],
    "MECARD:N:Tariq,Sana;TEL:03001234567;ADR:House 4, Street 2, Lahore;;": ["Tariq,Sana"],
    "MECARD:TEL:03001234567;N:Usman Ghani;;": ["Usman Ghani"],
    "BEGIN:VCARD\nVERSION:3.0\nN:Tariq;Sana;;;\nFN:Sana Tariq\nTEL:03001234567\nEND:VCARD": ["Sana Tariq"],
    "BEGIN:VCARD VERSION:2.1 N:Khan;Adeel FN:Adeel Khan TEL;CELL:03001234567 END:VCARD": ["Adeel Khan"],
    "ATM WDL GULBERG LAHORE": [],
    "POS PURCHASE IMTIAZ SUPER MARKET KARACHI": [],
    "M/S BISMILLAH TRADERS CHQ 1123": [],
    "Payment to Ali Medical Store": [],
    "Rehman Motors token money": [],
    "NADRA verisys available Rs 1500 only. WhatsApp 0345-1234567": [],
    "Gul Ahmed Bed Sheet king size Rs 3400": [],
    "Sana Safinaz lawn 3pc unstitched": [],
    "Sample: Bilal Hussain, 17301-4284306-9": ["Bilal Hussain"],
}


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    read = read_texts(analyzer(), list(TEXTS), ["PERSON"])
    return {text: [text[each.start : each.end] for each in own] for text, own in zip(TEXTS, read, strict=True)}


@pytest.mark.parametrize("text", TEXTS)
def test_whose_a_transfer_or_a_card_is_and_nobody_else_is_found(text: str, found: dict[str, list[str]]) -> None:
    assert found[text] == TEXTS[text]
