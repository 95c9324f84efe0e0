"""Which printed quantities are values of one thing, and whether they agree.

Within a fact, two quantities of different articles belong together when their dimension is the same and what
they count is not known to differ: one outcome (killed, injured), a noun in common, or nothing else in either
sentence that they could be confused with.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aggregator import lexicons
from aggregator.compare.facts import rivals
from aggregator.compare.facts.statements import Candidate
from aggregator.compare.quantities import dates
from aggregator.compare.quantities.counted import Counted
from aggregator.compare.quantities.reading import Reading
from aggregator.types import Verdict

SMALL = 12
"""Up to here a bare count may count anything: "seven" and "three" are no disagreement by themselves."""
FURTHEST, FURTHEST_COUNTED, FURTHEST_TOLL = 2.5, 3.0, 10.0
"""How many times one of two rival figures may be the other: in general, where both count one noun (a crowd),
and of dead and hurt, who are counted up from few."""
SLIPS = frozenset({1e3, 1e6})
"""A thousand printed for a million."""
BEFORE, AFTER = 40, 25
"""Characters around a figure in which words may call it one of the moment."""


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity in its sentence: ``member`` and ``place`` say which reading of which statement it is."""

    member: int
    place: int
    candidate: Candidate

    @property
    def key(self) -> tuple[str, int, int]:
        """Where it stands: article id, start of the sentence, start in the sentence."""
        return self.candidate.article.id, self.candidate.span.start, self.reading.start

    @property
    def reading(self) -> Reading:
        return self.candidate.readings[self.place]

    @property
    def counted(self) -> Counted:
        return self.candidate.counted[self.place]


def lines(members: Sequence[Candidate]) -> list[list[Value]]:
    """The quantities of a fact's sentences that can be compared, those of several articles only.

    A line has at most one value of a sentence; the surest pairs are joined first. What agrees with both of
    two values that are no rivals ("hundreds" with 400 and 800) does not bring them into one line, nor do two
    rivals bring together what several articles tell side by side.
    """
    values = [Value(m, p, one) for m, one in enumerate(members) for p in range(len(one.readings))]
    alike = {
        (place, at): likeness
        for at, value in enumerate(values)
        for place, other in enumerate(values[:at])
        if value.candidate.article.id != other.candidate.article.id and (likeness := _likeness(value, other))
    }
    home = list(range(len(values)))
    for one, two in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        first, second = home[one], home[two]
        joined = [place for place in range(len(values)) if home[place] in {first, second}]
        single = max(Counter(values[place].member for place in joined).values()) == 1
        vague = "vague" in {values[one].reading.bound, values[two].reading.bound}
        if first == second or not single or (vague and _strange(values, joined, alike)):
            continue
        rivals_only = not values[one].reading.agrees(values[two].reading)
        if not (rivals_only and _told_side_by_side(values, home, first, second)):
            home = [first if group == second else group for group in home]
    grouped = [
        [value for place, value in enumerate(values) if home[place] == group] for group in sorted(set(home))
    ]
    return [group for group in grouped if len({value.candidate.article.id for value in group}) > 1]


def _strange(values: Sequence[Value], joined: Sequence[int], alike: Mapping[tuple[int, int], float]) -> bool:
    """Whether two of the values neither agree nor are rivals."""
    return any(
        (at, place) not in alike
        and values[place].candidate.article.id != values[at].candidate.article.id
        and not values[place].reading.agrees(values[at].reading)
        for place in joined
        for at in joined
        if at < place
    )


def _told_side_by_side(values: Sequence[Value], home: Sequence[int], first: int, second: int) -> bool:
    """Whether two articles print a value of either group: they tell of two things."""
    articles = [
        {value.candidate.article.id for value, group in zip(values, home, strict=True) if group == one}
        for one in (first, second)
    ]
    return len(articles[0] & articles[1]) > 1


def merged(groups: Sequence[Sequence[Value]]) -> list[list[Value]]:
    """Lines of several facts as one where they share a quantity, the first and largest facts first."""
    result: list[dict[tuple[str, int, int], Value]] = []
    for group in groups:
        values = {value.key: value for value in group}
        home = next((line for line in result if line.keys() & values.keys()), None)
        if home is None:
            result.append(values)
        elif _outcomes(home.values()) | _outcomes(group) <= _outcomes(home.values()) or not _outcomes(
            home.values()
        ):
            taken = {key for line in result if line is not home for key in line}
            home.update({key: value for key, value in values.items() if key not in taken})
    return [list(line.values()) for line in result]


def _outcomes(values: Iterable[Value]) -> set[str]:
    return {value.counted.outcome for value in values} - {""}


def telling(line: Sequence[Value]) -> bool:
    """Whether a line is worth showing: "two governments" in every outlet is not, nor what one repeats."""
    if verdict(line) != "agree":
        return True
    several = len({value.candidate.article.outlet for value in line}) > 1
    return several and any(
        value.reading.unit.name or value.counted.outcome or value.reading.value > SMALL for value in line
    )


