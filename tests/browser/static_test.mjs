// SPDX-License-Identifier: MIT
//
// lab.html as it reads without a script, and with strings in it that try to be more than text.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axe_complaints, axe_source } from './axe.mjs';
import { Skip, test } from './harness.mjs';
import { hostile, shown, touched } from './hostile.mjs';

const widths = [['light', {}], ['dark', { dark: true }], ['light, 390 wide', { width: 390, height: 844, touch: true }],
  ['dark, 390 wide', { width: 390, height: 844, touch: true, dark: true }]];

test('without JavaScript the page shows its figures, story and numbers', async (lab) => {
  const page = await lab.open({ script: false });
  const found = await page.evaluate(() => ({
    figures: [...document.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().width > 200).length,
    rows: document.querySelectorAll('table tr').length,
    text: document.body.innerText,
  }));
  assert.ok(found.figures >= 2, `${found.figures} figures`);
  assert.ok(found.rows >= 20, `${found.rows} rows of tables`);
  assert.match(found.text, /separable/);
  assert.match(found.text, /45,416/);
});

test('without JavaScript nothing is wider than the window', async (lab) => {
  for (const width of [1280, 390, 320]) {
    const page = await lab.open({ script: false, width });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide} px in a window of ${width}`);
  }
});

for (const [name, options] of widths) {
  test(`axe finds nothing without JavaScript: ${name}`, async (lab) => {
    const source = axe_source();
    if (!source) throw new Skip('this Chromium does not carry axe-core');
    const page = await lab.open({ script: false, ...options });
    await page.send('Emulation.setScriptExecutionDisabled', { value: false });  // or axe's own promises never end
    assert.deepEqual(await axe_complaints(page, source), []);
  });
}

// ---- the tests can fail
test('what a page asks of the network is noticed', async (lab) => {
  const file = join(lab.work, 'asks.html');
  writeFileSync(file, '<!DOCTYPE html><link rel=preconnect href=http://logitlab.invalid><img src=http://logitlab.invalid/x.png>');
  const page = await lab.open({}, '', file);
  assert.deepEqual(page.requests.splice(0), ['http://logitlab.invalid/x.png']);
  assert.ok(lab.network().some((request) => request.startsWith('GET http://logitlab.invalid/x.png')));
  page.problems.length = 0;
});

test('what goes wrong in a page is noticed', async (lab) => {
  const file = join(lab.work, 'wrong.html');
  writeFileSync(file, `<!DOCTYPE html><script>${'console.error("said"); alert("opened"); nothing.here()'}</script>`);
  const page = await lab.open({}, '', file);
  const problems = page.problems.splice(0).join('\n');
  for (const expected of [/console.error: said/, /dialog: alert: opened/, /exception: ReferenceError: nothing/]) {
    assert.match(problems, expected);
  }
});

test('a string that comes alive is noticed', async (lab) => {
  const file = join(lab.work, 'alive.html');
  for (const text of hostile.filter((one) => /^<(script|img src=x|svg onload|body|details|iframe|base|object)/.test(one))) {
    writeFileSync(file, `<!DOCTYPE html><meta charset=utf-8><p>${text}`);
    const page = await lab.open({}, '', file);
    const found = await page.evaluate(touched);
    assert.ok(found.length + page.problems.splice(0).length + page.requests.splice(0).length > 0, text);
  }
  lab.network();
});

test('axe finds a button without a name', async (lab) => {
  const source = axe_source();
  if (!source) throw new Skip('this Chromium does not carry axe-core');
  const page = await lab.open({ script: false });
  await page.send('Emulation.setScriptExecutionDisabled', { value: false });
  await page.evaluate(() => document.body.append(document.createElement('button')));
  assert.match((await axe_complaints(page, source)).join(), /button-name/);
});

test('names of files and columns stay text, whatever they try', async (lab) => {
  assert.ok(hostile.length >= 50);
  const page = await lab.page({ script: false });
  for (const [i, text] of hostile.entries()) {
    const name = `${text.replaceAll('/', '\u2215').slice(0, 60)}.csv`;
    const folder = join(lab.work, 'data');
    mkdirSync(folder, { recursive: true });
    const rows = [[1, 0], [2, 1], [3, 0], [4, 1], [5, 1]].map((row) => row.join(',')).join('\n');
    writeFileSync(join(folder, name), `"${text.replaceAll('"', '""')}",y\n${rows}\n`);
    const file = lab.page_of(`hostile-${i}`, '--data', join(folder, name), '--epochs', '2', '--every', '2');
    await page.open(file);
    assert.deepEqual(await page.evaluate(touched), [], text);
    assert.ok((await page.evaluate(shown)).length > 1000, text);
  }
});
