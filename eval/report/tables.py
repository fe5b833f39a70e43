"""The tables of a report as rows of words, for HTML and Markdown alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.report.words import chance, decimal, interval, milliseconds, percent, signed, size


@dataclass(frozen=True, slots=True)
class Table:
    """A heading for each column, and rows of as many cells; the first names the row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table."""
    return Table(tuple(header), tuple(tuple(row) for row in rows))


def systems(told: Mapping[str, Any]) -> Table:
    """The systems over one dataset."""
    header = ["system", "first", "first 3", "first 5", "first 10", "heading", "chapter",
              "MRR@10", "nDCG@10", "distance"]  # fmt: skip
    rows = []
    for name, one in told["systems"].items():
        six = one["top"]["6"]
        rows.append([
            name, interval(six["1"]), percent(six["3"]), interval(six["5"]), percent(six["10"]),
            interval(one["top"]["4"]["1"]), interval(one["top"]["2"]["1"]),
            decimal(one["mrr"]), decimal(one["ndcg"]), decimal(one["distance"]),
        ])  # fmt: skip
    return table(header, rows)


def pairs(told: Mapping[str, Any]) -> Table:
    """The primary system against the others."""
    header = ["against", "points right first", "only it right", "only the other", "McNemar p",
              "Holm", "MRR", "randomisation p"]  # fmt: skip
    rows = [
        [
            one["second"], signed(one["difference"]), str(one["only_first"]),
            str(one["only_second"]), chance(one["p"]), chance(one["corrected"]),
            f"{one['mrr_difference']:+.3f}", chance(one["mrr_p"]),
        ]
        for one in told["pairs"]
    ]  # fmt: skip
    return table(header, rows)


def slices(one: Mapping[str, Any], dimension: str) -> Table:
    """One system over the parts of a dimension."""
    header = [dimension, "cases", "first", "first 5", "heading", "chapter", "MRR@10"]
    rows = [
        [
            name, str(told["cases"]), interval(told["top"]["1"]), interval(told["top"]["5"]),
            interval(told["heading"]), interval(told["chapter"]), decimal(told["mrr"]),
        ]
        for name, told in one["slices"][dimension].items()
    ]  # fmt: skip
    return table(header, rows)


def probabilities(told: Mapping[str, Any]) -> Table:
    """What the probabilities of each system are worth, for systems that have any."""
    header = ["system", "calibration error", "Brier", "accepted at 90%", "at 95%", "at 99%",
              "area under risk", "distance by mass"]  # fmt: skip
    rows = [
        [
            name, decimal(c["error"]), decimal(c["brier"]),
            *(interval(c["coverage"][p]) for p in ("0.90", "0.95", "0.99")),
            f"{c['area']:.4f}", decimal(one["mass_distance"]),
        ]
        for name, one in told["systems"].items()
        if (c := one["calibration"])
    ]  # fmt: skip
    return table(header, rows)


def refusals(told: Mapping[str, Any]) -> Table:
    """How systems tell goods from other texts."""
    header = ["system", "goods refused", "other texts refused", "other texts",
              "right first, refusals wrong"]  # fmt: skip
    rows = [
        [
            name, interval(one["refusals"]["goods"]),
            interval(one["refusals"]["others"]) if one["refusals"]["other_cases"] else "–",
            str(one["refusals"]["other_cases"]), interval(one["refusals"]["top_1"]),
        ]
        for name, one in told["systems"].items()
    ]  # fmt: skip
    return table(header, rows)


def robustness(one: Mapping[str, Any]) -> Table:
    """What perturbations cost one system."""
    header = ["perturbation", "cases changed", "first before", "first after", "lost", "won",
              "McNemar p"]  # fmt: skip
    rows = [
        [
            name, str(r["cases"]), interval(r["before"]), interval(r["after"]), str(r["lost"]),
            str(r["won"]), chance(r["p"]),
        ]
        for name, r in one["robustness"].items()
    ]  # fmt: skip
    return table(header, rows)


def oracle(one: Mapping[str, Any]) -> Table:
    """What questions are worth, when they are answered rightly."""
    told = one["oracle"]
    asked = zip(told["right_after"], told["asked"], strict=True)
    rows = [
        [str(count), interval(right), f"{100 * share:.1f}" if count else "–"]
        for count, (right, share) in enumerate(asked)
    ]
    return table(["questions", "right first", "cases asked, percent"], rows)


def leakage(told: Mapping[str, Any]) -> Table:
    """The systems with and without the cases that stand in the tables."""
    rows = [
        [name, interval(told["systems"][name]["top"]["6"]["1"]), interval(without)]
        for name, without in told["leakage"]["top_1_without"].items()
    ]
    return table(["system", "first, all", "first, without known texts"], rows)


def confusion(one: Mapping[str, Any], most: int = 25) -> Table:
    """Chapters that are taken for one another."""
    rows = [[c["right"], c["given"], str(c["cases"])] for c in one["confusion"][:most]]
    return table(["right chapter", "given chapter", "cases"], rows)


def costs(timings: Mapping[str, Any]) -> Table:
    """What answers cost."""
    header = ["system", "texts a second", "one text, median", "95th percentile", "peak memory",
              "model on disk"]  # fmt: skip
    rows = [
        [
            name, f"{one['texts_per_second']:,.0f}" if one["texts_per_second"] else "–",
            milliseconds(one["median_latency"]), milliseconds(one["p95_latency"]),
            size(one["peak_memory"]), size(one["model_bytes"]),
        ]
        for name, one in timings["systems"].items()
    ]  # fmt: skip
    return table(header, rows)
