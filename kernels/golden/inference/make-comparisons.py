"""Writes comparisons.json: Model Confidence Sets by arch 7/8 with the bootstrap indices that it drew, Diebold-Mariano statistics and
p values in numpy/SciPy, Clark-West by statsmodels' regression on a constant (HAC for more steps). Run: python make-comparisons.py"""

import json
import pathlib

import arch
import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from arch.bootstrap import MCS
from scipy import stats

rng = np.random.default_rng(20261123)


def dm(a, b, h):
    d = a - b
    n = len(d)
    c = d - d.mean()
    gamma = [float(np.dot(c[k:], c[: n - k]) / n) for k in range(h)]
    v = gamma[0] + 2 * sum(gamma[1:])
    weights = "rectangular"
    if v <= 0:
        v = gamma[0] + 2 * sum((1 - k / h) * gamma[k] for k in range(1, h))
        weights = "bartlett"
    s = d.mean() / np.sqrt(v / n) * np.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n)
    return {"statistic": float(s), "pValue": float(2 * stats.t.sf(abs(s), n - 1)), "pLess": float(stats.t.cdf(s, n - 1)), "weights": weights}


dm_cases = []
for n, h, swing in ((12, 1, 0), (40, 1, 0), (40, 4, 0), (250, 5, 0), (20, 12, 0), (20, 2, 9), (31, 4, 9)):
    # A swing makes losses that alternate, whose variance with rectangular weights is negative.
    a, b = rng.standard_t(5, n) ** 2 + swing * (np.arange(n) % 2), 1.2 * rng.standard_t(5, n) ** 2
    dm_cases.append({"a": a.tolist(), "b": b.tolist(), "horizon": h, **dm(a, b, h)})
for case in dm_cases[:2]:
    paired = stats.ttest_rel(case["a"], case["b"])
    assert abs(paired.statistic - case["statistic"]) < 1e-10 and abs(paired.pvalue - case["pValue"]) < 1e-10

cw_cases = []
for n, h in ((60, 1), (400, 1), (120, 3)):
    y = rng.standard_t(6, n)
    small = np.zeros(n)
    large = 0.2 * y + 0.6 * rng.standard_normal(n)
    f = (y - small) ** 2 - ((y - large) ** 2 - (small - large) ** 2)
    fit = sm.OLS(f, np.ones(n))
    # use_correction scales HAC by n / (n - 1); Bartlett weights 1 - lag / (maxlags + 1)
    fit = fit.fit() if h == 1 else fit.fit(cov_type="HAC", cov_kwds={"maxlags": h - 1, "use_correction": True})
    t = float(fit.tvalues[0])
    cw_cases.append({"y": y.tolist(), "small": small.tolist(), "large": large.tolist(), "horizon": h, "statistic": t, "pValue": float(stats.norm.sf(t))})

mcs_cases = []
for n, spread, method in ((60, 0.3, "R"), (60, 0.3, "max"), (90, 0.05, "R"), (90, 0.8, "max")):
    common = rng.standard_t(5, n) ** 2
    losses = common[:, None] + spread * np.arange(5) + 0.7 * rng.standard_normal((n, 5)) ** 2
    test = MCS(losses, size=0.1, reps=40, method=method, bootstrap="stationary", seed=7)
    test.compute()
    p = test.pvalues["Pvalue"].sort_index()
    mcs_cases.append({
        "losses": np.round(losses.T, 12).tolist(), "statistic": "range" if method == "R" else "max",
        "indices": [i.tolist() for i in test._bootstrap_indices], "pValues": p.tolist(), "included": [int(i) for i in test.included],
    })

out = {"made": {"arch": arch.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
       "dieboldMariano": dm_cases, "clarkWest": cw_cases, "modelConfidenceSet": mcs_cases}
pathlib.Path(__file__).with_name("comparisons.json").write_text(json.dumps(out) + "\n")
