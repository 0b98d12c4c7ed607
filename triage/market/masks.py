"""Mask contact points: show just enough to distinguish two of them, or clear text if requested."""

from __future__ import annotations

from triage.core.safe import HIDDEN, printable

_DOTS = "\N{HORIZONTAL ELLIPSIS}"
_TAIL = 4
_AS_THEY_ARE = ("certificate", "file", "records", "wording")
_LAST_FOUR = (
    "mobile", "whatsapp", "landline", "easypaisa", "jazzcash", "sadapay", "nayapay", "raast", "upaisa", "konnect",
    "iban", "card", "bank_account", "tron", "bitcoin", "ethereum",
)  # fmt: skip


def shown(kind: str, value: str, *, reveal: bool = False) -> str:
    """Return a contact point as reports show it: the last four characters of a number, the first two of a name.

    >>> shown("jazzcash", "03017654321"), shown("telegram", "simdata_pk"), shown("email", "shop@example.com")
    ('…4321', 'si***', 'sh***@***.com')
    """
    if reveal or kind in _AS_THEY_ARE:
        return printable(value)
    if kind in _LAST_FOUR:
        return f"{_DOTS}{value[-_TAIL:]}" if len(value) > 2 * _TAIL else HIDDEN
    if kind in ("email", "wallet_name"):
        return f"{printable(value[:2])}{HIDDEN}@{HIDDEN}.{printable(value.rpartition('.')[2])}"
    return f"{printable(value[:2])}{HIDDEN}"
