#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which order of operations gives PyTorch's 700 steps of the lab in every bit.

Runs the lab's recipe in float32 (NumPy, one operation at a time, each rounded) in several orders and counts the steps
whose (w, b) equal those that PyTorch recorded (tests/reference/lab_pytorch.json). docs/pytorch.md quotes the table.

    python3 tools/pytorch_bits.py        needs NumPy
"""
import json
import pathlib

import numpy as np

F = np.float32
REFERENCE = pathlib.Path(__file__).parent.parent / "tests" / "reference" / "lab_pytorch.json"


def exp_rounded(x):
    """e^x in float64, rounded once to float32."""
    return F(np.exp(np.float64(x)))


def exp_off_by_one(x):
    """The float32 above the right one for every fourth argument: an exponential that errs by one unit sometimes."""
    right = exp_rounded(x)
    return np.nextafter(right, F(np.inf)) if np.float32(x).view(np.uint32) % 4 == 0 else right


def as_written(p, y, c):
    return (-c * y) / p - (-c * (F(1) - y)) / (F(1) - p)


def squared(p, y, c):
    return F(2) * c * (p - y)


def through_sigmoid(g, p):
    return (g * (F(1) - p)) * p


def other_association(g, p):
    return g * ((F(1) - p) * p)


def straight(p, y, c):
    """The slope of the safe form: c (p - y), no division."""
    return c * (p - y)


def run(x, y, loss, chain, exp=exp_rounded, backwards=False, mean_last=False):
    w, b, path = F(-5), F(-10), []
    for _ in range(100):
        for first in range(0, 20, 3):
            rows = range(first, min(first + 3, 20))
            m = F(len(rows))
            c = F(1) if mean_last else F(1) / m
            gw = gb = F(0)
            for i in reversed(rows) if backwards else rows:
                p = F(1) / (F(1) + exp(-(w * x[i] + b)))
                g = loss(p, y[i], c)
                g = g if chain is None else chain(g, p)
                gw, gb = gw + g * x[i], gb + g
            if mean_last:
                gw, gb = gw / m, gb / m
            w, b = w - F(2) * gw, b - F(2) * gb
            path.append((w, b))
    return path


def main():
    reference = json.loads(REFERENCE.read_text())
    x = [F(v) for v in reference["x"]]
    y = [F(i >= 13) for i in range(20)]
    cases = [
        ("cross_entropy", "as PyTorch does it", as_written, through_sigmoid, {}),
        ("cross_entropy", "g * ((1 - p) * p) instead of (g * (1 - p)) * p", as_written, other_association, {}),
        ("cross_entropy", "divided by m at the end instead of first", as_written, through_sigmoid,
         {"mean_last": True}),
        ("cross_entropy", "rows added from the last to the first", as_written, through_sigmoid, {"backwards": True}),
        ("cross_entropy", "an exp that is one unit off for a quarter of its arguments", as_written, through_sigmoid,
         {"exp": exp_off_by_one}),
        ("cross_entropy", "the safe slope c (p - y)", straight, None, {}),
        ("squared_error", "as PyTorch does it", squared, through_sigmoid, {}),
        ("squared_error", "g * ((1 - p) * p) instead of (g * (1 - p)) * p", squared, other_association, {}),
    ]
    for key, name, loss, chain, options in cases:
        theirs = [(F(w), F(b)) for w, b in zip(reference[key]["w"], reference[key]["b"])]
        ours = run(x, y, loss, chain, **options)
        equal = sum(a == t for a, t in zip(ours, theirs))
        apart = max(abs(float(a[0]) - float(t[0])) for a, t in zip(ours, theirs))
        print(f"{key:14} {equal:3} of 700   w at most {apart:.1e} apart   {name}")


if __name__ == "__main__":
    main()
