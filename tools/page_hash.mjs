// SPDX-License-Identifier: MIT
//
// node page_hash.mjs lab.html '#w=-5&b=-10': trains with the engine that is inside the page what the link says, and prints
// trajectory_sha256, which is the command's for the same settings. Without a link: the one that the page opens with.
// Exit status as the command's: 0 done, 1 could not, 2 usage, 3 the page has no engine or the link is refused.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';

export class Refusal extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

const unescape = (text) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]);

// The page's own loader takes its engine apart, outside of any page.
function module_of(loader, text, sizes) {
  const scope = { TextDecoder };
  runInNewContext(loader, scope);
  return Uint8Array.from(scope.logitlab.take_apart(text, sizes).module);
}

// The engine of a page: what it exports, and the link that the page opens with.
export class PageEngine {
  static async of(file) {
    let page;
    try {
      page = readFileSync(file, 'utf8');
    } catch (error) {
      throw new Refusal(`${file}: expected a page to read, found ${error.code}`, 3);
    }
    const held = /<script type="text\/plain" id="engine" data-sizes="([0-9 ]+)" data-link="([^"]*)"[^>]*>([^<>&]+)<\/script>/.exec(page);
    const loader = /<script id="loader">([^]*?)<\/script>/.exec(page);
    if (!held || !loader) {
      throw new Refusal(`${file}: expected a page with the engine inside, found none. ./run page leaves one`, 3);
    }
    const engine = new PageEngine();
    engine.link = unescape(held[2]);
    engine.bytes = module_of(loader[1], held[3], held[1]);
    engine.bytes_in_page = held[3].length;
    const { instance } = await WebAssembly.instantiate(engine.bytes);
    engine.exports = instance.exports;
    engine.exports._initialize();
    return engine;
  }

  text_at(address) {
    const bytes = Buffer.from(this.exports.memory.buffer, address);
    return bytes.toString('utf8', 0, bytes.indexOf(0));
  }

  with_text(text, use) {
    const bytes = Buffer.from(text, 'utf8');
    const address = this.exports.malloc(bytes.length + 1);
    Buffer.from(this.exports.memory.buffer, address).set([...bytes, 0]);
    try {
      return use(address, bytes.length);
    } finally {
      this.exports.free(address);
    }
  }

  // Trains, and calls `use` with the run; frees it.
  run(link, use, how = 'logitlab_run_new') {
    const run = this.with_text(link, (address, length) => this.exports[how](address, length));
    if (run === 0) throw new Refusal('the engine has no memory left for this run', 1);
    try {
      const error = this.text_at(this.exports.logitlab_run_error(run));
      if (error !== '') throw new Refusal(error, 3);
      return use(run);
    } finally {
      this.exports.logitlab_run_free(run);
    }
  }

  sha256(link) {
    return this.run(link, (run) => this.text_at(this.exports.logitlab_run_sha256(run)));
  }

  // The bytes of a figure, as the command writes them.
  figure_of(run, name) {
    const text = this.with_text(name, (address) => this.exports.logitlab_run_figure(run, address, 0));
    if (text === 0) throw new Refusal(`the run has no figure of the name ${name}`, 2);
    return this.text_at(text);
  }
}

async function main(words) {
  if (words.length < 1 || words.length > 2) {
    throw new Refusal("expected a page and a link: node page_hash.mjs lab.html '#w=-5&b=-10'", 2);
  }
  const engine = await PageEngine.of(words[0]);
  const link = words[1] ?? engine.link;
  const notes = engine.run(link, (run) => {
    console.log(engine.text_at(engine.exports.logitlab_run_sha256(run)));
    return engine.text_at(engine.exports.logitlab_run_notes(run));
  });
  if (notes !== '') console.error(`page_hash: has no effect: ${notes.replaceAll('\n', '\n  ')}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(`page_hash: the engine stopped: ${error.message}`);
    else console.error(`page_hash: ${error.message}`);
    process.exitCode = error.status ?? 1;
  }
}
