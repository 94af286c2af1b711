"""Makes run-length.json: average run lengths of CUSUM and EWMA charts on normal observations by Markov chains (Brook & Evans
1972; Lucas & Saccucci 1990), a method other than the kernels'. Chains of m, 2m and 4m states are extrapolated in 1/m^2.
Needs numpy 2.4.6 and scipy."""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.stats import norm


def from_first(transition, state):
    n = len(transition)
    return np.linalg.solve(np.eye(n) - transition, np.ones(n))[state]


def cusum_up(k, h, shift, m):
    width = 2 * h / (2 * m - 1)  # state 0 is 0 itself
    centre = np.arange(m) * width
    upper = centre[None, :] - centre[:, None] + width / 2 + k - shift
    transition = norm.cdf(upper) - norm.cdf(upper - width)
    transition[:, 0] = norm.cdf(upper[:, 0])
    return from_first(transition, 0)


def ewma(lam, limit, shift, m, sides):
    deviation = np.sqrt(lam / (2 - lam))
    high = limit * deviation
    low = -high if sides == "both" else -10 * deviation
    width = (high - low) / m
    centre = low + (np.arange(m) + 0.5) * width
    upper = (centre[None, :] + width / 2 - (1 - lam) * centre[:, None]) / lam - shift
    transition = norm.cdf(upper) - norm.cdf(upper - width / lam)
    start = np.clip(int(-low / width), 0, m - 1)
    lengths = np.linalg.solve(np.eye(m) - transition, np.ones(m))
    return lengths[start] if abs(centre[start]) < 1e-9 else np.interp(0, centre, lengths)


def extrapolated(value, m):
    a, b, c = value(m), value(2 * m - 1), value(4 * m - 3)
    first, second = b + (b - a) / 3, c + (c - b) / 3
    return second + (second - first) / 15


def cusum(k, h, shift, sides):
    up = lambda s: extrapolated(lambda m: cusum_up(k, h, s, m), 301)
    if sides == "up":
        return up(shift)
    return 1 / (1 / up(shift) + 1 / up(-shift))


rows = []
for sides in ("up", "both"):
    for k, h in ((0.5, 4), (0.5, 5), (0.25, 8), (0.75, 3.3), (0.1, 12)):
        for shift in (0, 0.5, 1, 2):
            rows.append({"chart": "cusum", "allowance": k, "threshold": h, "sides": sides, "shift": shift, "arl": cusum(k, h, shift, sides)})
for lam, limit in ((0.05, 2.49), (0.1, 2.7), (0.2, 2.86), (0.05, 2.615), (0.1, 2.814), (0.25, 2.998), (0.4, 3.054), (1, 3)):
    for shift in (0, 0.5, 1, 2):
        arl = extrapolated(lambda m: ewma(lam, limit, shift, m, "both"), 301)
        rows.append({"chart": "ewma", "lambda": lam, "threshold": limit, "sides": "both", "shift": shift, "arl": arl})
made_with = f"numpy {np.__version__}, scipy {scipy.__version__}"
Path(__file__).with_name("run-length.json").write_text(json.dumps({"made_with": made_with, "rows": rows}, indent=1))
