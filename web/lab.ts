// SPDX-License-Identifier: MIT
//
// The experiment of the page: it changes, is trained, and is drawn, once a frame at most. What trains in less than
// `light` seconds does so in the frame of the event; the rest goes to the worker, and the last good run stays meanwhile.
import { Engine } from './engine';
import { Choices, Facts } from './facts';
import { Answers, Call, Desk, Job, Reply } from './job';
import { Figure } from './figure';
import { Assistant } from './worker';
import { first_look, History, Link, Look, look_text } from './state';

const light = 0.05;

export type Held = 'start' | 'data' | 'camera' | null;

export class Lab {
  link = new Link(''); // of the run that is shown
  look: Look = first_look();
  facts: Facts | undefined;
  points = new Float64Array();
  panels: string[] = []; // that the run has
  held: Held = null;
  dark = false;
  status = '';
  readonly figures: Figure[] = []; // the three of the plane first
  readonly choices: Choices;
  readonly history = new History();

  // The parts of the page hear of what changed.
  on_run: (() => void)[] = [];
  on_look: (() => void)[] = [];
  on_refusal: (why: string) => void = () => {};
  instead: () => string | undefined = () => undefined; // what to show where the first link is refused
  on_busy: (words: string) => void = () => {};

  #engine: Engine;
  #desk: Desk;
  readonly #restart: () => Promise<Engine>;
  readonly assistant: Assistant;
  #heavy = false; // the run that is shown lives in the worker
  #wanted: string | undefined; // to be trained in the next frame
  #drawn: string | undefined; // the experiment that is seen
  #refused = ''; // why the first link is not what is shown
  #before_hold: string | undefined;
  #pinned: string | null = null; // the window while the start is held, where the link has none
  #cost: { of: string | undefined; seconds: number } = { of: undefined, seconds: 0 }; // of the landscape trained last
  #frame = 0;
  #assisted = false; // the worker is at work

  constructor(engine: Engine, restart: () => Promise<Engine>, assistant: Assistant) {
    this.#engine = engine;
    this.#desk = new Desk(engine, 2);
    this.#restart = restart;
    this.assistant = assistant;
    this.choices = JSON.parse(engine.choices()) as Choices;
    assistant.on_busy = (slot) => {
      this.#assisted = slot !== undefined;
      this.#tell_state();
      if (slot !== 'train') this.on_busy(slot?.startsWith('starts') ? 'Training from every start of the maps…' : slot === 'draw' ? 'Drawing…' : '');
    };
  }

  // ---- the experiment

  // Changes keys of the link; null takes one away, so that it has its default.
  change(changes: Record<string, string | null>): void {
    const pin: Record<string, string> = this.#pinned === null ? {} : { window: this.#pinned };
    this.go(this.#latest().with({ ...pin, ...changes }).text());
  }

  // Another experiment altogether.
  go(link: string): void {
    const before = this.link.text();
    if (this.held) this.#before_hold ??= before;
    else if (this.facts && link !== before) this.history.push(before);
    this.#wanted = link;
    this.redraw();
  }

  undo = (): void => this.#back(this.history.undo(this.link.text()));
  redo = (): void => this.#back(this.history.redo(this.link.text()));

  #back(link: string | undefined): void {
    if (link === undefined) return;
    this.#wanted = link;
    this.redraw();
  }

