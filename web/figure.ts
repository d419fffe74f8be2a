// SPDX-License-Identifier: MIT
//
// One panel's picture: a ground (layer 0), the surface's pixels, what moves (layer 1), and the path as it was before
// the start was taken up. The engine draws them for the panel's size; here they are put over each other.
import { h } from './dom';
import { Call } from './job';

export interface Drawing {
  calls: Call[];
  ground: boolean;
  pixels: [width: number, height: number] | null;
}

interface Axis {
  kind: number;
  low: number;
  high: number;
}

export class Figure {
  readonly name: string;
  readonly element: HTMLElement; // takes the focus, the pointer and the keys
  #ground = h('div.layer');
  #canvas: HTMLCanvasElement | undefined;
  #ghost = h('div.layer.ghost');
  #marks = h('div.layer');
  #width = 0;
  #height = 0;
  #stale = true;
  #starts_shown = false;
  #scales = new Float64Array();

  constructor(name: string, label: string, has_surface: boolean) {
    this.name = name;
    if (has_surface) this.#canvas = h('canvas.layer', { 'aria-hidden': 'true' });
    this.element = h(
      'div.plot',
      { tabindex: 0, role: 'application', 'aria-label': label, 'data-panel': name },
      this.#ground,
      this.#canvas,
      this.#ghost,
      this.#marks,
    );
  }

  // Whether there is a place for it now.
  measure(): boolean {
    const width = this.element.clientWidth;
    const height = this.element.clientHeight;
    if (width === 0 || height === 0) return false;
    if (width !== this.#width || height !== this.#height) this.#stale = true;
    this.#width = width;
    this.#height = height;
    return true;
  }

  // The ground is to be drawn anew.
  stale(): void {
    this.#stale = true;
  }

  ground_call(dark: boolean): Call<'panel'> {
    return ['panel', this.name, this.#width, this.#height, 0, Number(dark)];
  }

  calls(dark: boolean, coarse: boolean): Drawing {
    const ground = this.#stale;
    const calls: Call[] = [];
    let pixels: Drawing['pixels'] = null;
    if (ground) {
      calls.push(this.ground_call(dark));
      if (this.#canvas) {
        const ratio = coarse ? 1 : Math.min(devicePixelRatio, 3);
        pixels = [Math.round(this.#width * ratio), Math.round(this.#height * ratio)];
        calls.push(['raster', ...pixels, this.#width, Number(dark)]);
      }
    }
    calls.push(['panel', this.name, this.#width, this.#height, 1, Number(dark)], ['scales', this.name]);
    return { calls, ground, pixels };
  }

  // True where what moves has outgrown the ground, which is then stale.
  show({ ground, pixels }: Drawing, answers: unknown[]): boolean {
    const scales = answers.pop() as Float64Array;
    const marks = answers.pop() as string;
    this.#marks.innerHTML = marks;
    if (ground) {
      this.#ground.innerHTML = answers[0] as string;
      if (pixels) this.#paint(pixels, answers[1] as Uint8ClampedArray);
      this.#stale = false;
      this.#starts_shown = false;
    }
    const moved = !ground && scales.some((value, k) => value !== this.#scales[k]);
    this.#scales = scales;
    if (moved) this.stale();
    return moved;
  }

  #paint([width, height]: [number, number], pixels: Uint8ClampedArray): void {
    const canvas = this.#canvas;
    if (!canvas || pixels.length !== width * height * 4) return;
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }

  // ---- the map of starts, which comes later than the rest

  wants_starts = (): boolean => this.name.startsWith('above') && !this.#starts_shown && this.#width > 0;

  show_starts(asked: Call<'panel'>, svg: string): void {
    if (svg === '' || asked[2] !== this.#width || asked[3] !== this.#height) return;
    this.#ground.innerHTML = svg;
    this.#starts_shown = true;
  }

  // ---- the path before the start was taken up

  keep_ghost(): void {
    this.#ghost.innerHTML = this.#marks.innerHTML;
  }

  drop_ghost(): void {
    this.#ghost.replaceChildren();
  }

  // ---- from pixels to values and back

  get #x(): Axis {
    return { kind: this.#scales[4], low: this.#scales[5], high: this.#scales[6] };
  }

  get #y(): Axis {
    return { kind: this.#scales[7], low: this.#scales[8], high: this.#scales[9] };
  }

  // The values at a place of the panel; null outside its frame, unless that does not matter.
  value_at(x: number, y: number, anywhere = false): [number, number] | null {
    const [left, top, right, bottom] = this.#scales;
    if (!(right > left && bottom > top)) return null;
    if (!anywhere && (x < left || x > right || y < top || y > bottom)) return null;
    return [value_of(this.#x, (x - left) / (right - left)), value_of(this.#y, (bottom - y) / (bottom - top))];
  }

  // Where values are; null before it is drawn.
  place_of(u: number, v: number): [number, number] | null {
    const [left, top, right, bottom] = this.#scales;
    if (!(right > left && bottom > top)) return null;
    return [left + share_of(this.#x, u) * (right - left), bottom - share_of(this.#y, v) * (bottom - top)];
  }

  // Device pixels of the surface per CSS pixel.
  get ratio(): number {
    return this.#canvas && this.#width > 0 ? this.#canvas.width / this.#width : 1;
  }

  get spans(): [number, number] {
    return [this.#x.high - this.#x.low, this.#y.high - this.#y.low];
  }
}

function forth(kind: number, value: number): number {
  return kind === 0 ? value : kind === 1 ? Math.log10(value) : Math.log10(1 + value);
}

function value_of({ kind, low, high }: Axis, share: number): number {
  const at = forth(kind, low) + share * (forth(kind, high) - forth(kind, low));
  return kind === 0 ? at : kind === 1 ? 10 ** at : 10 ** at - 1;
}

function share_of({ kind, low, high }: Axis, value: number): number {
  return (forth(kind, value) - forth(kind, low)) / (forth(kind, high) - forth(kind, low));
}
