#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Computes the polynomial coefficients and the split constants of logitlab/base/math.hpp.

For each function, the polynomial that minimises the largest weighted error over an interval is found by Remez' exchange
algorithm (E. W. Cheney, Introduction to Approximation Theory, 1966, chapter 3) in 60-digit arithmetic and rounded to
doubles. Prints hexadecimal floats, lowest degree first, and the largest error that the rounded coefficients leave.

Needs mpmath.  Usage: python3 tools/fit_polynomials.py
"""

import mpmath as mp

mp.mp.dps = 60


def remez(target, weight, low, high, degree):
    """Coefficients, lowest degree first, minimising max |weight(x) (target(x) - p(x))| on [low, high]."""
    count = degree + 2
    middle, half = (low + high) / 2, (high - low) / 2
    nodes = [middle - half * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    grid = [middle - half * mp.cos(mp.pi * i / (40 * count)) for i in range(40 * count + 1)]
    for _ in range(30):
        # 1. The polynomial whose weighted error is +e, -e, +e, ... on the nodes.
        rows, right = [], []
        for i, x in enumerate(nodes):
            rows.append([x**k for k in range(degree + 1)] + [(-1) ** i / weight(x)])
            right.append(target(x))
        solution = mp.lu_solve(mp.matrix(rows), mp.matrix(right))
        coefficients, levelled = list(solution[: degree + 1]), abs(solution[degree + 1])

        # 2. Its extremes, one between each two changes of sign, become the next nodes.
        def error(x):
            return weight(x) * (target(x) - mp.polyval(coefficients[::-1], x))

        values = [error(x) for x in grid]
        extremes, best = [], 0
        for i in range(1, len(grid)):
            if values[i] * values[best] < 0:
                extremes.append(grid[best])
                best = i
            elif abs(values[i]) > abs(values[best]):
                best = i
        extremes.append(grid[best])
        while len(extremes) > count:
            extremes.pop(0 if abs(error(extremes[0])) < abs(error(extremes[-1])) else -1)
        if len(extremes) < count:
            break
        nodes = extremes
        largest = max(abs(error(x)) for x in nodes)
        if largest < levelled * (1 + mp.mpf(10) ** -4):
            break
    return coefficients


def fit(target, weight, low, high, degree, error_weight=None):
    """As remez, with the coefficients rounded to doubles; and the largest error, weighted, that they leave."""
    coefficients = [mp.mpf(float(c)) for c in remez(target, weight, low, high, degree)]
    error_weight = error_weight or weight
    points = [low + (high - low) * (i + mp.mpf("0.37")) / 4001 for i in range(4001)]
    worst = max(abs(error_weight(x) * (target(x) - mp.polyval(coefficients[::-1], x))) for x in points)
    return coefficients, worst


def truncated(value, bits):
    """value with its significand cut to so many bits."""
    exponent = int(mp.floor(mp.log(abs(value), 2)))
    scale = mp.mpf(2) ** (bits - 1 - exponent)
    return mp.floor(value * scale) / scale


def show(name, values, note=""):
    print(f"{name}: {note}")
    for value in values:
        print(f"    {float(value).hex()}")


def split(name, value, bits, parts):
    """value = sum of parts, all but the last cut to so many bits."""
    pieces = []
    for _ in range(parts - 1):
        pieces.append(truncated(value - sum(pieces), bits))
    pieces.append(mp.mpf(float(value - sum(pieces))))
    left = mp.nstr(abs(value - sum(pieces)), 3)
    show(name, pieces, f"what is left out: {left}")


def main():
    log2 = mp.log(2)
    split("ln 2 for exp (k up to 11 bits)", log2, 42, 2)
    split("pi / 2 for sin and cos (k up to 20 bits)", mp.pi / 2, 33, 4)
    show("1 / ln 2", [1 / log2])
    show("2 / pi", [2 / mp.pi])

    # exp(r) = 1 + r + r^2 / 2 + r^3 P(r), |r| <= ln(2) / 2 and a little. P is fitted unweighted: r^3 would vanish at 0.
    def exp_rest(r):
        return (mp.expm1(r) - r - r**2 / 2) / r**3 if abs(r) > mp.mpf(10) ** -12 else mp.mpf(1) / 6 + r / 24

    r_high = log2 / 2 * mp.mpf("1.0001")
    coefficients, worst = fit(exp_rest, lambda r: 1, -r_high, r_high, 9, lambda r: r**3 / mp.exp(r))
    show("exp P", coefficients, f"error 2^{mp.nstr(mp.log(worst, 2), 5)}")

    # log((1 + s) / (1 - s)) = 2 s + s z R(z), z = s^2; |s| <= 3 - 2 sqrt(2) for m in [sqrt(1/2), sqrt(2)].
    z_high = (3 - 2 * mp.sqrt(2)) ** 2 * mp.mpf("1.0001")

    def log_rest(z):
        s = mp.sqrt(z)
        return (mp.log1p(s) - mp.log1p(-s) - 2 * s) / (s * z)

    coefficients, worst = fit(log_rest, lambda z: z / 2, z_high * mp.mpf(10) ** -9, z_high, 6)
    show("log R", coefficients, f"relative error 2^{mp.nstr(mp.log(worst, 2), 5)}")

    # sin(r) = r + r z S(z), cos(r) = 1 - z / 2 + z^2 C(z), z = r^2, |r| <= pi / 4.
    z_high = (mp.pi / 4) ** 2 * mp.mpf("1.0001")
    z_low = z_high * mp.mpf(10) ** -9
    coefficients, worst = fit(lambda z: (mp.sin(mp.sqrt(z)) / mp.sqrt(z) - 1) / z, lambda z: z, z_low, z_high, 6)
    show("sin S", coefficients, f"relative error 2^{mp.nstr(mp.log(worst, 2), 5)}")
    coefficients, worst = fit(lambda z: (mp.cos(mp.sqrt(z)) - 1 + z / 2) / z**2, lambda z: z**2, z_low, z_high, 5)
    show("cos C", coefficients, f"error 2^{mp.nstr(mp.log(worst, 2), 5)}")


if __name__ == "__main__":
    main()
