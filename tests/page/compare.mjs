// SPDX-License-Identifier: MIT
//
// node compare.mjs COMMAND FOLDER: makes a page of the command in FOLDER, and compares what its engine computes with what the
// command computes, bit by bit: a line for each row of links.txt, and the sizes. The last line counts.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PageEngine } from '../../tools/page_hash.mjs';

// What a page may weigh, in bytes; docs/engine.md says what it is made of.
const most_of_a_page = 400_000, most_of_an_engine = 325_000;

const here = dirname(fileURLToPath(import.meta.url));
const counts = { passed: 0, failed: 0 };

function check(name, complaints) {
  ++counts[complaints.length === 0 ? 'passed' : 'failed'];
  if (complaints.length > 0) console.log([`FAILED ${name}`, ...complaints].join('\n  '));
}

// Rows of links.txt: [{link, options, figures}].
function table() {
  const words = (text) => (text ?? '').trim().split(/\s+/).filter((word) => word !== '');
  return readFileSync(join(here, 'links.txt'), 'utf8').split('\n')
    .filter((line) => line.includes('|') && !line.startsWith('#'))
    .map((line) => line.split('|'))
    .map(([link, options, figures]) => ({ link: link.trim(), options: words(options), figures: words(figures) }));
}

function run(command, folder, options) {
  rmSync(folder, { recursive: true, force: true });
  execFileSync(command, ['lab', ...options, '--quiet', '--out', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')).trajectory_sha256;
}

function differences(engine, folder, sha256, { link, figures }) {
  const complaints = [];
  engine.run(link, (handle) => {
    const found = engine.text_at(engine.exports.logitlab_run_sha256(handle));
    if (found !== sha256) complaints.push(`the command's trajectory is ${sha256}, the page's ${found}`);
    const notes = engine.text_at(engine.exports.logitlab_run_notes(handle));
    if (notes !== '') complaints.push(notes);
    for (const name of figures) {
      const svg = engine.figure_of(handle, name);
      if (svg !== readFileSync(join(folder, `${name}.svg`), 'utf8')) complaints.push(`${name}.svg is another`);
    }
  });
  return complaints;
}

// A page opens with the link of the run that it was written for.
function opening(command, work, file, options) {
  writeFileSync(join(work, 'four.csv'), 'x,y\n0.1,0\n0.25,0\n0.2,1\n0.9,1\n');
  const sha256 = run(command, join(work, 'opening'), options.map((word) => word.replace('FILE', join(work, 'four.csv'))));
  return PageEngine.of(file).then((engine) => {
    const found = engine.sha256(engine.link);
    return found === sha256 ? [] : [`it opens with ${engine.link}, whose trajectory is ${found}, not ${sha256}`];
  });
}

async function main(command, work) {
  mkdirSync(work, { recursive: true });
  const folder = join(work, 'run');
  const file = join(folder, 'lab.html');

  // 1. A page, and what it weighs.
  run(command, folder, []);
  const engine = await PageEngine.of(file);
  const bytes = statSync(file).size;
  console.log(`lab.html ${bytes} bytes, of which the engine ${engine.bytes_in_page}; unpacked ${engine.bytes.length}`);
  const packed = engine.bytes_in_page;
  check('the engine is small', packed <= most_of_an_engine ? [] : [`${packed} bytes, and ${most_of_an_engine} are the limit`]);
  check('the page is small', bytes <= most_of_a_page ? [] : [`${bytes} bytes, and ${most_of_a_page} are the limit`]);
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(engine.bytes));
  check('the engine asks its host for nothing', imports.map(({ module, name }) => `${module}.${name}`));

  // 2. The same bits.
  for (const row of table()) {
    const sha256 = run(command, folder, row.options);
    check(`#${row.link}`, differences(engine, folder, sha256, row));
  }

  // 3. The first run of a page is the one it was written for, a file's too.
  const opened = join(work, 'opening', 'lab.html');
  for (const options of [[], ['--start', '3,1', '--shuffle'], ['--data', 'FILE', '--epochs', '30'],
    ['--data', 'moons', '--rows', '40', '--seed', '5']]) {
    check(`the page of ${options.join(' ')}`, await opening(command, work, opened, options));
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

await main(resolve(process.argv[2]), resolve(process.argv[3]));
