"""What TA-Lib does not define, in plain loops over lists: each value anew from its own window, without running state."""
import math


def mean(values):
    return math.fsum(values) / len(values)


def deviation(values, freedom):
    centre = mean(values)
    return math.sqrt(math.fsum((v - centre) ** 2 for v in values) / (len(values) - freedom))


def rolling(n, window, of):
    """of(first, end) for each window [first, end) of n bars; None before there is one."""
    return [None] * (window - 1) + [of(t - window + 1, t + 1) for t in range(window - 1, n)]


def behind(offset, values):
    """A series that begins `offset` bars late."""
    return [None] * offset + list(values)


def linear(values):
    """Mean with weights 1, 2, 3, ..."""
    return math.fsum((i + 1) * v for i, v in enumerate(values)) / (len(values) * (len(values) + 1) / 2)


def exponential(values, period, weight=None):
    """Seeded with the mean of the first `period`; None before."""
    share = 2 / (period + 1) if weight is None else weight
    out = [None] * (period - 1) + [mean(values[:period])]
    for x in values[period:]:
        out.append(share * x + (1 - share) * out[-1])
    return out


def true_ranges(h, l, c):
    return [max(h[t] - l[t], abs(h[t] - c[t - 1]), abs(l[t] - c[t - 1])) for t in range(1, len(c))]


def bollinger(c, period, width):
    middle = rolling(len(c), period, lambda a, b: mean(c[a:b]))
    spread = rolling(len(c), period, lambda a, b: width * deviation(c[a:b], 0))
    position = [None if m is None else (x - m + s) / (2 * s) for x, m, s in zip(c, middle, spread)]
    return position, [None if m is None else 2 * s / m for m, s in zip(middle, spread)]


