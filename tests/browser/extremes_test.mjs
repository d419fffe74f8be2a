// SPDX-License-Identifier: MIT
//
// What a page may be given: links that are none, strings that try to be more than text, more rows and epochs than it can
// train at once. It answers within a second or says what it does, and its thread is never held for a second.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from './harness.mjs';
import { hostile, touched } from './hostile.mjs';
import { choose, fill, headline, key_of, link, open_live, open_menu, refusal, run_words, settled, start, status } from './live.mjs';
import { sleep } from './page.mjs';

const second = 1000;

// Asks the page for a frame again and again until it is settled; the longest work between two of its answers.
async function longest_silence(page, most = 30000) {
  const started = Date.now();
  let longest = 0;
  do {
    longest = Math.max(longest, await page.frame_work());
  } while (Date.now() - started < most && await page.evaluate(() => document.documentElement.dataset.engine !== 'ready'));
  return longest;
}

// Pastes as a person does, without the clipboard, which all tests share.
async function paste(page, text) {
  await page.evaluate((value) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', value);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test('a link that is none is told, and the page works', async (lab) => {
  const page = await open_live(lab);
  for (const hash of ['=', '&&&', 'w', 'w=', 'w=nan', 'lr=-1', 'lr=1e999', 'epochs=0', 'epochs=9e99', 'bs=-3', 'solver=magic', 'window=1,0,0,0',
    'w=1&w=2', '%', '%%%', '%E0%A4%A', 'points=1:2:3:4,5', 'points=,,,', 'points=0:2', 'seed=-1', 'a'.repeat(100000), 'w=1e308&b=-1e308',
    'step=-1', 'step=1e99', 'run=zzz', 'hide=everything', 'precision=float16', 'loss=', '\u0000', '\ud83d']) {
    await page.evaluate((text) => { location.hash = `#${text}`; }, hash);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
    assert.ok(await longest_silence(page) < second, hash.slice(0, 50));
    assert.ok(await status(page), `a status line after ${hash.slice(0, 50)}`);
  }
  await page.evaluate(() => { location.hash = '#lr=-1'; });
  await settled(page);
  assert.match(await refusal(page), /lr/);
  await page.evaluate(() => { location.hash = '#w=1&b=1'; });
  await settled(page);
  assert.equal(await refusal(page), '');
  assert.deepEqual(await start(page), [1, 1]);
});

test('a page opened with a link that is refused shows its own run', async (lab) => {
  for (const hash of ['#points=1:1', '#lr=-1&points=1:0,2:0&step=3&run=000000000000']) {
    const page = await open_live(lab, {}, hash);
    assert.match(await refusal(page), /both classes/);
    assert.match(await status(page), /^Step 700/);
    assert.match(await run_words(page), /same as the command/);
    const drawn = await page.evaluate(() => [...document.querySelectorAll('[data-panel]')].filter((one) => one.querySelector('svg')).length);
    assert.equal(drawn, 5, hash);
    await fill(page, 'spinbutton', 'Rate', '1');
    assert.equal(await refusal(page), '');
  }
});

test('strings in a link, a pasted table and names stay text, whatever they try', async (lab) => {
  assert.ok(hostile.length >= 50);
  const page = await open_live(lab);
  for (const text of hostile) {
    const encoded = encodeURIComponent(text);
    for (const hash of [`${text}=${text}`, `w=${encoded}&data=${encoded}&${encoded}=1`, `points=${encoded}&hide=${encoded}&run=${encoded}`]) {
      await page.evaluate((value) => { location.hash = `#${value}`; }, hash);
      await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => done()))));
      assert.deepEqual(await page.evaluate(touched), [], hash);
    }
    await paste(page, text);
    await paste(page, `${text},y\n1,0\n2,1\n3,1\n`);
    await paste(page, `1,0\n2,${text}\n`);
    await settled(page);
    assert.deepEqual(await page.evaluate(touched), [], `${text}, pasted`);
  }
});

test('names of files and columns stay text on the live page', async (lab) => {
  const folder = join(lab.work, 'live data');
  mkdirSync(folder, { recursive: true });
  const page = await lab.page();
  for (const [i, text] of hostile.filter((one, k) => k % 5 === 0).entries()) {
    const file = join(folder, `${text.replaceAll('/', '\u2215').slice(0, 60)}.csv`);
    const rows = [[1, 3, 0], [2, 1, 1], [3, 5, 0], [4, 2, 1], [5, 2, 1]].map((row) => row.join(',')).join('\n');
    writeFileSync(file, `"${text.replaceAll('"', '""')}",other,y\n${rows}\n`);
    await page.open(lab.page_of(`live-hostile-${i}`, '--data', file, '--epochs', '2'));
    await settled(page);
    for (const name of ['Story', 'Copy as…', 'Edit as a table', 'Explain this step']) {
      await page.press_on('button', name);
      await page.until(() => document.querySelector('dialog[open]') !== null);
      if (name === 'Copy as…') await choose(page, 'Copy as', 'command');
      assert.deepEqual(await page.evaluate(touched), [], `${text}: ${name}`);
      await page.key('Escape');
    }
  }
});

