// SPDX-License-Identifier: MIT
//
// The live page without a pointer, and for who does not see it: the order of Tab, the focus that is seen, dialogs, axe.
import assert from 'node:assert/strict';
import { axe_complaints, axe_source } from './axe.mjs';
import { Skip, test } from './harness.mjs';
import { open_live, open_menu, settled } from './live.mjs';

// What has the focus: a path of names in the document, and whether a ring of two pixels or more stands around it.
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const ringed = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  };
  // The ring of a small native input may be its label's.
  const label = element.labels?.[0];
  const ring = ringed(element) || (label && (ringed(label) || [...label.children].some(ringed)));
  window.seen ??= new Map();
  if (!window.seen.has(element)) window.seen.set(element, window.seen.size);
  return {
    id: window.seen.get(element),
    name: `${element.localName} ${element.getAttribute('aria-label') ?? label?.firstElementChild?.innerText ?? (element.innerText || element.type)}`.slice(0, 60),
    ring,
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    in_lab: element.closest('#lab') !== null,
    position: element.compareDocumentPosition(window.before ?? element),
    set: (window.before = element) && 0,
  };
}

test('Tab reaches everything, in the order of the page, with a ring around it', async (lab) => {
  const page = await open_live(lab);
  await open_menu(page, 'More…');
  await open_menu(page, 'Show…');
  const names = [];
  const ids = new Set();
  for (let i = 0; i < 120; ++i) {
    await page.key('Tab');
    const now = await page.evaluate(focused);
    if (!now || ids.has(now.id)) break;
    ids.add(now.id);
    names.push(now.name);
    assert.ok(now.in_lab, `${now.name} is no part of the live page`);
    assert.ok(now.ring, `no ring around ${now.name}`);
    assert.ok(now.seen, `${now.name} is out of sight`);
    assert.ok(i === 0 || (now.position & 2) !== 0, `${now.name} comes before what was focused before it: ${names.slice(-2)}`);
  }
  // Of a group of radio buttons one is reached; disabled ones are not.
  const expected = await page.evaluate(() => {
    const groups = new Set();
    return [...document.querySelectorAll('#lab :is(a[href], button, input, select, textarea, summary, [tabindex="0"])')]
      .filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }))
      .filter((one) => one.type !== 'radio' || (!groups.has(one.name) && groups.add(one.name))).length;
  });
  assert.equal(names.length, expected, names.join('\n'));
  for (const wanted of [/select/, /Play/, /Step/, /Surface of the loss/, /Curves over/, /Copy as/, /Optimiser/]) {
    assert.ok(names.some((name) => wanted.test(name)), `${wanted} among\n${names.join('\n')}`);
  }
});

test('dialogs take the focus, close by Escape, and give it back', async (lab) => {
  const page = await open_live(lab);
  const openers = ['Story', 'Copy as…', 'Save figures', 'How to use this page', 'Explain this step', 'Edit as a table', 'Surface, as a table',
    'Seen from above, as a table', 'Data, and how hard each point pulls, as a table', 'Curves, as a table'];
  for (const name of openers) {
    const opener = await page.one('button', name);
    await page.with_element(opener, function () { this.focus(); });
    await page.key('Enter');
    await page.until(() => document.querySelector('dialog[open]') !== null);
    const inside = await page.evaluate(() => ({
      focus: document.activeElement.closest('dialog') !== null,
      name: document.getElementById(document.querySelector('dialog').getAttribute('aria-labelledby'))?.innerText,
      text: document.querySelector('dialog').innerText.length,
    }));
    assert.ok(inside.focus && inside.name && inside.text > 40, `${name}: ${JSON.stringify(inside)}`);
    await page.key('Escape');
    await page.until(() => document.querySelector('dialog') === null);
    assert.ok(await page.with_element(opener, function () { return document.activeElement === this; }), `the focus is back on ${name}`);
  }
});

