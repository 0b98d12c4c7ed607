"""Phrase number C: what a random sample that the authority has checked shows about a dump."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from triage.core.plurals import count_of
from triage.report.document.numbers import percent_range, share_with_range

GENUINE_LEAST = 0.9
"""Lower end of number C from which on a dump is called genuine, as in `verdict.yaml`."""


def verdict(dump: Mapping[str, Any]) -> str:
    """Return the verdict that a checked sample allows; "" if no answer of an authority was recorded."""
    told = dump["genuineness"]["verified_genuine"]
    if told is None:
        return ""
    share = told["shares"]["genuine"]
    if share["low"] >= GENUINE_LEAST:
        return "verified genuine"
    return f"verified: {percent_range(share['low'], share['high'])} genuine"


def short_verdict(dump: Mapping[str, Any]) -> str:
    """Return the same in at most twelve characters: "verified", or the verified range."""
    told = verdict(dump)
    return "verified" if told == "verified genuine" else told.removeprefix("verified: ").replace("genuine", "real")


def share(dump: Mapping[str, Any]) -> str:
    """Return number C with its range; "" if no answer of an authority was recorded."""
    told = dump["genuineness"]["verified_genuine"]
    return share_with_range(told["shares"]["genuine"]) if told else ""


def sentences(dump: Mapping[str, Any]) -> list[str]:
    """Return the result of the authority's check, in sentences; empty if there was none."""
    told = dump["genuineness"]["verified_genuine"]
    if told is None:
        return []
    shares = told["shares"]
    parts = ", ".join(f"{part} {share_with_range(shares[part])}" for part in shares if part != "genuine")
    silent = f", {told['unknown']:,} of them without an answer" if told["unknown"] else ""
    first = (
        f"By a random sample checked by the authority (plan {told['plan']}), {share(dump)} of {told['records']:,} "
        f"distinct records are genuine{f' ({parts})' if parts else ''}: {told['answered']:,} of {told['planned']:,} "
        f"records are answered{silent}."
    )
    rows = count_of(told["rows_apart"], "row without a number to look up is", "rows without a number to look up are")
    apart = f"{rows} not in this." if told["rows_apart"] else ""
    again = (
        f"{told['plans']:,} samples were drawn of this dump; this is the last with answers."
        if told["plans"] > 1
        else ""
    )
    return [each for each in (first, _governs(dump), apart, again) if each]


def _governs(dump: Mapping[str, Any]) -> str:
    """Return which number applies if the sample and the signs in the file disagree."""
    told, at_most = dump["genuineness"]["verified_genuine"], dump["headline"]["records"]["at_most"]
    why = "it rests on the authority's answers, they on signs in the file"
    if told["shares"]["genuine"]["low"] * told["records"] > at_most:
        return (
            f'That is more than the "at most {at_most:,}" by signs in the file, which is wrong for this dump. '
            f"The checked sample governs: {why}."
        )
    return f'If it differs from the estimate or from "at most", the checked sample governs: {why}.'