def hull(c, period):
    root = math.isqrt(period)
    raw = [2 * linear(c[t - period // 2 + 1 : t + 1]) - linear(c[t - period + 1 : t + 1]) for t in range(period - 1, len(c))]
    return behind(period - 1, rolling(len(raw), root, lambda a, b: linear(raw[a:b])))


def by_volume(prices, v, period):
    def one(a, b):
        traded = math.fsum(v[a:b])
        return math.fsum(p * x for p, x in zip(prices[a:b], v[a:b])) / traded if traded else mean(prices[a:b])

    return rolling(len(prices), period, one)


def vortex(h, l, c, period):
    ranges = true_ranges(h, l, c)
    ups = [abs(h[t] - l[t - 1]) for t in range(1, len(c))]
    downs = [abs(l[t] - h[t - 1]) for t in range(1, len(c))]
    share = lambda moves: behind(1, rolling(len(moves), period, lambda a, b: math.fsum(moves[a:b]) / math.fsum(ranges[a:b])))
    return share(ups), share(downs)


def keltner(h, l, c, period, width, range_period):
    middle = exponential(c, period)
    reach = behind(1, exponential(true_ranges(h, l, c), range_period, 1 / range_period))
    lower = [None if m is None or r is None else m - width * r for m, r in zip(middle, reach)]
    return lower, middle, [None if low is None else 2 * m - low for low, m in zip(lower, middle)]


def yang_zhang(o, h, l, c, period):
    k = 0.34 / (1.34 + (period + 1) / (period - 1))

    def one(a, b):
        if a == 0:
            return None
        night = deviation([math.log(o[t] / c[t - 1]) for t in range(a, b)], 1) ** 2
        day = deviation([math.log(c[t] / o[t]) for t in range(a, b)], 1) ** 2
        return math.sqrt(night + k * day + (1 - k) * mean([rogers_satchell(o[t], h[t], l[t], c[t]) for t in range(a, b)]))

    return rolling(len(c), period, one)


def rogers_satchell(o, h, l, c):
    return math.log(h / c) * math.log(h / o) + math.log(l / c) * math.log(l / o)


def garman_klass(o, h, l, c):
    return 0.5 * math.log(h / l) ** 2 - (2 * math.log(2) - 1) * math.log(c / o) ** 2


def chaikin_volatility(h, l, period, change):
    level = exponential([a - b for a, b in zip(h, l)], period)
    first = period - 1 + change
    return [None] * first + [100 * (level[t] / level[t - change] - 1) for t in range(first, len(level))]


def ulcer(c, period):
    falls = [100 * (c[t] / max(c[t - period + 1 : t + 1]) - 1) for t in range(period - 1, len(c))]
    return behind(period - 1, rolling(len(falls), period, lambda a, b: math.sqrt(mean([x * x for x in falls[a:b]]))))


def money_flow(h, l, c, v, period):
    flow = [((x - b) - (a - x)) / (a - b) * w if a > b else 0.0 for a, b, x, w in zip(h, l, c, v)]
    return rolling(len(c), period, lambda a, b: math.fsum(flow[a:b]) / math.fsum(v[a:b]))


def ease(h, l, v, period, unit):
    middle = [(a + b) / 2 for a, b in zip(h, l)]
    steps = [(middle[t] - middle[t - 1]) * (h[t] - l[t]) * unit / v[t] if v[t] else 0.0 for t in range(1, len(h))]
    return behind(1, rolling(len(steps), period, lambda a, b: mean(steps[a:b])))


def trend_volume(c, v):
    return [math.fsum(v[t] * (c[t] / c[t - 1] - 1) for t in range(1, end + 1)) for end in range(len(c))]


def z_score(window):
    spread = deviation(window, 0)
    return (window[-1] - mean(window)) / spread if spread > 0 else 0.0


def plain_cases(*columns):
    """(indicator, parameters, output, values)"""
    o, h, l, c, v = (list(map(float, column)) for column in columns)
    n = len(c)
    logs = [math.log(c[t] / c[t - 1]) for t in range(1, n)]
    force = [(c[t] - c[t - 1]) * v[t] for t in range(1, n)]
    typical = [(a + b + x) / 3 for a, b, x in zip(h, l, c)]
    root_mean = lambda term: rolling(n, 20, lambda a, b: math.sqrt(mean([term(o[t], h[t], l[t], c[t]) for t in range(a, b)])))
    many = [
        ("bollinger", [20, 2], zip(("percentB", "bandwidth"), bollinger(c, 20, 2))),
        ("vortex", [14], zip(("plus", "minus"), vortex(h, l, c, 14))),
        ("keltner", [20, 2, 10], zip(("lower", "middle", "upper"), keltner(h, l, c, 20, 2, 10))),
    ]
    one = [
        ("hma", [16], hull(c, 16)),
        ("vwma", [20], by_volume(c, v, 20)),
        ("wilderAverage", [14], exponential(c, 14, 1 / 14)),
        ("logReturn", [1], behind(1, logs)),
        ("logReturn", [5], behind(5, [math.log(c[t] / c[t - 5]) for t in range(5, n)])),
        ("rollingVolatility", [20], behind(1, rolling(n - 1, 20, lambda a, b: deviation(logs[a:b], 1)))),
        ("parkinson", [20], root_mean(lambda o, h, l, c: math.log(h / l) ** 2 / (4 * math.log(2)))),
        ("garmanKlass", [20], root_mean(garman_klass)),
        ("rogersSatchell", [20], root_mean(rogers_satchell)),
        ("yangZhang", [20], [None] + yang_zhang(o, h, l, c, 20)[1:]),
        ("chaikinVolatility", [10, 10], chaikin_volatility(h, l, 10, 10)),
        ("ulcerIndex", [14], ulcer(c, 14)),
        ("chaikinMoneyFlow", [20], money_flow(h, l, c, v, 20)),
        ("forceIndex", [13], behind(1, exponential(force, 13))),
        ("vwap", [20], by_volume(typical, v, 20)),
        ("vwap", [1], by_volume(typical, v, 1)),
        ("easeOfMovement", [14, 1e8], ease(h, l, v, 14, 1e8)),
        ("priceVolumeTrend", [], trend_volume(c, v)),
        ("volumeZScore", [20], rolling(n, 20, lambda a, b: z_score(v[a:b]))),
    ]
    yield from ((name, parameters, output, column) for name, parameters, columns in many for output, column in columns)
    yield from ((name, parameters, "value", column) for name, parameters, column in one)