test('menus close by Escape', async (lab) => {
  const page = await open_live(lab);
  await open_menu(page, 'More…');
  await page.key('Escape');
  assert.equal(await page.evaluate(() => document.querySelectorAll('details.menu[open]').length), 0);
});

test('the keys of the page work from everywhere but fields', async (lab) => {
  const page = await open_live(lab);
  const shown = () => page.evaluate(() => document.querySelector('p.where').innerText);
  await page.key('Home');
  await settled(page);
  assert.match(await shown(), /^step 0 /);
  await page.key('.');
  await settled(page);
  assert.match(await shown(), /^step 1 /);
  await page.key('?');
  await page.until(() => document.querySelector('dialog[open]') !== null);
  await page.key('Escape');
  const field = await page.one('spinbutton', 'Rate');
  await page.with_element(field, function () { this.focus(); });
  await page.key('Home');
  await settled(page);
  assert.match(await shown(), /^step 1 /);
});

test('what can be pressed is large enough', async (lab) => {
  for (const [options, least] of [[{}, 24], [{ width: 390, height: 844, touch: true }, 44]]) {
    const page = await open_live(lab, options);
    const small = await page.evaluate((limit) => {
      const size = (one) => {
        const box = (one.closest('label') ?? one).getBoundingClientRect();
        const own = one.getBoundingClientRect();
        return [Math.max(box.width, own.width), Math.max(box.height, own.height)];
      };
      return [...document.querySelectorAll('#lab :is(button, input, select, summary, [tabindex="0"])')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && size(one).some((length) => length < limit - 0.5))
        .filter((one) => getComputedStyle(one).display !== 'inline')
        .map((one) => `${one.localName} "${one.getAttribute('aria-label') ?? one.innerText ?? one.type}" ${size(one).map(Math.round)}`);
    }, least);
    assert.deepEqual(small, [], `least ${least} px`);
  }
});

test('each panel is there as a table', async (lab) => {
  const page = await open_live(lab);
  for (const name of ['Surface', 'Seen from above', 'Data, and how hard each point pulls', 'Curves']) {
    await page.press_on('button', `${name}, as a table`);
    const found = await page.evaluate(() => ({
      heads: document.querySelectorAll('dialog th').length, cells: [...document.querySelectorAll('dialog td')].map((cell) => cell.innerText),
    }));
    assert.ok(found.heads >= 2 && found.cells.length >= 10, `${name}: ${found.heads} heads, ${found.cells.length} cells`);
    assert.ok(!found.cells.some((cell) => /nan|undefined|inf|e[-+]\d/i.test(cell)), name);
    await page.key('Escape');
  }
});

for (const [name, options] of [['light', {}], ['dark', { dark: true }], ['light, 390 wide', { width: 390, height: 844, touch: true }],
  ['dark, 390 wide', { width: 390, height: 844, touch: true, dark: true }]]) {
  test(`axe finds nothing on the live page: ${name}`, async (lab) => {
    const source = axe_source();
    if (!source) throw new Skip('this Chromium does not carry axe-core');
    const page = await open_live(lab, options, 'step=18');
    await open_menu(page, 'Show…');
    for (const box of await page.find('checkbox', /downhill|Newton|stable/)) await page.with_element(box, function () { this.click(); });
    await settled(page);
    assert.deepEqual(await axe_complaints(page, source), []);
  });
}

test('axe finds nothing in the dialogs', async (lab) => {
  const source = axe_source();
  if (!source) throw new Skip('this Chromium does not carry axe-core');
  const page = await open_live(lab, {}, 'step=18');
  for (const name of ['Story', 'Copy as…', 'Save figures', 'How to use this page', 'Explain this step', 'Edit as a table', 'Curves, as a table']) {
    await page.press_on('button', name);
    await page.until(() => document.querySelector('dialog[open]') !== null);
    await settled(page);
    assert.deepEqual(await axe_complaints(page, source), [], name);
    await page.key('Escape');
  }
});
