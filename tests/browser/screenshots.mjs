// SPDX-License-Identifier: MIT
//
// node screenshots.mjs LAB_HTML FOLDER: every view of the page as PNG, light, dark and 390 wide, to be looked at.
import { join } from 'node:path';
import { Chromium } from './chromium.mjs';
import { open_menu, settled } from './live.mjs';

const [file, folder] = process.argv.slice(2);
const looks = [['light', {}], ['dark', { dark: true }], ['narrow', { width: 390, height: 844, touch: true }],
  ['narrow-dark', { width: 390, height: 844, touch: true, dark: true }]];

const press = (name) => async (page) => {
  await page.press_on('button', name);
  await page.until(() => document.querySelector('dialog[open]') !== null);
};
const everything_shown = async (page) => {
  await open_menu(page, 'Show…');
  for (const box of await page.find('checkbox', /downhill|Newton|stable|pull|infinity/)) await page.with_element(box, function () { this.click(); });
  await page.key('Escape');
};
const probe = async (page) => {
  await page.evaluate(() => document.querySelector('[data-panel="above"]').focus());
  for (const key of ['p', 'ArrowRight', 'ArrowUp', 'ArrowUp']) await page.key(key);
};
const sample = async (page) => {
  await page.evaluate(() => document.querySelector('[data-panel="data"]').focus());
  for (let i = 0; i < 13; ++i) await page.key('ArrowRight');
};

// name, link, what is done to it.
const views = [
  ['first', '', null],
  ['start', 'step=0', null],
  ['step-18', 'step=18', null],
  ['shown', 'step=18', everything_shown],
  ['starts', '', (page) => page.press_on('radio', 'map of starts')],
  ['slope', '', (page) => page.press_on('radio', 'slope')],
  ['size', '', (page) => page.press_on('radio', 'size of w')],
  ['probe', 'step=40', probe],
  ['sample', 'step=18', sample],
  ['squared', 'loss=squared-error&compare=none', null],
  ['adam', 'solver=adam&shuffle=1', null],
  ['newton', 'solver=newton&epochs=12', null],
  ['two-inputs', 'data=gaussians', null],
  ['moons', 'data=moons', null],
  ['xor', 'data=xor', null],
  ['one-class', 'points=1:0,2:0,3:0', null],
  ['rate', 'lr=1e6', null],
  ['not-finite', 'loss=cross-entropy-as-written&precision=float32&epochs=600&data=lab-float32', null],
  ['refused', 'lr=-1&solver=magic', null],
  ['hidden', 'hide=solver,lr,start,data,above-rival', null],
  ['more', '', (page) => open_menu(page, 'More…')],
  ['explain', 'step=18', press('Explain this step')],
  ['story', '', press('Story')],
  ['copy', '', press('Copy as…')],
  ['save', '', press('Save figures')],
  ['help', '', press('How to use this page')],
  ['edit', '', press('Edit as a table')],
  ['table', '', press('Curves, as a table')],
];

const browser = await Chromium.start();
try {
  for (const [look, options] of looks) {
    for (const [name, hash, act] of views) {
      const page = await browser.page(options);
      await page.open(file, hash);
      await settled(page);
      try {
        if (act) await act(page);
        await settled(page);
      } catch (error) {
        console.log(`${name}, ${look}: ${error.message}`);
      }
      await page.evaluate(() => new Promise((done) => setTimeout(done, 150)));
      const whole = await page.evaluate(() => document.querySelector('dialog[open]') === null);
      await page.screenshot(join(folder, `${name}-${look}.png`), { whole });
      for (const problem of page.problems) console.log(`${name}, ${look}: ${problem}`);
      await page.close();
    }
  }
} finally {
  await browser.close();
}