  // While something is held each frame trains anew, coarsely drawn; the release is what undo knows.
  hold(what: Exclude<Held, null>): void {
    if (this.held) return;
    this.held = what;
    this.look.dragging = true;
    if (what !== 'start') return;
    for (const figure of this.figures.slice(0, 3)) figure.keep_ghost();
    // A window that follows the path would make each frame's surface another one.
    if (this.facts && this.#latest().get('window') === undefined) this.#pinned = this.facts.window.join(',');
  }

  release(): void {
    if (!this.held) return;
    // What was drawn coarsely is drawn anew; another start left the maps as they were.
    const coarse = this.held !== 'start';
    this.held = null;
    this.look.dragging = false;
    if (this.#before_hold !== undefined) this.history.push(this.#before_hold);
    this.#before_hold = undefined;
    if (this.#pinned !== null && this.#latest().get('window') !== undefined) {
      this.#wanted = this.#latest().with({ window: null }).text();
    }
    this.#pinned = null;
    for (const figure of this.figures) {
      figure.drop_ghost();
      if (coarse) figure.stale();
    }
    this.redraw();
    this.#tell();
  }

  #latest(): Link {
    return this.#wanted === undefined ? this.link : new Link(this.#wanted);
  }

  // The step that is shown.
  get step(): number {
    const last = this.facts?.steps ?? 0;
    return Math.min(this.look.step ?? last, last);
  }

  // ---- how it is looked at

  set_look(changes: Partial<Look>): void {
    Object.assign(this.look, changes);
    if ('beneath' in changes || 'curve' in changes || 'show' in changes) this.#redraw_ground();
    if ('azimuth' in changes || 'elevation' in changes) this.figure('surface')?.stale();
    for (const hear of this.on_look) hear();
    this.redraw();
  }

  set_dark(dark: boolean): void {
    this.dark = dark;
    this.#redraw_ground();
  }

  figure(name: string): Figure | undefined {
    return this.figures.find((figure) => figure.name === name);
  }

  #redraw_ground(): void {
    for (const figure of this.figures) figure.stale();
    this.redraw();
  }

