// SPDX-License-Identifier: MIT
//
// node run.mjs COMMAND WORK [PATTERN]: runs the tests of lab.html in Chromium whose names hold PATTERN. A line each; the
// last line counts. COMMAND is the program logitlab, WORK a folder that is emptied first.
import { resolve } from 'node:path';
import { Chromium } from './chromium.mjs';
import { Lab, Skip, make_folder, tests } from './harness.mjs';
import './static_test.mjs';
import './data_test.mjs';
import './extremes_test.mjs';
import './keyboard_test.mjs';
import './live_test.mjs';

const limit = 120;  // seconds a test may take before it counts as hung

async function outcome(work, lab) {
  let late;
  const clock = new Promise((_, fail) => { late = setTimeout(() => fail(new Error(`no end after ${limit} s`)), limit * 1000); });
  const failures = [];
  try {
    await Promise.race([work(lab), clock]);
  } catch (error) {
    if (error instanceof Skip) return { skipped: error.message };
    failures.push(error.stack);
  } finally {
    clearTimeout(late);
  }
  failures.push(...await lab.finish());
  return { failures };
}

const [command, folder, pattern = ''] = process.argv.slice(2);
const work = resolve(folder);
make_folder(work);
const browser = await Chromium.start();
const lab = new Lab(browser, resolve(command), work);
lab.page_of('lab');
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const { name, work } of tests.filter((one) => one.name.includes(pattern))) {
  const started = Date.now();
  const { skipped, failures = [] } = await outcome(work, lab);
  const result = skipped ? 'skipped' : failures.length ? 'failed' : 'passed';
  ++counts[result];
  console.log(`${result} ${name} (${Date.now() - started} ms)${skipped ? `: ${skipped}` : ''}`);
  for (const failure of failures) console.log(`    ${failure.replaceAll('\n', '\n    ')}`);
}
await browser.close();
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed ? 1 : 0;
