#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints the known answers of logitlab/base/rng_test.cpp from an implementation that shares nothing with rng.cpp.

Written from the papers: xoshiro256** (Blackman and Vigna, ACM TOMS 47, 2021), SplitMix64 (Steele, Lea and Flood, OOPSLA
2014), Lemire's bounded integers (ACM TOMACS 29, 2019), Box and Muller (1958) in 40-digit arithmetic. It first checks itself
against outputs that their authors' code is known to give.

Needs mpmath.  Usage: python3 tools/rng_reference.py
"""

import mpmath as mp

mp.mp.dps = 40
MASK = (1 << 64) - 1


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def splitmix64(seed, count):
    outputs = []
    for _ in range(count):
        seed = (seed + 0x9E3779B97F4A7C15) & MASK
        outputs.append(mix(seed))
    return outputs


class Xoshiro256StarStar:
    def __init__(self, state):
        self.s = list(state)

    @classmethod
    def seeded(cls, seed, stream=0):
        return cls(splitmix64(seed ^ mix(stream), 4))

    def next(self):
        def rotl(x, k):
            return ((x << k) | (x >> (64 - k))) & MASK

        s = self.s
        result = (rotl((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        return result

    def uniform(self):
        return mp.mpf(self.next() >> 11) / 2**53

    def below(self, n):
        while True:
            product = self.next() * n
            if product & MASK >= 2**64 % n:
                return product >> 64

    def normals(self, pairs):
        values = []
        for _ in range(pairs):
            radius = mp.sqrt(-2 * mp.log(1 - self.uniform()))
            angle = 2 * mp.pi * self.uniform()
            values += [radius * mp.cos(angle), radius * mp.sin(angle)]
        return values

    def shuffled(self, count):
        rows = list(range(count))
        for last in range(count - 1, 0, -1):
            other = self.below(last + 1)
            rows[last], rows[other] = rows[other], rows[last]
        return rows


def main():
    # Outputs of the authors' C code, as widely published: SplitMix64 for seed 1234567, xoshiro256** for state 1, 2, 3, 4.
    assert splitmix64(1234567, 3) == [6457827717110365317, 3203168211198807973, 9817491932198370423]
    known = Xoshiro256StarStar([1, 2, 3, 4])
    assert [known.next() for _ in range(4)] == [11520, 0, 1509978240, 1215971899390074240]

    for seed, stream in [(0, 0), (42, 0), (MASK, 0), (42, 1), (42, MASK)]:
        rng = Xoshiro256StarStar.seeded(seed, stream)
        print(f"seed {seed}, stream {stream}:", ", ".join(f"{rng.next():#x}U" for _ in range(4)))
    rng = Xoshiro256StarStar.seeded(7)
    print("below 6, seed 7:", [rng.below(6) for _ in range(12)])
    rng = Xoshiro256StarStar.seeded(7)
    print("below 2^63 + 1, seed 7:", [f"{rng.below(2**63 + 1)}U" for _ in range(6)])
    print("shuffled 0..9, seed 3:", Xoshiro256StarStar.seeded(3).shuffled(10))
    print("uniform, seed 5:", [float(Xoshiro256StarStar.seeded(5).uniform()).hex()])
    print("normals, seed 11:", [mp.nstr(x, 20) for x in Xoshiro256StarStar.seeded(11).normals(3)])


if __name__ == "__main__":
    main()
