// SPDX-License-Identifier: MIT
//
// The problem: browsers inflate gzip and nothing better, and the engine is most of the page. Given: what `xz --format=lzma`
// made, which is a quarter shorter (of 999 KB of WebAssembly 276 KB; zopfli leaves 347, gzip 363). Cost: one pass, about
// 150 ns a byte; memory: the output and 30 KB.
// I. Pavlov, "LZMA specification", LZMA SDK 9.20, 2015; the names are its names.

const top = 2 ** 24; // below this the range takes in another byte
const half = 1024; // a probability of one half, of 2048
const speed = 5; // of the adaption of probabilities
const states = 12;
const most_positions = 16; // states of the position
const shortest = 2; // of a match

// A probability for each place of a binary tree of `bits` levels, or of several.
const even = (count: number): Uint16Array => new Uint16Array(count).fill(half);

class Length {
  readonly choice = even(2);
  readonly low = even(most_positions * 8);
  readonly middle = even(most_positions * 8);
  readonly high = even(256);
}

class Lzma {
  private at = 18; // behind the 13 bytes of the header and the 5 that fill `code`
  private range = 2 ** 32 - 1;
  private code: number;
  private readonly lc: number;
  private readonly lp: number;
  private readonly pb: number;

  private readonly is_match = even(states * most_positions);
  private readonly is_rep = even(states);
  private readonly is_rep_g0 = even(states);
  private readonly is_rep_g1 = even(states);
  private readonly is_rep_g2 = even(states);
  private readonly is_rep0_long = even(states * most_positions);
  private readonly slot = even(4 * 64);
  private readonly special = even(128);
  private readonly align = even(16);
  private readonly match_length = new Length();
  private readonly rep_length = new Length();
  private readonly literals: Uint16Array;

  constructor(private readonly input: Uint8Array, private readonly output: Uint8Array) {
    const properties = input[0] ?? 0;
    this.lc = properties % 9;
    this.lp = Math.floor(properties / 9) % 5;
    this.pb = Math.floor(properties / 45);
    this.code = new DataView(input.buffer, input.byteOffset).getUint32(14);
    this.literals = even(0x300 << (this.lc + this.lp));
  }

  private bit(probabilities: Uint16Array, index: number): number {
    const probability = probabilities[index]!;
    const bound = (this.range >>> 11) * probability;
    let bit = 0;
    if (this.code < bound) {
      this.range = bound;
      probabilities[index] = probability + ((2048 - probability) >>> speed);
    } else {
      this.range -= bound;
      this.code -= bound;
      probabilities[index] = probability - (probability >>> speed);
      bit = 1;
    }
    if (this.range < top) this.take();
    return bit;
  }

  private take(): void {
    this.range *= 256;
    this.code = this.code * 256 + (this.input[this.at++] ?? 0);
  }

  // The highest bit first; the tree's probabilities begin at `from`.
  private tree(probabilities: Uint16Array, from: number, bits: number): number {
    let place = 1;
    for (let i = 0; i < bits; ++i) place = place * 2 + this.bit(probabilities, from + place);
    return place - (1 << bits);
  }

  // The lowest bit first.
  private reversed(probabilities: Uint16Array, from: number, bits: number): number {
    let place = 1;
    let value = 0;
    for (let i = 0; i < bits; ++i) {
      const bit = this.bit(probabilities, from + place);
      place = place * 2 + bit;
      value += bit << i;
    }
    return value;
  }

  private direct(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; ++i) {
      this.range = Math.floor(this.range / 2);
      const bit = this.code >= this.range ? 1 : 0;
      if (bit) this.code -= this.range;
      if (this.range < top) this.take();
      value = value * 2 + bit;
    }
    return value;
  }

  private length(of: Length, position: number): number {
    if (!this.bit(of.choice, 0)) return shortest + this.tree(of.low, position * 8, 3);
    if (!this.bit(of.choice, 1)) return shortest + 8 + this.tree(of.middle, position * 8, 3);
    return shortest + 16 + this.tree(of.high, 0, 8);
  }

  private distance(length: number): number {
    const slot = this.tree(this.slot, Math.min(length - shortest, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const high = (2 + (slot & 1)) * 2 ** bits;
    if (slot < 14) return high + this.reversed(this.special, high - slot, bits);
    return high + this.direct(bits - 4) * 16 + this.reversed(this.align, 0, 4);
  }

  // Which of the last four distances it is.
  private which(state: number): number {
    if (!this.bit(this.is_rep_g0, state)) return 0;
    if (!this.bit(this.is_rep_g1, state)) return 1;
    return this.bit(this.is_rep_g2, state) ? 3 : 2;
  }

  private literal(at: number, state: number, matched: number): number {
    const before = at > 0 ? this.output[at - 1]! : 0;
    const context = ((at & ((1 << this.lp) - 1)) << this.lc) + (before >> (8 - this.lc));
    const from = 0x300 * context;
    let place = 1;
    if (state >= 7) {
      // Behind a match the byte that would have gone on with it tells the first bits.
      while (place < 0x100) {
        matched *= 2;
        const told = matched & 0x100;
        const bit = this.bit(this.literals, from + 0x100 + told + place);
        place = place * 2 + bit;
        if ((told === 0) !== (bit === 0)) break;
      }
    }
    while (place < 0x100) place = place * 2 + this.bit(this.literals, from + place);
    return place & 0xff;
  }

  run(): void {
    const { output } = this;
    const rep = [0, 0, 0, 0];
    let state = 0;
    let at = 0;
    while (at < output.length) {
      const position = at & ((1 << this.pb) - 1);
      const place = state * most_positions + position;

      // 1. A byte as it is.
      if (!this.bit(this.is_match, place)) {
        output[at] = this.literal(at, state, output[at - rep[0]! - 1] ?? 0);
        ++at;
        state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
        continue;
      }

      // 2. Bytes that were there before: how far back, how many.
      let length = 1;
      if (!this.bit(this.is_rep, state)) {
        length = this.length(this.match_length, position);
        rep.pop();
        rep.unshift(this.distance(length));
        state = state < 7 ? 7 : 10;
      } else {
        const again = this.which(state);
        if (again === 0 && !this.bit(this.is_rep0_long, place)) {
          state = state < 7 ? 9 : 11;
        } else {
          rep.unshift(...rep.splice(again, 1));
          length = this.length(this.rep_length, position);
          state = state < 7 ? 8 : 11;
        }
      }
      for (let from = at - rep[0]! - 1; length > 0; --length) output[at++] = output[from++]!;
    }
  }
}

// The `size` bytes that were packed. Wrong bytes give wrong bytes: who takes them in as WebAssembly or a program sees it.
export function unpack(packed: Uint8Array, size: number): Uint8Array {
  const output = new Uint8Array(size);
  new Lzma(packed, output).run();
  return output;
}
