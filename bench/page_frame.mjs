// SPDX-License-Identifier: MIT
//
// node page_frame.mjs FILE [ROUNDS] [cpu]: what a frame of the page costs in the engine itself, without a browser's layout and
// painting (page_times.mjs has those). FILE: lab.html with the engine inside, or engine.wasm. Medians over ROUNDS frames
// of another start each, after some that warm up, with the least and the most; data sets of 20 and of 200 rows. cpu: the time that the process was given,
// for a machine that others use too.
import { readFileSync } from 'node:fs';
import { PageEngine } from '../tools/page_hash.mjs';

const [file, given = '41', clock = 'wall'] = process.argv.slice(2);
const rounds = Number(given), warm = 5;
const frame_budget = 16.6;

function now() {
  if (clock !== 'cpu') return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const engine = file.endsWith('.html')
  ? (await PageEngine.of(file)).exports
  : (await WebAssembly.instantiate(readFileSync(file))).instance.exports;
if (!file.endsWith('.html')) engine._initialize();

function with_text(text, use) {
  const bytes = Buffer.from(`${text}\0`, 'utf8');
  const at = engine.malloc(bytes.length);
  Buffer.from(engine.memory.buffer, at).set(bytes);
  const result = use(at, bytes.length - 1);
  engine.free(at);
  return result;
}

const text_at = (at) => {
  const bytes = Buffer.from(engine.memory.buffer, at);
  return bytes.toString('utf8', 0, bytes.indexOf(0));
};

const train = (link) => with_text(link, (at, length) => engine.logitlab_run_train(at, length));
const look = (run, text) => with_text(text, (at) => engine.logitlab_run_look(run, at));
// As the page takes it: the text leaves the engine.
const panel = (run, name, layer) =>
  text_at(with_text(name, (at) => engine.logitlab_run_panel(run, at, ...panels[name], layer, 0)));

// Their sizes on the first screen at 1280 x 800, in CSS pixels.
const panels = { surface: [380, 268], above: [418, 268], 'above-rival': [418, 268], data: [606, 212], curves: [606, 212] };

// Rows of the table: each a name, its times and, where there is one, what they may be.
const rows = new Map();
function time(name, budget, work) {
  const began = now();
  const result = work();
  const took = now() - began;
  if (!rows.has(name)) rows.set(name, { times: [], budget });
  rows.get(name).times.push(took);
  return result;
}

// A start that no frame before it had.
const start = (k) => `w=${-5 + 0.01 * k}&b=${-10 + 0.02 * k}`;

// Nothing is known: a click on another data set, or a point that is dragged.
function ground_frame(data, label, k) {
  let run;
  time(`${label}: all of it with another loss landscape`, undefined, () => {
    run = time(`${label}: train, both losses`, undefined, () => train(`${start(k)}&${data}`));
    if (text_at(engine.logitlab_run_error(run)) !== '') throw new Error(text_at(engine.logitlab_run_error(run)));
    look(run, 'step=18&dragging=1');
    time(`${label}: surface and 380 x 268 raster, new`, undefined, () => engine.logitlab_run_raster(run, 380, 268, 380, 0));
    for (const name of ['surface', 'above', 'above-rival']) time(`${label}: ${name}, layer 0, new`, undefined, () => panel(run, name, 0));
    for (const name of Object.keys(panels)) panel(run, name, 1);
  });
  return run;
}

// The start is dragged: the landscape is the one of the run before.
function start_frame(data, label, before, k) {
  let run;
  time(`${label}: A FRAME OF DRAGGING THE START`, frame_budget, () => {
    run = time(`${label}: train, both losses`, undefined, () => train(`${start(k)}&${data}`));
    engine.logitlab_run_share(run, before);
    look(run, 'step=18&dragging=1');
    for (const name of Object.keys(panels)) time(`${label}: ${name}, layer 1`, undefined, () => panel(run, name, 1));
    time(`${label}: status`, undefined, () => text_at(engine.logitlab_run_status(run, 18n)));
  });
  return run;
}

// The budget's own words: training, the whole surface, the raster.
function budget_frame(data, loss, k) {
  const label = data === '' ? 'n = 20' : 'n = 200';
  const run = time(`${label}, ${loss}: 700 STEPS, SURFACE, RASTER 800 x 500`, frame_budget, () => {
    const trained = train(`${start(k)}&loss=${loss}&${data}`);
    engine.logitlab_run_raster(trained, 800, 500, 800, 0);
    return trained;
  });
  engine.logitlab_run_free(run);
}

function turned_frame(run, k) {
  time('A FRAME OF TURNING THE SURFACE', frame_budget, () => {
    look(run, `step=18&azimuth=${-50 + k}&elevation=27`);
    time('raster 380 x 268', 3, () => engine.logitlab_run_raster(run, 380, 268, 380, 0));
    for (const layer of [0, 1]) panel(run, 'surface', layer);
  });
  time('raster 800 x 500', 8, () => engine.logitlab_run_raster(run, 800, 500, 800, 0));
}

const data_sets = [['', 'n = 20'], ['data=gaussians&rows=200&inputs=1&bs=29', 'n = 200']];
for (let k = 0; k < warm + rounds; ++k) {
  if (k === warm) rows.clear();
  for (const [data, label] of data_sets) {
    const before = ground_frame(data, label, 2 * k);
    const run = start_frame(data, label, before, 2 * k + 1);
    if (data === '') turned_frame(run, k);
    engine.logitlab_run_free(before);
    engine.logitlab_run_free(run);
    for (const loss of ['cross-entropy', 'squared-error']) budget_frame(data, loss, k);
  }
}

console.log(`${'milliseconds, medians of ' + rounds}`.padEnd(60), 'median    least     most   budget');
for (const [name, { times, budget }] of rows) {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(share * (times.length - 1))].toFixed(2).padStart(8);
  console.log(name.padEnd(60), at(0.5), at(0), at(1), budget === undefined ? '' : String(budget).padStart(8));
}
