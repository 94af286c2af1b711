"""Writes talib.json: synthetic daily bars and what TA-Lib makes of them; what TA-Lib lacks is computed with plain loops
(plain.py), from the formulas and not from the library's code.

    python3 -m venv venv && venv/bin/pip install TA-Lib==0.8.2 numpy && venv/bin/python make.py

The bars are a seeded random walk with fat tails, gaps, days without movement, doji bars and a volume of 0, at prices of
about 100, so that an absolute tolerance means the same for every indicator.
"""
import json
import math
import pathlib
import random

import numpy
import talib

from plain import plain_cases

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


def plain(column):
    return [None if v is None or math.isnan(v) else float(v) for v in column]


def ta_cases(o, h, l, c, v):
    """(indicator, parameters, output, values) that TA-Lib defines."""
    fast, slow = 1, 0  # moving average types: exponential, simple
    macd = dict(zip(("line", "signal", "histogram"), talib.MACD(c, 12, 26, 9)))
    bands = dict(zip(("upper", "middle", "lower"), talib.BBANDS(c, 20, 2, 2)))
    stochastic = dict(zip("kd", talib.STOCH(h, l, c, 14, 3, slow, 3, slow)))
    fast_stochastic = dict(zip("kd", talib.STOCHF(h, l, c, 14, 3, slow)))
    stochastic_rsi = dict(zip("kd", talib.STOCHRSI(c, 14, 5, 3, slow)))
    directional = {"plus": talib.PLUS_DI(h, l, c, 14), "minus": talib.MINUS_DI(h, l, c, 14)}
    directional |= {"dx": talib.DX(h, l, c, 14), "adx": talib.ADX(h, l, c, 14)}
    down, up = talib.AROON(h, l, 14)
    line = {"value": talib.LINEARREG(c, 14), "slope": talib.LINEARREG_SLOPE(c, 14)}
    line |= {"intercept": talib.LINEARREG_INTERCEPT(c, 14), "forecast": talib.TSF(c, 14)}
    channel = {"upper": talib.MAX(h, 20), "lower": talib.MIN(l, 20), "middle": talib.MIDPRICE(h, l, 20)}
    many = [
        ("macd", [12, 26, 9], macd),
        ("bollinger", [20, 2], bands),
        ("stochastic", [14, 3, 3], stochastic),
        ("fastStochastic", [14, 3], fast_stochastic),
        ("stochasticRsi", [14, 5, 3], stochastic_rsi),
        ("adx", [14], directional),
        ("adx", [2], {"adx": talib.ADX(h, l, c, 2)}),
        ("aroon", [14], {"up": up, "down": down, "oscillator": talib.AROONOSC(h, l, 14)}),
        ("linearRegression", [14], line),
        ("donchian", [20], channel),
        ("macd", [3, 10, 4], {"histogram": talib.MACD(c, 3, 10, 4)[2]}),
    ]
    one = [
        ("sma", [20], talib.SMA(c, 20)),
        ("ema", [20], talib.EMA(c, 20)),
        ("ema", [5], talib.EMA(c, 5)),
        ("wma", [30], talib.WMA(c, 30)),
        ("dema", [30], talib.DEMA(c, 30)),
        ("tema", [30], talib.TEMA(c, 30)),
        ("trima", [30], talib.TRIMA(c, 30)),
        ("trima", [7], talib.TRIMA(c, 7)),
        ("t3", [5, 0.7], talib.T3(c, 5, 0.7)),
        ("kama", [10, 2, 30], talib.KAMA(c, 10)),
        ("adxr", [14], talib.ADXR(h, l, c, 14)),
        ("parabolicSar", [0.02, 0.2], talib.SAR(h, l, 0.02, 0.2)),
        ("parabolicSar", [0.1, 0.15], talib.SAR(h, l, 0.1, 0.15)),
        ("rsi", [14], talib.RSI(c, 14)),
        ("rsi", [2], talib.RSI(c, 2)),
        ("williamsR", [14], talib.WILLR(h, l, c, 14)),
        ("cci", [14], talib.CCI(h, l, c, 14)),
        ("cmo", [14], talib.CMO(c, 14)),
        ("trix", [30], talib.TRIX(c, 30)),
        ("ultimateOscillator", [7, 14, 28], talib.ULTOSC(h, l, c, 7, 14, 28)),
        ("apo", [12, 26], talib.APO(c, 12, 26, fast)),
        ("ppo", [12, 26], talib.PPO(c, 12, 26, fast)),
        ("bop", [], talib.BOP(o, h, l, c)),
        ("priceChange", [10], talib.MOM(c, 10)),
        ("rateOfChange", [10], talib.ROC(c, 10)),
        ("momentum", [10], talib.ROCP(c, 10)),
        ("simpleReturn", [1], talib.ROCP(c, 1)),
        ("trueRange", [], talib.TRANGE(h, l, c)),
        ("atr", [14], talib.ATR(h, l, c, 14)),
        ("atrRatio", [14], talib.ATR(h, l, c, 14) / c),
        ("natr", [14], talib.NATR(h, l, c, 14)),
        ("standardDeviation", [5], talib.STDDEV(c, 5, 1)),
        ("obv", [], talib.OBV(c, v)),
        ("accumulationDistribution", [], talib.AD(h, l, c, v)),
        ("chaikinOscillator", [3, 10], talib.ADOSC(h, l, c, v, 3, 10)),
        ("mfi", [14], talib.MFI(h, l, c, v, 14)),
    ]
    yield from ((name, parameters, output, column) for name, parameters, columns in many for output, column in columns.items())
    yield from ((name, parameters, "value", column) for name, parameters, column in one)


def main():
    columns = bars(20261122)
    golden = {
        "meta": {"python": talib.__version__, "talib": talib.__ta_version__.decode(), "seed": 20261122},
        "bars": dict(zip(("open", "high", "low", "close", "volume"), (c.tolist() for c in columns))),
        "cases": [
            {"indicator": name, "parameters": parameters, "source": source, "output": output, "values": plain(values)}
            for source, made in (("TA-Lib", ta_cases), ("plain loops", plain_cases))
            for name, parameters, output, values in made(*columns)
        ],
    }
    path = pathlib.Path(__file__).with_name("talib.json")
    path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main()
