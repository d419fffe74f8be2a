// SPDX-License-Identifier: MIT
//
// One page in Chromium as a person has it: opened, looked at, clicked, typed into; and what it did that it should not.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

// Keys that are not the character they make: [code, number, text].
const named_keys = {
  ArrowLeft: ['ArrowLeft', 37], ArrowUp: ['ArrowUp', 38], ArrowRight: ['ArrowRight', 39], ArrowDown: ['ArrowDown', 40],
  Home: ['Home', 36], End: ['End', 35], PageUp: ['PageUp', 33], PageDown: ['PageDown', 34], Tab: ['Tab', 9],
  Enter: ['Enter', 13, '\r'], Escape: ['Escape', 27], Backspace: ['Backspace', 8], Delete: ['Delete', 46], ' ': ['Space', 32, ' '],
};
const modifier_bits = { alt: 1, control: 2, shift: 8 };
const modifiers = (held) => Object.keys(modifier_bits).reduce((sum, key) => sum + (held[key] ? modifier_bits[key] : 0), 0);

export const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export class Page {
  // What went wrong: messages of the console above a warning, exceptions nobody caught, dialogs that a page opened.
  problems = [];
  // Addresses asked for, by the page and its workers, apart from the page itself.
  requests = [];
  // Files saved: name -> text.
  #browser;
  #session;
  #target;
  #context;
  #address = '';
  #loaded = () => {};

  // width, height: of the window in CSS pixels; dark, reduced_motion: what the person prefers; script: false switches
  // JavaScript off; touch: fingers instead of a mouse; downloads: the folder for what the page saves.
  static async create(browser, context, options) {
    const page = new Page();
    page.#browser = browser;
    page.#context = context;
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', browserContextId: context });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    page.#target = targetId;
    page.#session = sessionId;
    browser.listen(sessionId, (method, params) => page.#happened(method, params));
    await page.#prepare(options);
    return page;
  }

  async #prepare({ width = 1280, height = 800, dark = false, reduced_motion = false, script = true, touch = false, downloads }) {
    await Promise.all(['Page', 'Runtime', 'Network', 'Log', 'DOM', 'Accessibility'].map((domain) => this.send(`${domain}.enable`)));
    await this.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' }).catch(() => {});
    await this.send('Performance.enable', { timeDomain: 'threadTicks' });
    await this.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: touch });
    await this.prefer({ dark, reduced_motion });
    if (touch) await this.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 });
    if (!script) await this.send('Emulation.setScriptExecutionDisabled', { value: true });
    if (downloads) {
      await this.#browser.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads, browserContextId: this.#context });
    }
    await this.#browser.send('Browser.grantPermissions', {
      permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'], browserContextId: this.#context,
    });
  }

  async prefer({ dark = false, reduced_motion = false }) {
    await this.send('Emulation.setEmulatedMedia', { features: [
      { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
      { name: 'prefers-reduced-motion', value: reduced_motion ? 'reduce' : 'no-preference' },
    ] });
  }

  send(method, params) {
    return this.#browser.send(method, params, this.#session);
  }

  #happened(method, params) {
    switch (method) {
      case 'Page.loadEventFired': return this.#loaded();
      case 'Runtime.consoleAPICalled':
        if (params.type === 'error' || params.type === 'warning' || params.type === 'assert') {
          this.problems.push(`console.${params.type}: ${params.args.map((arg) => arg.value ?? arg.description).join(' ')}`);
        }
        return;
      case 'Runtime.exceptionThrown': {
        const { text, exception } = params.exceptionDetails;
        this.problems.push(`exception: ${exception?.description ?? text}`);
        return;
      }
      case 'Log.entryAdded':
        if (params.entry.level === 'error' || params.entry.level === 'warning') this.problems.push(`log: ${params.entry.text}`);
        return;
      case 'Page.javascriptDialogOpening':
        this.problems.push(`dialog: ${params.type}: ${params.message}`);
        this.send('Page.handleJavaScriptDialog', { accept: false });
        return;
      case 'Network.requestWillBeSent': return this.#requested(params.request.url);
      case 'Network.webSocketCreated': return this.#requested(params.url);
      case 'Target.attachedToTarget': return this.#watch_worker(params);
      case 'Page.frameNavigated':
        if (!params.frame.parentId && params.frame.url.split('#')[0] !== this.#address.split('#')[0]) {
          this.problems.push(`went to ${params.frame.url}`);
        }
    }
  }

  // A page may use what it holds: its own file, data: and blob: addresses.
  #requested(url) {
    if (url.split('#')[0] === this.#address.split('#')[0] || /^(data|blob):/.test(url)) return;
    this.requests.push(url);
  }

  #watch_worker({ sessionId, targetInfo }) {
    if (targetInfo.type === 'iframe') this.problems.push(`a frame: ${targetInfo.url}`);
    this.#browser.listen(sessionId, (method, params) => this.#happened(method, params));
    for (const domain of ['Network', 'Runtime', 'Log']) this.#browser.send(`${domain}.enable`, {}, sessionId).catch(() => {});
  }

  // Opens a file, with what follows '#' in the address, and waits until it has loaded.
  async open(file, hash = '') {
    this.#address = pathToFileURL(file).href;
    const loaded = new Promise((done) => { this.#loaded = done; });
    const answer = await this.send('Page.navigate', { url: this.#address + (hash && `#${hash}`) });
    if (answer.errorText) throw new Error(`could not open ${file}: ${answer.errorText}`);
    await loaded;
  }

  // Runs a function in the page; its arguments and what it returns pass as JSON.
  async evaluate(work, ...values) {
    const expression = typeof work === 'string' ? work : `(${work})(${values.map((value) => JSON.stringify(value) ?? 'undefined').join(',')})`;
    const answer = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (answer.exceptionDetails) {
      throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
    }
    return answer.result.value;
  }

  // Waits until the function, run in the page, returns something true, and returns that.
  async until(work, ...values) {
    const started = Date.now();
    for (;;) {
      const value = await this.evaluate(work, ...values);
      if (value) return value;
      if (Date.now() - started > 20000) throw new Error(`waited 20 s for ${work} of ${JSON.stringify(values)}`);
      await sleep(20);
    }
  }

  // The boxes of the elements that have this role and accessible name (a text, or a regular expression), as a person
  // with a screen reader finds them: [{ id, role, name, x, y, width, height }]; x and y are of its middle.
  async find(role, name) {
    const { root } = await this.send('DOM.getDocument', { depth: 0 });
    const { nodes } = await this.send('Accessibility.queryAXTree', { nodeId: root.nodeId, role });
    const found = [];
    for (const node of nodes) {
      const label = node.name?.value ?? '';
      if (node.ignored || !(name === undefined || (name instanceof RegExp ? name.test(label) : name === label))) continue;
      found.push({ id: node.backendDOMNodeId, role, name: label });
    }
    return found;
  }

  async one(role, name) {
    const found = await this.find(role, name);
    if (found.length !== 1) {
      throw new Error(`expected one ${role} called ${name}, found ${found.length}: ${found.map((item) => item.name).join(', ')}`);
    }
    return found[0];
  }

  // The middle of an element, scrolled into view first.
  async middle({ id }) {
    await this.send('DOM.scrollIntoViewIfNeeded', { backendNodeId: id });
    const { quads } = await this.send('DOM.getContentQuads', { backendNodeId: id });
    if (!quads.length) throw new Error('the element has no box');
    const [x0, y0, , , x2, y2] = quads[0];
    return [(x0 + x2) / 2, (y0 + y2) / 2];
  }

  async press_on(role, name) {
    const element = await this.one(role, name);
    const [x, y] = await this.middle(element);
    await this.click(x, y);
    return element;
  }

  // Calls a function in the page with the element as `this`.
  async with_element({ id }, work, ...values) {
    const { object } = await this.send('DOM.resolveNode', { backendNodeId: id });
    const answer = await this.send('Runtime.callFunctionOn', {
      objectId: object.objectId, functionDeclaration: String(work), arguments: values.map((value) => ({ value })),
      returnByValue: true, awaitPromise: true, userGesture: true,
    });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
    return answer.result.value;
  }

  async mouse(type, x, y, held = {}) {
    const pressed = type !== 'mouseMoved' || held.down;
    await this.send('Input.dispatchMouseEvent', {
      type, x, y, button: pressed ? 'left' : 'none', buttons: type === 'mouseReleased' || !pressed ? 0 : 1,
      clickCount: type === 'mouseMoved' ? 0 : 1, modifiers: modifiers(held),
    });
  }

  async click(x, y, held = {}) {
    await this.mouse('mouseMoved', x, y, held);
    await this.mouse('mousePressed', x, y, held);
    await this.mouse('mouseReleased', x, y, held);
  }

  async drag(from, to, moves = 8) {
    await this.mouse('mouseMoved', ...from);
    await this.mouse('mousePressed', ...from);
    for (let i = 1; i <= moves; ++i) {
      const along = (axis) => from[axis] + ((to[axis] - from[axis]) * i) / moves;
      await this.mouse('mouseMoved', along(0), along(1), { down: true });
    }
    await this.mouse('mouseReleased', ...to);
  }

  // A key by its name ('ArrowLeft', 'a', '?'), with control, shift or alt held.
  async key(key, held = {}) {
    const [code, number, text] = named_keys[key] ?? [`Key${key.toUpperCase()}`, key.toUpperCase().charCodeAt(0), key];
    const event = { key, code, windowsVirtualKeyCode: number, modifiers: modifiers(held) };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...(text && !held.control && !held.alt ? { text } : {}) });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  async type(text) {
    await this.send('Input.insertText', { text });
  }

  // What the page's thread works until it has painted another frame, in milliseconds of the processor: how long the
  // page is deaf, on a machine that has nothing else to do.
  async frame_work() {
    const worked = async () => {
      const { metrics } = await this.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration').value;
    };
    const before = await worked();
    await this.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(true))));
    return 1000 * (await worked() - before);
  }

  async screenshot(file, { whole = false } = {}) {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: whole });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(data, 'base64'));
  }

  async close() {
    await this.#browser.send('Target.closeTarget', { targetId: this.#target }).catch(() => {});
    await this.#browser.send('Target.disposeBrowserContext', { browserContextId: this.#context }).catch(() => {});
  }

  // Another tab of the same person.
  async another(options = {}) {
    return Page.create(this.#browser, this.#context, options);
  }
}
