"""The pages without a script: as a plain browser, or a hostile text, would have them."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from api.pages.answers import LONGEST_TYPED
from api.pages.language import choose_language
from api.pages.marking import marked
from api.pages.strings import EXAMPLES, STRINGS
from hs_data import ANSWER_LANGUAGES
from tests.api.conftest import Server

RUG = ("rug", "tapis", "زربية", "alfombra")


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_the_first_answer_needs_no_script(server: Server, language: str) -> None:
    text = next(e for e in EXAMPLES[language] if any(w in e for w in RUG))  # type: ignore[index]
    page = server.ask(f"/?lang={language}&q={quote(text)}").body.decode()
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page
    assert "5701.10" in page
    assert STRINGS["caution"][language] in page  # type: ignore[index]


def test_every_string_is_there_in_every_language() -> None:
    for key, texts in STRINGS.items():
        assert set(texts) == set(ANSWER_LANGUAGES), key
        assert all(text.strip() for text in texts.values()), key


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("es", "fr", "es"),
        (None, "ar-MA,ar;q=0.9,en;q=0.8", "ar"),
        (None, "de-DE,en;q=0.5,fr;q=0.7", "fr"),
        ("xx", "", "fr"),
        (None, ";;q=x,,", "fr"),
    ],
)
def test_the_language_is_found(asked: str | None, accepted: str, language: str) -> None:
    assert choose_language(asked, accepted) == language


HOSTILE = [
    "<script>alert(1)</script> rug",
    '"><img src=x onerror=alert(1)> leather bag',
    "wool \u202e rug \u2066 \u200b\u200d",
    "a" * 5000 + " rug",
    "{{ 7 * 7 }} tagine",
]


class Inline(HTMLParser):
    """Collects what a page would run or style by itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag in {"style", "img", "iframe"} or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("path", ["/?", "/answer?", "/sheet?code=570110&", "/browse?"])
def test_hostile_texts_are_shown_and_never_run(server: Server, path: str, text: str) -> None:
    reply = server.ask(f"{path}lang=en&q={quote(text[:190] if 'browse' in path else text)}")
    page = reply.body.decode()
    assert reply.status in {200, 404}
    assert Inline(page).found == []
    assert "<script>alert" not in page
    assert "49 tagine" not in page


@pytest.mark.parametrize("path", ["/", "/catalogue", "/browse", "/sheet", "/static/page.js"])
def test_nothing_inline_is_allowed_or_there(server: Server, path: str) -> None:
    reply = server.ask(path)
    policy = reply.headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    if path.endswith(".js"):
        assert "innerHTML" not in reply.body.decode()
    else:
        assert Inline(reply.body.decode()).found == []


def test_the_sheet_shows_a_hostile_text_in_its_own_order(server: Server) -> None:
    text = "<b>wool</b> \u202e rug \u2066 hand knotted carpet"
    page = server.ask(f"/sheet?lang=en&code=570110&q={quote(text)}").body.decode()
    assert "&lt;b&gt;wool&lt;/b&gt;" in page
    assert "\u202e" not in page
    assert "\u2066" not in page


@pytest.mark.parametrize(
    ("text", "met", "shown"),
    [
        ("wool rug", ["Wool"], "[wool] rug"),
        ("babouches en cuir", ["babouches en cuir"], "[babouches] en [cuir]"),
        ("زربية معقودة", ["معقوده"], "زربية [معقودة]"),
        ("<b>rug</b>", ["rug"], "<b>[rug]</b>"),
        ("rug", [], "rug"),
        ("x" * 300 + " rug", ["rug"], "…" + "x" * 39 + " [rug]"),
        ("rug " + "x" * 300, ["rug"], "[rug] " + "x" * 236 + "…"),
        ("", ["rug"], ""),
    ],
)
def test_words_are_marked(text: str, met: list[str], shown: str) -> None:
    assert "".join(f"[{p.text}]" if p.met else p.text for p in marked(text, met)) == shown


def test_a_long_text_still_fits_an_address(server: Server) -> None:
    text = "ⵣ" * (LONGEST_TYPED - 4) + " rug"
    assert server.ask(f"/answer?lang=en&q={quote(text)}").status == 200
    assert f'maxlength="{LONGEST_TYPED}"' in server.ask("/").body.decode()


def test_an_answer_changes_the_first_card(server: Server) -> None:
    leather = server.ask("/answer?lang=en&q=leather+slippers").body.decode()
    assert 'class="option"' in leather
    answered = [
        server.ask(f"/answer?lang=en&q=leather+slippers&a={n}").body.decode() for n in (0, 1)
    ]
    firsts = {page.split('class="code"')[1][:40] for page in answered}
    assert len(firsts) == 2
    assert STRINGS["answered"]["en"] in answered[0]


def test_the_sheet_holds_what_customs_ask_for(server: Server) -> None:
    page = server.ask("/sheet?lang=fr&q=tapis+nou%C3%A9+en+laine&code=570110").body.decode()
    named = [
        STRINGS[key]["fr"] for key in ("product", "place", "why", "date", "edition", "caution")
    ]
    for wanted in ("tapis noué en laine", "5701.10", "HS 2022", *named):
        assert wanted in page
    for unknown in ("q=tapis&code=7701", "q=tapis&code=", "code=570110", "q=hello&code=570110"):
        reply = server.ask(f"/sheet?lang=fr&{unknown}")
        assert (reply.status, STRINGS["not_found"]["fr"] in reply.body.decode()) == (404, True)
    assert server.ask(f"/sheet?lang=fr&code=570110&q={'a' * 20_001}").status == 413


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/browse?lang=en", 200, "Carpets"),
        ("/browse?lang=en&code=5701", 200, "5701.10"),
        ("/browse?lang=en&q=saffron", 200, "0910.20"),
        ("/browse?lang=en&q=zzzzzz", 200, STRINGS["nothing_found"]["en"]),
        ("/browse?lang=en&code=7701", 404, "7701"),
    ],
)
def test_browsing(server: Server, path: str, status: int, says: str) -> None:
    reply = server.ask(path)
    assert reply.status == status
    assert says in reply.body.decode()
