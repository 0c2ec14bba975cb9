"""What the comparison with other help desks counts and prints."""

import sys

import pytest

from bench.peers.mails import RARE, RARE_NUMBER, RARE_ORDER, mail
from bench.peers.place import Cannot, cpu_ms, run
from bench.peers.table import Figure, cell, in_rounds, print_figures


class Named:
    processes = frozenset()

    def __init__(self, name):
        self.name = name


def test_products_take_turns_and_the_first_round_only_warms_up():
    calls = []
    works = {Named(name): {"list": lambda name=name: calls.append(name)} for name in ("ours", "theirs")}
    found = in_rounds(works, frozenset(), rounds=2)
    turns = [name for place, name in enumerate(calls) if place == 0 or calls[place - 1] != name]
    assert turns == ["ours", "theirs"] * 3
    assert {name: one.right for name, one in found["list"].items()} == {"ours": True, "theirs": True}
    assert sum(len(one.took) for one in found["list"].values()) < len(calls)


def test_a_peer_is_said_in_time_and_cpu_and_as_many_times_ours():
    ours, peer = Figure([10.0, 8.0, 30.0], cpu=24), Figure([150.0], cpu=12)
    assert cell(ours, None) == "10.0 / 8.0"
    assert cell(peer, ours) == "150.0 / 12.0   15x / 1.5x"
    assert cell(None, ours) == cell(Figure(), ours) == "-"
    assert cell(peer, Figure()) == "150.0 / 12.0"


def test_one_wrong_answer_marks_the_figure():
    answers = iter([True, False, True])
    figure = Figure()
    figure.block(lambda: next(answers), set(), seconds=0)
    assert not figure.right
    assert "WRONG" in cell(figure, None)


def test_who_could_not_run_leaves_the_others_in_the_table(capsys):
    print_figures("1,000 matters", {"list": {"Evenhand": Figure([2.0], 1)}, "open": {"Evenhand": Figure([3.0], 1), "Other": Figure([6.0], 4)}})  # fmt: skip
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[-1] == "-"
    assert "2.0x / 4.0x" in lines[2]


def test_cpu_of_a_program_that_has_ended_is_counted():
    before = cpu_ms(set())
    run(sys.executable, "-c", "sum(range(5_000_000))")
    assert cpu_ms(set()) - before > 20


def test_a_program_that_is_missing_or_fails_is_said_in_words():
    with pytest.raises(Cannot, match="no-such-program is not on this machine"):
        run("no-such-program")
    with pytest.raises(Cannot, match="out of order"):
        run(sys.executable, "-c", "raise SystemExit('out of order')")


def test_one_mail_alone_holds_the_rare_words():
    assert RARE.encode() in mail(RARE_NUMBER, rare=True)
    assert RARE_ORDER.encode() in mail(RARE_NUMBER, rare=True)
    assert not any(
        RARE.encode() in mail(number) or RARE_ORDER.encode() in mail(number) for number in range(1_000)
    )
