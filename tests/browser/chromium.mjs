// SPDX-License-Identifier: MIT
//
// Chromium without a window, driven through two pipes by its DevTools protocol: file descriptors 3 (to it) and 4 (from
// it), JSON messages that end with a zero byte. Needs nothing but node and Debian's chromium.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Page } from './page.mjs';

const quiet = [
  '--disable-background-networking', '--disable-component-update', '--disable-default-apps', '--disable-extensions',
  '--disable-quic', '--disable-sync', '--no-first-run', '--no-default-browser-check', '--mute-audio',
];

export class Chromium {
  #process;
  #proxy;
  #profile;
  #rest = '';
  #last = 0;
  #waiting = new Map();
  #sessions = new Map();

  // What pages asked of the network, "GET http://...": their addresses go through a proxy of our own, which answers
  // nothing and remembers. What Chromium wants for itself goes to a port where nobody listens.
  asked = [];

  static async start(program = process.env.CHROMIUM || 'chromium') {
    const browser = new Chromium();
    await browser.#start(program);
    return browser;
  }

  async #start(program) {
    this.#proxy = createServer((request, response) => {
      this.asked.push(`${request.method} ${request.url}`);
      response.writeHead(503).end();
    });
    this.#proxy.on('connect', (request, socket) => {
      this.asked.push(`CONNECT ${request.url}`);
      socket.end('HTTP/1.1 503 no network here\r\n\r\n');
    });
    await new Promise((done) => this.#proxy.listen(0, '127.0.0.1', done));
    this.#profile = mkdtempSync(join(tmpdir(), 'logitlab-browser-'));
    this.#process = spawn(program, [
      '--headless', '--remote-debugging-pipe', '--disable-gpu', '--hide-scrollbars=false',
      '--no-sandbox',  // root and containers have none, and only files of our own are opened
      `--user-data-dir=${this.#profile}`, '--proxy-server=127.0.0.1:9', ...quiet, 'about:blank',
    ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.#process.on('error', (error) => this.#end(`could not start ${program}: ${error.message}`));
    this.#process.on('exit', (code) => this.#end(`${program} ended with ${code}`));
    this.#process.stdio[3].on('error', () => {});
    this.#process.stdio[4].setEncoding('utf8').on('data', (text) => this.#read(text));
    await this.send('Browser.getVersion');
    await this.send('Target.setDiscoverTargets', { discover: true });
  }

  #end(reason) {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
    this.#process = null;
  }

  #read(text) {
    const parts = (this.#rest + text).split('\0');
    this.#rest = parts.pop();
    for (const part of parts) {
      const message = JSON.parse(part);
      if (message.id) {
        const { resolve, reject, method } = this.#waiting.get(message.id) ?? {};
        this.#waiting.delete(message.id);
        if (message.error) reject?.(new Error(`${method}: ${message.error.message}`));
        else resolve?.(message.result);
      } else {
        this.#sessions.get(message.sessionId)?.(message.method, message.params);
      }
    }
  }

  // Sends a command, to the browser itself or to the session of a page.
  send(method, params = {}, sessionId = undefined) {
    if (!this.#process) return Promise.reject(new Error('Chromium does not run'));
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, method });
      this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  listen(sessionId, listener) {
    this.#sessions.set(sessionId, listener);
  }

  // A new page in a profile of its own: nothing is kept from one to the next. See Page.create for the options.
  async page(options = {}) {
    const { browserContextId } = await this.send('Target.createBrowserContext', {
      disposeOnDetach: true, proxyServer: `127.0.0.1:${this.#proxy.address().port}`, proxyBypassList: '<-loopback>',
    });
    return Page.create(this, browserContextId, options);
  }

  async close() {
    const ended = this.#process && new Promise((done) => this.#process.once('exit', done));
    if (this.#process) await this.send('Browser.close').catch(() => {});
    await ended;
    this.#proxy.close();
    this.#proxy.closeAllConnections?.();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
