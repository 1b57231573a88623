#!/usr/bin/env python3
"""Writes table.csv: calendar answers from Python's zoneinfo and dateutil, to hold the calendar of the runtime against.

    apt-get install python3 python3-dateutil tzdata
    python3 make-table.py            # rewrites table.csv beside this file; the same bytes every time

The seed is fixed. Dates stay within 2005-2027: the past is settled, and the announced future is the same in the tzdata
of Debian (2025b) and in that of Node's ICU (2025c). Nothing here is shared with the code under test: midnights are
found by scanning, deadlines by walking day by day.

Columns, by kind (times are UTC seconds, days YYYY-MM-DD, policies the index of a `policy` row):
    policy     hours (HH:MM..HH:MM, or `-`), days (mon|tue|...), holidays (joined by |)
    step       anchor, unit (d w m q y), size, times, the day after `times` steps counted from the anchor
    start      zone, day, first instant of the local day
    day        zone, instant, local day
    wall       zone, local wall clock to the minute, instant (a skipped time moved forward, the first of a repeated one)
    reach      zone, day, minutes after midnight, first instant of the day at which the clock shows that or later
    nth        policy, day, n, nth working day after it
    business   policy, zone, day, n, deadline `within n business days` of a demand dated that day
    calendar   policy, zone, day, unit, size, deadline `within` a calendar duration
    theday     policy, zone, instant of ready, deadline `within the day`
    permitted  policy, zone, day, not before, first permitted instant or `-`
    working    policy, zone, from, to, whether any instant in between is permitted (1 or 0)
"""

import csv
import random
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil import tz as dateutil_tz
from dateutil.relativedelta import relativedelta

ROWS = 10_000
FIRST, LAST = date(2005, 1, 1), date(2027, 12, 31)
ZONES = """Pacific/Kiritimati Pacific/Pago_Pago Pacific/Apia America/Sao_Paulo Australia/Lord_Howe Europe/London
Asia/Kathmandu Africa/Casablanca America/St_Johns Antarctica/Troll America/New_York America/Los_Angeles Europe/Berlin
Asia/Kolkata Asia/Tehran Asia/Gaza America/Havana America/Santiago Atlantic/Azores Australia/Sydney Pacific/Auckland
Pacific/Chatham Antarctica/Casey Asia/Pyongyang America/Caracas Europe/Istanbul Africa/Cairo UTC""".split()
WEEKDAYS = "mon tue wed thu fri sat sun".split()
UTC = timezone.utc
random.seed(20261121)


def utc_seconds(moment):
    return int(moment.timestamp())


def local(zone, seconds):
    return datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone))


@lru_cache(maxsize=None)
def offset_changes(zone):
    """UTC seconds at which the zone's offset changes: hours six apart are compared, then minutes where they differ."""
    changes = []
    step = 6 * 3600
    begin = utc_seconds(datetime(FIRST.year - 1, 12, 1, tzinfo=UTC))
    end = utc_seconds(datetime(LAST.year + 1, 2, 1, tzinfo=UTC))
    previous = local(zone, begin).utcoffset()
    for moment in range(begin + step, end, step):
        if local(zone, moment).utcoffset() != previous:
            for minute in range(moment - step + 60, moment + 1, 60):
                offset = local(zone, minute).utcoffset()
                if offset != previous:
                    changes.append(minute)
                    previous = offset
    return changes


@lru_cache(maxsize=None)
def first_showing(zone, wall):
    """The first instant at which the zone's clock shows `wall` (naive) or, where it jumps over it, a later time."""
    earliest = utc_seconds(wall.replace(tzinfo=UTC)) - 15 * 3600
    latest = earliest + 32 * 3600
    # Between changes the clock runs evenly: look at the pieces in order.
    bounds = [earliest, *(c for c in offset_changes(zone) if earliest < c < latest), latest]
    for begin, end in zip(bounds, bounds[1:]):
        shows = local(zone, begin).replace(tzinfo=None)
        if shows >= wall:
            return begin
        reached = begin + int((wall - shows).total_seconds())
        if reached < end:
            return reached
    raise AssertionError(f"{zone} never shows {wall}")


def midnight(day):
    return datetime(day.year, day.month, day.day)


def day_start(zone, day):
    return first_showing(zone, midnight(day))


