// SPDX-License-Identifier: MIT
//
// The live page: the start is moved, the steps are gone through, the controls change the experiment, and it says so.
import assert from 'node:assert/strict';
import { test } from './harness.mjs';
import {
  at, box, choose, fill, focus, headline, heard, key_of, link, open_live, open_menu, picture, place, pointed, refusal, settled, start,
  status, step,
} from './live.mjs';
import { sleep } from './page.mjs';

test('the page opens with the run of the command', async (lab) => {
  const page = await open_live(lab);
  const run = JSON.parse(lab.run('lab', '--json', '--out', 'json'));
  assert.equal(await key_of(page, 'run'), run.trajectory_sha256.slice(0, 12));
  assert.deepEqual(await start(page), [-5, -10]);
  assert.equal(await step(page), 700);
  assert.match(await headline(page), /20 of 20 right[\s\S]*45,416[\s\S]*13 of 20 right/);
  assert.match(await status(page), /^Step 700: loss 0\.052 and no minimum ahead/);
});

test('a click puts the start there', async (lab) => {
  const page = await open_live(lab);
  const before = await link(page);
  const places = [];
  for (const [across, down] of [[0.4, 0.4], [0.5, 0.5], [0.6, 0.6]]) {
    await page.click(...await at(page, 'above', across, down));
    await settled(page);
    places.push(await start(page));
  }
  const [[w0, b0], [w1, b1], [w2, b2]] = places;
  // Equal ways on the screen are equal ways in the plane, up to the three digits that a pointer gives.
  assert.ok(w1 > w0 && b1 < b0, JSON.stringify(places));
  assert.ok(Math.abs(w2 - w1 - (w1 - w0)) < 0.3 && Math.abs(b2 - b1 - (b1 - b0)) < 0.3, JSON.stringify(places));
  assert.notEqual(await link(page), before);
  assert.equal(await key_of(page, 'w'), String(w2));
});

test('dragging the start trains anew in every frame, and is one step of undo', async (lab) => {
  const page = await open_live(lab);
  const [x, y] = await at(page, 'above', 0.4, 0.5);
  await page.click(x, y);
  await settled(page);
  const before = await start(page);
  await page.mouse('mousePressed', x, y);
  const seen = new Set();
  for (let i = 1; i <= 6; ++i) {
    await page.mouse('mouseMoved', x + 10 * i, y - 6 * i, { down: true });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => 0));
    seen.add(await page.evaluate(() => document.querySelector('p.run').innerText));
  }
  await page.mouse('mouseReleased', x + 60, y - 36);
  await settled(page);
  assert.equal(seen.size, 6, 'each place has a run of its own');
  const [w, b] = await start(page);
  assert.ok(w > before[0] && b > before[1], `${before} to ${[w, b]}`);
  await page.press_on('button', 'Undo');
  await settled(page);
  assert.deepEqual(await start(page), before);
  await page.press_on('button', 'Redo');
  await settled(page);
  assert.deepEqual(await start(page), [w, b]);
});

