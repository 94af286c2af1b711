"""Writes distributions.json: Student's t and normal distribution functions to 17 digits. Run: python make-distributions.py (needs mpmath 1.3)."""

import json
import pathlib

import mpmath as mp

mp.mp.dps = 50


def t_cdf(t, freedom):
    t, freedom = mp.mpf(t), mp.mpf(freedom)
    tail = mp.betainc(freedom / 2, mp.mpf(1) / 2, 0, freedom / (freedom + t * t), regularized=True) / 2
    return 1 - tail if t > 0 else tail


FREEDOM = (0.5, 1, 2, 3, 4.5, 10, 30, 119, 1000, 5000, 49999, 50000, 1e5, 1e7, 1e9)
T = (-40, -8, -3.2, -1.96, -1, -0.3, -1e-3, 0, 0.01, 0.7, 1.3, 2.5, 6, 25)
Z = (-37, -20, -8, -5, -3.2, -2.5001, -2.5, -2.4999, -1.96, -1, -0.3, -1e-5, 0, 1e-5, 0.7, 2.4999, 2.5001, 4, 8.2)
out = {
    "t": [{"t": t, "freedom": f, "cdf": float(t_cdf(t, f))} for f in FREEDOM for t in T],
    "normal": [{"z": z, "cdf": float(mp.ncdf(mp.mpf(z)))} for z in Z],
}
pathlib.Path(__file__).with_name("distributions.json").write_text(json.dumps(out) + "\n")
