"""A run as one HTML file that asks nothing of the network.

Everything that comes from cases, systems or files is escaped by the template engine;
the page's own script is the only one its content policy lets run, named by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.report import svg, tables
from eval.report.contents import Contents
from eval.report.markdown import TIMINGS

_TEMPLATES: Final = Path(__file__).parent / "templates"
_PLOTTED: Final = ("language", "group", "craft family", "text length", "quality")


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        f"form-action 'none'; script-src 'sha256-{digest}'"
    )


def _dataset(told: Contents, name: str) -> dict[str, Any]:
    figures = told.figures["datasets"][name]
    one = figures["systems"][told.primary]
    calibration = one["calibration"]
    by = {
        dimension: svg.intervals(
            [(n, p["top"]["1"], p["cases"]) for n, p in one["slices"][dimension].items()],
            f"Right first by {dimension}",
        )
        for dimension in _PLOTTED
        if dimension in one["slices"]
    }
    return {
        "name": name,
        "about": told.dataset(name),
        "leakage": figures.get("leakage"),
        "tables": {
            "systems": tables.systems(figures),
            "pairs": tables.pairs(figures),
            "leakage": tables.leakage(figures) if "leakage" in figures else None,
            "probabilities": tables.probabilities(figures),
            "refusals": tables.refusals(figures),
            "confusion": tables.confusion(one),
            "robustness": tables.robustness(one) if "robustness" in one else None,
            "oracle": tables.oracle(one) if "oracle" in one else None,
        },
        "slices": {d: tables.slices(one, d) for d in one["slices"]},
        "plots": by,
        "reliability": svg.reliability(calibration["bins"]) if calibration else None,
        "risk": svg.risk_coverage(calibration["curve"]) if calibration else None,
        "confusion": svg.confusion(one["confusion"]) if one["confusion"] else None,
        "errors": told.errors[name],
    }


def as_page(told: Contents) -> str:
    """The whole report."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = (_TEMPLATES / "report.js").read_text(encoding="utf-8")
    style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    page = environment.get_template("report.html")
    return page.render(
        run=told.run,
        primary=told.primary,
        datasets=[_dataset(told, name) for name in told.figures["datasets"]],
        costs=tables.costs(told.timings),
        timings=[Markup(mark) for mark in TIMINGS],
        policy=_policy(script),
        # Our own files, not anybody's text.
        script=Markup(script),
        style=Markup(style),
    )
