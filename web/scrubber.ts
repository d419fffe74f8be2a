// SPDX-License-Identifier: MIT
//
// The steps of the run: a native slider over log10(1 + step), one step on or back, and playing. Nothing plays by itself;
// at most 30 steps a second are drawn; whoever wants less motion sees one epoch after the other, twice a second.
import { button, h } from './dom';
import { Lab } from './lab';

const ticks_wanted = [0, 1, 5, 20, 100, 500, 2000, 10000, 50000];
const icons: Record<string, string> = {
  first: 'M3 3h2v10H3zM13 3v10L6 8z',
  back: 'M11 3v10L4 8z',
  play: 'M4 2v12l9-6z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  on: 'M5 3v10l7-5z',
  last: 'M11 3h2v10h-2zM3 3v10l7-5z',
};

// Steps a second; 0: the whole run in ten seconds, evenly in the logarithm.
const speeds: [value: string, text: string][] = [
  ['5', '5 steps a second'],
  ['15', '15 steps a second'],
  ['30', '30 steps a second'],
  ['0', 'all in 10 seconds'],
];

export class Scrubber {
  readonly element: HTMLElement;
  readonly #lab: Lab;
  readonly #slider: HTMLInputElement;
  readonly #ticks = h('div.ticks', { 'aria-hidden': 'true' });
  readonly #where = h('p.where');
  readonly #speed = h('select', { 'aria-label': 'Speed' }, ...speeds.map(([value, text]) => h('option', { value }, text)));
  readonly #play: HTMLButtonElement;
  #playing = 0;
  #due = 0;

