// SPDX-License-Identifier: MIT
//
// The page: its parts and where they stand. Order in the document is the order in which they are read and reached.
import { Controls } from './controls';
import { DataEdit } from './data_edit';
import { explain, help, show_tables, story } from './dialogs';
import { button, h, moved, place_in, segments } from './dom';
import { Figure } from './figure';
import { headline } from './headline';
import { Lab } from './lab';
import { Pointing } from './pointing';
import { Scrubber } from './scrubber';
import { copy, save_figures } from './sharing';
import { Look } from './state';
import { Status } from './status';

const overlays: [name: string, title: string][] = [
  ['gradient', 'downhill, from where the step is'],
  ['newton', 'Newton’s step'],
  ['ring', 'where the rate is stable'],
  ['pulls', 'the pull of each point'],
  ['recession', 'the direction to infinity'],
];

const start_label = 'Arrow keys move the start, P and arrow keys a probe.';

export class Page {
  readonly #element: HTMLElement;
  readonly #lab: Lab;
  readonly #scrubber: Scrubber;
  readonly #status: Status;
  readonly #run = h('p.run');
  #undo: HTMLButtonElement;
  #redo: HTMLButtonElement;

  constructor(lab: Lab, element: HTMLElement) {
    this.#lab = lab;
    this.#element = element;
    const surface = new Figure('surface', `Surface of the loss. ${start_label} A, D, W and S turn it.`, true);
    const above = new Figure('above', `The loss from above. ${start_label}`, false);
    const rival = new Figure('above-rival', `The other loss from above. ${start_label}`, false);
    const data = new Figure('data', 'The data and how hard each point pulls. Left and right go through the points.', false);
    const curves = new Figure('curves', 'Curves over the steps. Left and right go through the steps.', false);
    lab.figures.push(surface, above, rival, data, curves);

    const controls = new Controls(lab);
    this.#status = new Status(lab, () => explain(lab));
    this.#scrubber = new Scrubber(lab);
    const pointing = new Pointing(lab, this.#status);
    for (const plane of [surface, above, rival]) pointing.attach(plane);
    const edit = new DataEdit(lab, this.#status, data);
    this.#step_by_curve(curves);

    this.#undo = button('Undo', lab.undo);
    this.#redo = button('Redo', lab.redo);
    const { element: head, separable } = headline(lab);
    element.append(
      h(
        'header.top',
        {},
        h('h1', {}, 'logitlab'),
        controls.scenario,
        this.#run,
        h(
          'nav',
          { 'aria-label': 'This experiment' },
          this.#undo,
          this.#redo,
          button('Story', () => story(lab), { 'data-control': 'story' }),
          button('Copy as…', () => copy(lab), { 'data-control': 'copy' }),
          button('Save figures', () => save_figures(lab), { 'data-control': 'save' }),
          button('?', help, { 'aria-label': 'How to use this page' }),
        ),
      ),
      controls.main,
      h(
        'main',
        {},
        head,
        separable,
        h(
          'div.panels',
          {},
          this.#panel('a', surface, 'Surface', this.#camera(pointing), surface.element),
          this.#panel('b', above, 'Seen from above', this.#above_tools(), h('div.two', {}, above.element, rival.element)),
          this.#panel('c', data, 'Data, and how hard each point pulls', edit.tools, data.element),
          this.#panel('d', curves, 'Curves', this.#curve_tools(), curves.element),
        ),
        h('section.foot', { 'aria-label': 'Steps' }, this.#status.element, this.#scrubber.element),
        this.#status.below,
      ),
    );
    this.#watch();
  }

  #panel(area: string, figure: Figure, title: string, tools: HTMLElement, ...content: HTMLElement[]): HTMLElement {
    const heading = h('h2', { id: `panel-${area}` }, title);
    const as_table = button('Table', () => show_tables(this.#lab, figure.name, title), { 'aria-label': `${title}, as a table` });
    const panel = h(
      'section.panel',
      { 'data-area': area, 'aria-labelledby': heading.id },
      h('header', {}, heading, tools, as_table),
      ...content,
    );
    this.#lab.on_run.push(() => {
      const hidden = this.#lab.facts?.hide.split(',') ?? [];
      panel.hidden = hidden.includes(figure.name) || !this.#lab.panels.includes(figure.name);
    });
    return panel;
  }

  // ---- tools of the panels

  #camera(pointing: Pointing): HTMLElement {
    const turn = (text: string, label: string, azimuth: number, elevation: number) =>
      button(text, () => pointing.turn_camera(azimuth, elevation), { 'aria-label': label, title: label, class: 'small' });
    return h(
      'span.tools',
      {},
      turn('←', 'Turn left', -15, 0),
      turn('→', 'Turn right', 15, 0),
      turn('↑', 'Look from higher', 0, 10),
      turn('↓', 'Look from lower', 0, -10),
    );
  }

  #above_tools(): HTMLElement {
    const lab = this.#lab;
    const beneath = segments('beneath', 'Beneath', [['loss', 'loss'], ['starts', 'map of starts']], (value) =>
      lab.set_look({ beneath: value as Look['beneath'] }),
    );
    const boxes = overlays.map(([name, title]) => {
      const input: HTMLInputElement = h('input', {
        type: 'checkbox',
        onchange: () => {
          const show = new Set(lab.look.show);
          if (input.checked) show.add(name);
          else show.delete(name);
          lab.set_look({ show });
        },
      });
      return h('label.check', { 'data-show': name }, input, h('span', {}, title));
    });
    lab.on_look.push(() => beneath.set(lab.look.beneath));
    return h('span.tools', {}, beneath.element, h('details.menu', {}, h('summary', {}, 'Show…'), h('div.sheet', {}, ...boxes)));
  }

