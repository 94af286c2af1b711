"""Writes statsmodels.json: the cases of r.json, fitted by statsmodels to the differenced series.

    pip install statsmodels==0.15.0 && python make.py

Standard errors are the square roots of the inverse observed information (cov_type='approx', complex steps).
"""
import json
import pathlib
import warnings

import numpy
import statsmodels
from statsmodels.tsa.statespace.sarimax import SARIMAX

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent
source = json.loads((here / "r.json").read_text())


def difference(x, regular, seasonal, period):
    for _ in range(int(seasonal)):
        x = x[period:] - x[:-period]
    for _ in range(int(regular)):
        x = x[1:] - x[:-1]
    return x


fits = []
for case in source["fits"]:
    (p, d, q), (P, D, Q), m = case["order"], case["seasonal"], case["period"]
    w = difference(numpy.array(source["series"][case["name"]]), d, D, m)
    columns = [numpy.ones(len(w))] if case["constant"] else []
    if any(name.startswith("xreg") for name in case["names"]):
        given = source["regressors"][case["name"]]
        x = numpy.array(given["data"]).reshape(-1, given["columns"])
        columns += list(difference(x, d, D, m).T)
    scale = 1 / w.std()
    exog = numpy.column_stack(columns) if columns else None
    model = SARIMAX(w * scale, exog=exog, order=(p, 0, q), seasonal_order=(P, 0, Q, m) if m > 1 else (0, 0, 0, 0),
                    trend="n")
    # statsmodels orders parameters: regressors, ar, ma, seasonal ar, seasonal ma, sigma2
    k = len(columns)
    units = numpy.array([scale] * k + [1.0] * (p + q + P + Q))
    at = numpy.array(case["coef"], dtype=float)
    start = numpy.concatenate([at[p + q + P + Q:], at[:p + q + P + Q]]) * units
    found = model.fit(start_params=[*start, case["sigma2"] * scale ** 2], disp=False, method="bfgs", maxiter=500,
                      gtol=1e-9, cov_type="approx", cov_kwds={"approx_complex_step": True})
    errors = found.bse[:-1] / units
    fits.append({
        "loglik": float(found.llf + len(w) * numpy.log(scale)),
        "coef": [float(v) for v in numpy.roll(found.params[:-1] / units, -k)],
        "se": [None if numpy.isnan(v) else float(v) for v in numpy.roll(errors, -k)],
    })

out = {"made": f"statsmodels {statsmodels.__version__}", "fits": fits}
(here / "statsmodels.json").write_text(json.dumps(out, indent=0))
