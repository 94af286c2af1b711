"""Writes exchange-calendars.json beside this file: what exchange_calendars 4.13.2 (PyPI, Apache-2.0) says of each exchange.

    pip install exchange_calendars==4.13.2 pandas==2.2.3    # pandas 3 makes it lose the sessions on Sundays and Saturdays
    python exchange-calendars.py

Per exchange: its zone, the regular hours with the first day of each (open, close, lunch from, lunch to), and per year one line:
`MMDD` is a day of the trading week without a session, `+MMDD` a session on another day, `MMDD@HH:MM-HH:MM` a session whose open
or close is not the regular one.
"""

import json
from pathlib import Path

import exchange_calendars as xcals
import pandas as pd

FIRST, LAST = 1990, 2027
MICS = (
    "XNYS XLON XDUB XETR XPAR XAMS XBRU XLIS XMIL XMAD XSWX XWBO XSTO XHEL XCSE XOSL XTAE XTSE XMEX BVMF "
    "XTKS XHKG XASX XNZE XKRX XSHG XBOM"
).split()


def text(time):
    return None if time is None else time.strftime("%H:%M")


def at(changes, day):
    found = None
    for start, time in changes or ():
        if start is None or start <= day:
            found = time
    return text(found)


def hours(calendar, day):
    changes = (calendar.open_times, calendar.close_times, calendar.break_start_times, calendar.break_end_times)
    return tuple(at(change, day) for change in changes)


def regular_hours(calendar):
    starts = {pd.Timestamp(f"{FIRST}-01-01")}
    for change in (calendar.open_times, calendar.close_times, calendar.break_start_times, calendar.break_end_times):
        starts.update(start for start, _ in change or () if start is not None and start.year >= FIRST)
    return [[f"{start:%Y-%m-%d}", *filter(None, hours(calendar, start))] for start in sorted(starts)]


def trading_week(mic, day):
    """Days of the week, 0 = Monday."""
    if mic == "XTAE" and day < pd.Timestamp("2026-01-05"):
        return {6, 0, 1, 2, 3}
    if mic == "XKRX" and day < pd.Timestamp("1998-12-07"):
        return {0, 1, 2, 3, 4, 5}
    return {0, 1, 2, 3, 4}


def line(mic, calendar, schedule, year):
    words = []
    sessions = schedule.loc[f"{year}-01-01" : f"{year}-12-31"]
    present = set(sessions.index)
    for day in pd.date_range(f"{year}-01-01", f"{year}-12-31"):
        expected = day.weekday() in trading_week(mic, day)
        if day not in present:
            if expected:
                words.append(f"{day:%m%d}")
            continue
        if not expected:
            words.append(f"+{day:%m%d}")
        row = sessions.loc[day]
        opens, closes = (f"{row[side].tz_convert(calendar.tz):%H:%M}" for side in ("open", "close"))
        if (opens, closes) != hours(calendar, day)[:2]:
            words.append(f"{day:%m%d}@{opens}-{closes}")
    return " ".join(words)


def exchange(mic):
    plain = xcals.get_calendar_names(include_aliases=False)
    assert mic in plain, mic
    kind = type(xcals.get_calendar(mic))
    start, end = pd.Timestamp(f"{FIRST}-01-01"), pd.Timestamp(f"{LAST}-12-31")
    lowest, highest = kind.bound_min(), kind.bound_max()
    start = start if lowest is None or lowest < start else pd.Timestamp(f"{(lowest - pd.Timedelta(days=1)).year + 1}-01-01")
    end = end if highest is None or highest > end else highest
    calendar = kind(start=start, end=end)
    years = range(start.year, end.year + 1)
    return {
        "timeZone": str(calendar.tz),
        "hours": regular_hours(calendar),
        "years": {str(year): line(mic, calendar, calendar.schedule, year) for year in years},
    }


golden = {"package": f"exchange_calendars {xcals.__version__}", "exchanges": {mic: exchange(mic) for mic in MICS}}
Path(__file__).with_suffix(".json").write_text(json.dumps(golden, indent=1) + "\n")
