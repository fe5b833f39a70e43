"""What an outcome says to a person, in each answer language."""

from __future__ import annotations

from typing import Final

from classifier.types import Reason, Texts

MESSAGES: Final[dict[Reason, Texts]] = {
    "stands_out": {
        "en": "One code stands out.",
        "fr": "Un code se détache.",
        "ar": "يبرز رمز واحد.",
        "es": "Un código destaca.",
    },
    "close_call": {
        "en": "Several codes are possible; material, use or how it is made would decide.",
        "fr": "Plusieurs codes sont possibles ; la matière, l'usage ou la fabrication trancherait.",
        "ar": "عدة رموز ممكنة؛ المادة أو الاستعمال أو طريقة الصنع تحسم الأمر.",
        "es": "Son posibles varios códigos; el material, el uso o la fabricación decidirían.",
    },
    "many_chapters": {
        "en": "The description fits too many kinds of goods. Say what it is, what it is made of "
        "and what it is for.",
        "fr": "La description convient à trop de marchandises. Dites ce que c'est, en quelle "
        "matière et pour quel usage.",
        "ar": "الوصف ينطبق على بضائع كثيرة. اذكر ما هو الشيء ومن أي مادة ولأي استعمال.",
        "es": "La descripción sirve para demasiadas mercancías. Diga qué es, de qué material y "
        "para qué sirve.",
    },
    "nothing_matched": {
        "en": "No goods were recognised in this text. Describe a product: what it is and what it "
        "is made of.",
        "fr": "Aucune marchandise reconnue dans ce texte. Décrivez un produit : ce que c'est et "
        "en quelle matière.",
        "ar": "لم نتعرف على أي بضاعة في هذا النص. صف منتجا: ما هو ومن أي مادة.",
        "es": "No se reconoce ninguna mercancía en este texto. Describa un producto: qué es y de "
        "qué material.",
    },
    "greeting": {
        "en": "This is a message, not a product. Describe the goods you want to send.",
        "fr": "C'est un message, pas un produit. Décrivez la marchandise à envoyer.",
        "ar": "هذه رسالة وليست منتجا. صف البضاعة التي تريد إرسالها.",
        "es": "Es un mensaje, no un producto. Describa la mercancía que quiere enviar.",
    },
    "address": {
        "en": "This is a web or mail address. Describe the goods in words.",
        "fr": "C'est une adresse web ou de courriel. Décrivez la marchandise avec des mots.",
        "ar": "هذا عنوان إلكتروني. صف البضاعة بالكلمات.",
        "es": "Es una dirección web o de correo. Describa la mercancía con palabras.",
    },
    "empty": {
        "en": "The description is empty.",
        "fr": "La description est vide.",
        "ar": "الوصف فارغ.",
        "es": "La descripción está vacía.",
    },
    "no_letters": {
        "en": "The description has no words in it.",
        "fr": "La description ne contient aucun mot.",
        "ar": "الوصف لا يحتوي على كلمات.",
        "es": "La descripción no contiene palabras.",
    },
    "too_long": {
        "en": "The description is too long; give one product in at most 20,000 characters.",
        "fr": "La description est trop longue ; décrivez un produit en 20 000 caractères au plus.",
        "ar": "الوصف طويل جدا؛ صف منتجا واحدا في 20000 حرف على الأكثر.",
        "es": "La descripción es demasiado larga; describa un producto en 20.000 caracteres como "
        "máximo.",
    },
}
