#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Replays a recipe of the lab in 60-digit arithmetic: what a training in doubles is compared with.

A recipe is a data set, a loss, a batch size, a learning rate, a number of epochs and a start. The model is one input, a
sigmoid and an intercept; a step subtracts the rate times the gradient of the batch's mean loss:

    cross-entropy   -(y log p + (1 - y) log(1 - p)),   slope in the margin  p - y
    squared-error   (p - y)^2,                         slope in the margin  2 (p - y) p (1 - p)

Rows come in file order. Numbers are written as strings of 20 significant digits. Steps count from 1; of a long run the
first 50, every 25th and the last are kept (--all keeps every one).

Needs mpmath.  Usage:
    python3 tools/replay.py --recipes tests/reference/recipes.json     the recipes below, into one file
    python3 tools/replay.py --loss squared-error --batch-size 4        one recipe of your own, printed
"""

import argparse
import json
import struct

import mpmath as mp

mp.mp.dps = 60
DIGITS = 20
KEPT_AT_FIRST, KEPT_EVERY = 50, 25

RECIPES = [
    # data, loss, batch size, learning rate, epochs, start (w, b), drop last
    ("lab", "cross-entropy", 3, "2", 100, ("-5", "-10"), False),
    ("lab", "cross-entropy", 1, "0.5", 60, ("0", "0"), False),
    ("lab", "cross-entropy", 2, "1", 100, ("-12", "9"), False),
    ("lab-float32", "cross-entropy", 4, "2", 100, ("13", "-11"), False),
    ("lab", "cross-entropy", 7, "4", 150, ("-5", "-10"), False),
    ("lab-float32", "cross-entropy", 20, "8", 400, ("-14", "-12"), False),
    ("lab", "cross-entropy", 7, "0.25", 200, ("0.5", "-0.25"), True),
    ("lab", "squared-error", 3, "2", 100, ("-5", "-10"), False),
    ("lab", "squared-error", 1, "1", 60, ("1", "-1"), False),
    ("lab-float32", "squared-error", 2, "3", 100, ("-2", "1"), False),
    ("lab", "squared-error", 4, "0.5", 150, ("14", "12"), False),
    ("lab-float32", "squared-error", 7, "10", 200, ("2", "0.5"), False),
    ("lab", "squared-error", 20, "5", 400, ("0.3", "-0.2"), False),
    ("lab", "squared-error", 3, "2", 100, ("0", "0"), True),
]


def float32(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def float32_input(i):
    """Number i of arange(-1, 1, 0.1) as PyTorch rounds it: it counts on from every eighth number."""
    base = i & ~7 if i < 16 else i
    return float32(float32(-1 + 0.1 * base) + 0.1 * (i - base))


def data_set(name):
    """Inputs and labels; the inputs of "lab" are the decimal numbers themselves, not doubles near them."""
    labels = [int(i >= 13) for i in range(20)]
    if name == "lab":
        return [mp.mpf(i - 10) / 10 for i in range(20)], labels
    return [mp.mpf(float32_input(i)) for i in range(20)], labels


def probability(margin):
    return 1 / (1 + mp.exp(-margin))


def slope(loss, margin, y):
    p = probability(margin)
    return p - y if loss == "cross-entropy" else 2 * (p - y) * p * (1 - p)


def value(loss, margin, y):
    if loss == "cross-entropy":
        return mp.log1p(mp.exp(margin)) - y * margin
    return (probability(margin) - y) ** 2


def batches(rows, size, drop_last):
    size = rows if size == 0 else min(size, rows)
    cut = [range(first, min(first + size, rows)) for first in range(0, rows, size)]
    return [batch for batch in cut if len(batch) == size or not drop_last]


def replay(data, loss, batch_size, rate, epochs, start, drop_last):
    """Yields (w, b) after each step."""
    x, y = data_set(data)
    (w, b), rate = map(mp.mpf, start), mp.mpf(rate)
    for _ in range(epochs):
        for batch in batches(len(x), batch_size, drop_last):
            slopes = [(slope(loss, w * x[i] + b, y[i]), x[i]) for i in batch]
            w, b = (
                w - rate * mp.fsum(s * x_i for s, x_i in slopes) / len(batch),
                b - rate * mp.fsum(s for s, _ in slopes) / len(batch),
            )
            yield w, b


def told(number):
    return mp.nstr(number, DIGITS, strip_zeros=True, min_fixed=-6, max_fixed=12)


def describe(recipe, keep_all=False):
    data, loss, batch_size, rate, epochs, start, drop_last = recipe
    path = list(replay(*recipe))
    last = len(path)
    kept = [k for k in range(1, last + 1) if keep_all or k <= KEPT_AT_FIRST or k % KEPT_EVERY == 0 or k == last]
    x, y = data_set(data)
    w, b = path[-1]
    return {
        "data": data,
        "loss": loss,
        "batch_size": batch_size,
        "learning_rate": float(rate),
        "epochs": epochs,
        "start": [float(part) for part in start],
        "drop_last": drop_last,
        "steps": last,
        "final_loss": told(mp.fsum(value(loss, w * x[i] + b, y[i]) for i in range(len(x))) / len(x)),
        "step": kept,
        "w": [told(path[k - 1][0]) for k in kept],
        "b": [told(path[k - 1][1]) for k in kept],
    }


def write_recipes(path):
    """One recipe a line and its columns beside each other, so that a difference is easy to see."""
    about = (
        "Recipes of the lab replayed in 60-digit arithmetic by tools/replay.py; 20 digits kept. Entry k of w and b is "
        "after step step[k]; steps count from 1. final_loss: the mean over all rows after the last step."
    )
    lines = ",\n".join(json.dumps(describe(recipe)) for recipe in RECIPES)
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"about": ' + json.dumps(about) + ',\n"recipes": [\n' + lines + "\n]}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipes", metavar="FILE", help="write the recipes listed in this script")
    parser.add_argument("--data", choices=["lab", "lab-float32"], default="lab")
    parser.add_argument("--loss", choices=["cross-entropy", "squared-error"], default="cross-entropy")
    parser.add_argument("--batch-size", type=int, default=3)
    parser.add_argument("--learning-rate", default="2")
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--start", default="-5,-10", help="w,b; write --start=-5,-10")
    parser.add_argument("--drop-last", action="store_true")
    parser.add_argument("--all", action="store_true", help="keep every step")
    given = parser.parse_args()
    if given.recipes:
        write_recipes(given.recipes)
        return
    recipe = (given.data, given.loss, given.batch_size, given.learning_rate, given.epochs,
              tuple(given.start.split(",")), given.drop_last)
    print(json.dumps(describe(recipe, given.all)))


if __name__ == "__main__":
    main()
