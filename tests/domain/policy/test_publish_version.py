import pytest
from django.db import IntegrityError, connection, transaction

from evenhand.domain.policy.actions import (
    AlreadyPublished,
    NotReady,
    SelfApproval,
    draft_version,
    publish_version,
)
from evenhand.domain.policy.models import DecisionRow, Value, Version
from evenhand.domain.policy.queries import NoSuchVersion, current, troubles_of, version
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.access.rights import NotAllowed
from tests.make.moments import NOW, later
from tests.make.policy import APPROVER, AUTHOR, document, promise, publish_demo_policy, publish_policy, value

pytestmark = pytest.mark.django_db


def test_the_demo_shops_document_publishes():
    publish_demo_policy()
    view = current(NOW)
    assert view.days("return.window_days") == 30
    assert view.money("return.label_cost").minor == 490
    assert len(view.table("promises")) == 10


@pytest.mark.req("R-000-1.5d")
def test_the_author_may_not_approve():
    draft_version(document=document(), actor=AUTHOR, now=NOW)
    with pytest.raises(SelfApproval):
        publish_version(number=1, actor=AUTHOR, now=NOW)
    assert publish_version(number=1, actor=APPROVER, now=NOW).state == "published"


@pytest.mark.req("R-000-1.5d")
def test_an_agent_may_neither_write_nor_publish():
    agent = Actor("staff", AUTHOR.id, may=frozenset({"conversations.reply"}))
    with pytest.raises(NotAllowed):
        draft_version(document=document(), actor=agent, now=NOW)
    draft_version(document=document(), actor=AUTHOR, now=NOW)
    with pytest.raises(NotAllowed):
        publish_version(number=1, actor=agent, now=NOW)


def test_the_system_sets_up_the_first_version_and_no_other():
    publish_demo_policy()
    draft_version(document=document(number=2), actor=SYSTEM, now=NOW)
    with pytest.raises(SelfApproval):
        publish_version(number=2, actor=SYSTEM, now=NOW)


@pytest.mark.req("R-000-1.3a")
@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_blank_number_cannot_be_published(blank):
    draft_version(document=document(values=[value("return.days", blank)]), actor=AUTHOR, now=NOW)
    with pytest.raises(NotReady, match=r"return\.days: the number is blank"):
        publish_version(number=1, actor=APPROVER, now=NOW)
    assert troubles_of(AUTHOR, 1) == ["value return.days: the number is blank"]


def test_references_to_nothing_cannot_be_published():
    row = {
        "table": "remedies",
        "clause": "Z9",
        "conditions": {"within": "no.days"},
        "result": {"by": "no.such", "steps": ["no.step"]},
    }
    words = value("a.text", "-", "text", en="within {{ value:no.number }} days")
    draft_version(
        document=document(row, promise("p", calendar="moon"), values=[words]), actor=AUTHOR, now=NOW
    )
    with pytest.raises(NotReady) as trouble:
        publish_version(number=1, actor=APPROVER, now=NOW)
    assert trouble.value.troubles == [
        "value a.text (en): no.number is unknown",
        "table promises, position 20: calendar moon is unknown",
        "table remedies, position 10: clause Z9 is unknown",
        "table remedies, position 10: no.days is unknown",
        "table remedies, position 10: no.such is unknown",
        "table remedies, position 10: no.step is unknown",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({"starts": []}, "a promise needs an event that starts it"),
        ({"clock": "working_days"}, r"clock working_days cannot run on answer\.hours"),
        ({"keeps": ["a button"]}, "keeps is not a list of event names"),
        ({"subject": "weather"}, "subject or public is wrong"),
        ({"colour": "red"}, "colour is not a field of a promise"),
    ],
)
def test_a_promise_that_cannot_run_cannot_be_published(change, trouble):
    draft_version(document=document(promise("p", **change)), actor=AUTHOR, now=NOW)
    with pytest.raises(NotReady, match=trouble):
        publish_version(number=1, actor=APPROVER, now=NOW)


