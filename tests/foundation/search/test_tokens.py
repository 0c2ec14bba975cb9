import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.foundation.search.tokens import asked, tokens, words


def fits(query: str, text: str, language: str | None = None) -> bool:
    held = set(tokens(text, language))
    groups = asked(query, language)
    return bool(groups) and all(held & set(group) for group in groups)


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("退款", "请问我的订单可以申请退款吗？", "zh"),
        ("款", "请问我的订单可以申请退款吗？", "zh"),
        ("申请退款", "请问我的订单可以申请退款吗？", None),
        ("返品", "商品の返品について教えてください", "ja"),
        ("คืนเงิน", "ฉันต้องการคืนเงินค่าสินค้า", "th"),
        ("creme", "Une crème légère", "fr"),
        ("CRÈME", "une creme", "fr"),
        ("grosse", "in der Größe 52", "de"),
        ("returning", "We accept returns", "en"),
        ("возврата", "Как оформить возврат", "ru"),
        ("القلاده", "وصلت القلادة مكسورة", "ar"),
        ("वापसी", "मुझे वापसी चाहिए", "hi"),
        ("EH-2026-00017", "your order #EH-2026-00017.", None),
        ("00017", "your order #EH-2026-00017.", None),
        ("eh202600017", "your order #EH-2026-00017.", None),
        ("#W2378156", "Order W2378156", None),
        ("w2378156", "Order #W2378156", None),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width", None),
        ("don't", "I don’t know", "en"),
        ("Łódź", "z Lodzi do Lodz", None),
    ],
)
def test_a_text_is_found_by_its_words_however_they_are_written(
    query: str, text: str, language: str | None
) -> None:
    assert fits(query, text, language)


@pytest.mark.parametrize(
    ("query", "text"),
    [("退货", "可以申请退款吗"), ("EH-2026-00018", "order EH-2026-00017"), ("ring", "earring")],
)
def test_other_words_do_not_fit(query: str, text: str) -> None:
    assert not fits(query, text)


def test_a_query_without_words_asks_nothing() -> None:
    assert asked('"  ?!  "') == []


def test_only_words_that_are_spelt_can_be_misspelt() -> None:
    assert words("Rückgabe 退款 EH-17 order") == ["ruckgabe", "order"]


@given(st.text(max_size=200))
def test_every_text_is_found_by_itself(text: str) -> None:
    assert not asked(text) or fits(text, text)


@given(st.text(max_size=200), st.sampled_from(["en", "de", "zh", "ar", None]))
def test_tokens_are_folded_and_bounded(text: str, language: str | None) -> None:
    assert all(0 < len(token) <= 64 for token in tokens(text, language))
