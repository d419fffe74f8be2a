// SPDX-License-Identifier: MIT
//
// The controls of the experiment: native inputs, each of which is a key of the link. One that has no effect beside the
// others is switched off, and its reason stands in its place; one that the link hides is not there.
import { fill, h, segments } from './dom';
import { Facts } from './facts';
import { Lab } from './lab';
import { no_start } from './state';

interface Control {
  key: string; // as `hide=` names it
  element: HTMLElement;
  inputs: (HTMLInputElement | HTMLSelectElement)[];
  show(facts: Facts): void;
}

const setting = (facts: Facts, key: string): string => String(facts.settings[key] ?? '');

export class Controls {
  readonly main: HTMLElement;
  readonly more: HTMLElement;
  readonly scenario: HTMLSelectElement;
  readonly #lab: Lab;
  readonly #bar = h('div.bar');
  readonly #controls: (Control & { reason: HTMLElement })[]; // why it has no effect, in its place

  constructor(lab: Lab) {
    this.#lab = lab;
    this.scenario = h('select.scenario', {
      'aria-label': 'Data',
      onchange: () => this.#choose_data(this.scenario.value),
    });
    const { solver, schedule, precision } = lab.choices;
    const bar = [
      this.#loss(),
      this.#select('solver', 'Optimiser', solver, (name) => ({ solver: name, lr: null, momentum: null })),
      this.#rate(),
      this.#number('momentum', 'Momentum', { min: 0, max: 0.999, step: 0.05 }),
      this.#number('bs', 'Batch', { min: 0, step: 1 }),
      this.#shuffle(),
      ...this.#start(),
    ];
    const rest = [
      this.#number('epochs', 'Epochs', { min: 1, step: 1 }),
      this.#select('schedule', 'Schedule of the rate', schedule),
      this.#number('seed', 'Seed of the shuffle and of generated data', { min: 0, step: 1 }),
      this.#check('droplast', 'Leave out a last batch that is not full'),
      this.#select('precision', 'Precision', precision),
      this.#check('formula', 'Cross-entropy by the formula as written, not the safe one', 'loss', 'cross-entropy-as-written'),
      this.#window(),
      this.#number('rows', 'Rows of generated data', { min: 2, step: 1 }),
      this.#number('noise', 'Noise of generated data', { min: 0, step: 0.05 }),
    ];
    this.more = h(
      'details.more.menu',
      { 'data-control': 'more' },
      h('summary', {}, 'More…'),
      h('div.sheet', {}, ...rest.map((control) => control.element)),
    );
    this.main = h(
      'section.controls',
      { 'aria-label': 'Controls' },
      h('details', { open: true }, h('summary', {}, 'Controls'), this.#bar),
    );
    this.#bar.append(...bar.map((control) => control.element), this.more);
    this.#controls = [...bar, ...rest].map((control) => ({ ...control, reason: h('span.reason') }));
    for (const { element, reason } of this.#controls) element.append(reason);
    lab.on_run.push(() => this.#show());
  }

  #show(): void {
    const lab = this.#lab;
    const facts = lab.facts;
    if (!facts) return;
    const hidden = facts.hide.split(',');
    for (const control of this.#controls) {
      const why = facts.unused[control.key] ?? '';
      control.element.hidden = hidden.includes(control.key);
      control.element.classList.toggle('off', why !== '');
      // The bar has room for the last words: what is not taken.
      const short = control.element.parentElement === this.#bar ? why.replace(/^.* takes (no [^:]*).*$/, '$1') : why;
      control.reason.textContent = short;
      control.reason.title = short === why ? '' : why;
      for (const input of control.inputs) input.disabled = why !== '';
      control.show(facts);
    }
    this.#bar.classList.toggle('many', facts.data.inputs.length === 2);
    this.more.hidden = hidden.includes('more');
    this.#show_data(facts, hidden);
  }

  // ---- data

  #show_data(facts: Facts, hidden: string[]): void {
    const own = facts.data.source === 'points';
    const choices = this.#lab.choices.data.map(({ name, title }): [string, string] => [name, title[0].toUpperCase() + title.slice(1)]);
    if (own) choices.unshift(['', `Your points: ${facts.data.rows.toLocaleString('en')} rows`]);
    fill(this.scenario, choices);
    this.scenario.value = own ? '' : setting(facts, 'data');
    this.scenario.hidden = hidden.includes('data');
  }

  #choose_data(name: string): void {
    if (name === '') return;
    const own = { points: null, rows: null, inputs: null, noise: null, window: null };
    const start = no_start(this.#lab.facts?.data.inputs.length ?? 1);
    this.#lab.set_look({ sample: null, probe: null });
    this.#lab.change({ ...own, ...start, data: name });
  }

  // ---- the kinds of controls

  #labelled(key: string, title: string, ...inputs: HTMLElement[]): HTMLElement {
    return h('label.ctl', { 'data-control': key, 'data-title': title }, h('span', {}, title), ...inputs);
  }

