"""The page in a real browser: four languages, phone and desktop, keyboard, axe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.pages.strings import DIRECTION, STRINGS
from hs_data import ANSWER_LANGUAGES
from tests.api.conftest import CHROMIUM, Server

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
ASKED = {
    "en": "hand-knotted wool rug",
    "fr": "babouches en cuir",
    "ar": "زربية صوف معقودة",
    "es": "babuchas de cuero",
}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync",
             "--disable-background-networking", "--disable-component-update"]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    context = browser.new_context(viewport=getattr(request, "param", PHONE), locale="fr-MA")
    found = context.new_page()
    found.complaints = []
    found.on("console", lambda m: found.complaints.append(m.text) if m.type == "error" else None)
    found.on("pageerror", lambda error: found.complaints.append(str(error)))
    yield found
    context.close()


def ask(page: Any, server: Server, language: str, text: str) -> None:
    page.goto(f"{server.url}/?lang={language}")
    page.fill("#q", text)
    page.press("#q", "Enter")
    page.wait_for_selector(".card")


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_an_answer_in_every_language_and_size(page: Any, server: Server, language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    ask(page, server, language, ASKED[language])
    assert page.get_attribute("html", "dir") == DIRECTION[language]  # type: ignore[index]
    assert page.locator(".card .code").first.inner_text().startswith(("5701", "6403"))
    # Nothing reaches beyond the screen.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    serious = [v["id"] for v in found if v["impact"] in {"serious", "critical"}]
    assert serious == []
    assert page.complaints == []


def test_targets_are_large_enough_for_a_thumb(page: Any, server: Server) -> None:
    ask(page, server, "fr", ASKED["fr"])
    for box in page.locator("button, .option, nav a, .actions a").all():
        size = box.bounding_box()
        assert size["height"] >= 44, box.inner_text()


def test_the_question_is_answered_in_place_by_keyboard(page: Any, server: Server) -> None:
    ask(page, server, "en", "leather slippers")
    option = page.locator(".option").last
    label = option.inner_text()
    option.focus()
    page.keyboard.press("Space")
    page.wait_for_selector(".done")
    assert label in page.locator(".done").inner_text()
    assert page.input_value("#q") == "leather slippers"
    assert "a=" in page.url
    page.go_back()
    page.wait_for_selector(".question")
    assert page.locator(".done").count() == 0


def test_a_shared_link_shows_the_same_answer(page: Any, server: Server) -> None:
    ask(page, server, "en", "saffron threads")
    first = page.locator(".card .code").first.inner_text()
    link = page.get_attribute("[data-share]", "data-share")
    page.goto(server.url + link)
    assert page.locator(".card .code").first.inner_text() == first == "0910.20"


def test_no_connection_is_said_and_the_text_stays(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/?lang=en")
    page.context.set_offline(True)
    page.fill("#q", "wool rug")
    page.click("button.main")
    page.wait_for_selector("[role=alert]")
    assert page.locator("[role=alert]").inner_text() == STRINGS["offline"]["en"]
    assert page.input_value("#q") == "wool rug"


def test_a_slow_phone_has_its_first_answer_in_time(page: Any, server: Server) -> None:
    session = page.context.new_cdp_session(page)
    page.goto(f"{server.url}/?lang=fr")
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 150, "downloadThroughput": 200_000,
         "uploadThroughput": 90_000},
    )  # fmt: skip
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.fill("#q", "babouches en cuir")
    start = page.evaluate("performance.now()")
    page.click("button.main")
    page.wait_for_selector(".card")
    assert page.evaluate("performance.now()") - start < 1500


def test_the_sheet_prints_without_the_page_around_it(page: Any, server: Server) -> None:
    page.goto(f"{server.url}/sheet?lang=ar&q=زربية صوف معقودة&code=570110")
    page.emulate_media(media="print")
    assert page.locator(".sheet .code").inner_text() == "5701.10"
    assert not page.locator("header").is_visible()
    assert not page.locator("[data-print]").is_visible()


@pytest.mark.parametrize("path", ["/", "/browse?code=5701", "/sheet?q=wool+rug&code=570110"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_in_both_schemes_is_accessible(
    page: Any, server: Server, path: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    page.goto(server.url + path)
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []
