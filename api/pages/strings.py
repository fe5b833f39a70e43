"""Everything the pages say, in each language."""

from __future__ import annotations

from typing import Final

from hs_data import Language

DIRECTION: Final[dict[Language, str]] = {"en": "ltr", "fr": "ltr", "ar": "rtl", "es": "ltr"}
OWN_NAME: Final[dict[Language, str]] = {
    "ar": "العربية",
    "fr": "Français",
    "en": "English",
    "es": "Español",
}
"""The languages in the order of the switch, each in its own words."""

STRINGS: Final[dict[str, dict[Language, str]]] = {
    "title": {
        "en": "Which customs code does it have?",
        "fr": "Quel code douanier pour ce produit ?",
        "ar": "ما الرمز الجمركي لهذا المنتج؟",
        "es": "¿Qué código aduanero tiene?",
    },
    "lead": {
        "en": "Describe one product in your own words: what it is, what it is made of, what it is for.",
        "fr": "Décrivez un produit avec vos mots : ce que c'est, en quelle matière, pour quel usage.",
        "ar": "صف منتجا واحدا بكلماتك: ما هو، ومن أي مادة، ولأي استعمال. الدارجة مرحب بها.",
        "es": "Describa un producto con sus palabras: qué es, de qué material y para qué sirve.",
    },
    "placeholder": {
        "en": "hand-knotted wool rug, 200 x 300 cm",
        "fr": "babouches en cuir pour femme, semelle en cuir",
        "ar": "طاجين من الفخار مزوق باليد",
        "es": "bolso de rafia hecho a mano con asas de cuero",
    },
    "ask": {
        "en": "Find the code",
        "fr": "Trouver le code",
        "ar": "ابحث عن الرمز",
        "es": "Buscar el código",
    },
    "examples": {"en": "Try one:", "fr": "Essayez :", "ar": "جرب:", "es": "Pruebe:"},
    "loading": {"en": "Looking…", "fr": "Recherche…", "ar": "جار البحث…", "es": "Buscando…"},
    "offline": {
        "en": "The server cannot be reached. Your text is still here; try again.",
        "fr": "Le serveur est injoignable. Votre texte est toujours là ; réessayez.",
        "ar": "تعذر الوصول إلى الخادم. نصك ما زال هنا؛ أعد المحاولة.",
        "es": "No se puede llegar al servidor. Su texto sigue aquí; inténtelo de nuevo.",
    },
    "failed": {
        "en": "Something went wrong on the server. Your text is still here; try again.",
        "fr": "Une erreur s'est produite sur le serveur. Votre texte est toujours là ; réessayez.",
        "ar": "حدث خطأ في الخادم. نصك ما زال هنا؛ أعد المحاولة.",
        "es": "Algo falló en el servidor. Su texto sigue aquí; inténtelo de nuevo.",
    },
    "retry": {"en": "Try again", "fr": "Réessayer", "ar": "أعد المحاولة", "es": "Reintentar"},
    "elsewhere": {
        "en": "What would rule it out",
        "fr": "Ce qui l'exclurait",
        "ar": "ما الذي يستبعده",
        "es": "Qué lo descartaría",
    },
    "then": {
        "en": "What helps",
        "fr": "Ce qui aide",
        "ar": "ما الذي يساعد",
        "es": "Qué ayuda",
    },
    "none_add": {
        "en": "Say more in your text; what would help most:",
        "fr": "Précisez votre texte ; le plus utile serait :",
        "ar": "أضف إلى نصك؛ أكثر ما يفيد:",
        "es": "Diga más en su texto; lo más útil sería:",
    },
    "add_what": {
        "en": "What is it, in one word?",
        "fr": "Qu'est-ce que c'est, en un mot ?",
        "ar": "ما هو، بكلمة واحدة؟",
        "es": "¿Qué es, en una palabra?",
    },
    "add_material": {
        "en": "What is it made of?",
        "fr": "En quelle matière est-ce ?",
        "ar": "من أي مادة صنع؟",
        "es": "¿De qué material es?",
    },
    "add_use": {
        "en": "What is it for?",
        "fr": "À quoi cela sert-il ?",
        "ar": "لأي استعمال؟",
        "es": "¿Para qué sirve?",
    },
    "add_more": {
        "en": "Change the text",
        "fr": "Modifier le texte",
        "ar": "تعديل النص",
        "es": "Cambiar el texto",
    },
    "catalogue": {
        "en": "Classify a whole catalogue",
        "fr": "Classer tout un catalogue",
        "ar": "تصنيف كتالوج كامل",
        "es": "Clasificar un catálogo entero",
    },
    "unknown_code": {
        "en": "There is no such code in HS 2022:",
        "fr": "Ce code n'existe pas dans le SH 2022 :",
        "ar": "لا يوجد هذا الرمز في النظام المنسق 2022:",
        "es": "No existe este código en el SA 2022:",
    },
    "starting": {
        "en": "Tasnif is still starting. Try again in a few seconds.",
        "fr": "Tasnif démarre encore. Réessayez dans quelques secondes.",
        "ar": "تصنيف ما زال قيد التشغيل. أعد المحاولة بعد ثوان.",
        "es": "Tasnif todavía está arrancando. Inténtelo en unos segundos.",
    },
    "sure_4": {"en": "almost sure", "fr": "presque sûr", "ar": "شبه مؤكد", "es": "casi seguro"},
    "sure_3": {"en": "likely", "fr": "probable", "ar": "مرجح", "es": "probable"},
    "sure_2": {"en": "possible", "fr": "possible", "ar": "ممكن", "es": "posible"},
    "sure_1": {
        "en": "less likely",
        "fr": "peu probable",
        "ar": "أقل احتمالا",
        "es": "poco probable",
    },
    "why": {"en": "Why", "fr": "Pourquoi", "ar": "لماذا", "es": "Por qué"},
    "copy_code": {
        "en": "Copy code",
        "fr": "Copier le code",
        "ar": "نسخ الرمز",
        "es": "Copiar código",
    },
    "copied": {"en": "Copied", "fr": "Copié", "ar": "تم النسخ", "es": "Copiado"},
    "share": {
        "en": "Share link",
        "fr": "Partager le lien",
        "ar": "مشاركة الرابط",
        "es": "Compartir enlace",
    },
    "sheet": {
        "en": "Classification sheet",
        "fr": "Fiche de classement",
        "ar": "ورقة التصنيف",
        "es": "Ficha de clasificación",
    },
    "print": {
        "en": "Print or save",
        "fr": "Imprimer ou enregistrer",
        "ar": "طباعة أو حفظ",
        "es": "Imprimir o guardar",
    },
    "none": {
        "en": "None of these?",
        "fr": "Aucun ne convient ?",
        "ar": "لا شيء مما سبق؟",
        "es": "¿Ninguno le sirve?",
    },
    "browse": {
        "en": "Browse all codes",
        "fr": "Parcourir les codes",
        "ar": "تصفح كل الرموز",
        "es": "Ver todos los códigos",
    },
    "search_codes": {
        "en": "Search codes or words",
        "fr": "Chercher un code ou un mot",
        "ar": "ابحث عن رمز أو كلمة",
        "es": "Buscar un código o una palabra",
    },
    "search": {"en": "Search", "fr": "Chercher", "ar": "بحث", "es": "Buscar"},
    "nothing_found": {
        "en": "Nothing matches. Try another word.",
        "fr": "Rien ne correspond. Essayez un autre mot.",
        "ar": "لا نتائج. جرب كلمة أخرى.",
        "es": "Nada coincide. Pruebe otra palabra.",
    },
    "boundaries": {
        "en": "Often confused",
        "fr": "Souvent confondu",
        "ar": "يلتبس كثيرا",
        "es": "Se confunde a menudo",
    },
    "back": {
        "en": "Back to the answer",
        "fr": "Retour à la réponse",
        "ar": "العودة إلى الجواب",
        "es": "Volver a la respuesta",
    },
    "home": {"en": "Ask again", "fr": "Nouvelle demande", "ar": "سؤال جديد", "es": "Otra consulta"},
    "answered": {
        "en": "You answered:",
        "fr": "Vous avez répondu :",
        "ar": "أجبت:",
        "es": "Respondió:",
    },
    "undo": {"en": "Start over", "fr": "Recommencer", "ar": "إعادة", "es": "Empezar de nuevo"},
    "privacy": {
        "en": "Nothing you type is stored or sent elsewhere.",
        "fr": "Rien de ce que vous écrivez n'est conservé ni envoyé ailleurs.",
        "ar": "لا يُحفظ ما تكتبه ولا يُرسل إلى أي مكان آخر.",
        "es": "Nada de lo que escribe se guarda ni se envía a otro sitio.",
    },
    "caution": {
        "en": "Customs decide. This is help, not a ruling.",
        "fr": "La douane décide. Ceci est une aide, pas une décision.",
        "ar": "القرار للجمارك. هذه مساعدة وليست قرارا.",
        "es": "Decide la aduana. Esto es una ayuda, no una resolución.",
    },
    "product": {"en": "Product", "fr": "Produit", "ar": "المنتج", "es": "Producto"},
    "code": {
        "en": "Code (HS 2022)",
        "fr": "Code (SH 2022)",
        "ar": "الرمز (النظام المنسق 2022)",
        "es": "Código (SA 2022)",
    },
    "covers": {
        "en": "What it covers",
        "fr": "Ce qu'il couvre",
        "ar": "ما يشمله",
        "es": "Qué abarca",
    },
    "place": {
        "en": "Place in the nomenclature",
        "fr": "Place dans la nomenclature",
        "ar": "الموضع في التصنيف",
        "es": "Lugar en la nomenclatura",
    },
    "chance": {
        "en": "How sure",
        "fr": "Degré de certitude",
        "ar": "درجة التأكد",
        "es": "Grado de certeza",
    },
    "date": {"en": "Date", "fr": "Date", "ar": "التاريخ", "es": "Fecha"},
    "edition": {
        "en": "Edition and versions",
        "fr": "Édition et versions",
        "ar": "الإصدار",
        "es": "Edición y versiones",
    },
    "skip": {
        "en": "Skip to the answer",
        "fr": "Aller à la réponse",
        "ar": "انتقل إلى الجواب",
        "es": "Ir a la respuesta",
    },
    "language": {"en": "Language", "fr": "Langue", "ar": "اللغة", "es": "Idioma"},
    "not_found": {
        "en": "Page not found",
        "fr": "Page introuvable",
        "ar": "الصفحة غير موجودة",
        "es": "Página no encontrada",
    },
}

EXAMPLES: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "hand-knotted wool rug",
        "leather pouf cover, no filling",
        "argan oil for the face",
        "brass lantern",
    ),
    "fr": (
        "babouches cuir femme",
        "tapis noué en laine",
        "huile d'argan cosmétique",
        "caftan brodé femme",
    ),
    "ar": ("زربية صوف معقودة", "بلغة جلد للرجال", "طاجين فخار", "9aftan mtrouz"),
    "es": ("alfombra de lana anudada", "babuchas de cuero", "aceite de argán", "farol de latón"),
}


def words(language: Language) -> dict[str, str]:
    """Every string of the pages in one language."""
    return {key: texts[language] for key, texts in STRINGS.items()}