  #select(
    key: string,
    title: string,
    choices: { name: string; title: string }[],
    changes: (name: string) => Record<string, string | null> = (name) => ({ [key]: name }),
  ): Control {
    const input: HTMLSelectElement = h('select', { 'aria-label': title, onchange: () => this.#lab.change(changes(input.value)) });
    fill(input, choices.map(({ name, title: text }) => [name, text]));
    return {
      key,
      element: this.#labelled(key, title, input),
      inputs: [input],
      show: (facts) => {
        input.value = setting(facts, key);
      },
    };
  }

  #number_input(limits: Record<string, number>, enter: (text: string) => void, name?: string): HTMLInputElement {
    const listen = () => {
      if (input.value !== '') enter(input.value);
    };
    const input: HTMLInputElement = h('input.number', { type: 'number', ...limits, 'aria-label': name, oninput: listen });
    return input;
  }

  #number(key: string, title: string, limits: Record<string, number>): Control {
    const input = this.#number_input(limits, (text) => this.#lab.change({ [key]: text }));
    return {
      key,
      element: this.#labelled(key, title, input),
      inputs: [input],
      show: (facts) => {
        set_number(input, setting(facts, key));
        // Only generated data have rows and noise to be chosen.
        if (key === 'rows' || key === 'noise') input.closest('label')?.classList.toggle('absent', setting(facts, key) === '');
      },
    };
  }

  // Ticked where the key of the link has that value.
  #check(key: string, title: string, of = key, value = '1'): Control {
    const input: HTMLInputElement = h('input', {
      type: 'checkbox',
      onchange: () => this.#lab.change({ [of]: input.checked ? value : null }),
    });
    return {
      key,
      element: h('label.ctl.check', { 'data-control': key, 'data-title': title }, input, h('span', {}, title)),
      inputs: [input],
      show: (facts) => {
        input.checked = facts.settings[of] === true || setting(facts, of) === value;
      },
    };
  }

  // ---- those that are more than one key or one input

  // Both: the squared error beside the cross-entropy, which is what a link says that names neither.
  #loss(): Control {
    const choices: [string, string][] = [
      ['cross-entropy', 'Cross-entropy'],
      ['squared-error', 'Squared'],
      ['both', 'Both'],
    ];
    const { element, set } = segments('loss', 'Loss', choices, (value) => {
      const alone = value === 'both' ? null : 'none';
      this.#lab.change({ loss: value === 'squared-error' ? value : null, compare: alone });
    });
    element.dataset.control = 'loss';
    return {
      key: 'loss',
      element,
      inputs: [],
      show: (facts) => {
        const squared = setting(facts, 'loss') === 'squared-error';
        set(facts.losses.length > 1 ? 'both' : squared ? 'squared-error' : 'cross-entropy');
      },
    };
  }

  // Two inputs of one value: a slider over five powers of ten, and a number that may be anything.
  #rate(): Control {
    const slider: HTMLInputElement = h('input', {
      type: 'range',
      min: -3,
      max: 2,
      step: 0.05,
      'aria-label': 'Rate, by powers of ten',
      oninput: () => this.#lab.change({ lr: String(Number((10 ** Number(slider.value)).toPrecision(2))) }),
    });
    const number: HTMLInputElement = this.#number_input({ min: 0, step: 0.1 }, (text) => this.#lab.change({ lr: text }), 'Rate');
    return {
      key: 'lr',
      element: h(
        'div.ctl',
        { role: 'group', 'aria-label': 'Learning rate', 'data-control': 'lr', 'data-title': 'Rate' },
        h('span', { 'aria-hidden': 'true' }, 'Rate'),
        slider,
        number,
      ),
      inputs: [slider, number],
      show: (facts) => {
        const rate = setting(facts, 'lr');
        if (document.activeElement !== slider && rate !== '') slider.value = String(Math.log10(Number(rate)));
        set_number(number, rate);
        make_room(number);
      },
    };
  }

  #shuffle(): Control {
    const choices = [
      { name: '', title: 'as in the file' },
      { name: '1', title: 'shuffled' },
    ];
    const made = this.#select('shuffle', 'Order', choices, (value) => ({ shuffle: value || null }));
    const [input] = made.inputs;
    made.show = (facts) => {
      input.value = facts.settings.shuffle === true ? '1' : '';
    };
    return made;
  }

  // Of one input w, of two w1 and w2; of more they are set by a link alone.
  #start(): Control[] {
    return ['w', 'w1', 'w2', 'b'].map((key) => {
      const input = this.#number_input({ step: 0.5 }, (text) => this.#lab.change({ [key]: text }));
      const first = key === 'w' || key === 'w1';
      return {
        key: 'start',
        element: h(
          'label.ctl',
          { 'data-control': 'start', 'data-title': `Start ${key}` },
          h('span', {}, first ? 'Start ' : '', h('i', {}, key)),
          input,
        ),
        inputs: [input],
        show: ({ start }: Facts) => {
          const inputs = start.length - 1;
          const at = key === 'b' ? inputs : key === 'w2' ? 1 : 0;
          const shown = key === 'b' ? inputs < 3 : (key === 'w') === (inputs === 1) && inputs < 3;
          input.closest('label')?.classList.toggle('absent', !shown);
          set_number(input, String(Number(start[at].toPrecision(inputs === 1 ? 9 : 4))));
        },
      };
    });
  }

  #window(): Control {
    const names = ['w from', 'w to', 'b from', 'b to'];
    const inputs: HTMLInputElement[] = names.map((name) => this.#number_input({ step: 1 }, () => enter(), `Window, ${name}`));
    const enter = () => {
      if (inputs.every((input) => input.value !== '')) {
        this.#lab.change({ window: inputs.map((input) => input.value).join(',') });
      }
    };
    return {
      key: 'window',
      element: h(
        'fieldset.ctl.window',
        { 'data-control': 'window', 'data-title': 'Window' },
        h('legend', {}, 'Window'),
        ...names.map((name, k) => h('label', {}, h('span', {}, name), inputs[k])),
      ),
      inputs,
      show: (facts) => inputs.forEach((input, k) => set_number(input, String(Number(facts.window[k].toPrecision(6))))),
    };
  }
}

// Leaves alone what is being typed, if it says the same or nothing yet.
function set_number(input: HTMLInputElement, text: string): void {
  const typing = document.activeElement === input;
  if (typing && (input.value === '' || Number(input.value) === Number(text))) return;
  input.value = text;
}

// Nothing of what a number says is cut, if it is not very long.
function make_room(input: HTMLInputElement): void {
  const { length } = input.value;
  input.style.width = length > 5 ? `calc(${Math.min(length, 12)}ch + 14px)` : '';
}
