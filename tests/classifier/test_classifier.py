from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier import Classifier
from classifier.messages import MESSAGES
from classifier.outcome import SUPPORTED, decide, deepest
from classifier.types import RollUp
from hs_data import ANSWER_LANGUAGES


@pytest.fixture
def small(small_classifier: Classifier) -> Classifier:
    return small_classifier


def test_a_known_name_stands_out_and_the_evidence_holds_the_persons_words(
    small: Classifier,
) -> None:
    answer = small.classify("Old Beni-Ourain RUGS")
    assert answer.outcome == "suggested"
    best = answer.suggestions[0]
    assert best.code.digits == "570110"
    term = next(item for item in best.evidence if item.source == "term")
    assert term.words == ("Beni", "Ourain", "RUGS")
    assert (term.passage, term.condition) == ("Beni Ourain rug", "knotted")
    contributions = [item.contribution for item in best.evidence]
    assert contributions == sorted(contributions, reverse=True)
    assert contributions[0] > 0


def test_probabilities_sum_to_one_up_the_tree(small: Classifier) -> None:
    answer = small.classify("hand made carpet of wool", top=50)
    assert sum(s.probability for s in answer.suggestions) == pytest.approx(1.0)
    assert sum(r.probability for r in answer.headings) == pytest.approx(1.0)
    for chapter in answer.chapters:
        below = [s.probability for s in answer.suggestions if chapter.entry.code.contains(s.code)]
        assert chapter.probability == pytest.approx(sum(below))


@pytest.mark.parametrize(
    ("text", "outcome", "reason"),
    [
        ("", "unreadable", "empty"),
        (" \t\n ", "unreadable", "empty"),
        ("🧿🪬✨", "unreadable", "no_letters"),
        ("\x00\x01\x02", "unreadable", "no_letters"),
        ("\u202e\u200f\u200b", "unreadable", "no_letters"),
        ("12345 / 678", "unreadable", "no_letters"),
        ("x" * 1_000_000, "unreadable", "too_long"),
        ("Bonjour !", "not_goods", "greeting"),
        ("السلام عليكم", "not_goods", "greeting"),
        ("https://example.com/p?id=1", "not_goods", "address"),
        ("someone@example.com", "not_goods", "address"),
        ("qwrtzp xcvbnm", "not_goods", "nothing_matched"),
    ],
)
def test_what_cannot_be_classified_gets_a_clear_outcome(
    small: Classifier, text: str, outcome: str, reason: str
) -> None:
    answer = small.classify(text)
    assert (answer.outcome, answer.reason) == (outcome, reason)
    assert answer.suggestions == ()
    assert all(answer.message(language) for language in ANSWER_LANGUAGES)


def test_mixed_directions_and_hostile_text_are_read(small: Classifier) -> None:
    answer = small.classify("\u202eزربية ديال الصوف\u202c <script>\ud800</script>")
    assert answer.query.scripts == ("arabic", "latin")
    assert answer.suggestions[0].code.digits == "570110"


def test_many_keeps_order_and_repeats(small: Classifier) -> None:
    texts = ["kilim", "", "clay tagine", "kilim"]
    answers = small.classify_many(texts)
    assert [a.query.raw for a in answers] == texts
    assert answers[0] == answers[3]
    assert [a.suggestions[0].code.digits for a in (answers[0], answers[2])] == ["570210", "691200"]
    assert small.classify_many([]) == []


@given(st.text(max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_classify_never_raises(small: Classifier, text: str) -> None:
    answer = small.classify(text)
    assert answer.query.raw == text
    assert bool(answer.suggestions) == (answer.outcome in {"suggested", "ambiguous", "too_vague"})


def test_every_reason_is_told_in_every_language() -> None:
    for texts in MESSAGES.values():
        assert set(texts) == set(ANSWER_LANGUAGES)
        assert len(set(texts.values())) == len(ANSWER_LANGUAGES)


def test_the_answer_names_what_answered(small: Classifier) -> None:
    versions = small.classify("kilim").versions
    assert (versions.edition, versions.encoder) == ("HS 2022", "hash@1")


@pytest.mark.parametrize(
    ("support", "best", "chapter", "outcome"),
    [
        (0.1, 0.9, 0.9, "not_goods"),
        (0.6, 0.2, 0.4, "too_vague"),
        (0.6, 0.4, 0.9, "ambiguous"),
        (0.6, 0.6, 0.9, "suggested"),
    ],
)
def test_outcomes_follow_the_probabilities(
    support: float, best: float, chapter: float, outcome: str
) -> None:
    assert decide(support, best, chapter)[0] == outcome


def test_the_answer_stops_at_the_level_the_text_supports(small: Classifier) -> None:
    tree = small.nomenclature
    code, heading, chapter = tree["570110"], tree["5701"], tree["57"]
    levels = [RollUp(code, 0.4), RollUp(heading, SUPPORTED), RollUp(chapter, 0.9)]
    assert deepest(levels) == levels[1]
    assert deepest([RollUp(code, 0.4), RollUp(heading, 0.5), RollUp(chapter, 0.6)]) is None
    assert small.classify("Beni Ourain rug").supported is not None