test('a rate of a million is answered with a sentence', async (lab) => {
  const page = await open_live(lab);
  await fill(page, 'spinbutton', 'Rate', '1000000');
  assert.ok(await longest_silence(page) < second);
  assert.equal(await key_of(page, 'lr'), '1000000');
  assert.match(await status(page), /\w{4}/);
  assert.ok(!/nan|inf\b|e\+\d/i.test(await status(page) + await headline(page)), await status(page) + await headline(page));
});

async function ask_for_epochs(page, epochs) {
  await open_menu(page, 'More…');
  const field = await page.one('spinbutton', 'Epochs');
  await page.with_element(field, function (value) { this.value = value; this.dispatchEvent(new Event('input', { bubbles: true })); }, String(epochs));
  await page.until(() => /Computing: about .* of training/.test(document.querySelector('p.busy:not([hidden])')?.innerText));
}

test('100,000 epochs do not hold the page', async (lab) => {
  const page = await open_live(lab);
  await ask_for_epochs(page, 100000);
  assert.ok(await longest_silence(page, 3000) < second);
});

// So many that no machine is done with them before they are cancelled.
test('100,000,000 epochs can be cancelled', async (lab) => {
  const page = await open_live(lab);
  const before = await link(page);
  await ask_for_epochs(page, 100000000);
  assert.ok(await longest_silence(page, 1000) < second);
  await page.press_on('button', 'Cancel');
  assert.equal(await link(page), before);
  await fill(page, 'spinbutton', 'Rate', '1');
  assert.match(await status(page), /^Step 700/);
});

test('100,000 pasted rows do not hold the page', async (lab) => {
  const page = await open_live(lab);
  // Two clouds of a generator that everyone knows, so that the table is the same each time.
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const rows = Array.from({ length: 100000 }, () => {
    const label = random() < 0.5 ? 0 : 1;
    return `${(2 * label - 1 + 3 * (random() - 0.5)).toFixed(4)},${label}`;
  });
  await page.evaluate((text) => { window.pasted = text; }, rows.join('\n'));
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', window.pasted);
    setTimeout(() => document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })));
  });
  assert.ok(await page.frame_work() < second);
  await sleep(300);
  assert.ok(await longest_silence(page, 4000) < second);
  assert.equal(await refusal(page), '');
  // It has answered, or it says what it computes and for how long.
  const said = await page.evaluate(() => document.querySelector('p.busy:not([hidden])')?.innerText ?? '');
  if (!/of 100,000 right/.test(await headline(page))) {
    assert.match(said, /about .* of training/);
    await page.press_on('button', 'Cancel');
  }
  await fill(page, 'spinbutton', 'Rate', '1');
  assert.ok(await status(page));
});

test('one point, points all of one class, and points far out are answered', async (lab) => {
  for (const [points, words] of [['1:1', /both classes/], ['1:0', /both classes/], ['1:0,2:0,3:0', /both classes/], ['1:1,1:0', /of 2 right/],
    ['1e300:1,-1e300:0', /./], ['1e-300:1,-1e-300:0', /of 2 right/]]) {
    const page = await open_live(lab);
    await page.evaluate((hash) => { location.hash = hash; }, `#points=${points}`);
    await sleep(50);
    await settled(page);
    assert.match(await headline(page) + await refusal(page), words, points);
    assert.ok(await status(page), points);
    assert.ok(!/\bnan\b|\binf\b|undefined/i.test(await page.evaluate(() => document.getElementById('lab').innerText)), points);
    assert.ok(await longest_silence(page) < second, points);
  }
});

test('every data set, optimiser and loss is drawn', async (lab) => {
  const page = await open_live(lab);
  const choices = await page.evaluate(() => [...document.querySelectorAll('select.scenario option')].map((option) => option.value).filter(Boolean));
  assert.ok(choices.length >= 5, choices.join());
  const solvers = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'lbfgs', 'newton'];
  for (const data of choices) {
    for (const solver of data === 'lab' ? solvers : ['sgd', 'newton']) {
      await page.evaluate((hash) => { location.hash = hash; }, `#data=${data}&solver=${solver}&epochs=20`);
      await sleep(50);
      assert.ok(await longest_silence(page) < second, `${data}, ${solver}`);
      await settled(page);
      const drawn = await page.evaluate(() => [...document.querySelectorAll('[data-panel]')].filter((one) => one.getClientRects().length > 0 && !one.querySelector('svg')).map((one) => one.dataset.panel));
      assert.deepEqual(drawn, [], `${data}, ${solver}: empty panels`);
      assert.equal(await refusal(page), '', `${data}, ${solver}`);
    }
  }
});
