// SPDX-License-Identifier: MIT
//
// What the page asks of the engine, as plain data that may go to a worker: which experiment, how looked at, and the
// calls of a Run whose answers are wanted.
import { Engine, Run } from './engine';

type Asked = Omit<Run, 'free' | 'share' | 'look'>;
export type Name = keyof Asked;
export type Call<K extends Name = Name> = [name: K, ...args: Parameters<Asked[K]>];
// What the calls answer, in their order.
export type Answers<C extends Call[]> = {
  [I in keyof C]: C[I] extends [infer K, ...unknown[]] ? (K extends Name ? ReturnType<Asked[K]> : never) : never;
};

export interface Job {
  link: string;
  whole: boolean;
  look: string;
  calls: Call[];
}

export interface Reply {
  error: string; // of a run that was refused: then there are no answers
  answers: unknown[];
}

// Answers jobs, and keeps the last runs, so that the next job of the same experiment finds it trained.
export class Desk {
  readonly #engine: Engine;
  readonly #most: number;
  #runs: { links: string[]; whole: boolean; run: Run }[] = [];

  constructor(engine: Engine, most: number) {
    this.#engine = engine;
    this.#most = most;
  }

  answer(job: Job): Reply {
    const run = this.#run(job);
    const error = run.error();
    if (error !== '') return { error, answers: [] };
    run.look(job.look);
    const answers = job.calls.map(([name, ...args]) => (run[name] as (...a: unknown[]) => unknown)(...args));
    return { error, answers };
  }

  #run(job: Job): Run {
    const found = this.#runs.find((kept) => kept.whole === job.whole && kept.links.includes(job.link));
    if (found) {
      // The last one used stands first.
      this.#runs = [found, ...this.#runs.filter((kept) => kept !== found)];
      return found.run;
    }
    const run = this.#engine.run(job.link, job.whole);
    if (run.error() === '') for (const kept of this.#runs) run.share(kept.run);
    this.#runs.unshift({ links: [job.link, run.link()], whole: job.whole, run });
    for (const old of this.#runs.splice(this.#most)) old.run.free();
    return run;
  }
}
