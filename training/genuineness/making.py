"""Groups of fabricators by method, for trees that estimate how the suspicious rows of a dump were made."""

from __future__ import annotations

from collections.abc import Mapping

WAYS: Mapping[str, tuple[str, ...]] = {
    "random_digits": ("random_digits", "random_digits_cnic", "random_digits_mobile"),
    "generator_library": ("faker_library", "faker_list", "faker_en", "faker_js_ur", "mimesis_list", "mockaroo_like"),
    "sequence": ("sequential", "stride", "spreadsheet", "template", "valid_series"),
    "language_model": (
        "llm_table",
        "llm_pages",
        "llm_script",
        "llm_careful",
        "llm_province",
        "llm_personas",
        "llm_weighted",
    ),
    "shuffle": (
        "shuffle",
        "shuffle_names",
        "shuffle_shift",
        "shuffle_within_city",
        "shuffle_shrewd",
        "shuffle_links",
        "swap_names",
        "join_offset",
        "merged_leaks",
        "block_shuffle",
    ),
    "changed_digits": ("mutate_digits", "mutate_outside", "alter_numbers", "bumped_dates"),
    "changed_contacts": ("mutate_phone", "mutate_account", "enrich_contacts", "enrich_address"),
    "statistics": (
        "statistics_clever",
        "statistics_plain",
        "copula",
        "bigram",
        "padding",
        "bootstrap_jitter",
        "consistent_plain",
        "consistent_towns",
        "consistent_letters",
    ),
    "foreign_data": ("foreign_relabelled",),
}
"""Methods of making rows up, and the fabricators of each."""

WAY_OF = {fabricator: way for way, fabricators in WAYS.items() for fabricator in fabricators}
