"""Calendars and strategies that the calendar tests share."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from evenhand.foundation.calendar.values import WorkCalendar

SPLIT_DAY = ((time(9), time(12)), (time(13), time(18)))
OFFICE = WorkCalendar(
    zone="Europe/Berlin",
    week=(*(SPLIT_DAY,) * 5, (), ()),
    holidays=frozenset({date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)}),
    make_up_days={date(2026, 12, 19): ((time(10), time(14)),)},
    provisional_after=date(2027, 6, 30),
)
NIGHT_SHIFT = WorkCalendar(zone="Europe/Berlin", week=(((time(0), time(6)), (time(22), time(0))),) * 7)

ZONES = [
    "Europe/Berlin",
    "Asia/Shanghai",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "UTC",
]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]  # year, month, day, hour, minute


@st.composite
def blocks(draw: st.DrawFn) -> tuple[tuple[time, time], ...]:
    cuts = sorted(draw(st.sets(st.integers(0, 95), min_size=2, max_size=6)))
    quarters = [time(c // 4, c % 4 * 15) for c in cuts[: len(cuts) // 2 * 2]]
    return tuple(zip(quarters[::2], quarters[1::2], strict=True))


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    week = draw(st.tuples(*[st.one_of(st.just(()), blocks())] * 7).filter(any))
    days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
    return WorkCalendar(
        zone=draw(st.sampled_from(ZONES)),
        week=week,
        holidays=frozenset(draw(st.sets(days, max_size=40))),
        make_up_days=draw(st.dictionaries(days, blocks(), max_size=5)),
    )


moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)).map(
    lambda m: m.replace(microsecond=0)
)
durations = st.integers(0, 200 * 60).map(lambda minutes: timedelta(minutes=minutes))