@pytest.mark.req("R-002-0", "C-21")
@pytest.mark.parametrize(
    "text", ["We answer within TODO days", "Return within ____ days", "[insert number] days"]
)
def test_an_unfilled_template_cannot_go_live(text):
    draft_version(document=document(values=[value("a.text", "-", "text", en=text)]), actor=AUTHOR, now=NOW)
    with pytest.raises(NotReady, match="not filled in"):
        publish_version(number=1, actor=APPROVER, now=NOW)


def test_what_is_published_is_published_once():
    publish_policy(document())
    with pytest.raises(AlreadyPublished):
        publish_version(number=1, actor=APPROVER, now=NOW)
    with pytest.raises(AlreadyPublished):
        draft_version(document=document(), actor=AUTHOR, now=NOW)


def refused(statement, *values):
    with (
        pytest.raises(IntegrityError, match="never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)


@pytest.mark.req("R-000-1.5d")
def test_the_database_itself_refuses_to_change_what_is_published():
    published = publish_policy(document(promise("p")))
    row, number = DecisionRow.objects.get(), Value.objects.get(key="answer.hours")
    refused("UPDATE policy_value SET amount = '1' WHERE id = %s", number.id)
    refused("DELETE FROM policy_value WHERE id = %s", number.id)
    refused("UPDATE policy_decisionrow SET clause = '' WHERE id = %s", row.id)
    refused("DELETE FROM policy_decisionrow WHERE id = %s", row.id)
    refused("UPDATE policy_version SET title = 'x' WHERE id = %s", published.id)
    refused("UPDATE policy_version SET state = 'draft' WHERE id = %s", published.id)
    refused("DELETE FROM policy_version WHERE id = %s", published.id)
    copy = "INSERT INTO policy_value (id, version_id, position, key, amount, unit, source, texts)"
    refused(
        f"{copy} SELECT gen_random_uuid(), version_id, 99, 'new', amount, unit, source, texts FROM policy_value LIMIT 1"
    )
    draft = draft_version(document=document(number=2), actor=AUTHOR, now=NOW)
    refused("UPDATE policy_value SET version_id = %s WHERE version_id = %s", published.id, draft.id)


def test_a_draft_changes_as_often_as_its_author_likes():
    draft_version(document=document(), actor=AUTHOR, now=NOW)
    draft_version(document=document(title="Better"), actor=AUTHOR, now=NOW)
    assert Version.objects.get().title == "Better"


def test_the_word_in_force_is_the_latest_that_has_taken_effect():
    publish_policy(document(values=[value("x.days", 30)]))
    publish_policy(document(number=2, effective_on=later(days=10).date(), values=[value("x.days", 60)]))
    assert current(NOW).days("x.days") == 30
    assert current(later(days=10)).days("x.days") == 60
    assert version(1).days("x.days") == 30
    with pytest.raises(NoSuchVersion):
        current(NOW.replace(year=2020))


def test_a_version_changes_nothing_that_happened_before_it_was_published():
    publish_policy(document(values=[value("x.days", 30)]), now=NOW)
    publish_policy(document(number=2, values=[value("x.days", 60)]), now=later(hours=1))
    assert current(later(minutes=59)).days("x.days") == 30
    assert current(later(hours=1)).days("x.days") == 60
    assert current(later(days=-30)).days("x.days") == 30  # before any word was given, the first one holds


def test_a_draft_is_nobodys_word():
    draft_version(document=document(), actor=AUTHOR, now=NOW)
    with pytest.raises(NoSuchVersion):
        version(1)


def test_the_same_words_have_the_same_digest_and_other_words_another():
    one = publish_policy(document()).digest
    two = publish_policy(document(number=2)).digest
    three = publish_policy(document(number=3, values=[value("x.days", 3)])).digest
    assert len({one, two, three}) == 3
