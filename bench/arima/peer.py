"""Reads a name of work per line, does it and answers {"ms": …}. Argument: a file with a series per line, name first."""
import sys
import time
import warnings

import numpy
from statsforecast.models import AutoARIMA
from statsmodels.tsa.arima.model import ARIMA

warnings.simplefilter("ignore")
with open(sys.argv[1]) as file:
    rows = [line.strip().split(",") for line in file]
series = {row[0]: numpy.array(row[1:], dtype=float) for row in rows}


def auto(y):
    AutoARIMA(season_length=1, seasonal=False, approximation=False).fit(y)


def windows(_):
    for name, y in series.items():
        if name.startswith("window"):
            auto(y)


def walk(y, window):
    """Every tenth of the 250 refits, for which SHARE makes up."""
    for t in range(len(y) - 250, len(y), 10):
        ARIMA(y[t - window if window else 0:t], order=(1, 1, 1)).fit().forecast(1)


SHARE = {"rolling": 10, "expanding": 10}

works = {
    "fit": lambda y: ARIMA(y, order=(2, 1, 2)).fit(),
    "auto": auto,
    "windows": windows,
    "rolling": lambda y: walk(y, 250),
    "expanding": lambda y: walk(y, 0),
    "airline": lambda y: ARIMA(y, order=(0, 1, 1), seasonal_order=(0, 1, 1, 12)).fit(),
    "seasonal": lambda y: AutoARIMA(season_length=12, approximation=False).fit(y),
}

for line in sys.stdin:
    work, name = line.split()
    start = time.perf_counter()
    works[work](series[name])
    print(f'{{"ms": {SHARE.get(work, 1) * 1000 * (time.perf_counter() - start):.6f}}}', flush=True)