  constructor(lab: Lab) {
    this.#lab = lab;
    this.#slider = h('input', {
      type: 'range',
      min: 0,
      max: 1,
      step: 'any',
      'aria-label': 'Step',
      oninput: () => this.go(step_of(Number(this.#slider.value), this.#steps)),
      onkeydown: (event: KeyboardEvent) => this.key(event),
    });
    this.#play = icon('play', 'Play', () => this.toggle());
    this.#play.classList.add('go');
    this.#speed.value = '15';
    this.element = h(
      'div.scrubber',
      {},
      h(
        'div.play',
        {},
        icon('first', 'To the start', () => this.go(0)),
        icon('back', 'One step back', () => this.go(lab.step - 1)),
        this.#play,
        icon('on', 'One step on', () => this.go(lab.step + 1)),
        icon('last', 'To the end', () => this.go(this.#steps)),
      ),
      h('div.slide', {}, this.#slider, this.#ticks),
      this.#where,
      this.#speed,
    );
    lab.on_run.push(() => this.#show_ticks());
    lab.on_look.push(() => this.#show());
  }

  get playing(): boolean {
    return this.#playing !== 0;
  }

  get #steps(): number {
    return this.#lab.facts?.steps ?? 0;
  }

  get #per_epoch(): number {
    return Math.max(1, this.#lab.facts?.steps_per_epoch ?? 1);
  }

  // Newton's method and L-BFGS have iterations, of all rows.
  get #by_batches(): boolean {
    const { facts, choices } = this.#lab;
    return choices.solver.find(({ name }) => name === facts?.settings.solver)?.batches ?? true;
  }

  // At the end, the step stays at the end of whatever run comes next.
  go(step: number, keep_playing = false): void {
    if (!keep_playing) this.stop();
    const to = Math.max(0, step);
    this.#lab.set_look({ step: to >= this.#steps ? null : to });
  }

  // The keys of the steps; true where it was one.
  key(event: KeyboardEvent): boolean {
    const moves: Record<string, number> = {
      ArrowLeft: this.#lab.step - 1,
      ArrowDown: this.#lab.step - 1,
      ArrowRight: this.#lab.step + 1,
      ArrowUp: this.#lab.step + 1,
      PageDown: this.#lab.step - this.#per_epoch,
      PageUp: this.#lab.step + this.#per_epoch,
      Home: 0,
      End: this.#steps,
    };
    const to = moves[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey) return false;
    event.preventDefault();
    this.go(to);
    return true;
  }

  faster(by: number): void {
    const options = this.#speed.options;
    this.#speed.selectedIndex = Math.min(options.length - 1, Math.max(0, this.#speed.selectedIndex + by));
  }

  toggle(): void {
    if (this.playing) {
      this.stop();
      return;
    }
    if (this.#lab.step >= this.#steps) this.go(0);
    this.#due = performance.now();
    this.#playing = requestAnimationFrame(this.#tick);
    this.#show_play();
  }

  stop(): void {
    cancelAnimationFrame(this.#playing);
    this.#playing = 0;
    this.#show_play();
  }

  #tick = (now: number): void => {
    if (now >= this.#due) {
      const step = this.#lab.step;
      if (step >= this.#steps) {
        this.stop();
        return;
      }
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const speed = Number(this.#speed.value);
      const all = step_of(share_of(step, this.#steps) + 1 / 300, this.#steps);
      const next = still ? (Math.floor(step / this.#per_epoch) + 1) * this.#per_epoch : speed === 0 ? Math.max(step + 1, all) : step + 1;
      this.#due = Math.max(this.#due + 1000 / (still ? 2 : speed || 30), now);
      this.go(Math.min(next, this.#steps), true);
    }
    this.#playing = requestAnimationFrame(this.#tick);
  };

  // ---- showing

  #show(): void {
    const { facts, step } = this.#lab;
    if (!facts) return;
    this.#slider.value = String(share_of(step, facts.steps));
    const epochs = this.#by_batches;
    const epoch = Math.ceil(step / this.#per_epoch);
    const batch = step - (epoch - 1) * this.#per_epoch;
    const place = step === 0 ? 'the start' : epochs ? `epoch ${epoch.toLocaleString('en')}, batch ${batch}` : '';
    this.#where.replaceChildren(
      h('b', {}, `${epochs ? 'step' : 'iteration'} ${step.toLocaleString('en')}`),
      ` of ${facts.steps.toLocaleString('en')}${place && ` · ${place}`}`,
    );
    this.#slider.setAttribute('aria-valuetext', this.#where.textContent ?? '');
    this.#slider.style.setProperty('--done', `${100 * share_of(step, facts.steps)}%`);
  }

  #show_ticks(): void {
    const { facts } = this.#lab;
    if (!facts) return;
    const last = facts.steps / this.#per_epoch;
    const place = (epoch: number) => share_of(epoch * this.#per_epoch, facts.steps);
    const epochs = ticks_wanted.filter((epoch) => epoch < last && place(epoch) < 0.93);
    if (last > 0) epochs.push(Math.round(last));
    this.#ticks.replaceChildren(
      ...epochs.map((epoch) => {
        const text = epoch === 1 && this.#by_batches ? 'epoch 1' : epoch.toLocaleString('en');
        return h('span', { style: `left:${100 * Math.min(1, place(epoch))}%` }, text);
      }),
    );
    this.#show();
  }

  #show_play(): void {
    draw(this.#play, this.playing ? 'pause' : 'play', this.playing ? 'Pause' : 'Play');
  }
}

function share_of(step: number, steps: number): number {
  return steps > 0 ? Math.log10(1 + step) / Math.log10(1 + steps) : 0;
}

function step_of(share: number, steps: number): number {
  return Math.round((1 + steps) ** share - 1);
}

function icon(name: string, label: string, press: () => void): HTMLButtonElement {
  const made = button('', press);
  draw(made, name, label);
  return made;
}

function draw(target: HTMLButtonElement, name: string, label: string): void {
  if (target.getAttribute('aria-label') === label) return;
  target.setAttribute('aria-label', label);
  target.title = label;
  target.innerHTML = `<svg width="16" height="16" aria-hidden="true"><path fill="currentColor" d="${icons[name]}"/></svg>`;
}
