#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Computes the solution of the small regularised logistic problem in logitlab/objective/test_problems.cpp.

Newton's method in 60-digit arithmetic on F(w, b) = mean cross-entropy + (l2 / 2) |w|^2. Prints w_1, w_2, b and F with 20
digits, and the length of the gradient that is left.

Needs mpmath.  Usage: python3 tools/solve_small_logistic.py
"""

import mpmath as mp

mp.mp.dps = 60

X = [[0.5, 1], [1, -0.5], [-1, 2], [2, 0], [-0.5, -1], [1.5, 1.5], [-2, 0.5], [0, -2], [3, 1], [-1.5, -1.5], [0.25, 0], [1, 3]]
Y = [1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1]
L2 = mp.mpf("0.0625")  # a power of two: the same number in double and here


def risk(w):
    """F, its gradient and its Hessian at w = (w_1, w_2, b)."""
    n = len(Y)
    value, gradient, hessian = mp.mpf(0), mp.zeros(3, 1), mp.zeros(3, 3)
    for x, y in zip(X, Y):
        row = mp.matrix([mp.mpf(x[0]), mp.mpf(x[1]), mp.mpf(1)])
        eta = sum(row[j] * w[j] for j in range(3))
        p = 1 / (1 + mp.exp(-eta))
        value += -(y * mp.log(p) + (1 - y) * mp.log(1 - p)) / n
        gradient += row * ((p - y) / n)
        hessian += row * row.T * (p * (1 - p) / n)
    for j in range(2):
        value += L2 / 2 * w[j] ** 2
        gradient[j] += L2 * w[j]
        hessian[j, j] += L2
    return value, gradient, hessian


w = mp.zeros(3, 1)
for _ in range(30):
    value, gradient, hessian = risk(w)
    w -= mp.lu_solve(hessian, gradient)
value, gradient, _ = risk(w)
for number in (*w, value):
    print(mp.nstr(number, 20))
print("gradient", mp.nstr(mp.norm(gradient), 3))
