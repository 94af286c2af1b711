"""Writes peers.json: small made-up data, and what LightGBM and XGBoost make of it. Run: python make.py (lightgbm, xgboost, numpy)."""

import json
import pathlib

import lightgbm as lgb
import numpy as np
import xgboost as xgb

rng = np.random.default_rng(20261123)


def friedman(n, missing):
    x = np.round(rng.random((n, 6)), 3)
    y = 10 * np.sin(np.pi * x[:, 0] * x[:, 1]) + 20 * (x[:, 2] - 0.5) ** 2 + 10 * x[:, 3] + 5 * x[:, 4] + rng.standard_normal(n)
    x[rng.random(x.shape) < missing] = np.nan
    return x, np.round(y, 3)


def listed(x):
    return [None if np.isnan(v) else float(v) for v in x.ravel()]


cases = []
for name, missing, settings in (
    ("squared", 0.0, dict(objective="regression")),
    ("squared, a fifth missing", 0.2, dict(objective="regression")),
    ("median", 0.0, dict(objective="quantile", alpha=0.5)),
    ("90 % quantile", 0.0, dict(objective="quantile", alpha=0.9)),
):
    x, y = friedman(700, missing)
    tx, ty = friedman(500, missing)
    both = dict(num_leaves=8, learning_rate=0.1, min_data_in_leaf=10, min_sum_hessian_in_leaf=0, lambda_l2=0, max_bin=255, num_threads=1, verbose=-1, seed=1)
    model = lgb.train(settings | both, lgb.Dataset(x, y), num_boost_round=80)
    p = model.predict(tx)
    alpha = settings.get("alpha")
    loss = float(np.sqrt(np.mean((p - ty) ** 2))) if alpha is None else float(np.mean(np.where(ty > p, alpha * (ty - p), (1 - alpha) * (p - ty))))
    cases.append({"name": name, "level": alpha, "x": listed(x), "y": y.tolist(), "testX": listed(tx), "testY": ty.tolist(), "loss": loss})

x = rng.integers(0, 12, (160, 3)).astype(float)
y = np.round(2 * x[:, 0] - (x[:, 1] > 5) * 7 + rng.standard_normal(160), 2)
exact = []
for depth, trees, l2 in ((1, 1, 0), (2, 1, 0), (3, 1, 1), (2, 5, 1)):
    settings = dict(objective="reg:squarederror", tree_method="exact", max_depth=depth, eta=0.5, min_child_weight=5, reg_lambda=l2, nthread=1, base_score=float(y.mean()))
    model = xgb.train(settings, xgb.DMatrix(x, y), num_boost_round=trees)
    exact.append({"depth": depth, "trees": trees, "l2": l2, "predicted": [float(v) for v in model.predict(xgb.DMatrix(x))]})

# The first tree of histograms, where every value has a bin: which column is split, and between which two values.
def nodes(model, columns):
    splits = []
    for line in model.trees_to_dataframe().itertuples():
        if line.Feature == "Leaf":
            continue
        column = int(line.Feature[1:])
        known = np.unique(columns[:, column][~np.isnan(columns[:, column])])
        splits.append({"column": column, "below": float(known[known < line.Split].max()), "from": float(known[known >= line.Split].min())})
    return splits


sparse = np.where(rng.random(x.shape) < 0.7, np.nan, x)
sparse_y = np.round(np.where(np.isnan(sparse[:, 0]), 3.0, sparse[:, 0]) + 4 * (np.nan_to_num(sparse[:, 1]) > 5) + rng.standard_normal(160) / 2, 2)
hist = []
for name, rows, target, leaves in (("complete", x, y, 4), ("complete", x, y, 8), ("70 % missing", sparse, sparse_y, 6)):
    settings = dict(objective="reg:squarederror", tree_method="hist", grow_policy="lossguide", max_depth=0, max_leaves=leaves, max_bin=256, eta=1, min_child_weight=5, reg_lambda=0, nthread=1, base_score=float(target.mean()))
    data = xgb.DMatrix(rows, target)
    model = xgb.train(settings, data, num_boost_round=1)
    hist.append({"name": name, "leaves": leaves, "x": listed(rows), "y": target.tolist(), "splits": nodes(model, rows), "predicted": [float(v) for v in model.predict(data)]})


def steps(n):
    x = np.round(rng.random((n, 6)), 3)
    y = np.floor(4 * x[:, 0]) + 3 * (x[:, 1] > 0.3) * (x[:, 2] > 0.6) + rng.standard_normal(n) / 2
    x[:, 2:] = np.where(rng.random((n, 4)) < 0.7, np.nan, x[:, 2:])
    return x, np.round(y, 3)


sx, sy = steps(500)
tx, ty = steps(500)
model = lgb.train(dict(objective="regression") | both, lgb.Dataset(sx, sy), num_boost_round=80)
loss = float(np.sqrt(np.mean((model.predict(tx) - ty) ** 2)))
cases.append({"name": "steps, 70 % missing in four columns", "level": None, "x": listed(sx), "y": sy.tolist(), "testX": listed(tx), "testY": ty.tolist(), "loss": loss})

out = {"made": {"lightgbm": lgb.__version__, "xgboost": xgb.__version__}, "lightgbm": cases, "exact": {"x": listed(x), "y": y.tolist(), "cases": exact}, "hist": hist}
pathlib.Path(__file__).with_name("peers.json").write_text(json.dumps(out) + "\n")