def local_day(zone, seconds):
    """The last day that has started: minutes repeated over midnight stay with the day that had begun."""
    day = local(zone, seconds).date() + timedelta(2)
    while day_start(zone, day) > seconds:
        day -= timedelta(1)
    return day


def wall_instant(zone, wall):
    """fold=0 is the first of a repeated time; of a skipped one, the offset before the gap: forward by the gap."""
    return utc_seconds(wall.replace(tzinfo=ZoneInfo(zone), fold=0))


def random_day():
    return FIRST + timedelta(random.randrange((LAST - FIRST).days))


def awkward_day():
    """Mostly the ends of months and the days around leap days, where steps go wrong."""
    chance = random.random()
    day = random_day()
    if chance < 0.5:
        following = (day.replace(day=1) + timedelta(32)).replace(day=1)
        return following - timedelta(random.randint(1, 4))
    if chance < 0.65:
        return date(random.choice([2008, 2012, 2016, 2020, 2024]), 2, random.randint(27, 29))
    return day


def near_change(zone):
    """An instant within a day and a half of a clock change of the zone, or any when it never changes its clock."""
    changes = [c for c in offset_changes(zone) if FIRST + timedelta(3) <= local(zone, c).date() < LAST - timedelta(5)]
    if not changes or random.random() < 0.25:
        return utc_seconds(datetime(2005, 1, 5, tzinfo=UTC)) + random.randrange(22 * 365 * 1440) * 60
    return random.choice(changes) + random.randint(-36 * 60, 36 * 60) * 60


class Policy:
    def __init__(self, hours, days, holidays):
        self.hours, self.days, self.holidays = hours, days, set(holidays)

    def row(self):
        clock = "-" if self.hours is None else "..".join(f"{m // 60:02}:{m % 60:02}" for m in self.hours)
        return ["policy", clock, "|".join(self.days), "|".join(str(d) for d in sorted(self.holidays))]

    def works(self, day):
        return WEEKDAYS[day.weekday()] in self.days and day not in self.holidays

    def nth_after(self, day, n):
        while n > 0:
            day += timedelta(1)
            n -= self.works(day)
        return day

    def span(self, zone, day):
        """Permitted time of a working day, [opens, closes) in UTC seconds, cut to the day."""
        begin, end = day_start(zone, day), day_start(zone, day + timedelta(1))
        if self.hours is None:
            return begin, end
        opens, closes = (first_showing(zone, midnight(day) + timedelta(minutes=m)) for m in self.hours)
        return max(begin, min(opens, end)), max(begin, min(closes, end))

    def first_permitted(self, zone, day, not_before):
        if not self.works(day):
            return None
        opens, closes = self.span(zone, day)
        start = max(opens, not_before)
        return start if start < closes else None

    def any_permitted(self, zone, begin, end):
        day, last = local_day(zone, begin), local_day(zone, end)
        while day <= last:
            start = self.first_permitted(zone, day, begin)
            if start is not None and start < end:
                return True
            day += timedelta(1)
        return False


def yearly(*dates):
    return [date(year, month, day) for year in range(FIRST.year, LAST.year + 1) for month, day in dates]


def make_policies():
    office = WEEKDAYS[:5]
    closed_fortnight = [date(y, 12, d) for y in range(2005, 2028) for d in range(18, 32)]
    return [
        Policy((540, 1020), office, yearly((1, 1), (12, 25), (12, 26))),
        Policy((0, 1440), office, []),
        Policy((90, 150), WEEKDAYS, yearly((5, 1))),
        Policy((0, 30), WEEKDAYS, []),
        Policy((1380, 1440), WEEKDAYS[:4] + ["sun"], yearly((3, 21), (9, 23))),
        Policy((600, 660), ["wed"], closed_fortnight),
        Policy((480, 1080), office, [random_day() for _ in range(120)]),
        Policy(None, WEEKDAYS, yearly((12, 25), (1, 1))),
    ]


UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


def stepped(day, unit, size, times):
    if unit == "q":
        return day + relativedelta(months=3 * size * times)
    return day + relativedelta(**{UNITS[unit]: size * times})


def step_row():
    while True:
        anchor, unit = awkward_day(), random.choice("dwmmmqqyy")
        size, times = random.randint(1, 4), random.randint(-30, 60)
        result = stepped(anchor, unit, size, times)
        if 1990 <= result.year <= 2060:
            return ["step", anchor, unit, size, times, result]