test('at 390 wide what the page can do is in reach, by a finger', async (lab) => {
  const page = await open_live(lab, { width: 390, height: 844, touch: true });
  const small = await page.evaluate(() => [...document.querySelectorAll('nav button, .controls input[type=range]')].filter((one) => {
    const { left, right, width, height } = one.getBoundingClientRect();
    return left < 0 || right > innerWidth || width < 44 || height < 44;
  }).map((one) => one.innerText || one.ariaLabel));
  assert.deepEqual(small, []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  for (const name of ['Undo', 'Redo', 'Story', 'Copy as…', 'Save figures']) assert.ok(await page.one('button', name), name);
});

test('the window stays while the start is dragged, and follows the path after it', async (lab) => {
  const page = await open_live(lab, {}, '#data=gaussians&rows=200&inputs=1&bs=29');
  const ground = () => page.evaluate(() => document.querySelector('[data-panel="above"] .layer').innerHTML);
  const [x, y] = await at(page, 'above', 0.4, 0.5);
  await page.mouse('mousePressed', x, y);
  await settled(page);
  const held = await ground();
  for (const i of [1, 2, 3]) {
    await page.mouse('mouseMoved', x - 12 * i, y - 8 * i, { down: true });
    await settled(page);
    assert.equal(await ground(), held, 'the map is not drawn anew');
  }
  await page.mouse('mouseReleased', x - 36, y - 24);
  assert.equal(await key_of(page, 'window'), undefined);
  assert.notEqual(await ground(), held);
  await page.press_on('button', 'Undo');
  assert.equal(await key_of(page, 'w'), undefined);
});

test('the start is dragged on the surface too', async (lab) => {
  const page = await open_live(lab);
  const before = await start(page);
  await page.drag(await at(page, 'surface', 0.45, 0.5), await at(page, 'surface', 0.55, 0.55));
  await settled(page);
  assert.notDeepEqual(await start(page), before);
});

test('the arrow keys move the start, with Shift further', async (lab) => {
  const page = await open_live(lab);
  await focus(page, 'above');
  await page.key('ArrowRight');
  await settled(page);
  const [w, b] = await start(page);
  assert.ok(w > -5 && b === -10, `${[w, b]}`);
  await page.key('ArrowUp', { shift: true });
  await settled(page);
  const [w2, b2] = await start(page);
  assert.ok(w2 === w && Math.abs(b2 + 10 - 10 * (w + 5)) < 1e-9, `${[w2, b2]}`);
});

test('a start is typed', async (lab) => {
  const page = await open_live(lab);
  await fill(page, 'spinbutton', /^Start w$/, '3.25');
  assert.deepEqual(await start(page), [3.25, -10]);
  assert.equal(await key_of(page, 'w'), '3.25');
});

test('the scrubber goes through the steps, and the status line says what happened in each', async (lab) => {
  const page = await open_live(lab);
  const slider = await page.one('slider', 'Step');
  await page.click(...await page.middle(slider));
  await settled(page);
  const middle = await step(page);
  assert.ok(middle > 5 && middle < 100, `the middle of a slider over log(1 + step): step ${middle}`);
  const said = new Set([await status(page)]);
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'PageUp', 'Home', 'End']) {
    const before = await step(page);
    await page.key(key);
    await settled(page);
    const expected = { ArrowRight: before + 1, ArrowLeft: before - 1, PageUp: before + 7, Home: 0, End: 700 }[key];
    assert.equal(await step(page), expected, key);
    assert.match(await status(page), new RegExp(`(^|\\D)step ${expected}\\b`, 'i'));
    said.add(await status(page));
  }
  assert.equal(said.size, 6, [...said].join('\n'));
});

test('steps are taken by buttons and played', async (lab) => {
  const page = await open_live(lab);
  await page.press_on('button', 'To the start');
  await settled(page);
  assert.equal(await step(page), 0);
  assert.match(await status(page), /^Step 0: the model says class 0 to all; 13 of 20 right\. The slope here is 0\.408/);
  await page.press_on('button', 'One step on');
  await page.press_on('button', 'One step on');
  await page.press_on('button', 'One step back');
  await settled(page);
  assert.equal(await step(page), 1);
  await choose(page, 'Speed', '30');
  await page.press_on('button', 'Play');
  await page.until(() => Number(/step ([\d,]+)/.exec(document.querySelector('p.where').innerText)[1]) >= 10);
  await page.press_on('button', 'Pause');
  await settled(page);
  const stopped = await step(page);
  assert.ok(stopped >= 10 && stopped < 300, `${stopped}`);
  await sleep(200);
  assert.equal(await step(page), stopped);
});

test('whoever wants less motion sees one epoch after the other, slowly', async (lab) => {
  const page = await open_live(lab, { reduced_motion: true });
  await page.press_on('button', 'To the start');
  await settled(page);
  const seen = [];
  await page.press_on('button', 'Play');
  const started = Date.now();
  while (Date.now() - started < 1800) seen.push(await step(page));
  await page.press_on('button', 'Pause');
  const different = [...new Set(seen)];
  assert.ok(different.length <= 6 && different.length >= 2, different.join());
  for (const one of different) assert.equal(one % 7, 0, `${one} is the end of no epoch`);
});

