"""The fixed words of the review workbook, by language."""

from __future__ import annotations

from typing import Final

from hs_data import Language

REVIEW: Final[dict[Language, str]] = {
    "en": "Review", "fr": "À revoir", "ar": "للمراجعة", "es": "Por revisar",
}  # fmt: skip
SUMMARY: Final[dict[Language, str]] = {
    "en": "Summary", "fr": "Résumé", "ar": "ملخص", "es": "Resumen",
}  # fmt: skip

HEADINGS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "Row", "Goods", "Code", "Your decision", "Chance", "What it covers", "Outcome",
        "Question", "Why",
    ),
    "fr": (
        "Ligne", "Marchandise", "Code", "Votre décision", "Chance", "Ce qu'il couvre", "Résultat",
        "Question", "Pourquoi",
    ),
    "ar": (
        "السطر", "البضاعة", "الرمز", "قراركم", "الاحتمال", "ما يشمله", "النتيجة", "السؤال",
        "السبب",
    ),
    "es": (
        "Fila", "Mercancía", "Código", "Su decisión", "Prob.", "Qué abarca", "Resultado",
        "Pregunta", "Por qué",
    ),
}  # fmt: skip

CANDIDATE: Final[dict[Language, str]] = {
    "en": "Candidate", "fr": "Candidat", "ar": "مرشح", "es": "Candidato",
}  # fmt: skip

ACCEPT: Final[dict[Language, str]] = {
    "en": "accepted", "fr": "accepté", "ar": "مقبول", "es": "aceptado",
}  # fmt: skip

OUTCOMES: Final[dict[str, dict[Language, str]]] = {
    "suggested": {"en": "suggested", "fr": "proposé", "ar": "مقترح", "es": "propuesto"},
    "ambiguous": {"en": "ambiguous", "fr": "ambigu", "ar": "ملتبس", "es": "ambiguo"},
    "too_vague": {"en": "too vague", "fr": "trop vague", "ar": "غامض", "es": "demasiado vago"},
    "not_goods": {
        "en": "not goods", "fr": "pas une marchandise", "ar": "ليس بضاعة", "es": "no es mercancía",
    },
    "unreadable": {
        "en": "unreadable", "fr": "illisible", "ar": "غير مقروء", "es": "ilegible",
    },
    "decided": {
        "en": "decided before", "fr": "déjà décidé", "ar": "مقرر من قبل", "es": "ya decidido",
    },
}  # fmt: skip

LABELS: Final[dict[str, dict[Language, str]]] = {
    "rows": {"en": "Rows", "fr": "Lignes", "ar": "الأسطر", "es": "Filas"},
    "different": {
        "en": "Different descriptions", "fr": "Descriptions différentes",
        "ar": "أوصاف مختلفة", "es": "Descripciones distintas",
    },
    "failed": {
        "en": "Rows that could not be read", "fr": "Lignes illisibles",
        "ar": "أسطر تعذرت قراءتها", "es": "Filas ilegibles",
    },
    "columns": {
        "en": "Read from the columns", "fr": "Lu dans les colonnes",
        "ar": "قُرئ من الأعمدة", "es": "Leído de las columnas",
    },
    "outcome": {"en": "Outcome", "fr": "Résultat", "ar": "النتيجة", "es": "Resultado"},
    "chapter": {"en": "Chapter", "fr": "Chapitre", "ar": "الفصل", "es": "Capítulo"},
    "covers": {
        "en": "What it covers", "fr": "Ce qu'il couvre", "ar": "ما يشمله", "es": "Qué abarca",
    },
    "disagree": {
        "en": "Goods that look the same, coded differently",
        "fr": "Marchandises semblables, codées différemment",
        "ar": "بضائع متشابهة برموز مختلفة",
        "es": "Mercancías parecidas, con códigos distintos",
    },
    "against": {
        "en": "Coded differently from like goods that were decided before",
        "fr": "Codées autrement que des marchandises semblables déjà décidées",
        "ar": "برمز يخالف ما تقرر من قبل لبضائع شبيهة",
        "es": "Con código distinto al decidido antes para mercancías parecidas",
    },
    "caution": {
        "en": "Customs decide; Tasnif suggests. A chance of 70% is right about 7 times in 10.",
        "fr": "La douane décide ; Tasnif propose. Une chance de 70 % tombe juste environ 7 fois "
        "sur 10.",
        "ar": "القرار للجمارك، وتصنيف يقترح. احتمال 70% يصيب نحو 7 مرات من 10.",
        "es": "Decide la aduana; Tasnif propone. Una probabilidad del 70 % acierta unas 7 veces "
        "de 10.",
    },
    "how": {
        "en": "To decide: choose or type a code in the column “Code”, or mark “Your decision”; "
        "save, then: tasnif review import FILE",
        "fr": "Pour décider : choisissez ou tapez un code dans la colonne « Code », ou marquez "
        "« Votre décision » ; enregistrez, puis : tasnif review import FICHIER",
        "ar": "للبت: اختاروا رمزا أو اكتبوه في عمود «الرمز»، أو املؤوا «قراركم»؛ احفظوا ثم: "
        "tasnif review import FILE",
        "es": "Para decidir: elija o escriba un código en la columna «Código», o marque «Su "
        "decisión»; guarde y luego: tasnif review import ARCHIVO",
    },
}  # fmt: skip