def start_row():
    zone = random.choice(ZONES)
    day = local(zone, near_change(zone)).date()
    return ["start", zone, day, day_start(zone, day)]


def day_row():
    zone = random.choice(ZONES)
    instant = near_change(zone) + random.randint(0, 59)
    return ["day", zone, instant, local_day(zone, instant)]


def wall_row():
    """Half of the wall clocks lie within two hours of a change, so that gaps and repeated hours are common."""
    zone = random.choice(ZONES)
    near = random.choice(offset_changes(zone) or [near_change(zone)]) if random.random() < 0.5 else near_change(zone)
    wall = local(zone, near).replace(tzinfo=None, fold=0) + timedelta(minutes=random.randint(-120, 120))
    return ["wall", zone, wall.strftime("%Y-%m-%dT%H:%M"), wall_instant(zone, wall)]


def reach_row():
    zone = random.choice(ZONES)
    near = local(zone, near_change(zone)).replace(tzinfo=None)
    day = near.date()
    minutes = random.choice([random.randint(0, 1440), random.randrange(0, 240, 15)])
    reached = first_showing(zone, midnight(day) + timedelta(minutes=minutes))
    begin, end = day_start(zone, day), day_start(zone, day + timedelta(1))
    return ["reach", zone, day, minutes, max(begin, min(reached, end))]


def nth_row(policies):
    index, day, n = random.randrange(len(policies)), awkward_day(), random.randint(0, 40)
    return ["nth", index, day, n, policies[index].nth_after(day, n)]


def business_row(policies):
    index, zone, n = random.randrange(len(policies)), random.choice(ZONES), random.randint(1, 10)
    day = local_day(zone, near_change(zone))
    deadline = day_start(zone, policies[index].nth_after(day, n) + timedelta(1))
    return ["business", index, zone, day, n, deadline]


def calendar_row(policies):
    index, zone, unit = random.randrange(len(policies)), random.choice(ZONES), random.choice("dwmq")
    day, size = local_day(zone, near_change(zone)), random.randint(1, 5)
    if day > date(2026, 6, 30):
        day -= timedelta(730)
    return ["calendar", index, zone, day, unit, size, day_start(zone, stepped(day, unit, size, 1) + timedelta(1))]


def the_day_row(policies):
    index, zone = random.randrange(len(policies)), random.choice(ZONES)
    ready = near_change(zone)
    day = local_day(zone, ready)
    while not policies[index].works(day):
        day += timedelta(1)
    return ["theday", index, zone, ready, day_start(zone, day + timedelta(1))]


def permitted_row(policies):
    index, zone = random.randrange(len(policies)), random.choice(ZONES)
    not_before = near_change(zone)
    day = local_day(zone, not_before) + timedelta(random.choice([0, 0, 0, 1, -1]))
    permitted = policies[index].first_permitted(zone, day, not_before)
    return ["permitted", index, zone, day, not_before, "-" if permitted is None else permitted]


def working_row(policies):
    index, zone = random.randrange(len(policies)), random.choice(ZONES)
    begin = near_change(zone)
    end = begin + random.choice([60, 3600, 7200, 86400, 3 * 86400]) * random.randint(1, 4)
    return ["working", index, zone, begin, end, int(policies[index].any_permitted(zone, begin, end))]


def check_against_dateutil(rows):
    """A second opinion on wall clocks from dateutil's own reader of the same database."""
    for _, zone, wall, instant in (row for row in rows if row[0] == "wall"):
        moment = datetime.fromisoformat(wall).replace(tzinfo=dateutil_tz.gettz(zone))
        if dateutil_tz.datetime_exists(moment):
            assert utc_seconds(moment) == instant, (zone, wall)


def main():
    policies = make_policies()
    plain = [step_row, step_row, step_row, start_row, day_row, wall_row, wall_row, reach_row]
    of_policy = [nth_row, nth_row, business_row, business_row, calendar_row, the_day_row, permitted_row, working_row]
    makers = plain + [lambda maker=maker: maker(policies) for maker in of_policy]
    rows = [makers[number % len(makers)]() for number in range(ROWS)]
    check_against_dateutil(rows)
    with open(Path(__file__).with_name("table.csv"), "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([*(policy.row() for policy in policies), *rows])


main()
