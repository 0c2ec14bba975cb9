"""What makes a variant different, and where a parcel goes, in the reader's words."""

from django.utils.translation import override

from evenhand.faces.look.options import option_words
from evenhand.faces.look.words import country_name


def test_what_we_know_is_translated_and_what_a_shop_calls_its_own_stays() -> None:
    assert option_words({"size": "54", "colour": "rose gold"}) == "size 54, colour rose gold"
    with override("zh-hans"):
        assert option_words({"colour": "rose gold", "Gravur": "Ja"}) == "颜色 玫瑰金, Gravur Ja"
    assert option_words({}) == ""


def test_a_country_is_named_and_what_is_no_code_stays() -> None:
    with override("en"):
        assert [country_name(one) for one in ("ie", "AE", "Narnia", "")] == [
            "Ireland",
            "United Arab Emirates",
            "Narnia",
            "",
        ]
