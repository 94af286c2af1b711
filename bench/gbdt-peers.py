"""Trains a peer on the made-up data that bench/gbdt.ts writes: reads "lightgbm" or "xgboost" per line, answers {"ms"}."""

import json
import sys
import time

import lightgbm as lgb
import numpy as np
import xgboost as xgb

folder, trees = sys.argv[1], int(sys.argv[2])
columns = 30
x = np.fromfile(f"{folder}/x.f64").reshape(-1, columns)
y = np.fromfile(f"{folder}/y.f64")
test_x = np.fromfile(f"{folder}/test-x.f64").reshape(-1, columns)
test_y = np.fromfile(f"{folder}/test-y.f64")

told = set()
for line in sys.stdin:
    start = time.perf_counter()
    if line.strip() == "lightgbm":
        settings = dict(objective="regression", num_leaves=31, learning_rate=0.1, max_bin=255, min_data_in_leaf=20,
                        min_sum_hessian_in_leaf=0, lambda_l2=0, num_threads=1, verbose=-1, seed=1)
        model = lgb.train(settings, lgb.Dataset(x, y), num_boost_round=trees)
        ms = 1000 * (time.perf_counter() - start)
        predicted = model.predict(test_x, num_threads=1)
    else:
        settings = dict(objective="reg:squarederror", tree_method="hist", grow_policy="lossguide", max_leaves=31, max_depth=0,
                        eta=0.1, max_bin=255, min_child_weight=20, reg_lambda=0, nthread=1, seed=1, verbosity=0)
        model = xgb.train(settings, xgb.DMatrix(x, y, nthread=1), num_boost_round=trees)
        ms = 1000 * (time.perf_counter() - start)
        predicted = model.predict(xgb.DMatrix(test_x, nthread=1))
    rmse = float(np.sqrt(np.mean((predicted - test_y) ** 2)))
    if line not in told:
        told.add(line)
        print(f"RMSE on the new rows, {line.strip()}: {rmse:.5f}", file=sys.stderr, flush=True)
    print(json.dumps({"ms": ms}), flush=True)
