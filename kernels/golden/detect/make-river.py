"""Makes river.json: statistics and alarms of river's Page-Hinkley and ADWIN. Needs river 0.26.1 and numpy 2.4.6.
Statistics are read from river's own fields before it tests, so that every sum is compared and not only the alarms."""

import json
import random
from pathlib import Path

import numpy as np
from river import drift


def streams():
    rng = random.Random(12345)
    yield "river's documentation", rng.choices([0, 1], k=1000) + rng.choices(range(4, 8), k=1000)
    generator = np.random.default_rng(7)
    yield "normal, up by 1 at 400, down by 2 at 900", [
        round(float(v), 6)
        for v in np.concatenate([generator.normal(m, 1, n) for m, n in ((0, 400), (1, 500), (-1, 500))])
    ]
    yield "uniform on 0 to 1, then 0.3 to 1", [
        round(float(v), 6) for v in np.concatenate([generator.uniform(0, 1, 700), generator.uniform(0.3, 1, 700)])
    ]
    yield "t with 4 degrees of freedom, squared and capped, twice the scale from 600 on", [
        round(float(min(1, (s * v) ** 2 / 25)), 6)
        for s, v in zip([1] * 600 + [2] * 600, generator.standard_t(4, 1200))
    ]


def page_hinkley(params, stream):
    test = drift.PageHinkley(**params)
    alarms, sums = [], []
    for i, x in enumerate(stream):
        test.update(x)
        sums.append([test._sum_increase - test._min_increase, test._max_decrease - test._sum_decrease])
        if test.drift_detected:
            alarms.append(i)
    return {"alarms": alarms, "sums": sums[::97]}


def adwin(params, stream):
    test = drift.ADWIN(**params)
    alarms, windows = [], []
    for i, x in enumerate(stream):
        test.update(x)
        # an alarmed window has shrunk already, and is dropped at the next update
        windows.append(None if test.drift_detected else [test.width, test.total, test.variance])
        if test.drift_detected:
            alarms.append(i)
    return {"alarms": alarms, "windows": windows[::97]}


PAGE_HINKLEY = [
    {},
    {"threshold": 20, "delta": 0.1},
    {"threshold": 10, "delta": 0.02, "mode": "up", "min_instances": 50},
    {"threshold": 10, "delta": 0.02, "mode": "down", "alpha": 0.99},
]
ADWIN = [
    {},
    {"delta": 0.05, "clock": 1},
    {"delta": 0.2, "clock": 16, "max_buckets": 2, "min_window_length": 2, "grace_period": 30},
]

cases = [
    {
        "stream": name,
        "values": stream,
        "page_hinkley": [{"params": p, **page_hinkley(p, stream)} for p in PAGE_HINKLEY],
        "adwin": [{"params": p, **adwin(p, stream)} for p in ADWIN],
    }
    for name, stream in streams()
]
made = {"made_with": "river 0.26.1, numpy 2.4.6, python's random", "every": 97, "cases": cases}
Path(__file__).with_name("river.json").write_text(json.dumps(made))
