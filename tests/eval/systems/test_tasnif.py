from __future__ import annotations

import pytest

from classifier import Classifier
from classifier.features import FEATURES, MADE_OF
from eval.cases import Case
from eval.errors import SpecError
from eval.systems.tasnif import GROUPS, TasnifSystem, without
from hs_data import HSCode


def case(text: str) -> Case:
    return Case(text, "en", text, (HSCode("570110"),), "test", "strong")


def test_it_ranks_with_probabilities_and_evidence(small_classifier: Classifier) -> None:
    system = TasnifSystem(lambda: small_classifier)
    told, empty, empty_again = system.rank([case("Beni Ourain rug"), case(""), case("")])
    assert told.codes[0].digits == "570110"
    assert 0 < told.sure <= 1
    assert list(told.scores) == sorted(told.scores, reverse=True)
    assert any("Beni Ourain rug" in line for line in told.evidence)
    assert empty == empty_again
    assert empty.refused
    assert empty.codes == ()


def test_what_it_refuses_is_ranked_without_probability(small_classifier: Classifier) -> None:
    [told] = TasnifSystem(lambda: small_classifier).rank([case("xqzt vvw")])
    assert told.outcome == "not_goods"
    assert told.codes == tuple(small_classifier.ranked_codes(["xqzt vvw"])[0])
    assert told.scores == ()


def test_an_ablation_has_no_weight_on_what_is_left_out(small_classifier: Classifier) -> None:
    whole = small_classifier.ranker
    less = without(whole, "term")
    for name, before, after in zip(FEATURES, whole.weights, less.weights, strict=True):
        assert after == (0.0 if name in {"term", "exact"} else before)
    system = TasnifSystem(lambda: small_classifier, "without term", ablated="term")
    full = TasnifSystem(lambda: small_classifier)
    one = case("rug Beni Ourain")
    assert system.rank([one])[0].sure < full.rank([one])[0].sure
    assert system.identity != full.identity


def test_every_group_can_be_left_out_and_no_other() -> None:
    from classifier.ranker import shipped

    for group in GROUPS:
        less = without(shipped(), group).weights
        gone = [name for name, weight in zip(FEATURES, less, strict=True) if weight == 0.0]
        assert {name for name in FEATURES if MADE_OF[name] == group} <= set(gone)
    with pytest.raises(SpecError, match="no evidence 'magic' to leave out; choose from"):
        without(shipped(), "magic")
