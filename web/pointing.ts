// SPDX-License-Identifier: MIT
//
// Pointer and keys on the planes (surface and maps): the start is dragged, put down by a click or moved by the arrow
// keys; a probe follows the pointer, or the keys after P; the surface is turned by Shift and a drag, or by its keys.
import { h, moved, place_in } from './dom';
import { Figure } from './figure';
import { Lab } from './lab';
import { rounded } from './state';
import { Status } from './status';

const turn = 5; // degrees by a key
const degrees_by_pixel = 0.4;

const not_movable = 'This plane is cut through the path, and a place in it is no start: set the start by its numbers.';

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};

export class Pointing {
  readonly #lab: Lab;
  readonly #status: Status;
  #probing = false; // the arrow keys move the probe
  #camera_from: { x: number; y: number; azimuth: number; elevation: number } | null = null;
  #released = 0;

  constructor(lab: Lab, status: Status) {
    this.#lab = lab;
    this.#status = status;
  }

  attach(figure: Figure): void {
    const { element } = figure;
    element.addEventListener('pointerdown', (event) => this.#down(figure, event));
    element.addEventListener('pointermove', (event) => this.#move(figure, event));
    element.addEventListener('pointerup', (event) => this.#up(figure, event));
    element.addEventListener('pointercancel', () => this.#let_go());
    element.addEventListener('pointerleave', () => this.#leave());
    element.addEventListener('keydown', (event) => this.#key(figure, event));
    element.addEventListener('keyup', () => {
      if (this.#lab.held === 'start') this.#let_go_soon();
    });
    element.addEventListener('blur', () => this.#blur());
    // What a finger takes hold of, where the page would scroll otherwise.
    if (figure.name !== 'surface') {
      const handle = h('div.handle');
      element.append(handle);
      this.#lab.on_look.push(() => this.#put(handle, figure));
    }
  }

  #put(handle: HTMLElement, figure: Figure): void {
    const place = this.movable && figure.place_of(this.#lab.facts?.start[0] ?? 0, this.#lab.facts?.start[1] ?? 0);
    handle.hidden = !place;
    if (place) handle.style.transform = `translate(${place[0]}px,${place[1]}px)`;
  }

  turn_camera(azimuth: number, elevation: number): void {
    const { look } = this.#lab;
    this.#lab.set_look({
      azimuth: ((((look.azimuth + azimuth + 180) % 360) + 360) % 360) - 180,
      elevation: Math.min(89, Math.max(1, look.elevation + elevation)),
    });
  }

  first_camera(): void {
    this.#lab.set_look({ azimuth: -50, elevation: 27 });
  }

  // ---- the pointer

  #down(figure: Figure, event: PointerEvent): void {
    if (event.button !== 0 || this.#lab.held) return;
    if (figure.name === 'surface' && event.shiftKey) {
      const { azimuth, elevation } = this.#lab.look;
      this.#camera_from = { x: event.clientX, y: event.clientY, azimuth, elevation };
      this.#lab.hold('camera');
    } else if (this.movable && (event.pointerType === 'mouse' || this.#near_start(figure, event))) {
      this.#probe(null, false);
      this.#lab.hold('start');
      this.#place(figure, event);
    } else {
      if (!this.movable) this.#status.point(not_movable, true);
      return;
    }
    figure.element.setPointerCapture(event.pointerId);
    event.preventDefault();
    figure.element.focus({ preventScroll: true });
  }

  #move(figure: Figure, event: PointerEvent): void {
    if (!moved(event)) return;
    const from = this.#camera_from;
    if (this.#lab.held === 'camera' && from) {
      const elevation = from.elevation + (event.clientY - from.y) * degrees_by_pixel;
      this.#lab.set_look({
        azimuth: from.azimuth - (event.clientX - from.x) * degrees_by_pixel,
        elevation: Math.min(89, Math.max(1, elevation)),
      });
    } else if (this.#lab.held === 'start') {
      this.#place(figure, event);
    } else if (!this.#lab.held && event.pointerType === 'mouse') {
      this.#at(figure, event, (probe) => this.#probe(probe, false));
    }
  }

  // A touch that was no drag puts the start down where it was.
  #up(figure: Figure, event: PointerEvent): void {
    if (this.#lab.held) this.#let_go();
    else if (event.pointerType !== 'mouse' && this.movable && event.button === 0) this.#place(figure, event);
  }

  #let_go(): void {
    this.#camera_from = null;
    this.#lab.release();
  }

  #let_go_soon(): void {
    clearTimeout(this.#released);
    this.#released = window.setTimeout(() => this.#let_go(), 300);
  }

  #leave(): void {
    if (!this.#lab.held && !this.#probing) this.#probe(null, false);
  }

  #blur(): void {
    this.#probing = false;
    if (this.#lab.held) this.#let_go();
    this.#probe(null, false);
  }

  // Of several inputs the plane is no pair of parameters, and a place in it no start.
  get movable(): boolean {
    const { facts } = this.#lab;
    const hidden = facts?.hide.split(',').includes('start') ?? true;
    return !hidden && facts?.data.inputs.length === 1;
  }

  #near_start(figure: Figure, event: PointerEvent): boolean {
    const [w, b] = this.#lab.facts?.start ?? [0, 0];
    const place = figure.name === 'surface' ? null : figure.place_of(w, b);
    const [x, y] = place_in(figure.element, event);
    return place !== null && Math.hypot(place[0] - x, place[1] - y) < 26;
  }

  #place(figure: Figure, event: PointerEvent): void {
    this.#at(figure, event, (place) => {
      if (!place) return;
      const [across, up] = figure.name === 'surface' ? this.#window_spans() : figure.spans;
      this.#lab.change({ w: rounded(place[0], across / 500), b: rounded(place[1], up / 500) });
    });
  }

  // The place of the plane under the pointer; the surface has to be asked.
  #at(figure: Figure, event: PointerEvent, then: (place: [number, number] | null) => void): void {
    const [x, y] = place_in(figure.element, event);
    if (figure.name !== 'surface') {
      then(figure.value_at(x, y));
      return;
    }
    this.#lab.ask([['pick', x * figure.ratio, y * figure.ratio]], ([place]) => {
      then(place.length === 2 ? [place[0], place[1]] : null);
    }, 'pick');
  }

  #window_spans(): [number, number] {
    const [u0, u1, v0, v1] = this.#lab.facts?.window ?? [0, 1, 0, 1];
    return [u1 - u0, v1 - v0];
  }

  #probe(probe: [number, number] | null, aloud: boolean): void {
    const before = this.#lab.look.probe;
    if (probe === before || (probe && before && probe[0] === before[0] && probe[1] === before[1])) return;
    this.#lab.set_look({ probe });
    if (!probe) this.#status.point('', false);
    else this.#lab.ask([['probe', ...probe]], ([words]) => this.#status.point(words, aloud), 'probe');
  }

  // ---- the keys

  #key(figure: Figure, event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    const arrow = arrows[event.key];
    if (arrow) this.#arrow(arrow, event.shiftKey ? 10 : event.altKey ? 0.1 : 1);
    else if (event.key === 'p' || event.key === 'P') this.#switch_probe();
    else if (event.key === 'Enter' && this.#lab.look.probe && this.movable) this.#start_at(this.#lab.look.probe);
    else if (figure.name !== 'surface' || !this.#camera_key(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #camera_key(key: string): boolean {
    const turns: Record<string, [number, number]> = { a: [-turn, 0], d: [turn, 0], w: [0, turn], s: [0, -turn] };
    const by = turns[key.toLowerCase()];
    if (by) this.turn_camera(...by);
    else if (key === '0') this.first_camera();
    else return false;
    return true;
  }

  // A tenth of the power of ten next to the window's width: the same in both directions.
  #unit(): number {
    return 10 ** Math.floor(Math.log10(Math.max(...this.#window_spans()) / 15)) / 2;
  }

  #arrow([right, up]: [number, number], times: number): void {
    const unit = this.#unit() * times;
    const { look, facts } = this.#lab;
    if (this.#probing && look.probe) {
      this.#probe([Number(rounded(look.probe[0] + right * unit, unit / 10)), Number(rounded(look.probe[1] + up * unit, unit / 10))], true);
    } else if (this.movable && facts) {
      this.#lab.hold('start');
      this.#let_go_soon();
      const start: [number, number] = [facts.start[0] + right * unit, facts.start[1] + up * unit];
      this.#lab.change({ w: rounded(start[0], unit / 100), b: rounded(start[1], unit / 100) });
    }
  }

  #start_at([w, b]: [number, number]): void {
    this.#lab.change({ w: String(w), b: String(b) });
  }

  #switch_probe(): void {
    this.#probing = !this.#probing;
    const { facts } = this.#lab;
    if (!this.#probing || !facts) this.#probe(null, false);
    else this.#probe(facts.start.length === 2 ? [facts.start[0], facts.start[1]] : [0, 0], true);
  }
}
