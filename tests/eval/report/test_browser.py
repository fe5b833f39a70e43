"""The report in a real browser: phone and desktop, light and dark, search, axe."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eval.folder import RunFolder
from eval.report import as_page, contents

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync",
             "--disable-background-networking", "--disable-component-update"]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def report(finished: RunFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(as_page(contents(finished)), encoding="utf-8")
    return path


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_report_works_alone(browser: Any, report: Path, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.goto(report.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown = page.locator("article:visible")
    before = shown.count()
    page.fill("input[type=search]", "CLAY 6911")
    assert 1 <= shown.count() < before
    assert page.inner_text(".found") == f"{shown.count()} shown"
    page.fill("input[type=search]", "")
    assert shown.count() == before
    assert asked == [report.as_uri()]
    assert complaints == []
    context.close()


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_report_can_be_read_by_everybody(browser: Any, report: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # The page's own policy lets no other script run; axe is one.
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(report.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []
    context.close()
