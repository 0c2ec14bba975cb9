"""What can be wrong with a policy, said so that its author can mend it."""


class BadDocument(Exception):
    """The document cannot be read as a policy; `troubles` lists every place, in words."""

    def __init__(self, troubles: list[str]) -> None:
        super().__init__("\n".join(troubles))
        self.troubles = troubles


class NotReady(BadDocument):
    """The draft cannot be published yet: a number is blank, or something refers to nothing."""


class NoSuchValue(KeyError):
    """No value of this key, or not of this kind, in this version."""


class MissingFact(KeyError):
    """A row asks about something the caller did not say; a decision must not be made by silence."""


class AlreadyPublished(Exception):
    """A published version never changes. Draft the next number."""


class SelfApproval(Exception):
    """Who wrote a version may not publish it: another person must read it first."""
