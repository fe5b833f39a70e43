"""The agent's workbench in a real browser: hand over, follow, review by keyboard, decide."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from api.pages.strings import DIRECTION
from api.pages.workbench_strings import WORKBENCH, workbench_words
from api.settings import Settings
from hs_data import ANSWER_LANGUAGES, Language
from tests.api.conftest import CHROMIUM, DESKTOP, PHONE, Loader, Server, running, serious

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

EN = workbench_words("en")
HOSTILE = [
    "<script>document.title='run'</script> wool rug",
    '"><img src=x onerror="document.title=\'run\'"> leather bag',
    "wool \u202e rug \u2066 \u200b\u200d carpet",
    "w" * 3000 + " rug",
]


def hand_over(server: Server, texts: list[str], language: str = "en") -> str:
    """A catalogue of these texts, done; its id."""
    content = "\n".join([json.dumps({"product name": text}) for text in texts])
    body = (
        f'--b\r\nContent-Disposition: form-data; name="language"\r\n\r\n{language}\r\n--b\r\n'
        'Content-Disposition: form-data; name="file"; filename="goods.jsonl"\r\n\r\n'
        f"{content}\r\n--b--\r\n"
    )
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    taken = server.ask("/v1/catalogues", raw=body.encode(), headers=headers)
    assert taken.status == 202, taken.body
    job_id: str = taken.json["id"]
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        job = server.ask(f"/v1/catalogues/{job_id}").json
        if job["status"] == "done":
            return job_id
        time.sleep(0.1)
    raise AssertionError(job)


def open_review(
    page: Any, server: Server, job_id: str, language: str = "en", who: str = ""
) -> None:
    if who:
        page.add_init_script(f"sessionStorage.setItem('tasnif.who', {json.dumps(who)})")
    page.goto(f"{server.url}/catalogue?lang={language}#{job_id}")
    page.wait_for_selector(".review-row.current")


def decisions(server: Server, who: str) -> list[Any]:
    found: list[Any] = server.ask(f"/v1/decisions?who={quote(who)}").json["decisions"]
    return found


def row(page: Any, text: str) -> Any:
    return page.locator(".review-row", has=page.get_by_text(text, exact=True))


def state(page: Any, text: str, wanted: str) -> None:
    page.wait_for_function(
        "([text, wanted]) => [...document.querySelectorAll('.review-row')].some(row =>"
        " row.querySelector('.goods').textContent === text && row.dataset.state === wanted)",
        arg=[text, wanted],
    )


def on(page: Any, text: str) -> None:
    """Move by keyboard to the row of a text."""
    for _ in range(30):
        if page.locator(".current .goods").inner_text() == text:
            return
        page.keyboard.press("j")
    raise AssertionError(f"{text} was not reached")


def test_every_string_is_there_in_every_language() -> None:
    for key, texts in WORKBENCH.items():
        assert set(texts) == set(ANSWER_LANGUAGES), key
        holes = {language: texts[language].count("{") for language in texts}
        assert len(set(holes.values())) == 1, key


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_both_views_in_every_language_and_size(
    page: Any, server: Server, language: Language
) -> None:
    job_id = hand_over(server, ["leather slippers", "scarf", "hello", "saffron"], language)
    said = workbench_words(language)
    page.goto(f"{server.url}/catalogue?lang={language}")
    page.wait_for_selector(f"a[href='#{job_id}']")
    assert page.get_attribute("html", "dir") == DIRECTION[language]
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click(f"a[href='#{job_id}']")
    on_first = page.wait_for_selector(".review-row.current")
    assert on_first.is_visible()
    assert page.locator(".chip").first.inner_text().startswith(said["all"])
    row(page, "scarf").locator(".line").click()
    page.wait_for_selector(".answers .option")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for target in page.locator("#review button:visible, .chip, .back").all():
        assert target.bounding_box()["height"] >= 44, target.inner_text()
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", [DESKTOP], indirect=True)
def test_a_review_by_keyboard_is_recorded(page: Any, server: Server, scheme: str) -> None:
    kinds = ["woollen shawl", "leather babouches", "cedar jewel box", "hi there"]
    texts = [f"{kind} {scheme}" for kind in kinds]
    job_id = hand_over(server, texts)
    who = f"keys-{scheme}"
    page.emulate_media(color_scheme=scheme)
    open_review(page, server, job_id)

    on(page, texts[0])
    first = page.get_attribute(".current .choice.first", "data-code")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog #who")
    assert serious(page) == []
    page.keyboard.type(who)
    page.keyboard.press("Enter")
    state(page, texts[0], "saved")

    on(page, texts[1])
    second = page.get_attribute(".current .choices .choice >> nth=1", "data-code")
    page.keyboard.press("2")
    state(page, texts[1], "saved")

    on(page, texts[2])
    page.keyboard.press("/")
    page.wait_for_selector("dialog #find")
    page.keyboard.type("4420.90.10")
    page.wait_for_selector(".found button:has-text('4420.90.10')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    state(page, texts[2], "saved")

    on(page, texts[0])
    page.keyboard.press("u")
    state(page, texts[0], "undone")
    page.keyboard.press("?")
    page.wait_for_selector("dialog .keys")
    assert serious(page) == []
    page.keyboard.press("Escape")

    page.wait_for_function("() => JSON.parse(sessionStorage.getItem('tasnif.unsent')).length === 0")
    kept = [(d["text"], d["code"], d["judgement"]) for d in reversed(decisions(server, who))]
    assert kept == [
        (texts[0], first, "accepted"),
        (texts[1], second, "corrected"),
        (texts[2], "44209010", "corrected"),
        (texts[0], first, "withdrawn"),
    ]
    assert decisions(server, who)[-1]["suggested"] == first
    assert 0 < decisions(server, who)[-1]["probability"] <= 1

    # What was decided is seen again, by whoever opens the catalogue next.
    page.reload()
    page.wait_for_selector(".review-row.current")
    state(page, texts[1], "saved")
    assert row(page, texts[0]).get_attribute("data-state") == ""
    assert page.complaints == []


def test_nothing_is_lost_when_the_server_fails(page: Any, server: Server) -> None:
    job_id = hand_over(server, ["thuya chess board", "rose water bottle"])
    open_review(page, server, job_id, who="patient")
    page.route("**/v1/decisions", lambda route: route.fulfill(status=503, body="{}"))
    on(page, "thuya chess board")
    page.keyboard.press("Enter")
    state(page, "thuya chess board", "unsaved")
    page.wait_for_selector(".unsent button")
    page.unroute("**/v1/decisions")
    page.route("**/v1/decisions", lambda route: route.abort())
    on(page, "rose water bottle")
    page.keyboard.press("Enter")
    page.wait_for_function("() => JSON.parse(sessionStorage.getItem('tasnif.unsent')).length === 2")
    assert decisions(server, "patient") == []
    page.unroute("**/v1/decisions")
    # Whichever comes first: the button, or the attempt that the page makes by itself.
    page.evaluate("document.querySelector('.unsent button')?.click()")
    state(page, "thuya chess board", "saved")
    state(page, "rose water bottle", "saved")
    page.wait_for_selector(".unsent", state="hidden")
    texts = [one["text"] for one in reversed(decisions(server, "patient"))]
    assert texts == ["thuya chess board", "rose water bottle"]


def test_a_refused_decision_says_why(page: Any, server: Server) -> None:
    job_id = hand_over(server, ["olive oil soap"])
    open_review(page, server, job_id, who="refused")
    refusal = {"status": 409, "detail": "No <b>such</b> thing."}
    page.route("**/v1/decisions", lambda route: route.fulfill(status=409, json=refusal))
    page.keyboard.press("Enter")
    state(page, "olive oil soap", "refused")
    page.wait_for_selector(".current [role=alert] >> text=No <b>such</b> thing.")


def test_a_question_is_answered_in_its_row(page: Any, server: Server) -> None:
    job_id = hand_over(server, ["leather slippers"])
    open_review(page, server, job_id, who="asker")
    page.wait_for_selector(".answers .option")
    asked = page.locator(".part:has(.answers) > p").inner_text()
    page.locator(".answers .option", has_text="leather sole").click()
    page.wait_for_function(
        "asked => ![...document.querySelectorAll('.part p')].some(p => p.textContent === asked)",
        arg=asked,
    )
    assert page.get_attribute(".current .choice.first", "data-code") == "640359"


def test_rows_are_filtered_by_outcome(page: Any, server: Server) -> None:
    job_id = hand_over(server, ["saffron threads", "hello", "brass lantern"])
    open_review(page, server, job_id)
    page.click(".chip[data-outcome=not_goods]")
    page.wait_for_function("() => document.querySelectorAll('.review-row').length === 1")
    assert page.locator(".review-row .goods").inner_text() == "hello"
    assert page.get_attribute(".chip[data-outcome=not_goods]", "aria-pressed") == "true"
    page.click(".chip[data-outcome='']")
    page.wait_for_function("() => document.querySelectorAll('.review-row').length === 3")


def test_hostile_rows_are_shown_and_never_run(page: Any, server: Server) -> None:
    job_id = hand_over(server, [f"rug {n}" for n in range(len(HOSTILE))])

    # Tags are taken out of catalogues on the way in; here every field is as bad as can be.
    def worsen(route: Any) -> None:
        rows = route.fetch().json()
        for held, text in zip(rows["rows"], HOSTILE, strict=True):
            told = ("text", "description", "reason", "precedent", "error", "question", "outcome")
            held.update(dict.fromkeys(told, text), alternatives=[text[:40]])
        route.fulfill(json=rows)

    page.route("**/rows?*", worsen)
    open_review(page, server, job_id)
    shown = page.locator(".review-row .goods").all_text_contents()
    # Marks of direction are left out: the row reads in the order that it has.
    assert shown == [*HOSTILE[:2], "wool  rug  \u200b\u200d carpet", HOSTILE[3]]
    for line in page.locator(".review-row .line").all():
        line.click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("main script, main img").count() == 0
    assert page.title() != "run"
    said = [text for text in page.complaints if "404" not in text and "422" not in text]
    assert said == []


def test_a_file_is_handed_over_followed_taken_back_and_deleted(
    page: Any, server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "mine & yours <b>.csv"
    file.write_text("product name\nclay tagine\nkilim\n", "utf-8")
    page.goto(f"{server.url}/catalogue?lang=en")
    page.set_input_files("#file", file)
    job = page.locator(".job", has_text=file.name)
    job.locator("text=Done").wait_for(timeout=60_000)
    with page.expect_download() as taken:
        job.locator(f"text={EN['result']}").first.click()
    assert "hs_code" in Path(taken.value.path()).read_text("utf-8-sig")
    page.evaluate(
        """() => {
        const held = new DataTransfer();
        held.items.add(new File(["MZ"], "dropped.exe"));
        const drop = new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true });
        document.querySelector(".drop").dispatchEvent(drop);
        }"""
    )
    page.wait_for_selector(".upload [role=alert] >> text=415")
    job.get_by_role("button", name=EN["delete"]).click()
    page.locator("dialog").get_by_role("button", name=EN["delete"]).click()
    job.wait_for(state="detached")


def test_a_key_is_asked_for(page: Any, small_loader: Loader, tmp_path: Path) -> None:
    settings = Settings(
        database=f"sqlite:///{tmp_path / 'd.sqlite3'}", catalogues=tmp_path, api_keys="k1"
    )
    with running(settings, small_loader) as server:
        page.goto(f"{server.url}/catalogue?lang=en")
        page.wait_for_selector("#key")
        assert serious(page) == []
        page.fill("#key", "wrong")
        page.press("#key", "Enter")
        page.wait_for_selector(f"text={EN['api_key_wrong']}")
        page.fill("#key", "k1")
        page.press("#key", "Enter")
        page.wait_for_selector("#no-jobs")
        assert page.locator("#key").count() == 0
        file = tmp_path / "in.csv"
        file.write_text("product name\nkilim\n", "utf-8")
        page.set_input_files("#file", file)
        page.wait_for_selector(".job >> text=Done", timeout=60_000)
        with page.expect_download() as taken:
            page.click(f"a:has-text('{EN['workbook']}')")
        assert taken.value.suggested_filename == "in-review.xlsx"
        assert page.evaluate("Object.keys(localStorage).length") == 0


def test_strangers_are_told_what_to_set(page: Any, small_loader: Loader, tmp_path: Path) -> None:
    settings = Settings(host="0.0.0.0", catalogues=tmp_path / "c")
    with running(settings, small_loader) as server:
        page.goto(f"{server.url}/catalogue?lang=fr")
        page.wait_for_selector("#door [role=alert]")
        assert "TASNIF_API_KEYS" in page.locator("#door").inner_text()
        assert serious(page) == []
