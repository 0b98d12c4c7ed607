from __future__ import annotations

import base64
import hashlib
import re
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from triage.report import html
from triage.report.document import Meta, document, words

OURS = frozenset(
    "html head meta link title style body header main section footer h1 h2 h3 h4 p a b br bdi ul li dl dt dd small "
    "strong span div code table thead tbody tr th td svg rect details summary "
    "fieldset legend input label".split()
)
ATTRIBUTES = frozenset(
    "lang charset http-equiv content name rel href class id scope data-label viewbox preserveaspectratio role "
    "aria-hidden x y width height type checked for".split()
)


class Page(HTMLParser):
    """What a page is made of, as a parser sees it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.style = ""
        self.words = ""
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.style += data
        else:
            self.words += data


@pytest.fixture(scope="module")
def text(report: dict[str, Any]) -> str:
    return html.render(report)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_golden(text: str, golden: Callable[[str, str], None]):
    golden("report.html", text)


def test_page_is_made_of_known_elements_and_attributes_only(page: Page):
    assert page.tags <= OURS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES


def test_nothing_refers_outside_the_page(page: Page):
    links = [value for name, value in page.attributes if name == "href"]

    assert all(link is not None and link.startswith(("#dump-", "data:,")) for link in links)
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_policy_allows_this_style_and_nothing_else(page: Page):
    policy = next(value for name, value in page.attributes if name == "content" and "default-src" in (value or ""))
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_hostile_texts_are_words_of_the_page(page: Page, hostile_texts: tuple[str, ...]):
    assert hostile_texts[0] in page.words
    assert hostile_texts[1] in page.words
    assert hostile_texts[6] in page.words
    assert r"\x1b[2J" in page.words
    assert r"\u202etxt.exe" in page.words


def test_the_two_numbers_are_told_apart(page: Page):
    words = re.sub(r"\s+", " ", page.words)

    assert "31%cannot come from a genuine population" in words
    assert "52% (44\N{EN DASH}62)best estimate (95% range)" in words
    assert "no random sample has been checked by the authority" in words
    assert "% genuine" not in words


def test_bars_are_largest_first_and_add_up():
    counts = {f"d{i:02}": i for i in range(1, 31)}
    bars = html.bars(counts)

    assert [bars[0].name, bars[-1].name] == ["d30", "15 others"]
    assert len(bars) == html.MOST_BARS + 1
    assert sum(bar.rows for bar in bars) == sum(counts.values())


def test_years_are_grouped_by_five_in_order():
    assert [(bar.name, bar.rows) for bar in html.years({"1984": 1, "1985": 2, "1989": 3, "unknown": 4})] == [
        ("1980\N{EN DASH}1984", 1),
        ("1985\N{EN DASH}1989", 5),
        ("other", 4),
    ]


@pytest.mark.parametrize(
    ("fabricated", "estimate", "low", "high", "kinds"),
    [
        (0.0, None, None, None, ["unknown"]),
        (1.0, None, None, None, ["fabricated"]),
        (0.3, 0.5, 0.4, 0.6, ["consistent", "range", "unknown", "fabricated", "estimate"]),
        (0.3, 0.9, 0.8, 1.0, ["consistent", "fabricated", "estimate"]),
        (0.0, 1.0, 1.0, 1.0, ["consistent", "estimate"]),
    ],
)
def test_share_bar_tiles_the_whole_and_the_bound_wins(
    fabricated: float, estimate: float | None, low: float | None, high: float | None, kinds: list[str]
):
    pieces = html.share(
        {
            "fabricated_at_least": {"value": fabricated},
            "consistent_with_genuine": {"estimate": estimate, "low": low, "high": high},
        }
    )
    tiles = [piece for piece in pieces if piece.kind != "estimate"]

    assert [piece.kind for piece in pieces] == kinds
    assert sum(tile.width for tile in tiles) == pytest.approx(1000)
    assert [tile.start for tile in tiles[1:]] == pytest.approx([tile.start + tile.width for tile in tiles[:-1]])


def test_strip_tiles_a_table(report: dict[str, Any]):
    (stretches,) = words.strips(next(each for each in report["dumps"] if each["dump"] == "subscribers.zip"))
    pieces = html.strip(stretches)

    assert [piece.kind for piece in pieces] == ["consistent", "fabricated", "unknown"]
    assert sum(piece.width for piece in pieces) == pytest.approx(1000)
    assert [piece.start for piece in pieces[1:]] == pytest.approx([each.start + each.width for each in pieces[:-1]])


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """Yield a port on this machine and what was said to it."""
    heard: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def hear() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    heard.append(connection.recv(1024))

        thread = threading.Thread(target=hear, daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def browse(page: Path, *wishes: str) -> subprocess.CompletedProcess[str]:
    home = page.parent / "browser"
    options = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    command = ["chromium", *options.split(), f"--user-data-dir={home}", "--enable-logging=stderr", *wishes]
    return subprocess.run([*command, page.as_uri()], capture_output=True, text=True, check=True, timeout=120)


@pytest.mark.programs("chromium")
def test_a_browser_runs_and_fetches_nothing(tmp_path: Path, listener: tuple[int, list[bytes]], text: str):
    port, heard = listener
    page = tmp_path / "report.html"
    page.write_text(text.replace("127.0.0.1:9", f"127.0.0.1:{port}"), encoding="utf-8")
    seen = browse(page, "--dump-dom", "--virtual-time-budget=3000")
    parsed = Page(seen.stdout)

    assert parsed.tags <= OURS
    assert "<title>Triage report</title>" in seen.stdout
    assert not heard
    assert "Content Security Policy" not in seen.stderr
    assert "CONSOLE" not in seen.stderr


@pytest.mark.programs("chromium")
def test_the_browser_would_have_run_and_fetched_without_escapes(tmp_path: Path, listener: tuple[int, list[bytes]]):
    """The test above can fail: the same texts, not escaped, do act."""
    port, heard = listener
    page = tmp_path / "open.html"
    page.write_text(
        f"<title>t</title><script>document.title='owned'</script><img src=http://127.0.0.1:{port}/x>", encoding="utf-8"
    )
    seen = browse(page, "--dump-dom", "--virtual-time-budget=3000")

    assert "<title>owned</title>" in seen.stdout
    assert heard


@pytest.mark.programs("chromium")
@pytest.mark.parametrize("width", [360, 390, 800, 1280])
def test_page_is_not_wider_than_its_window(text: str, tmp_path: Path, width: int):
    """A copy of the page, without its policy and in a frame of this width, tells how wide it came out."""
    ruler = "<script>onload = () => parent.postMessage(document.documentElement.scrollWidth, '*')</script>"
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text).replace("<details", "<details open")
    (tmp_path / "inner.html").write_text(bare.replace("</body>", f"{ruler}</body>"), encoding="utf-8")
    page = tmp_path / "outer.html"
    page.write_text(
        "<title>nothing</title><script>onmessage = (told) => { document.title = told.data }</script>"
        f'<iframe src="inner.html" width="{width}" height="900" frameborder="0"></iframe>',
        encoding="utf-8",
    )
    seen = browse(page, "--dump-dom", "--virtual-time-budget=3000")
    found = re.search(r"<title>(\w+)</title>", seen.stdout)

    assert found
    assert int(found[1]) <= width


@pytest.mark.programs("chromium")
def test_closed_parts_of_an_open_dump_are_printed(text: str, tmp_path: Path):
    pages = tmp_path / "report.html"
    pages.write_text(text.replace('<details class="dump', '<details open class="dump'), encoding="utf-8")
    closed = re.findall(r"<details>\s*<summary>.*?</summary>(.*?)</details>", pages.read_text("utf-8"), re.DOTALL)
    inside = {word for part in closed for word in re.findall(r"[A-Za-z]{5,}", re.sub("<[^>]*>", " ", part))}
    browse(pages, f"--print-to-pdf={tmp_path / 'printed.pdf'}")
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as printed:
        told = " ".join(page.get_textpage().get_text_range() for page in printed)

    assert closed
    assert inside <= set(re.findall(r"[A-Za-z]{5,}", told))


def test_no_dump_is_a_page_too(meta: Meta):
    assert "No dump was found." in html.render(document([], meta))
