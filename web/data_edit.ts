// SPDX-License-Identifier: MIT
//
// The points of the data changed by hand: dragged, added, flipped, deleted, typed, pasted. All of it ends as `points=`
// of the link, so it can be undone and handed on like any other change.
import { button, dialog, h, moved, place_in } from './dom';
import { Figure } from './figure';
import { Lab } from './lab';
import { no_start, rounded } from './state';
import { Status } from './status';

const most_by_hand = 500;
const most_bytes = 50e6;

export class DataEdit {
  readonly tools: HTMLElement;
  readonly #lab: Lab;
  readonly #status: Status;
  readonly #figure: Figure;
  readonly #add: HTMLButtonElement;
  #dragged = -1;

  constructor(lab: Lab, status: Status, figure: Figure) {
    this.#lab = lab;
    this.#status = status;
    this.#figure = figure;
    this.#add = button('Add a point', () => this.#set_adding(this.#add.getAttribute('aria-pressed') !== 'true'), {
      'aria-pressed': 'false',
    });
    this.tools = h('span.tools', {}, this.#add, button('Edit as a table', () => this.open_table()));
    const { element } = figure;
    element.addEventListener('pointerdown', (event) => this.#down(event));
    element.addEventListener('pointermove', (event) => this.#move(event));
    element.addEventListener('pointerup', () => this.#up());
    element.addEventListener('pointercancel', () => this.#up());
    element.addEventListener('pointerleave', () => {
      if (this.#dragged < 0) this.#point_at(null, false);
    });
    element.addEventListener('dblclick', (event) => this.#add_at(event));
    element.addEventListener('keydown', (event) => this.#key(event));
    element.addEventListener('blur', () => this.#point_at(null, false));
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => this.#drop(event));
    document.addEventListener('paste', (event: ClipboardEvent) => this.#paste(event));
    lab.on_run.push(() => {
      this.tools.hidden = !this.#allowed;
      this.#add.disabled = !this.#by_hand;
      if (lab.look.sample !== null) this.#say_sample(false);
    });
  }

  // ---- rows: the inputs, then the label

  get #inputs(): number {
    return this.#lab.facts?.data.inputs.length ?? 1;
  }

  get #rows(): number[][] {
    const width = this.#inputs + 1;
    const flat = [...this.#lab.points];
    return Array.from({ length: flat.length / width }, (_, i) => flat.slice(i * width, (i + 1) * width));
  }

  get #allowed(): boolean {
    return !(this.#lab.facts?.hide.split(',').includes('points') ?? true);
  }

  // More rows would make a link that nobody can pass on, and a table that nobody reads.
  get #by_hand(): boolean {
    const rows = this.#lab.facts?.data.rows ?? 0;
    return this.#allowed && rows <= most_by_hand && this.#inputs <= 2;
  }

  #set_rows(rows: number[][]): void {
    this.set_points(rows.map((row) => row.join(':')).join(','));
  }

  // What the data are called before changes nothing of them.
  set_points(points: string): void {
    const { facts } = this.#lab;
    const stays: Record<string, string | null> = { points, data: null, rows: null, inputs: null, noise: null };
    if (facts) {
      const weights = facts.start.slice(0, -1);
      weights.forEach((w, j) => (stays[weights.length === 1 ? 'w' : `w${j + 1}`] = String(w)));
      stays.b = String(facts.start[facts.start.length - 1]);
      if (facts.data.source === 'named' && weights.length === 1) stays.window = facts.window.join(',');
    }
    this.#lab.change(stays);
  }

  // ---- the pointer

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (this.#add.getAttribute('aria-pressed') === 'true') {
      this.#add_at(event);
      return;
    }
    this.#sample_at(event, (sample) => {
      this.#point_at(sample, false);
      if (sample === null || !this.#by_hand) return;
      this.#dragged = sample;
      this.#figure.element.setPointerCapture(event.pointerId);
    });
  }

  #move(event: PointerEvent): void {
    if (!moved(event)) return;
    if (this.#dragged < 0) {
      this.#sample_at(event, (sample) => this.#point_at(sample, false));
      return;
    }
    const row = this.#row_at(event, this.#rows[this.#dragged]);
    if (!row) return;
    this.#lab.hold('data');
    this.#replace(this.#dragged, row);
  }

  #up(): void {
    this.#dragged = -1;
    if (this.#lab.held === 'data') this.#lab.release();
  }

  #sample_at(event: PointerEvent, then: (sample: number | null) => void): void {
    this.#lab.ask([['sample_at', ...place_in(this.#figure.element, event)]], ([row]) => then(row < 0 ? null : row), 'sample');
  }

  // The row that stands at a place of the panel. Of one input the height is the class, of two it is the second input.
  #row_at(event: MouseEvent, old?: number[]): number[] | null {
    const place = this.#figure.value_at(...place_in(this.#figure.element, event), true);
    if (!place) return null;
    const [across, up] = this.#figure.spans;
    const first = Number(rounded(place[0], across / 200));
    if (this.#inputs === 1) return [first, place[1] > 0.5 ? 1 : 0];
    return [first, Number(rounded(place[1], up / 200)), old ? old[2] : 1];
  }

  #add_at(event: MouseEvent): void {
    const row = this.#by_hand && this.#row_at(event);
    if (row) this.#set_rows([...this.#rows, row]);
  }

  #set_adding(adding: boolean): void {
    this.#add.setAttribute('aria-pressed', String(adding));
    this.#figure.element.classList.toggle('adding', adding);
  }

  // ---- one point

  #replace(sample: number, row: number[]): void {
    const rows = this.#rows;
    rows[sample] = row;
    this.#set_rows(rows);
  }

  #flip(sample: number): void {
    const row = this.#rows[sample];
    this.#replace(sample, [...row.slice(0, -1), 1 - row[row.length - 1]]);
  }

  #delete(sample: number): void {
    const rows = this.#rows.filter((_, i) => i !== sample);
    this.#point_at(null, false);
    this.#set_rows(rows);
  }

  #point_at(sample: number | null, aloud: boolean): void {
    if (this.#lab.look.sample === sample) return;
    this.#lab.set_look({ sample });
    this.#say_sample(aloud);
  }

  #say_sample(aloud: boolean): void {
    const { sample } = this.#lab.look;
    const row = sample === null ? null : this.#rows[sample];
    const names = this.#lab.facts?.data.inputs ?? [];
    const values = row?.slice(0, -1).map((value, j) => `${names[j]} = ${value}`).join(', ');
    this.#status.point(row ? `Point ${(sample ?? 0) + 1} of ${this.#rows.length}: ${values}, class ${row[row.length - 1]}.` : '', aloud);
  }

  // Left and right go through the points; with Shift they move the one that is pointed at.
  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    const { sample } = this.#lab.look;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && event.shiftKey) {
      if (sample !== null && this.#by_hand) this.#nudge(sample, by);
    } else if (by) {
      const last = this.#rows.length - 1;
      this.#point_at(Math.min(last, Math.max(0, sample === null ? (by > 0 ? 0 : last) : sample + by)), true);
    } else if (sample !== null && this.#by_hand && (event.key === 'f' || event.key === 'F')) this.#flip(sample);
    else if (sample !== null && this.#by_hand && event.key === 'Delete') this.#delete(sample);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #nudge(sample: number, by: number): void {
    const [across] = this.#figure.spans;
    const row = [...this.#rows[sample]];
    row[0] = Number(rounded(row[0] + (by * across) / 100, across / 200));
    this.#replace(sample, row);
  }

  // ---- tables: typed, pasted, dropped

  open_table(): void {
    const names = this.#lab.facts?.data.inputs ?? [];
    const heads = [...names, 'class', 'take away'].map((name) => h('th', { scope: 'col' }, name));
    const body = h('tbody');
    const add = (row: number[]) => {
      const fields = row.map((value, j) =>
        h('input.number', { type: 'number', step: 'any', value, 'aria-label': j < names.length ? names[j] : 'class', min: j < names.length ? null : 0, max: j < names.length ? null : 1 }),
      );
      const line: HTMLElement = h('tr', {}, ...fields.map((field) => h('td', {}, field)), h('td', {}, button('Delete', () => line.remove())));
      body.append(line);
      return fields[0];
    };
    const rows = this.#rows;
    const few = rows.length <= most_by_hand;
    if (few) rows.forEach(add);
    const pasted = h('textarea', { rows: 4, 'aria-label': 'Or paste a table: the inputs, then the class, 0 or 1', placeholder: 'x,class\n0.1,0\n0.2,1' });
    const told = h('p.refusal', { role: 'alert' });
    const take = () => {
      const lines = [...body.rows].map((line) => [...line.querySelectorAll('input')].map((field) => field.value || '0'));
      const typed = pasted.value.trim() === '';
      const error = this.#take_table(typed ? lines.map((line) => line.join(',')).join('\n') : pasted.value, typed);
      if (error === '') shown.close();
      else told.textContent = error;
    };
    const shown = dialog(
      'Edit the data',
      few
        ? h('div.scroll', { tabindex: 0, role: 'region', 'aria-label': 'The points' }, h('table', {}, h('thead', {}, h('tr', {}, ...heads)), body))
        : h('p', {}, `${rows.length.toLocaleString('en')} rows are too many to edit here; a pasted table takes their place.`),
      few && button('Add a row', () => add([...names.map(() => 0), 0]).focus()),
      h('label.paste', {}, h('span', {}, 'Or paste a table: the inputs, then the class, 0 or 1'), pasted),
      told,
      h('footer', {}, button('Use these points', take, { class: 'go' })),
    );
  }

  // The error, or nothing where the table was taken. Other data, not `same` ones that were edited, have another window
  // and a start of their own.
  #take_table(text: string, same = false): string {
    const points = this.#lab.points_of_table(text);
    if (points.startsWith('error: ')) return points.slice(7);
    this.#lab.set_look({ sample: null, probe: null });
    if (same) this.set_points(points);
    else this.#lab.change({ ...no_start(this.#inputs), points, data: null, rows: null, inputs: null, noise: null, window: null });
    return '';
  }

  async #drop(event: DragEvent): Promise<void> {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (!file || !this.#allowed) return;
    if (file.size > most_bytes) this.#lab.on_refusal(`${file.name} has more than 50 MB: train it with the command.`);
    else this.#lab.on_refusal(this.#take_table(await file.text()));
  }

  #paste(event: ClipboardEvent): void {
    const at = event.target;
    if (!this.#allowed || (at instanceof Element && at.closest('input, textarea, select'))) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.trim() !== '') this.#lab.on_refusal(this.#take_table(text));
  }
}
