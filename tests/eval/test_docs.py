"""What the pages say of the harness is what it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.check import _FIGURES
from eval.cli import evaluate
from eval.datasets import ADAPTERS
from eval.measures.perturb import PERTURBATIONS
from eval.measures.slices import DIMENSIONS
from eval.readme import up_to_date
from eval.report.blocks import BLOCKS
from eval.spec import OracleSpec, RobustnessSpec, Spec
from eval.summary import RESULTS, committed

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
GENERATED = ["README.md", "docs/how-accurate.md"]


def test_every_command_is_on_the_page() -> None:
    for command in evaluate.registered_commands:
        assert f"tasnif eval {command.name}" in PAGE


@pytest.mark.parametrize(
    "name",
    [
        *ADAPTERS,
        *PERTURBATIONS,
        *_FIGURES,
        *BLOCKS,
        *("tasnif", "ablation", "ablations", "bm25", "fuzzy", "minilm", "sentence-transformers"),
        *("http", "file", "optional", "many", "headers_file", "probabilities"),
        *(set(Spec.model_fields) - {"datasets", "systems", "robustness", "oracle"}),
        *RobustnessSpec.model_fields,
        *OracleSpec.model_fields,
        *(set(DIMENSIONS) - {"group and language"}),
    ],
)
def test_every_name_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE or f"`{name} =" in PAGE or f"<!-- {name} -->" in PAGE


@pytest.mark.parametrize("page", GENERATED)
def test_generated_tables_are_those_of_the_committed_figures(page: str) -> None:
    if not list(RESULTS.glob("*.json")):
        pytest.skip("no figures are committed yet")
    assert up_to_date(ROOT / page, committed()), f"run `tasnif eval table --write {page}`"
