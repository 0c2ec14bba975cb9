"""Which questions there are for these answers, in order, and which comes next."""

from evenhand.faces.portal.wizard.answers import Answers

LAST = "check"


def steps(answers: Answers) -> list[str]:
    """The questions of this way; what is not in it is never asked."""
    found = ["items", "reason"]
    if answers.reason and not answers.is_claim:
        found.append("condition")
    found += ["words", "outcome"]
    if answers.outcome == "exchange" and not answers.is_claim:
        found.append("replacement")
    return [*found, LAST]


def answered(answers: Answers, step: str) -> bool:
    match step:
        case "items":
            return bool(answers.units)
        case "condition":
            return answers.opened is not None
        case "words":
            return answers.said
        case "replacement":
            return {line: len(new) for line, new in answers.replacements.items()} == dict(answers.units)
        case _:
            return bool(getattr(answers, step, ""))


def first_open(answers: Answers) -> str:
    """The first question without an answer; the last page when all have one."""
    return next((step for step in steps(answers) if step != LAST and not answered(answers, step)), LAST)


def may_show(answers: Answers, step: str) -> bool:
    """Whether every question before this one is answered: nobody jumps ahead by an address."""
    way = steps(answers)
    return step in way and all(answered(answers, one) for one in way[: way.index(step)])


def before(answers: Answers, step: str) -> str:
    """The question before this one, "" for the first."""
    way = steps(answers)
    return way[way.index(step) - 1] if step in way and way.index(step) else ""