def settled(line: Sequence[Value]) -> list[Value]:
    """The line without values that are no rivals of its main one, but something else beside it.

    An article that prints 35 twice and 23 once tells of two things; a line that agrees holds one of them.
    """
    if verdict(line) != "agree":
        return list(line)
    main = _main(line, -1)
    return [value for value in line if value.reading.agrees(main.reading)]


def differing(members: Sequence[Candidate], centre: int) -> dict[int, tuple[int, int]]:
    """The members that print another value or date than the main one, with its place in the text.

    The main one is that of most outlets, at a tie the one that the headline prints, else the latest. An
    article that prints the main one too does not differ.
    """
    found: dict[int, tuple[int, int]] = {}
    for line in _stated(lines(members), centre, len({one.article.id for one in members})):
        main = _main(line, centre)
        agree = {value.candidate.article.id for value in line if value.reading.agrees(main.reading)}
        for value in line:
            if value.candidate.article.id not in agree:
                found.setdefault(value.member, (value.reading.start, value.reading.end))
    for member, place in _other_dates(members, centre).items():
        found.setdefault(member, place)
    return found


def _stated(told: Sequence[list[Value]], centre: int, articles: int) -> list[list[Value]]:
    """The quantities that the fact states: the headline's, or else one that half of its articles print.

    What a sentence adds ("31 died, 125 were hurt") is another fact's, and so is what a few sentences about
    the same count where the others count nothing.
    """
    if headline := [line for line in told if any(value.member == centre for value in line)]:
        return headline
    printing = [(len({value.candidate.article.id for value in line}), line) for line in told]
    most, line = max(printing, key=lambda pair: pair[0], default=(0, []))
    return [line] if 2 * most >= articles else []


def _other_dates(members: Sequence[Candidate], centre: int) -> dict[int, tuple[int, int]]:
    """The members whose only date is another than the main one.

    Only days printed with their month and years in digits: a weekday is too easily resolved to a wrong week.
    """
    dated: dict[type, list[tuple[int, int, int, date | int]]] = {date: [], int: []}
    for member, one in enumerate(members):
        shift = len(one.text) - len(one.bare)
        named = dates.printed_dates(one.bare, one.article)
        for kind, rows in dated.items():
            alike = [row for row in named if isinstance(row[2], kind)]
            if len(alike) == 1:
                start, end, what = alike[0]
                rows.append((member, start + shift, end + shift, what))
    found: dict[int, tuple[int, int]] = {}
    for rows in dated.values():
        main = _main_date(members, rows, centre)
        found.update({member: (start, end) for member, start, end, what in rows if what != main})
    return found


def _main_date(
    members: Sequence[Candidate], rows: Sequence[tuple[int, int, int, date | int]], centre: int
) -> date | int | None:
    outlets: dict[date | int, set[str]] = defaultdict(set)
    for member, _, _, what in rows:
        outlets[what].add(members[member].article.outlet)
    at_centre = {what for member, _, _, what in rows if member == centre}
    return max(outlets, key=lambda what: (len(outlets[what]), what in at_centre, str(what)), default=None)


def verdict(line: Sequence[Value]) -> Verdict:
    """``agree`` within qualifier and rounding, ``updated`` where figures move in time, else ``conflict``.

    Figures that do not run agree where every two articles print one value in common, or one article prints
    them all: an article may list several ("45 % up to ten million, 50 % beyond"). Where nothing is known to
    have risen or been corrected, nothing is ``updated``.
    """
    if all(one.reading.agrees(two.reading) for at, one in enumerate(line) for two in line[:at]):
        return "agree"
    runs = any(value.counted.outcome or _running(value) for value in line)
    if not runs and (not _at_odds(line) or _in_one_article(line)):
        return "agree" if not _corrected(line) else "updated"
    latest = _highest_of_each_article(line)
    moves = all(
        one.reading.agrees(two.reading) or _rises(one, two)
        for at, one in enumerate(latest)
        for two in latest[:at]
    )
    moved = any(_rises(one, two) for at, one in enumerate(latest) for two in latest[:at])
    if moves and not moved and not _corrected(line):
        return "agree"
    return "updated" if moves and (runs or _corrected(line)) else "conflict"


def _at_odds(line: Sequence[Value]) -> bool:
    """Whether two articles have no value in common."""
    by_article: dict[str, list[Value]] = defaultdict(list)
    for value in line:
        by_article[value.candidate.article.id].append(value)
    told = list(by_article.values())
    return any(
        not any(a.reading.agrees(b.reading) for a in one for b in two)
        for at, one in enumerate(told)
        for two in told[:at]
    )


def _in_one_article(line: Sequence[Value]) -> bool:
    """Whether one article prints every value of the line, so that they are no rivals ("from 19 to 12")."""
    by_article: dict[str, list[Value]] = defaultdict(list)
    for value in line:
        by_article[value.candidate.article.id].append(value)
    return any(
        all(any(value.reading.agrees(one.reading) for one in told) for value in line)
        for told in by_article.values()
    )


def _highest_of_each_article(line: Sequence[Value]) -> list[Value]:
    """What each article gives as the figure of its moment: beside it, it may recall an older one."""
    highest: dict[str, Value] = {}
    for value in line:
        held = highest.setdefault(value.candidate.article.id, value)
        if value.reading.value > held.reading.value:
            highest[value.candidate.article.id] = value
    return list(highest.values())


