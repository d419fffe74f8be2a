// SPDX-License-Identifier: MIT
//
// The two texts that the page is a view of: the experiment, as a link, and how it is looked at.

// The keys and values of a link. The engine gives it its canonical form; here it is only read and changed.
export class Link {
  readonly #pairs: Map<string, string>;

  constructor(text: string) {
    this.#pairs = new Map();
    for (const part of text.replace(/^#/, '').split('&')) {
      const sign = part.indexOf('=');
      if (sign > 0) this.#pairs.set(part.slice(0, sign), part.slice(sign + 1));
    }
  }

  get(key: string): string | undefined {
    const value = this.#pairs.get(key);
    try {
      return value === undefined ? undefined : decodeURIComponent(value);
    } catch {
      return value;
    }
  }

  // A link with these values; null takes a key away.
  with(changes: Record<string, string | null>): Link {
    const changed = new Link(this.text());
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) changed.#pairs.delete(key);
      else changed.#pairs.set(key, value.replace(/[%&#+ ]/g, (c) => encodeURIComponent(c)));
    }
    return changed;
  }

  text(): string {
    return [...this.#pairs].map(([key, value]) => `${key}=${value}`).join('&');
  }
}

export interface Look {
  step: number | null; // null: the last one
  sample: number | null;
  probe: [number, number] | null;
  beneath: 'loss' | 'starts';
  curve: 'loss' | 'slope' | 'size';
  show: Set<string>;
  azimuth: number;
  elevation: number;
  dragging: boolean;
}

export const first_look = (): Look => ({
  step: null,
  sample: null,
  probe: null,
  beneath: 'loss',
  curve: 'loss',
  show: new Set(),
  azimuth: -50,
  elevation: 27,
  dragging: false,
});

export function look_text(look: Look): string {
  const parts = [`beneath=${look.beneath}`, `curve=${look.curve}`];
  if (look.step !== null) parts.push(`step=${look.step}`);
  if (look.sample !== null) parts.push(`sample=${look.sample}`);
  if (look.probe) parts.push(`probe=${look.probe[0]}:${look.probe[1]}`);
  if (look.show.size > 0) parts.push(`show=${[...look.show].join(',')}`);
  parts.push(`azimuth=${look.azimuth}`, `elevation=${look.elevation}`);
  if (look.dragging) parts.push('dragging=1');
  return parts.join('&');
}

// What can be undone: the experiments that were settled on, one after the other.
export class History {
  #past: string[] = [];
  #future: string[] = [];

  // `before`: what is left for something new.
  push(before: string): void {
    if (this.#past[this.#past.length - 1] !== before) this.#past.push(before);
    this.#future = [];
    // Points in a link may be megabytes.
    let characters = 0;
    const kept = this.#past.reverse().filter((link) => (characters += link.length + 1e4) < 2e7);
    this.#past = kept.reverse();
  }

  undo(now: string): string | undefined {
    const before = this.#past.pop();
    if (before !== undefined) this.#future.push(now);
    return before;
  }

  redo(now: string): string | undefined {
    const after = this.#future.pop();
    if (after !== undefined) this.#past.push(now);
    return after;
  }

  get can_undo(): boolean {
    return this.#past.length > 0;
  }

  get can_redo(): boolean {
    return this.#future.length > 0;
  }
}

// A number as a link has it: no more digits than `step` calls for.
export function rounded(value: number, step: number): string {
  const digits = Math.min(12, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  return String(Number(value.toFixed(digits)));
}

// Changes that leave the start of as many inputs to what is the default.
export function no_start(inputs: number): Record<string, null> {
  const keys = ['w', 'b', ...Array.from({ length: inputs }, (_, j) => `w${j + 1}`)];
  return Object.fromEntries(keys.map((key) => [key, null]));
}
