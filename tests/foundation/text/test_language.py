from concurrent.futures import ThreadPoolExecutor

import pytest

from evenhand.foundation.text.direction import direction
from evenhand.foundation.text.language import detect

SENTENCES = {
    "en": "My necklace arrived with a broken clasp, what can I do now?",
    "de": "Meine Halskette kam mit einem kaputten Verschluss an, was kann ich tun?",
    "fr": "Mon collier est arrivé avec un fermoir cassé, que puis-je faire ?",
    "es": "Mi collar llegó con el cierre roto, ¿qué puedo hacer ahora?",
    "it": "La mia collana è arrivata con la chiusura rotta, cosa posso fare?",
    "pt": "O meu colar chegou com o fecho partido, o que posso fazer agora?",
    "pl": "Mój naszyjnik przyszedł z zepsutym zapięciem, co mogę zrobić?",
    "ru": "Моё ожерелье пришло со сломанной застёжкой, что мне делать?",
    "zh": "我的项链收到时搭扣坏了，请问怎么办？",
    "ja": "ネックレスの留め具が壊れて届きました。どうすればいいですか。",
    "ar": "وصلت القلادة والمشبك مكسور، ماذا يمكنني أن أفعل الآن؟",
}


@pytest.mark.parametrize(("language", "text"), SENTENCES.items())
def test_a_sentence_is_known_by_its_language(language: str, text: str) -> None:
    assert detect(text, among=list(SENTENCES)) == language


@pytest.mark.parametrize("text", ["ok", "Danke!", "", "12345 #W-99", "https://shop.example/eine/seite"])
def test_too_little_text_is_taken_for_the_customers_own_language(text: str) -> None:
    assert detect(text, among=["en", "de"], default="de") == "de"


def test_a_script_of_its_own_decides_even_in_two_signs() -> None:
    assert detect("退款", among=["en", "zh-hans", "ar"], default="en") == "zh-hans"
    assert detect("مرحبا", among=["en", "zh-hans", "ar"], default="en") == "ar"
    assert detect("返品したい", among=["en", "zh-hans", "ja"], default="en") == "ja"


def test_only_the_shops_languages_are_ever_answered() -> None:
    assert detect(SENTENCES["pl"], among=["en", "de"], default="en") in {"en", "de"}


def test_many_threads_at_once_get_the_same_answers() -> None:
    work = list(SENTENCES.items()) * 20
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda pair: detect(pair[1], among=list(SENTENCES)), work))

    assert answers == [language for language, _text in work]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("fa", "rtl"),
        ("zh-hans", "ltr"),
        ("en", "ltr"),
        ("az-Arab", "rtl"),
        ("ur-Latn", "ltr"),
    ],
)
def test_direction_follows_language_and_script(language: str, expected: str) -> None:
    assert direction(language) == expected