test('nothing moves by itself', async (lab) => {
  const page = await open_live(lab);
  const seen = await page.evaluate(async () => {
    const changes = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    await new Promise((done) => setTimeout(done, 1500));  // what is read aloud comes within a second
    changes.length = 0;
    await new Promise((done) => setTimeout(done, 1000));
    return changes.map((record) => record.target.nodeName);
  });
  assert.deepEqual(seen, []);
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
});

test('every control changes the experiment', async (lab) => {
  const page = await open_live(lab);
  const changed = async (what, key, value) => assert.equal(await key_of(page, key), value, what);
  await fill(page, 'spinbutton', 'Rate', '0.5');
  await changed('rate', 'lr', '0.5');
  await fill(page, 'spinbutton', 'Batch', '5');
  await changed('batch', 'bs', '5');
  await choose(page, 'Order', '1');
  await changed('order', 'shuffle', '1');
  await choose(page, 'Optimiser', 'momentum');
  await changed('optimiser', 'solver', 'momentum');
  await changed('the rate goes with its optimiser', 'lr', undefined);
  await fill(page, 'spinbutton', 'Momentum', '0.5');
  await changed('momentum', 'momentum', '0.5');
  await page.press_on('radio', 'Squared');
  await settled(page);
  await changed('loss', 'loss', 'squared-error');
  await open_menu(page, 'More…');
  await fill(page, 'spinbutton', 'Epochs', '50');
  await changed('epochs', 'epochs', '50');
  await choose(page, 'Schedule of the rate', 'cosine');
  await changed('schedule', 'schedule', 'cosine');
  await fill(page, 'spinbutton', /^Seed/, '7');
  await changed('seed', 'seed', '7');
  await choose(page, 'Precision', 'float32');
  await changed('precision', 'precision', 'float32');
  await fill(page, 'spinbutton', 'Window, w from', '-20');
  assert.match(await key_of(page, 'window'), /^-20,/);
  assert.equal(await refusal(page), '');
});

test('the command that is copied makes the run that is shown', async (lab) => {
  const page = await open_live(lab, {}, 'w=3&b=-4&lr=0.7&solver=adam&shuffle=1&seed=5&epochs=20');
  await page.press_on('button', 'Copy as…');
  const copied = {};
  for (const language of ['command', 'cpp', 'pytorch', 'json', 'link']) {
    await choose(page, 'Copy as', language);
    copied[language] = await page.with_element(await page.one('textbox', 'What is copied'), function () { return this.value; });
  }
  const words = copied.command.trim().split('\n').at(-1).split(/\s+/);
  assert.equal(words[0], 'logitlab', copied.command);
  const run = JSON.parse(lab.run(...words.slice(1), '--json', '--out', 'copied'));
  assert.equal(run.trajectory_sha256.slice(0, 12), await key_of(page, 'run'));
  assert.match(copied.cpp, /#include <logitlab\//);
  assert.match(copied.pytorch, /import torch/);
  assert.equal(typeof JSON.parse(copied.json), 'object');
  assert.equal(copied.link.split('#')[1], await link(page));
  await page.press_on('button', 'Copy');
  await page.until(() => document.querySelector('.told').innerText === 'Copied.');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), copied.link);
});

test('a probe says what is there, in every panel', async (lab) => {
  const page = await open_live(lab);
  const before = await picture(page, 'above-rival');
  await page.mouse('mouseMoved', ...await at(page, 'above', 0.5, 0.5));  // it has to move there, not to be there
  await page.mouse('mouseMoved', ...await at(page, 'above', 0.6, 0.4));
  await settled(page);
  const words = await pointed(page);
  assert.match(words, /\d/);
  assert.notEqual(await picture(page, 'above-rival'), before);
  await page.mouse('mouseMoved', ...await at(page, 'above', 0.3, 0.7));
  await settled(page);
  assert.notEqual(await pointed(page), words);
});