  redraw(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#wanted === undefined) this.#draw();
      else this.#train(this.#wanted);
      this.#tell_state();
    });
    this.#tell_state();
  }

  // For who waits for the page: nothing is left to be trained or drawn.
  #tell_state(): void {
    const ready = this.#frame === 0 && !this.#assisted;
    document.documentElement.dataset.engine = ready ? 'ready' : 'computing';
    if (ready && performance.getEntriesByName('interactive').length === 0) performance.mark('interactive');
  }

  // ---- asking the engine

  // Asks of the run that is shown.
  ask<C extends Call[]>(calls: [...C], then: (answers: Answers<C>) => void, slot = 'text'): void {
    this.#ask(slot, this.#heavy, this.#job(this.link.text(), calls as Call[]), (reply) => {
      if (reply.error === '') then(reply.answers as Answers<C>);
    });
  }

  // Asks of the whole run: with the maps of starts, and as the command draws it.
  ask_whole<C extends Call[]>(slot: string, calls: [...C], then: (answers: Answers<C>) => void): void {
    const job = { ...this.#job(this.link.text(), calls as Call[]), whole: true };
    this.#ask(slot, true, job, (reply) => {
      if (reply.error === '') then(reply.answers as Answers<C>);
      else this.on_refusal(reply.error);
    });
  }

  canonical = (link: string): string => this.#engine.canonical(link);
  points_of_table = (text: string): string => this.#engine.points_of_table(text);

  #job(link: string, calls: Call[]): Job {
    return { link, whole: false, look: look_text(this.look), calls };
  }

  #ask(slot: string, in_worker: boolean, job: Job, then: (reply: Reply) => void): void {
    if (in_worker) {
      this.assistant.ask(slot, job, then);
      return;
    }
    let reply: Reply;
    try {
      reply = this.#desk.answer(job);
    } catch (error) {
      // A trap leaves the engine's memory as it was at that moment: it is not used again.
      reply = { error: `The engine stopped: ${String(error)}`, answers: [] };
      void this.#restart().then((engine) => {
        this.#engine = engine;
        this.#desk = new Desk(engine, 2);
      });
    }
    then(reply);
  }

  // ---- training

  #train(link: string): void {
    this.#wanted = undefined;
    // Another start takes as long: the data of a link are not made a second time in each frame of a drag.
    const of = landscape(new Link(link));
    if (this.#cost.of !== of) this.#cost = { of, seconds: this.#engine.seconds(link) };
    const { seconds } = this.#cost;
    if (Number.isNaN(seconds)) this.#cost.of = undefined; // refused, perhaps for its start
    const heavy = seconds > light;
    if (heavy) this.on_busy(computing(seconds));
    else this.assistant.drop('train');
    const calls: [Call<'facts'>, Call<'points'>, Call<'notes'>, Call<'panels'>] = [['facts'], ['points'], ['notes'], ['panels']];
    this.#ask('train', heavy, this.#job(link, calls), (reply) => {
      this.on_busy('');
      if (reply.error !== '') this.#refuse(reply.error);
      else this.#accept(link, heavy, reply.answers as Answers<typeof calls>);
    });
  }

  // The run that is shown stays. Where there is none yet, another one is shown beneath the reason.
  #refuse(why: string): void {
    this.on_refusal(why);
    if (this.facts || this.#refused !== '') return;
    this.#refused = why;
    this.#back(this.instead());
  }

  // Ends what the worker does; a run that is not drawn yet gives way to the one that is.
  cancel(): void {
    this.assistant.drop_all();
    this.on_busy('');
    if (this.#drawn !== this.link.text()) this.#back(this.#drawn);
    else this.#tell();
  }

  #accept(asked: string, heavy: boolean, [facts, points, notes, panels]: [string, Float64Array, string, string[]]): void {
    const before = this.link;
    const window_before = String(this.facts?.window);
    this.facts = JSON.parse(facts) as Facts;
    this.points = points;
    this.panels = panels;
    this.link = new Link(this.facts.link || asked);
    this.#heavy = heavy;
    if (this.look.sample !== null && this.look.sample >= this.facts.data.rows) this.look.sample = null;
    const inputs = this.facts.data.inputs.length;
    // Another start leaves the map as it is, where the window does not follow the path.
    if (inputs > 1 || window_before !== String(this.facts.window) || landscape(before) !== landscape(this.link)) {
      for (const figure of this.figures) figure.stale();
    }
    this.on_refusal(this.#refused || notes);
    this.#refused = '';
    this.#tell();
    this.#draw();
  }

  #tell(): void {
    for (const hear of this.on_run) hear();
  }

  // ---- drawing: the ground of the figures where it is stale, what moves of all of them, and the status line

  #draw(): void {
    if (!this.facts) return;
    const shown = this.figures.filter((figure) => figure.measure());
    const calls: Call[] = [['status', this.step]];
    const drawn = shown.map((figure) => {
      const own = figure.calls(this.dark, this.look.dragging);
      calls.push(...own.calls);
      return own;
    });
    const link = this.link.text();
    this.#ask('draw', this.#heavy, this.#job(link, calls), (reply) => {
      if (reply.error !== '') this.on_refusal(reply.error);
      if (reply.error !== '' || link !== this.link.text()) return;
      let at = 1;
      let again = false;
      shown.forEach((figure, k) => {
        const answers = reply.answers.slice(at, (at += drawn[k].calls.length));
        again = figure.show(drawn[k], answers) || again;
      });
      this.status = reply.answers[0] as string;
      for (const hear of this.on_look) hear();
      if (!again) this.#drawn = link;
      if (again) this.#draw();
      else if (!this.held) this.#draw_starts();
    });
  }

  // The maps of starts come from the worker when there is time.
  #draw_starts(): void {
    if (this.look.beneath !== 'starts') return;
    for (const figure of this.figures.filter((one) => one.wants_starts())) {
      const link = this.link.text();
      const asked = figure.ground_call(this.dark);
      this.ask_whole(`starts ${figure.name}`, [asked], ([svg]) => {
        if (link === this.link.text() && this.look.beneath === 'starts') figure.show_starts(asked, svg);
      });
    }
  }
}

// What is the same for all starts.
function landscape(link: Link): string {
  return link.with({ w: null, b: null, window: null }).text();
}

function computing(seconds: number): string {
  const about = seconds < 1.5 ? 'a second' : seconds < 90 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`;
  return `Computing: about ${about} of training. What is shown is the run before it.`;
}
