"""Golden values of dynamic optimised Theta: python make_dynamic_theta.py > dynamic-theta.json

Needs statsforecast (its code follows the authors' R package forecTheta). Series: those of ets-theta.json, and random walks
with drift and curvature.
"""
import json
import pathlib
import random

import numpy as np
import statsforecast
from statsforecast.theta import auto_theta, forecast_theta


def walk(seed, n, drift, curve):
    draw = random.Random(seed)
    level, values = 100.0, []
    for t in range(n):
        level += drift + curve * t / n + draw.gauss(0, 1)
        values.append(round(level + draw.gauss(0, 0.7), 4))
    return values


def golden(y, model):
    fit = auto_theta(np.array(y), m=1, model=model)
    steps = forecast_theta(fit, 12)
    return {
        "alpha": float(fit["par"]["alpha"]),
        "theta": float(fit["par"]["theta"]),
        "squares": float(np.sum(fit["residuals"][3:] ** 2)),
        "mean": [float(value) for value in steps["mean"]],
    }


here = pathlib.Path(__file__).parent
series = {case["id"]: case["y"] for case in json.loads((here.parent / "ets-theta.json").read_text())["cases"]}
for seed in range(8):
    n = [40, 60, 90, 120, 200, 300, 500, 800][seed]
    series[f"walk{seed}"] = walk(seed, n, [0, 0.5, -0.4, 1][seed % 4], [0, 1, -2][seed % 3])
cases = [
    {"id": name, "y": y, "fits": {model: golden(y, model) for model in ("DOTM", "DSTM", "OTM")}}
    for name, y in series.items()
]
for case in cases:
    if not case["id"].startswith("walk"):
        del case["y"]  # in ets-theta.json
print(json.dumps({"made_with": f"statsforecast {statsforecast.__version__}", "cases": cases}))
