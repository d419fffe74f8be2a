// SPDX-License-Identifier: MIT
//
// What the tests of the page share: they have a name and a function of a Lab, which opens pages.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export const tests = [];
export function test(name, work) {
  tests.push({ name, work });
}

export class Skip extends Error {}

export class Lab {
  #pages = [];
  #browser;

  // browser: a Chromium; command: the program logitlab; work: a folder of our own.
  constructor(browser, command, work) {
    this.#browser = browser;
    this.command = command;
    this.work = work;
    this.folder = join(work, 'lab');
  }

  // Runs the command; what it wrote on stdout.
  run(...options) {
    return execFileSync(this.command, options, { cwd: this.work, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  // Runs `logitlab lab` into a folder of that name, and returns its lab.html.
  page_of(name, ...options) {
    const folder = join(this.work, name);
    rmSync(folder, { recursive: true, force: true });
    this.run('lab', ...options, '--out', folder);
    return join(folder, 'lab.html');
  }

  // lab.html of the run with no options, made once.
  get html() {
    return join(this.folder, 'lab.html');
  }

  async page(options) {
    const page = await this.#browser.page(options);
    this.#pages.push(page);
    return page;
  }

  async another(page, options) {
    const second = await page.another(options);
    this.#pages.push(second);
    return second;
  }

  // A page with lab.html in it.
  async open(options = {}, hash = '', file = this.html) {
    const page = await this.page(options);
    await page.open(file, hash);
    return page;
  }

  // What went over the network since this was last asked.
  network() {
    return this.#browser.asked.splice(0);
  }

  // Everything a page did that no page of ours does, then closes them all.
  async finish() {
    const wrong = this.#pages.flatMap((page) => [...page.problems, ...page.requests.map((url) => `asked for ${url}`)]);
    wrong.push(...this.network().map((request) => `network: ${request}`));
    for (const page of this.#pages.splice(0).reverse()) await page.close();
    return wrong;
  }
}

export function make_folder(path) {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
}