  #curve_tools(): HTMLElement {
    const lab = this.#lab;
    const curve = segments('curve', 'Curve', [['loss', 'loss'], ['slope', 'slope'], ['size', 'size of w']], (value) =>
      lab.set_look({ curve: value as Look['curve'] }),
    );
    lab.on_look.push(() => curve.set(lab.look.curve));
    return h('span.tools', {}, curve.element);
  }

  // A click or a drag on the curves goes to that step.
  #step_by_curve(curves: Figure): void {
    const { element } = curves;
    const go = (event: PointerEvent) => {
      const place = curves.value_at(...place_in(element, event), true);
      if (place) this.#scrubber.go(Math.round(place[0]));
    };
    element.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      go(event);
    });
    element.addEventListener('pointermove', (event) => {
      if (element.hasPointerCapture(event.pointerId)) go(event);
    });
    element.addEventListener('keydown', (event) => {
      if (this.#scrubber.key(event)) event.stopPropagation();
    });
  }

  // ---- what the page follows

  #watch(): void {
    const lab = this.#lab;
    const resized = new ResizeObserver(() => lab.redraw());
    for (const figure of lab.figures) resized.observe(figure.element);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    lab.dark = dark.matches;
    dark.addEventListener('change', () => lab.set_dark(dark.matches));
    lab.on_run.push(() => {
      this.#undo.disabled = !lab.history.can_undo;
      this.#redo.disabled = !lab.history.can_redo;
      const hidden = lab.facts?.hide.split(',') ?? [];
      lab.figures[2].element.hidden = hidden.includes('above-rival') || !lab.panels.includes('above-rival');
      for (const element of this.#element.querySelectorAll<HTMLElement>('nav [data-control]')) {
        element.hidden = hidden.includes(element.dataset.control ?? '');
      }
    });
    for (const name of ['pointerdown', 'pointerup'] as const) addEventListener(name, moved, true);
    addEventListener('keydown', (event) => this.#key(event));
    addEventListener('pointerdown', (event) => this.#close_menus(event.target));
  }

  #close_menus(except: EventTarget | null): void {
    for (const menu of this.#element.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
      if (!(except instanceof Node && menu.contains(except))) menu.open = false;
    }
  }

  // Keys of the whole page; those of a field, a button or an open dialog stay theirs.
  #key(event: KeyboardEvent): void {
    const at = event.target instanceof Element ? event.target : document.body;
    if (event.key === 'Escape') this.#close_menus(null);
    if (at.closest('dialog')) return;
    const typing = at.closest('select, textarea, input:not([type=range]):not([type=radio]):not([type=checkbox])');
    if (event.ctrlKey || event.metaKey) {
      const undo = event.key === 'z' && !event.shiftKey;
      const redo = event.key === 'y' || (event.key.toLowerCase() === 'z' && event.shiftKey);
      if (typing || !(undo || redo)) return;
      if (undo) this.#lab.undo();
      else this.#lab.redo();
    } else {
      const act = typing || event.altKey ? undefined : this.#actions[event.key.toLowerCase()];
      if (!act || (event.key === ' ' && at.closest('button, summary, input'))) return;
      act();
    }
    event.preventDefault();
  }

  readonly #actions: Record<string, () => void> = {
    ' ': () => this.#scrubber.toggle(),
    ',': () => this.#scrubber.go(this.#lab.step - 1),
    '.': () => this.#scrubber.go(this.#lab.step + 1),
    home: () => this.#scrubber.go(0),
    end: () => this.#scrubber.go(Infinity),
    '[': () => this.#scrubber.faster(-1),
    ']': () => this.#scrubber.faster(1),
    e: () => explain(this.#lab),
    '?': help,
  };

  show_run(hash: string, words: string, same: boolean): void {
    this.#run.replaceChildren(`run ${hash} `, h('em', { class: same ? 'same' : 'other' }, words));
  }
}
