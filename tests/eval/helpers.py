"""A small run of our own: hostile cases, the small classifier, and predictions from a file."""

from __future__ import annotations

from pathlib import Path

from classifier import Classifier
from eval.folder import RunFolder
from eval.run import resolver, run
from eval.spec import Spec, parse

HOSTILE = '<script>alert("x")</script> & <b>zerbia</b> | rug'

CASES = [
    ("a", "en", "Beni Ourain rug", "570110", "craft-shop", "strong"),
    ("b", "ary-latn", "hanbel", "570210", "craft-maker", "strong"),
    ("c", "en", "clay tagine", "691110", "craft-maker", "medium"),
    ("d", "fr", "assiette en porcelaine décorée", "691110", "everyday-shop", "strong"),
    ("e", "en", HOSTILE, "691200", "everyday-shop", "medium"),
    ("f", "en", "hello there", "", "not-goods", "strong"),
    ("g", "en", "no such code", "banana", "craft-shop", "strong"),
    ("h", "en", "telephones of an older edition", "851712", "craft-shop", "strong"),
    ("i", "es", "tajín de barro", "691200", "craft-shop", "strong"),
    ("j", "ary-latn", "zerbia", "570110", "craft-shop", "strong"),
    ("k", "en", "kilim", "570210", "everyday-shop", "strong"),
]


def write_cases(path: Path) -> Path:
    lines = ["id,lang,text,codes,source,quality"]
    for case in CASES:
        quoted = ('"' + cell.replace('"', '""') + '"' for cell in case)
        lines.append(",".join(quoted))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def small_spec(**more: object) -> Spec:
    return parse(
        {
            "name": "small",
            "bootstrap": 20,
            "latency_texts": 2,
            "leakage": False,
            "datasets": [{"name": "ours", "path": "cases.csv"}],
            "systems": [
                {"kind": "tasnif"},
                {"kind": "ablation", "without": "term"},
                {"kind": "file", "name": "theirs", "path": "theirs.csv"},
            ],
            "robustness": {"perturbations": ["typos", "upper", "arabizi"]},
            **more,
        },
        "small.toml",
    )


def small_run(
    folder: Path, out: Path, classifier: Classifier, spec: Spec | None = None
) -> RunFolder:
    write_cases(folder / "cases.csv")
    theirs = "id,codes\na,570190\nb,570210\nd,691110|691200\nj,570110\n"
    (folder / "theirs.csv").write_text(theirs)
    resolve = resolver(folder / "small.toml", None)
    return run(spec or small_spec(), resolve, out, load=lambda encoder: classifier)
