"""TA-Lib's side of bench/indicators.ts: `python indicators-talib.py COLUMNS`, the file of five columns of doubles (open, high,
low, close, volume) one after the other. Reads the name of a function per line and answers with its milliseconds."""
import json
import sys
import time

import numpy
import talib

o, h, l, c, v = numpy.fromfile(sys.argv[1]).reshape(5, -1)
WORK = {
    "sma": lambda: talib.SMA(c, 20),
    "ema": lambda: talib.EMA(c, 20),
    "rsi": lambda: talib.RSI(c, 14),
    "macd": lambda: talib.MACD(c, 12, 26, 9),
    "bollinger": lambda: talib.BBANDS(c, 20, 2, 2),
    "atr": lambda: talib.ATR(h, l, c, 14),
    "adx": lambda: talib.ADX(h, l, c, 14),
    "stochastic": lambda: talib.STOCH(h, l, c, 14, 3, 0, 3, 0),
    "obv": lambda: talib.OBV(c, v),
}
for line in sys.stdin:
    work = WORK[line.strip()]
    start = time.perf_counter()
    work()
    print(json.dumps({"ms": (time.perf_counter() - start) * 1e3}), flush=True)
