// SPDX-License-Identifier: MIT
//
// The engine, WebAssembly with the functions of bindings/c/logitlab.h: texts go in and come out as strings, numbers as
// typed arrays that are copies. The same class on the page's thread and in the worker.

type Pointer = number;
type Functions = Record<string, (...args: (number | bigint)[]) => number>;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export class Engine {
  readonly #functions: Functions;
  readonly #memory: WebAssembly.Memory;

  private constructor(instance: WebAssembly.Instance) {
    this.#functions = instance.exports as unknown as Functions;
    this.#memory = instance.exports.memory as WebAssembly.Memory;
  }

  static async start(module: WebAssembly.Module): Promise<Engine> {
    const instance = await WebAssembly.instantiate(module);
    (instance.exports._initialize as (() => void) | undefined)?.();
    return new Engine(instance);
  }

  call(name: string, ...args: (number | bigint)[]): number {
    return this.#functions[name](...args);
  }

  // The memory anew each time: it moves when it grows.
  bytes(at: Pointer, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, at, length);
  }

  doubles(at: Pointer, count: number): Float64Array {
    return new Float64Array(this.#memory.buffer, at, count).slice();
  }

  // The text at an address; null for a null address.
  text(at: Pointer): string | null {
    if (at === 0) return null;
    const all = new Uint8Array(this.#memory.buffer, at);
    return decoder.decode(all.subarray(0, all.indexOf(0)));
  }

  // Calls `use` with the text's address and length; the text ends with a zero byte and is freed after it.
  with_text<T>(text: string, use: (at: Pointer, length: number) => T): T {
    const encoded = encoder.encode(text);
    const at = this.call('malloc', encoded.length + 1);
    try {
      const place = this.bytes(at, encoded.length + 1);
      place.set(encoded);
      place[encoded.length] = 0;
      return use(at, encoded.length);
    } finally {
      this.call('free', at);
    }
  }

  version = (): string => this.text(this.call('logitlab_version')) ?? '';
  choices = (): string => this.text(this.call('logitlab_choices')) ?? '{}';

  // About how long the training of this link takes; NaN where the link is refused.
  seconds(link: string): number {
    return this.with_text(link, (at, length) => this.call('logitlab_link_seconds', at, length));
  }

  // The same link in its one order, without what is the default.
  canonical(link: string): string {
    return this.with_text(link, (at, length) => this.text(this.call('logitlab_link_canonical', at, length)) ?? '');
  }

  // `points=` of a pasted table, or "error: " and a sentence.
  points_of_table(table: string): string {
    return this.with_text(table, (at, length) => this.text(this.call('logitlab_points_of_table', at, length)) ?? '');
  }

  // Trains; `whole`: with the maps of starts and all that the saved figures need.
  run(link: string, whole: boolean): Run {
    const name = whole ? 'logitlab_run_new' : 'logitlab_run_train';
    return new Run(this, this.with_text(link, (at, length) => this.call(name, at, length)));
  }
}

// One run; free() ends it.
export class Run {
  readonly #engine: Engine;
  readonly #run: Pointer;

  constructor(engine: Engine, run: Pointer) {
    if (run === 0) throw new Error('The engine has no memory left for this run.');
    this.#engine = engine;
    this.#run = run;
  }

  free(): void {
    this.#engine.call('logitlab_run_free', this.#run);
  }

  share(other: Run): void {
    this.#engine.call('logitlab_run_share', this.#run, other.#run);
  }

  error = (): string => this.#text('error') ?? '';
  notes = (): string => this.#text('notes') ?? '';
  link = (): string => this.#text('link') ?? '';
  sha256 = (): string => this.#text('sha256') ?? '';
  story = (): string => this.#text('story') ?? '';
  facts = (): string => this.#text('facts') ?? '';
  figures = (): string[] => lines(this.#text('figures'));
  panels = (): string[] => lines(this.#text('panels'));
  status = (step: number): string => this.#text('status', BigInt(step)) ?? '';
  explain = (step: number): string => this.#text('explain', BigInt(step)) ?? '';
  probe = (u: number, v: number): string => this.#text('probe', u, v) ?? '';
  code = (language: string): string => this.#named('code', language) ?? '';
  table = (panel: string): string => this.#named('table', panel) ?? '';
  figure = (name: string, dark: number): string => this.#named('figure', name, dark) ?? '';

  look(look: string): string {
    return this.#named('look', look) ?? '';
  }

  panel = (name: string, width: number, height: number, layer: number, dark: number): string =>
    this.#named('panel', name, width, height, layer, dark) ?? '';

  // Frame (left, top, right, bottom), then kind, low, high of x and of y; empty before the panel is drawn.
  scales(panel: string): Float64Array {
    const at = this.#engine.with_text(panel, (name) => this.#call('scales', name));
    return at === 0 ? new Float64Array() : this.#engine.doubles(at, 10);
  }

  raster(width: number, height: number, css_width: number, dark: number): Uint8ClampedArray {
    const at = this.#call('raster', width, height, css_width, dark);
    return at === 0 ? new Uint8ClampedArray() : new Uint8ClampedArray(this.#engine.bytes(at, width * height * 4));
  }

  // The (u, v) that the raster shows at a pixel; empty where it shows none.
  pick(x: number, y: number): Float64Array {
    const at = this.#engine.call('malloc', 16);
    try {
      return this.#call('pick', x, y, at) === 0 ? new Float64Array() : this.#engine.doubles(at, 2);
    } finally {
      this.#engine.call('free', at);
    }
  }

  sample_at = (x: number, y: number): number => Number(this.#call('sample_at', x, y));

  // The data, a row after the other: the inputs, then the label.
  points(): Float64Array {
    const rows = this.#call('samples');
    const inputs = this.#call('inputs');
    const x = this.#engine.doubles(this.#call('x'), rows * inputs);
    const y = this.#engine.doubles(this.#call('y'), rows);
    const points = new Float64Array(rows * (inputs + 1));
    for (let i = 0; i < rows; ++i) {
      points.set(x.subarray(i * inputs, (i + 1) * inputs), i * (inputs + 1));
      points[i * (inputs + 1) + inputs] = y[i];
    }
    return points;
  }

  #call(name: string, ...args: (number | bigint)[]): number {
    return this.#engine.call(`logitlab_run_${name}`, this.#run, ...args);
  }

  #text(name: string, ...args: (number | bigint)[]): string | null {
    return this.#engine.text(this.#call(name, ...args));
  }

  #named(name: string, text: string, ...args: (number | bigint)[]): string | null {
    return this.#engine.with_text(text, (at) => this.#text(name, at, ...args));
  }
}

function lines(text: string | null): string[] {
  return text ? text.split('\n').filter((line) => line !== '') : [];
}
