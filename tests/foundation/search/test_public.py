import pytest

from evenhand.foundation.search.find import find_public
from evenhand.foundation.search.index import drop_public, index_public, relearn_words
from evenhand.foundation.search.models import PublicEntry, PublicWord

pytestmark = pytest.mark.django_db

PAGES = [
    (
        "returns",
        "en",
        "Return an item",
        "You may return most items within 30 days. We pay the freight for faults.",
    ),
    ("returns", "zh-hans", "退货", "大多数商品可在30天内退货。质量问题由我们承担运费。"),
    ("shipping", "en", "Delivery times", "Parcels arrive in 3 to 5 days. Return to this page for the state."),
    ("care", "en", "Care for silver", "Polish silver with a soft cloth. Store earrings dry."),
    ("care", "fr", "Entretenir l'argent", "Polissez l'argent avec un chiffon doux. Crème déconseillée."),
]


@pytest.fixture(autouse=True)
def pages() -> None:
    for ref, language, title, body in PAGES:
        index_public(kind="article", ref=ref, language=language, title=title, body=body, url=f"/help/a/{ref}")


def found(q: str, language: str = "en") -> list[str]:
    return [hit.ref for hit in find_public(q, language).hits]


def test_the_page_about_it_stands_before_the_page_that_mentions_it() -> None:
    assert found("return")[:2] == ["returns", "shipping"]


def test_a_whole_question_finds_its_page() -> None:
    assert found("how do I polish my silver earrings?")[0] == "care"


@pytest.mark.req("R-003-4.1")
def test_a_two_sign_chinese_word_inside_a_sentence_is_found_in_chinese() -> None:
    hits = find_public("运费", "zh-hans").hits

    assert [(hit.ref, hit.language) for hit in hits] == [("returns", "zh-hans")]


def test_each_page_is_shown_once_in_the_readers_language() -> None:
    assert [hit.language for hit in find_public("argent silver", "fr").hits] == ["fr"]


@pytest.mark.req("R-003-4.1")
def test_a_typing_mistake_is_mended_and_said() -> None:
    answer = find_public("delivry tims", "en")

    assert answer.corrected == "delivery times"
    assert answer.hits[0].ref == "shipping"


def test_nonsense_finds_nothing_and_is_not_mended() -> None:
    answer = find_public("xqzvw", "en")

    assert answer.hits == []
    assert answer.corrected == ""


@pytest.mark.parametrize("q", ['"', "'", "\\", "a & b | c", "(((", "':*", "", "%s", "\x00"])
def test_signs_that_mean_something_to_the_database_do_no_harm(q: str) -> None:
    find_public(q, "en")


def test_indexing_again_replaces() -> None:
    index_public(kind="article", ref="care", language="en", title="Care", body="Only gold now.", url="/x")

    assert found("cloth") == []
    assert found("gold") == ["care"]
    assert PublicEntry.objects.filter(ref="care", language="en").count() == 1


def test_a_dropped_page_is_not_found_and_its_words_are_forgotten() -> None:
    drop_public("article", "shipping")
    relearn_words()

    assert found("parcels") == []
    assert not PublicWord.objects.filter(word="parcels").exists()


def test_kinds_can_be_chosen() -> None:
    assert find_public("silver", "en", kinds=("product",)).hits == []