test('a probe moved by keys is read aloud', async (lab) => {
  const page = await open_live(lab);
  await focus(page, 'above');
  await page.key('p');
  await page.key('ArrowRight');
  await page.key('ArrowUp');
  await settled(page);
  const words = await pointed(page);
  assert.match(words, /cross-entropy \d[\s\S]*slope \d/);
  await page.until((expected) => document.querySelector('p.heard').textContent === expected, words);
  assert.equal(await page.evaluate(() => document.querySelector('p.heard').getAttribute('role')), 'status');
  assert.deepEqual(await start(page), [-5, -10]);
  await page.key('Enter');
  await settled(page);
  assert.notDeepEqual(await start(page), [-5, -10]);
});

test('a sample that is pointed at shows its pull in the plane', async (lab) => {
  const page = await open_live(lab, {}, 'step=18');
  const [above, data] = [await picture(page, 'above'), await picture(page, 'data')];
  await focus(page, 'data');
  await page.key('ArrowRight');
  await settled(page);
  assert.notEqual(await picture(page, 'data'), data);
  assert.notEqual(await picture(page, 'above'), above);
  assert.match(await pointed(page), /^Point 1 of 20/);
});

test('what is shown on request is drawn', async (lab) => {
  const page = await open_live(lab, {}, 'step=0&lr=60');  // a rate that is too large in a part of the window
  await open_menu(page, 'Show…');
  for (const box of await page.find('checkbox', /downhill|Newton|stable|pull of each|infinity/)) {
    const before = await picture(page, 'above');
    await page.with_element(box, function () { this.click(); });
    await settled(page);
    assert.notEqual(await picture(page, 'above'), before, box.name);
  }
  const ground = await picture(page, 'above');
  await page.press_on('radio', 'map of starts');
  await page.until((old) => document.querySelector('[data-panel="above"]').innerHTML !== old, ground);
  for (const name of ['slope', 'size of w']) {
    const before = await picture(page, 'curves');
    await page.press_on('radio', name);
    await settled(page);
    assert.notEqual(await picture(page, 'curves'), before, name);
  }
});

test('a step is explained with its numbers', async (lab) => {
  const page = await open_live(lab, {}, 'step=18');
  await page.press_on('button', 'Explain this step');
  const dialog = await page.until(() => document.querySelector('dialog')?.innerText);
  assert.match(dialog, /18/);
  assert.match(dialog, /0\.323/);
  assert.match(dialog, /0\.374/);
});

test('the surface is turned by keys, buttons and a drag', async (lab) => {
  const page = await open_live(lab);
  const pixels = () => page.evaluate(() => document.querySelector('[data-panel="surface"] canvas').toDataURL());
  let before = await pixels();
  const turned = async (what) => {
    await settled(page);
    const after = await pixels();
    assert.notEqual(after, before, what);
    before = after;
  };
  await focus(page, 'surface');
  await page.key('a');
  await turned('a key');
  await page.press_on('button', 'Turn right');
  await turned('a button');
  const [x, y] = await at(page, 'surface', 0.5, 0.5);
  await page.mouse('mouseMoved', x, y);
  await page.mouse('mousePressed', x, y, { shift: true });
  await page.mouse('mouseMoved', x + 40, y + 10, { down: true, shift: true });
  await page.mouse('mouseReleased', x + 40, y + 10, { shift: true });
  await turned('a drag');
  assert.deepEqual(await start(page), [-5, -10]);
});

test('dark and light are followed while the page is open', async (lab) => {
  const page = await open_live(lab);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor + document.querySelector('[data-panel="above"]').innerHTML);
  const light = await paper();
  await page.prefer({ dark: true });
  await settled(page);
  assert.notEqual(await paper(), light);
  await page.prefer({ dark: false });
  await settled(page);
  assert.equal(await paper(), light);
});

test('nothing is wider than the window', async (lab) => {
  for (const width of [1280, 768, 390, 320]) {
    const page = await open_live(lab, { width, touch: width < 500 });
    const found = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(found[0] <= width, `${found} in a window of ${width}`);
  }
});

test('the first screen of 1280 x 800 needs no scrolling', async (lab) => {
  const page = await open_live(lab);
  const below = await page.evaluate(() => document.querySelector('#lab').getBoundingClientRect().bottom);
  assert.ok(below <= 800, `the page ends at ${below}`);
});
