"""Explain each reason why evidence was not read, or not completely, in a sentence that an officer understands.

A reason is a word of the code, and after a colon what it is about ("unsupported:video/mp4", a place in our code).
"""

from __future__ import annotations

from triage.core.accounting import FAULT, UNBALANCED
from triage.core.errors import FULL

SENTENCES = {
    "bad_bytes": "Some bytes are no letters of the text's encoding; they are shown as replacement marks",
    "bad_utf8": "Some texts of the database are in a wrong encoding; they were read with replacement marks",
    "cell_cut": "Some values were too long and were cut",
    "changed_while_read": "The file changed, or went away, while it was read: scan a copy that nobody uses",
    "checksum_wrong": "The file's own check sum does not fit its content: it was altered or damaged",
    "computed_columns_not_read": "Columns that the database computes when it is asked were not read",
    "contains_itself": "The archive contains itself; it was opened once",
    "count_unknown": "The database does not say how many rows it has, so that none can be said to be missing",
    "damaged_arrow": "The table is damaged here; the rows before were read",
    "damaged_bson": "The database export is damaged here; the records before were read",
    "damaged_column": "A column of the table is damaged; the other columns were read",
    "damaged_container": "The archive is damaged here; what came before was taken out",
    "damaged_database": "The database is damaged; the rows that could be reached were read",
    "damaged_document": "The document is damaged; what could be reached was read",
    "damaged_letter": "The message is damaged; what could be reached was read",
    "damaged_orc": "The table is damaged; the rows before were read",
    "damaged_parquet": "The table is damaged; the rows that could be reached were read",
    "damaged_part": "A part of the document is damaged and was left out",
    "damaged_row_group": "A part of the table is damaged and was left out",
    "damaged_spreadsheet": "The workbook is damaged; the rows before were read",
    "damaged_stripe": "A part of the table is damaged and was left out",
    "damaged_table": "The table is damaged; the rows that could be reached were read",
    "damaged_xml": "The document is damaged here; the records before were read",
    "device": "This is a device and no file; it is never opened",
    FULL: "The disk that holds the case is full, so it could not be taken out: make room and scan again",
    "document_type_refused": "The document defines abbreviations of its own, which can harm; it was not opened",
    "empty": "The file is empty: there is nothing to read in it",
    "empty_folder": "The folder is empty: there is nothing to read in it",
    "encrypted": "It is locked with a password: give passwords with --password-file and scan again",
    "encrypted_columns": "Columns of the table are encrypted, and their key is not in the file; the others were read",
    "encrypted_whatsapp": "A backup of WhatsApp that only the key of its telephone opens: ask for the key",
    "connection_lost": "Its store did not answer, also when asked again: the same scan with --case goes on with it",
    "database_of_log_missing": "Only the log of a database was seized: its rows were read, all others are missing",
    "end_mark_missing": "The file has no end mark: it may have been cut off",
    "evidence_changed": "The file changed while it was read: scan a copy that nobody uses",
    "export_furniture": "These only show an export (style sheets, icons, scripts of the platform) and hold no data",
    "extra_fields": "Some rows have more cells than the table has columns",
    "fifo": "This is a channel between programs and no file; it is never opened",
    FAULT: "A fault of this program, and not of the evidence, kept it from being read: please report this place",
    "footer_count_wrong": "The file says another number of rows than it holds; those it holds were read",
    "garbage_behind_the_stream": "Behind the compressed data stand bytes that belong to nothing known",
    "gone": "The file was there when the folder was listed and could not be found when it was to be read",
    "link": "This points to another file and holds nothing itself; it is never followed",
    "log_read_with_its_database": "This belongs to a database and was read with it",
    "memo_cut": "Long texts of the table were cut off",
    "memo_damaged": "The file of long texts that belongs to the table is damaged",
    "memo_file_missing": "The file of long texts that belongs to the table was not seized with it",
    "memo_missing": "Some long texts of the table are not where it says",
    "memo_read_with_its_table": "This belongs to a table and was read with it",
    "missing_volume": "A piece of the archive is missing: seize or add it and scan again",
    "needs_ocr": "These are pictures: text in them is not read (no character recognition)",
    "nested_too_deep": "The data lie inside each other deeper than is read",
    "no_permission": "The system does not allow it to be read: scan as a user who may read it",
    "no_ranges": "Its store gives it only as a whole: copy it to a folder of this machine and scan it there",
    "no_records": "Nothing in it has the form of records; it was read as plain text where it is text",
    "no_request": "Some lines of the log are of another form and were not read as requests",
    "no_size": "Its store does not say how large it is: copy it to a folder of this machine and scan it there",
    "not_json": "Some of it is no valid data of its format",
    "not_in_sample": "Only a sample of it was drawn (--quick): scan the same case without --quick for all of it",
    "not_judged": "A fault of this program kept the dump from being judged: please report this place",
    "not_readable": "The disk or the system could not read it: try another copy",
    "not_scanned": "The scan was stopped before it was read: go on with the same command",
    "not_strict_json": "Some records break the rules of their format and were read all the same",
    "not_understood": "Some of it has a form that is not known and was not read as records",
    "other_delimiter": "Some rows use another separator than the table",
    "over_budget": "It unpacks to more than is allowed: raise --max-unpacked or --max-ratio if you trust it",
    "over_memory": "Reading it takes more memory than is allowed: raise --reader-memory and scan again",
    "over_time": "Reading it takes longer than is allowed: raise --reader-seconds and scan again",
    "overlapping_members": "Members of the archive lie upon each other, as in archives made to harm a reader",
    "oversize": "An attachment is larger than is taken out",
    "partial_last_page": "The end of the database was cut off",
    "partial_last_record": "The last record was cut off",
    "path_too_long": "The path is longer than the system can open: copy it to a folder nearer to the top",
    "reader_crashed": "The program that reads this format crashed on it; what came before was read",
    "records_beyond_header_count": "The table holds more records than it says; all were read",
    "records_missing": "The table holds fewer records than it says",
    "repeated_header": "The line of column names comes again inside the table; it is no record",
    "rows_beyond_count": "The table holds more rows than the database says; all were read",
    "rows_missing": "The table holds fewer rows than the database says",
    "salvaged_rows": "Some rows were saved from a damaged database",
    "shared_texts_missing": "Texts of cells stood in a part of the workbook that is lost; the other cells were read",
    "short_row": "Some rows have fewer cells than the table has columns",
    "size_lie": "A member of the archive is larger than the archive says",
    "socket": "This is a channel between programs and no file; it is never opened",
    "sparse": "The file pretends to have far more bytes than are on the disk",
    "special_member": "A member of the archive is no file: a link, a device",
    "stray_quote": "Some quotation marks stand where none belongs; the cells were kept as they are",
    "symbolic_link": "This points to another file and holds nothing itself; it is never followed",
    "too_deep": "Archives lie inside each other deeper than is opened: raise --max-depth",
    "too_many_members": "The archive has more members than are taken out: raise --max-members",
    "truncated": "The file was cut off; what is there was read",
    UNBALANCED: "The bytes or records read do not add up: take nothing here for complete, and please report it",
    "undecodable_bytes": "Some bytes are no letters of the text's encoding; they are shown as replacement marks",
    "unknown_message_heads": "It is named as a chat, but its messages begin in no known way: who wrote what is untold",
    "unknown_binary": "It is no text and of no format that is known",
    "unsupported": "Its format is known and is not read by this version",
    "volume_of_another": "This piece was read with the first piece of its file",
}
"""Sentences by the part of a reason before its colon or number; without a full stop, because a place follows."""


def told(reason: str) -> str:
    """Return a reason as a sentence, with what it is about; without a sentence, its words."""
    word, about = stem(reason), reason.partition(":")[2].strip()
    said = SENTENCES.get(word) or word.replace("_", " ")
    return f"{said} ({about})" if about else said


def stem(reason: str) -> str:
    """Return the part of a reason that selects its sentence."""
    word = reason.partition(":")[0]
    return "not_readable" if word.startswith("not_readable_") else word
