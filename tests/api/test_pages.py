"""The pages without a script: as a plain browser, or a hostile text, would have them."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from api.pages.language import choose_language
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


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("path", ["/", "/answer"])
def test_hostile_texts_are_shown_and_never_run(server: Server, path: str, text: str) -> None:
    reply = server.ask(f"{path}?lang=en&q={quote(text)}")
    page = reply.body.decode()
    assert reply.status == 200
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "49 tagine" not in page
    assert "unsafe-inline" not in reply.headers["content-security-policy"]
    assert "default-src 'none'" in reply.headers["content-security-policy"]


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
    for wanted in ("tapis noué en laine", "5701.10", "HS 2022", STRINGS["caution"]["fr"]):
        assert wanted in page
    assert server.ask("/sheet?lang=fr&q=tapis&code=7701").status == 404


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


def test_the_page_is_light(server: Server) -> None:
    page = server.ask("/?lang=fr&q=tapis").body
    files = [server.ask(f"/static/{name}").body for name in ("page.css", "page.js", "icon.svg")]
    assert len(page) + sum(map(len, files)) < 150_000
    assert b"http://" not in page.replace(b"http://www.w3.org", b"")
    assert b"https://" not in page
