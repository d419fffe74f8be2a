// SPDX-License-Identifier: MIT
//
// node page_times.mjs LAB_HTML [LOADS]: how long the page takes in Chromium, from the click that opens it to its first
// paint and to its first live frame, and how long a frame lasts while the start is dragged. Medians, with the least and
// the most; times are the page's own clock, from the start of the navigation, at 1280 x 800.
import { Chromium } from '../tests/browser/chromium.mjs';
import { sleep } from '../tests/browser/page.mjs';

const [file, loads = '9'] = process.argv.slice(2);
const frames = 60;

function print(name, times, budget) {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(share * (times.length - 1))].toFixed(1);
  console.log(`${name.padEnd(34)} median ${at(0.5).padStart(7)} ms   least ${at(0)}   most ${at(1)}   budget ${budget} ms`);
}

// The first paint, and the page's own mark of being live.
async function load_times(browser) {
  const page = await browser.page();
  await page.open(file);
  await page.until(() => performance.getEntriesByName('interactive').length > 0 && performance.getEntriesByName('first-contentful-paint').length > 0);
  const times = await page.evaluate(() => ['first-contentful-paint', 'interactive'].map((name) => performance.getEntriesByName(name)[0].startTime));
  await page.close();
  return times;
}

// Moves the start a little each frame, and takes the time from the frame's beginning until it is painted: what the page
// does in it, then style, layout and painting. A message posted in a frame arrives after that frame is painted.
async function frame_times(page, name) {
  return page.evaluate(async (panel, count) => {
    const target = document.querySelector(`[data-panel="${panel}"]`);
    const box = target.getBoundingClientRect();
    const from = target.querySelector('[data-mark="start"], .start')?.getBoundingClientRect() ?? { x: box.x + box.width / 3, y: box.y + box.height / 3, width: 0, height: 0 };
    const x = from.x + from.width / 2, y = from.y + from.height / 2;
    const send = (type, k) => target.dispatchEvent(new PointerEvent(type, {
      bubbles: true, cancelable: true, pointerId: 1, pointerType: 'mouse', isPrimary: true, button: type === 'pointermove' ? -1 : 0,
      buttons: type === 'pointerup' ? 0 : 1, clientX: x + 30 * Math.sin(k / 9), clientY: y + 20 * Math.sin(k / 7),
    }));
    const frame = () => new Promise((done) => {
      const painted = new MessageChannel();
      let began;
      painted.port1.onmessage = () => done(performance.now() - began);
      requestAnimationFrame((at) => { began = at; painted.port2.postMessage(0); });
    });
    send('pointerdown', 0);
    const times = [];
    for (let k = 1; k <= count; ++k) {
      send('pointermove', k);
      times.push(await frame());
    }
    send('pointerup', count);
    return times;
  }, name, frames);
}

const browser = await Chromium.start();
try {
  const times = [];
  for (let i = 0; i < Number(loads); ++i) times.push(await load_times(browser));
  print('first paint', times.map(([first]) => first), 200);
  print('interactive', times.map(([, second]) => second), 500);
  const page = await browser.page();
  await page.open(file);
  await page.until(() => performance.getEntriesByName('interactive').length > 0);
  for (const panel of ['above', 'surface']) {
    await frame_times(page, panel);
    await sleep(300);
    print(`a frame of dragging on "${panel}"`, await frame_times(page, panel), 16.6);
  }
} finally {
  await browser.close();
}
