"""Text is sealed or declared harmless, every row knows who may see it, ties between tables point down."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from evenhand.foundation.vault.fields import SealedText
from tests.house.fields import ours, unasked, undeclared, upward


def test_every_text_field_is_sealed_or_declared_harmless():
    assert list(undeclared(ours())) == []


def test_every_table_of_the_domain_says_who_may_see_a_row():
    assert list(unasked(ours())) == []


def test_ties_between_rooms_point_down():
    assert list(upward(ours())) == []


@isolate_apps("tests.house")
def test_an_undeclared_text_is_caught():
    class Diary(models.Model):
        secret = models.TextField()
        shrug = models.CharField(max_length=5, db_comment="harmless: ")
        notes = models.JSONField(db_comment="some notes")
        code = models.CharField(max_length=5, db_comment="harmless: a code")
        state = models.CharField(max_length=5, choices=[("a", "A")])
        sealed = SealedText()

        class Meta:
            app_label = "diary"

    assert list(undeclared([Diary])) == ["diary.Diary.secret", "diary.Diary.shrug", "diary.Diary.notes"]


@isolate_apps("tests.house")
def test_a_row_that_anybody_may_ask_for_is_caught():
    class Open(models.Model):
        __module__ = "evenhand.domain.orders.models"

        class Meta:
            app_label = "orders"

    assert list(unasked([Open])) == ["orders.Open"]


@isolate_apps("tests.house")
@pytest.mark.skipif(not apps.is_installed("evenhand.domain.customers"), reason="the room is not there yet")
def test_a_tie_upward_is_caught():
    class Order(models.Model):
        class Meta:
            app_label = "orders"

    class Customer(models.Model):
        last_order = models.ForeignKey(Order, on_delete=models.CASCADE)

        class Meta:
            app_label = "customers"

    assert list(upward([Customer])) == ["customers.Customer.last_order -> orders"]
