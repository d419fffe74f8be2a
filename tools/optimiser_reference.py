#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints the known answers of logitlab/solver/optimisers_test.cpp: three steps of each optimiser, in 50-digit arithmetic.

The formulas are those that the pages of torch.optim give (SGD with momentum and with nesterov, Adagrad, RMSprop, Adam), with
the defaults given there and dampening, weight_decay, lr_decay and initial_accumulator_value at 0. The function is
2 x^2 - 2 x + y^2 / 8 + y / 2, the start (3, -1), the rate 1/10.

Needs mpmath.  Usage: python3 tools/optimiser_reference.py
"""

import mpmath as mp

mp.mp.dps = 50
RATE = mp.mpf(1) / 10


def gradient(w):
    return [4 * w[0] - 2, w[1] / 4 + mp.mpf(1) / 2]


def momentum(theta, g, t, state, mu=mp.mpf("0.9"), nesterov=False):
    b = mu * state["b"] + g if t > 1 else g
    state["b"] = b
    g = g + mu * b if nesterov else b
    return theta - RATE * g


def nesterov(theta, g, t, state):
    return momentum(theta, g, t, state, nesterov=True)


def adagrad(theta, g, t, state, eps=mp.mpf("1e-10")):
    state["sum"] = state.get("sum", 0) + g**2
    return theta - RATE * g / (mp.sqrt(state["sum"]) + eps)


def rmsprop(theta, g, t, state, alpha=mp.mpf("0.99"), eps=mp.mpf("1e-8")):
    state["v"] = alpha * state.get("v", 0) + (1 - alpha) * g**2
    return theta - RATE * g / (mp.sqrt(state["v"]) + eps)


def adam(theta, g, t, state, beta1=mp.mpf("0.9"), beta2=mp.mpf("0.999"), eps=mp.mpf("1e-8")):
    state["m"] = beta1 * state.get("m", 0) + (1 - beta1) * g
    state["v"] = beta2 * state.get("v", 0) + (1 - beta2) * g**2
    m_hat = state["m"] / (1 - beta1**t)
    v_hat = state["v"] / (1 - beta2**t)
    return theta - RATE * m_hat / (mp.sqrt(v_hat) + eps)


for step in (momentum, nesterov, adagrad, rmsprop, adam):
    w, states = [mp.mpf(3), mp.mpf(-1)], [{}, {}]
    rows = []
    for t in (1, 2, 3):
        g = gradient(w)
        w = [step(w[j], g[j], t, states[j]) for j in (0, 1)]
        rows.append("{%s, %s}" % tuple(mp.nstr(x, 18, min_fixed=-5) for x in w))
    print('{"%s", {{%s}}},' % (step.__name__, ", ".join(rows)))