def _likeness(value: Value, other: Value) -> float:
    """How surely two quantities are values of one thing; 0 where they may well not be."""
    one, two = value.reading, other.reading
    if one.unit.dimension != two.unit.dimension or one.unit.dimension == "year":
        return 0.0
    outcomes = {value.counted.outcome, other.counted.outcome}
    same = 1.0 if one.agrees(two) else 0.0
    if len(outcomes - {""}) == 2 or _apart_in_time(value.candidate, other.candidate, same=bool(same)):
        return 0.0
    loose = {one.bound, two.bound} & {"low", "high", "vague"} and one.value != two.value
    apart = (loose or not same) and rivals.apart(value.candidate, value.place, other.candidate, other.place)
    shared = bool(value.counted.stems & other.counted.stems)
    outcome = len(outcomes) == 1 and "" not in outcomes
    if apart or (not same and not _may_differ(value, other, shared=shared, outcome=outcome)):
        return 0.0
    if outcome or shared:
        return (3.0 + 0.5 * shared if outcome else 2.0) + same
    if same:
        return 2.0 if one.value > 2 else 0.0
    telling = bool(one.unit.name) or min(one.value, two.value) > SMALL
    return 1.0 if telling and _alone(value) and _alone(other) else 0.0


def _may_differ(value: Value, other: Value, *, shared: bool, outcome: bool) -> bool:
    """Whether two values can be rival figures of one thing: near each other, or a thousand put wrong.

    What is far apart counts two things far more often than outlets disagree so much. Counts of one noun may
    be further apart, and tolls more, from two on: "one officer was hurt" tells of somebody, and "one woman"
    counts nobody. A part is no rival of the whole, and parts are no tolls; nor is what stands beside the
    other's value in its own sentence.
    """
    if value.counted.of_others != other.counted.of_others or _prints(value, other) or _prints(other, value):
        return False
    low, high = sorted(one.reading.value * one.reading.unit.factor for one in (value, other))
    if low <= 0:
        return False
    if low == 1 and not value.reading.unit.name and not outcome:
        return False
    toll = outcome and low > 1 and not value.counted.of_others
    counted = shared and not value.reading.unit.name
    furthest = FURTHEST_TOLL if toll else FURTHEST_COUNTED if counted else FURTHEST
    return high / low <= furthest or high / low in SLIPS


def _prints(value: Value, other: Value) -> bool:
    """Whether the sentence of ``value`` prints the value of ``other`` too, of nobody who met another end."""
    return any(
        reading.unit.dimension == other.reading.unit.dimension
        and reading.agrees(other.reading)
        and len({counted.outcome, other.counted.outcome} - {""}) < 2
        for reading, counted in zip(value.candidate.readings, value.candidate.counted, strict=True)
    )


def _apart_in_time(one: Candidate, other: Candidate, *, same: bool) -> bool:
    """Whether one statement names a time gone by that the other does not name.

    Of equal values one may leave out the time that the other names, but not name another year.
    """
    if not one.past | other.past or one.past & other.past:
        return False
    return not same or bool((one.past | one.years) and (other.past | other.years))


def _alone(value: Value) -> bool:
    """Whether no other quantity of its dimension stands in the sentence."""
    return (
        sum(reading.unit.dimension == value.reading.unit.dimension for reading in value.candidate.readings)
        == 1
    )


def _main(line: Sequence[Value], centre: int) -> Value:
    def weight(value: Value) -> tuple[int, bool, float, int]:
        outlets = {other.candidate.article.outlet for other in line if other.reading.agrees(value.reading)}
        time = _time(value)
        return len(outlets), value.member == centre, time.timestamp() if time else 0.0, -value.member

    return max(line, key=weight)


def _time(value: Value) -> datetime | None:
    return value.candidate.article.time


def _rises(one: Value, two: Value) -> bool:
    """Whether the later article prints the higher value."""
    first, second = _time(one), _time(two)
    if first is None or second is None or first == second:
        return False
    early, late = (one, two) if first < second else (two, one)
    return early.reading.interval[1] <= late.reading.interval[1] and early.reading.value < late.reading.value


def _running(value: Value) -> bool:
    """Whether a sentence calls its figure one of the moment ("so far", "has risen to")."""
    article, reading = value.candidate.article, value.reading
    before = value.candidate.text[max(0, reading.start - BEFORE) : reading.start]
    after = value.candidate.text[reading.end : reading.end + AFTER]
    text = f" {before.rpartition(', ')[2]} {after.partition(', ')[0]} ".casefold()
    return any(f" {form}" in text for form in lexicons.words("running_figures", "forms", article.lang))


def _corrected(line: Sequence[Value]) -> bool:
    """Whether one outlet itself gives several values over time."""
    return any(
        one.candidate.article.outlet == two.candidate.article.outlet
        and _time(one) != _time(two)
        and not one.reading.agrees(two.reading)
        for at, one in enumerate(line)
        for two in line[:at]
    )
