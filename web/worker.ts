// SPDX-License-Identifier: MIT
//
// The worker: a second engine for what takes too long for the page's thread. A classic worker made of a Blob, since a
// page opened by a double click may have no other; its program is the page's own.
import { Engine } from './engine';
import { Desk, Job, Reply } from './job';

interface Scope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
}

// First message: the compiled engine. Then jobs, each answered by a Reply, or by a text that says what broke.
export function work(scope: Scope): void {
  let desk: Promise<Desk> | undefined;
  scope.onmessage = async ({ data }: MessageEvent<WebAssembly.Module | Job>) => {
    if (!desk) {
      desk = Engine.start(data as WebAssembly.Module).then((engine) => new Desk(engine, 3));
      return;
    }
    try {
      scope.postMessage((await desk).answer(data as Job));
    } catch (error) {
      scope.postMessage(String(error));
    }
  };
}

interface Task {
  slot: string;
  job: Job;
  then: (reply: Reply) => void;
}

// Asks the worker. A task replaces the one of its slot that still waits: the latest wins.
export class Assistant {
  readonly #program: string;
  readonly #module: WebAssembly.Module;
  #worker: Worker | undefined;
  #doing: { task: Task; since: number } | undefined;
  #waiting = new Map<string, Task>();
  // Called with what is begun, and with nothing when nothing is left to do.
  on_busy: (slot: string | undefined) => void = () => {};

  constructor(program: string, module: WebAssembly.Module) {
    this.#program = program;
    this.#module = module;
  }

  ask(slot: string, job: Job, then: (reply: Reply) => void): void {
    this.#waiting.delete(slot);
    this.#waiting.set(slot, { slot, job, then });
    const doing = this.#doing;
    // What nobody wants any more is not waited for.
    const stale = doing && doing.task.slot === slot && doing.task.job.link !== job.link;
    if (stale && performance.now() - doing.since > 250) this.#end();
    this.#next();
  }

  // Forgets what waits in the slot, and ends what is being done for it.
  drop(slot: string): void {
    this.#waiting.delete(slot);
    if (this.#doing?.task.slot === slot) this.#end();
    this.#next();
  }

  drop_all(): void {
    this.#waiting.clear();
    this.#end();
    this.#next();
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#doing = undefined;
  }

  #next(): void {
    if (this.#doing) return;
    const [task] = this.#waiting.values();
    this.on_busy(task?.slot);
    if (!task) return;
    this.#waiting.delete(task.slot);
    this.#doing = { task, since: performance.now() };
    this.#worker ??= this.#start();
    this.#worker.postMessage(task.job);
  }

  #start(): Worker {
    const address = URL.createObjectURL(new Blob([this.#program], { type: 'text/javascript' }));
    const worker = new Worker(address);
    URL.revokeObjectURL(address);
    worker.onmessage = ({ data }: MessageEvent<Reply | string>) => {
      const done = this.#doing;
      this.#doing = undefined;
      const broken = typeof data === 'string';
      // A trap leaves the engine's memory as it was at that moment: it is not used again.
      if (broken) this.#end();
      done?.task.then(broken ? { error: `The engine stopped: ${data}`, answers: [] } : data);
      this.#next();
    };
    worker.postMessage(this.#module);
    return worker;
  }
}
