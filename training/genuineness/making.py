"""Which way of making the suspicious rows of a dump come from: trees over groups of fabricators."""

from __future__ import annotations

from collections.abc import Mapping

WAYS: Mapping[str, tuple[str, ...]] = {
    "random_digits": ("random_digits", "random_digits_cnic", "random_digits_mobile"),
    "generator_library": ("faker_library", "faker_list", "faker_en", "faker_js_ur", "mimesis_list", "mockaroo_like"),
    "sequence": ("sequential", "stride", "spreadsheet", "template"),
    "language_model": ("llm_table", "llm_pages", "llm_script", "llm_careful"),
    "shuffle": (
        "shuffle",
        "shuffle_names",
        "shuffle_shift",
        "shuffle_within_city",
        "shuffle_shrewd",
        "shuffle_links",
        "swap_names",
    ),
    "changed_digits": ("mutate_digits", "mutate_outside"),
    "changed_contacts": ("mutate_phone", "mutate_account"),
    "statistics": ("statistics_clever", "statistics_plain", "copula", "bigram", "padding", "bootstrap_jitter"),
    "foreign_data": ("foreign_relabelled",),
}
"""Ways of making rows up, and the fabricators of each."""

WAY_OF = {fabricator: way for way, fabricators in WAYS.items() for fabricator in fabricators}
