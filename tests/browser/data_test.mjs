// SPDX-License-Identifier: MIT
//
// The data of the live page, changed by pointer, keys, table and paste; links that carry an experiment; files saved.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from './harness.mjs';
import { at, box, choose, fill, focus, headline, key_of, link, open_live, refusal, run_words, settled, start, status, step } from './live.mjs';
import { sleep } from './page.mjs';

// The points of the link as [x, class]; those of the lab's data where it has none.
async function points(page) {
  const text = await key_of(page, 'points');
  return text && text.split(',').map((point) => point.split(':').map(Number));
}

test('points are added, flipped, moved and deleted by keys and pointer, and undone', async (lab) => {
  const page = await open_live(lab);
  await page.press_on('button', 'Add a point');
  await page.click(...await at(page, 'data', 0.5, 0.5));
  await settled(page);
  const added = await points(page);
  assert.equal(added.length, 21);
  await page.press_on('button', 'Add a point');
  await focus(page, 'data');
  await page.key('ArrowRight');
  await page.key('f');
  await settled(page);
  const flipped = await points(page);
  assert.equal(flipped[0][1], 1 - added[0][1]);
  await page.key('ArrowRight', { shift: true });
  await settled(page);
  const moved = await points(page);
  assert.ok(moved[0][0] > flipped[0][0], `${flipped[0]} to ${moved[0]}`);
  await page.key('Delete');
  await settled(page);
  const left = await points(page);
  assert.deepEqual(left, moved.slice(1));
  for (const expected of [moved, flipped, added, undefined]) {
    await page.key('z', { control: true });
    await settled(page);
    assert.deepEqual(await points(page), expected);
  }
  await page.key('y', { control: true });
  await settled(page);
  assert.deepEqual(await points(page), added);
});

test('a point is dragged, and the model trains after it', async (lab) => {
  const page = await open_live(lab, {}, 'points=-1:0,-0.5:0,0.5:1,1:1&window=-15,15,-13,13&w=0&b=0');
  const before = await points(page);
  // Where a point is, the page says of itself when it is pointed at.
  const { x, y, width, height } = await box(page, 'data');
  let place = null;
  for (let down = 0.1; down < 0.95 && !place; down += 0.03) {
    for (let across = 0.3; across < 0.9 && !place; across += 0.03) {
      await page.mouse('mouseMoved', x + across * width, y + down * height);
      await sleep(15);
      if (/^Point 3 of 4/.test(await page.evaluate(() => document.querySelector('p.pointed').innerText))) place = [x + across * width, y + down * height];
    }
  }
  assert.ok(place, 'the third point is found');
  await page.drag(place, [place[0] + 40, place[1]]);
  await settled(page);
  const after = await points(page);
  assert.ok(after[2][0] > before[2][0] && after[2][1] === 1, JSON.stringify(after));
  assert.deepEqual([after[0], after[1], after[3]], [before[0], before[1], before[3]]);
  await page.press_on('button', 'Undo');
  await settled(page);
  assert.deepEqual(await points(page), before);
});

test('data are pasted as a table', async (lab) => {
  const page = await open_live(lab);
  await page.press_on('button', 'Edit as a table');
  await fill(page, 'textbox', /^Or paste a table/, 'x,class\n-2,0\n-1,0\n0.5,1\n2,1\n');
  await page.press_on('button', 'Use these points');
  await settled(page);
  assert.deepEqual(await points(page), [[-2, 0], [-1, 0], [0.5, 1], [2, 1]]);
  assert.match(await headline(page), /of 4 right/);
});

test('a table that is none is refused with its line', async (lab) => {
  const page = await open_live(lab);
  const before = await link(page);
  await page.press_on('button', 'Edit as a table');
  for (const [text, expected] of [['1,0\n2,maybe\n', /2/], ['1,0\n2,7\n', /2/], ['hello', /./], ['1,0\n2\n', /2/]]) {
    await fill(page, 'textbox', /^Or paste a table/, text);
    await page.press_on('button', 'Use these points');
    await settled(page);
    const told = await page.evaluate(() => document.querySelector('dialog [role=alert]').innerText);
    assert.match(told, expected, text);
  }
  await page.key('Escape');
  assert.equal(await link(page), before);
});

