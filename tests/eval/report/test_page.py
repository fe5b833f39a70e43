from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from eval.folder import RunFolder
from eval.report import as_markdown, as_page, contents
from eval.report.markdown import TIMINGS
from tests.eval.helpers import HOSTILE


class Seen(HTMLParser):
    """What a browser would make of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def seen(page: str) -> Seen:
    parser = Seen()
    parser.feed(page)
    return parser


def test_the_page_is_whole_and_asks_nothing_of_the_network(finished: RunFolder) -> None:
    page = as_page(contents(finished))
    told = seen(page)
    names = [tag for tag, _ in told.tags]
    assert {"svg", "table", "input", "article"} <= set(names)
    assert not {"link", "img", "iframe", "object"} & set(names)
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
    assert "url(" not in page
    assert names.count("meta") == 4
    assert any("viewport" in (attrs.get("name") or "") for _, attrs in told.tags)
    assert "prefers-color-scheme:dark" in page


def test_hostile_texts_stay_texts(finished: RunFolder) -> None:
    page = as_page(contents(finished))
    told = seen(page)
    assert [tag for tag, _ in told.tags].count("script") == 1
    assert HOSTILE in told.words
    assert "<b>zerbia</b>" not in page


def test_only_the_pages_own_script_may_run(finished: RunFolder) -> None:
    import base64
    import hashlib

    page = as_page(contents(finished))
    script = page.split("<script>")[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    [policy] = [a["content"] or "" for t, a in seen(page).tags if t == "meta" and "content" in a
                and "default-src" in (a["content"] or "")]  # fmt: skip
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_errors_come_with_their_evidence_and_the_worst_first(finished: RunFolder) -> None:
    told = contents(finished)
    errors = told.errors["ours"]
    assert "c" in {wrong.id for wrong in errors}
    cost = [wrong.far * (wrong.probability or 0) for wrong in errors]
    assert cost == sorted(cost, reverse=True)
    pot = next(wrong for wrong in errors if wrong.id == "c")
    assert pot.given is not None
    assert pot.given.code == "6912.00"
    assert pot.right[0].code == "6911.10"
    assert any("clay tagine" in line for line in pot.evidence)
    words = " ".join(seen(as_page(told)).words)
    assert "clay tagine" in words


def test_markdown_is_tables_in_which_nothing_is_markup(finished: RunFolder) -> None:
    text = as_markdown(contents(finished))
    assert "| tasnif |" in text
    assert "### tasnif by language" in text
    assert text.count("<") - text.count("\\<") == sum(mark.count("<") for mark in TIMINGS)
    body = re.sub(re.escape(TIMINGS[0]) + ".*?" + re.escape(TIMINGS[1]), "", text, flags=re.DOTALL)
    assert "texts a second" not in body


def test_the_report_is_the_same_but_for_its_timings(finished: RunFolder) -> None:
    told = contents(finished)
    slower = {
        name: {**one, "texts_per_second": 1.0} for name, one in told.timings["systems"].items()
    }

    other = replace(told, timings={"systems": slower})
    for render in (as_page, as_markdown):
        cut = [
            re.sub(re.escape(TIMINGS[0]) + ".*?" + re.escape(TIMINGS[1]), "", text, flags=re.DOTALL)
            for text in (render(told), render(other))
        ]
        assert cut[0] == cut[1]
        assert render(told) != render(other)
