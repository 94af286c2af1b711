"""Writes talib.json: synthetic daily bars and what TA-Lib makes of them; what TA-Lib lacks is computed with plain loops.

    python3 -m venv /tmp/talib && /tmp/talib/bin/pip install TA-Lib numpy && /tmp/talib/bin/python make.py

The bars are a seeded random walk with fat tails, gaps, days without movement, doji bars and a volume of 0, at prices of
about 100, so that an absolute tolerance means the same for every indicator.
"""
import json
import math
import pathlib
import random

import numpy
import talib

N = 240


def bars(seed):
    rng = random.Random(seed)
    price = 100.0
    rows = []
    for t in range(N):
        jump = rng.gauss(0, 1) / math.sqrt(rng.gammavariate(3, 1 / 3)) * 0.015
        opened = price * math.exp(rng.gauss(0, 0.004))
        closed = price if t in (40, 41, 42) else price * math.exp(jump)  # three days without a change
        high = max(opened, closed) * (1 + abs(rng.gauss(0, 0.005)))
        low = min(opened, closed) * (1 - abs(rng.gauss(0, 0.005)))
        if t == 60:
            opened = high = low = closed  # a bar that is a single price
        volume = 0.0 if t == 80 else round(1e6 * math.exp(rng.gauss(0, 0.4)))
        rows.append([round(v, 4) for v in (opened, high, low, closed)] + [volume])
        price = rows[-1][3]
    return [numpy.array(column, dtype=float) for column in zip(*rows)]


def mean(values):
    return math.fsum(values) / len(values)


def deviation(values, freedom):
    centre = mean(values)
    return math.sqrt(math.fsum((v - centre) ** 2 for v in values) / (len(values) - freedom))


def rolling(values, window, of):
    return [None] * (window - 1) + [of(values[t - window + 1 : t + 1]) for t in range(window - 1, len(values))]


def returns(close, period, of):
    return [None] * period + [of(close[t] / close[t - period]) for t in range(period, len(close))]


def z_score(window):
    spread = deviation(window, 0)
    return (window[-1] - mean(window)) / spread if spread > 0 else 0.0


def plain(column):
    return [None if v is None or math.isnan(v) else float(v) for v in column]


def cases(opened, high, low, close, volume):
    log_returns = returns(close, 1, math.log)
    macd = talib.MACD(close, 12, 26, 9)
    short = talib.MACD(close, 3, 10, 4)
    bands = talib.BBANDS(close, 20, 2, 2)
    atr = talib.ATR(high, low, close, 14)
    middle = rolling(list(close), 20, mean)
    spread = rolling(list(close), 20, lambda w: deviation(w, 0))
    position = [None if m is None else (c - m + 2 * s) / (4 * s) for c, m, s in zip(close, middle, spread)]
    width = [None if m is None else 4 * s / m for m, s in zip(middle, spread)]
    ta = "TA-Lib"
    own = "plain loops"
    return [
        ("sma", [20], ta, "value", talib.SMA(close, 20)),
        ("ema", [20], ta, "value", talib.EMA(close, 20)),
        ("ema", [5], ta, "value", talib.EMA(close, 5)),
        ("rsi", [14], ta, "value", talib.RSI(close, 14)),
        ("rsi", [2], ta, "value", talib.RSI(close, 2)),
        ("macd", [12, 26, 9], ta, "line", macd[0]),
        ("macd", [12, 26, 9], ta, "signal", macd[1]),
        ("macd", [12, 26, 9], ta, "histogram", macd[2]),
        ("macd", [3, 10, 4], ta, "histogram", short[2]),
        ("bollinger", [20, 2], ta, "upper", bands[0]),
        ("bollinger", [20, 2], ta, "middle", bands[1]),
        ("bollinger", [20, 2], ta, "lower", bands[2]),
        ("bollinger", [20, 2], own, "percentB", position),
        ("bollinger", [20, 2], own, "bandwidth", width),
        ("atr", [14], ta, "value", atr),
        ("atrRatio", [14], ta, "value", atr / close),
        ("momentum", [10], ta, "value", talib.ROCP(close, 10)),
        ("simpleReturn", [1], ta, "value", talib.ROCP(close, 1)),
        ("logReturn", [1], own, "value", log_returns),
        ("logReturn", [5], own, "value", returns(close, 5, math.log)),
        ("rollingVolatility", [20], own, "value", [None] + rolling(log_returns[1:], 20, lambda w: deviation(w, 1))),
        ("volumeZScore", [20], own, "value", rolling(list(volume), 20, z_score)),
    ]


def main():
    columns = bars(20261122)
    golden = {
        "meta": {"python": talib.__version__, "talib": talib.__ta_version__.decode(), "seed": 20261122},
        "bars": dict(zip(("open", "high", "low", "close", "volume"), (c.tolist() for c in columns))),
        "cases": [
            {"indicator": name, "parameters": parameters, "source": source, "output": output, "values": plain(values)}
            for name, parameters, source, output, values in cases(*columns)
        ],
    }
    path = pathlib.Path(__file__).with_name("talib.json")
    path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main()