test('a link goes round: opened, changed, copied, opened again, it is the same run', async (lab) => {
  const page = await open_live(lab, {}, 'w=3&b=2&lr=0.7&solver=momentum&epochs=30&shuffle=1&seed=4');
  await page.click(...await at(page, 'above', 0.4, 0.45));
  await fill(page, 'spinbutton', 'Batch', '4');
  const slider = await page.one('slider', 'Step');
  await page.click(...await page.middle(slider));
  await settled(page);
  await page.press_on('button', 'Copy as…');
  const copied = await page.with_element(await page.one('textbox', 'What is copied'), function () { return this.value; });
  assert.ok(copied.startsWith('file://'));
  await page.key('Escape');
  const seen = [link, start, step, status, headline];
  const first = [];
  for (const what of seen) first.push(await what(page));
  const second = await lab.another(page);  // a page behind another one is not painted
  await second.open(lab.html, copied.split('#')[1]);
  await settled(second);
  for (const [k, what] of seen.entries()) assert.deepEqual(await what(second), first[k]);
  assert.match(await run_words(second), /same as the link’s/);
  assert.ok(first[2] > 0 && first[2] < 150, `step ${first[2]}`);
});

test('the page says whether its run has the hash in the link', async (lab) => {
  const right = JSON.parse(lab.run('lab', '--json', '--start', '1,2', '--lr', '0.5', '--out', 'hash')).trajectory_sha256.slice(0, 12);
  assert.match(await run_words(await open_live(lab, {}, `w=1&b=2&lr=0.5&run=${right}`)), /same as the link’s/);
  assert.match(await run_words(await open_live(lab, {}, `w=1&b=2&lr=0.6&run=${right}`)), /differs from the link’s/);
});

test('the address is followed when another link is put into it', async (lab) => {
  const page = await open_live(lab);
  await page.evaluate(() => { location.hash = '#w=2&b=3&lr=1'; });
  await page.until(() => /[&#]w=2&b=3&lr=1&run=/.test(location.hash));
  assert.deepEqual(await start(page), [2, 3]);
});

test('hide= takes controls away', async (lab) => {
  const page = await open_live(lab, {}, 'hide=solver,lr,start,above,copy');
  for (const [role, name] of [['combobox', 'Optimiser'], ['spinbutton', 'Rate'], ['spinbutton', /^Start w$/], ['button', 'Copy as…']]) {
    assert.equal((await page.find(role, name)).length, 0, `${name} is there`);
  }
  assert.equal(await page.evaluate(() => document.querySelector('[data-panel="above"]').getClientRects().length), 0);
  assert.equal((await page.find('spinbutton', 'Batch')).length, 1);
  const before = await link(page);
  await page.drag(await at(page, 'surface', 0.45, 0.5), await at(page, 'surface', 0.55, 0.55));
  assert.equal(await link(page), before, 'a start that is hidden is not moved');
  assert.match(before, /hide=solver,lr,start,above,copy/);
});

test('figures are saved with the bytes of the command', async (lab) => {
  const downloads = join(lab.work, 'downloads');
  mkdirSync(downloads, { recursive: true });
  const page = await open_live(lab, { downloads }, 'w=2&b=-6&epochs=60');
  lab.page_of('saved', '--start', '2,-6', '--epochs', '60', '--theme', 'both');
  await page.press_on('button', 'Save figures');
  const names = ['contour.svg', 'path.svg', 'surface.svg', 'basins.svg', 'losses.svg'];
  for (const name of names) {
    await page.until((wanted) => [...document.querySelectorAll('dialog button')].some((one) => one.innerText === wanted), name);
    await page.press_on('button', name);
    for (let i = 0; i < 400 && !existsSync(join(downloads, name)); ++i) await sleep(25);
    assert.ok(existsSync(join(downloads, name)), `${name} was saved; there are ${readdirSync(downloads)}`);
    await sleep(50);
    assert.ok(readFileSync(join(downloads, name)).equals(readFileSync(join(lab.work, 'saved', name))), name);
  }
  await choose(page, 'Colours', '-dark');
  await page.press_on('button', 'path.svg');
  for (let i = 0; i < 400 && !existsSync(join(downloads, 'path-dark.svg')); ++i) await sleep(25);
  await sleep(50);
  assert.ok(readFileSync(join(downloads, 'path-dark.svg')).equals(readFileSync(join(lab.work, 'saved', 'path-dark.svg'))));
  assert.equal(await refusal(page), '');
});
