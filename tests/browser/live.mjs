// SPDX-License-Identifier: MIT
//
// The live page as a person sees it: what it says, and what can be done to it. The only place that knows how the page
// is made, apart from roles, names and texts.
import { Skip } from './harness.mjs';
import { sleep } from './page.mjs';

// Opens lab.html, waits until it is live, and skips where it has no engine inside.
export async function open_live(lab, options = {}, hash = '', file = lab.html) {
  const page = await lab.open(options, hash, file);
  if (!await page.evaluate(() => document.getElementById('engine') !== null)) throw new Skip('this lab.html has no engine inside');
  await settled(page);
  return page;
}

// Waits until the page is live, nothing is being computed, and what was asked for is painted.
export async function settled(page) {
  await page.until(() => document.documentElement.dataset.engine === 'ready');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
  await page.until(() => document.documentElement.dataset.engine === 'ready');
}

// ---- what it says

export const status = (page) => page.evaluate(() => document.querySelector('p.status').innerText.replace(/\s*Explain this step$/, ''));
export const pointed = (page) => page.evaluate(() => document.querySelector('p.pointed').innerText);
export const heard = (page) => page.evaluate(() => document.querySelector('p.heard').textContent);
export const refusal = (page) => page.evaluate(() => document.querySelector('p.refusal').innerText);
export const run_words = (page) => page.evaluate(() => document.querySelector('p.run').innerText);
export const headline = (page) => page.evaluate(() => document.querySelector('section.head').innerText);
export const place = (page) => page.evaluate(() => document.querySelector('p.where').innerText);

// The number of the step that is shown.
export const step = async (page) => Number(/step ([\d,]+)/.exec(await place(page))[1].replaceAll(',', ''));

// The link of what is shown, once the address has followed it.
export async function link(page) {
  await settled(page);
  await sleep(600);  // the address changes at most about twice a second
  return page.evaluate(() => location.hash.slice(1));
}

// The value of a key of the link; undefined where it has its default.
export async function key_of(page, key) {
  const pair = (await link(page)).split('&').find((part) => part.startsWith(`${key}=`));
  return pair && decodeURIComponent(pair.slice(key.length + 1));
}

export async function start(page) {
  const values = [];
  for (const name of [/^Start w$/, /^b$/]) {
    values.push(Number(await page.with_element(await page.one('spinbutton', name), function () { return this.value; })));
  }
  return values;
}

// The pictures of a panel, as they are in the document.
export const picture = (page, panel) => page.evaluate((name) => document.querySelector(`[data-panel="${name}"]`).innerHTML, panel);

// ---- what can be done to it

// The panel's box in the window, after scrolling it there: { x, y, width, height } from its upper left corner.
export const box = (page, panel) => page.evaluate((name) => {
  const element = document.querySelector(`[data-panel="${name}"]`);
  element.scrollIntoView({ block: 'center' });
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}, panel);

// A place in the panel, from 0, 0 (upper left) to 1, 1.
export async function at(page, panel, across, down) {
  const { x, y, width, height } = await box(page, panel);
  return [x + across * width, y + down * height];
}

export const focus = (page, panel) => page.evaluate((name) => document.querySelector(`[data-panel="${name}"]`).focus(), panel);

// Types over what a field holds.
export async function fill(page, role, name, text) {
  const field = await page.one(role, name);
  await page.with_element(field, function () { this.focus(); this.select?.(); });
  await page.type(text);
  await settled(page);
}

// Chooses an option of a select by its value.
export async function choose(page, name, value) {
  const field = await page.one('combobox', name);
  await page.with_element(field, function (wanted) {
    this.value = wanted;
    this.dispatchEvent(new Event('input', { bubbles: true }));
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }, value);
  await settled(page);
}

// Opens the menu with that text, and leaves an open one alone.
export async function open_menu(page, text) {
  await page.evaluate((wanted) => {
    const summary = [...document.querySelectorAll('summary')].find((one) => one.innerText.trim() === wanted);
    summary.parentElement.open = true;
  }, text);
}
