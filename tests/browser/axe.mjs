// SPDX-License-Identifier: MIT
//
// axe-core, the rules of accessible pages that can be checked by a program (Deque Systems, MPL-2.0). Nothing is
// downloaded: Chromium carries it within its developer tools, in the file resources.pak.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const places = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome'];

// The entries of a data pack, version 5: a header (version 4 bytes, encoding 4, entries 2, aliases 2), then a table of
// (id 2 bytes, offset 4) with one more row that ends the last entry. An entry compressed by Brotli starts with 1e 9b
// and its size in six bytes.
function* entries(pack) {
  if (pack.readUInt32LE(0) !== 5) throw new Error(`expected a data pack of version 5, found ${pack.readUInt32LE(0)}`);
  const count = pack.readUInt16LE(8);
  for (let i = 0; i < count; ++i) {
    const row = 12 + 6 * i;
    const bytes = pack.subarray(pack.readUInt32LE(row + 2), pack.readUInt32LE(row + 8));
    if (bytes[0] === 0x1e && bytes[1] === 0x9b) yield () => brotliDecompressSync(bytes.subarray(8));
    else if (bytes[0] === 0x1f && bytes[1] === 0x8b) yield () => gunzipSync(bytes);
  }
}

// The program within the bundle is a literal of its own, '...', "..." or `...`, which starts with its licence.
function literal_with(text, start) {
  const first = start - 1;
  const quote = text[first];
  if (!'\'"`'.includes(quote)) return null;
  let end = start;
  while (text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
  return runInNewContext(text.slice(first, end + 1));
}

// The source of axe-core, or null where this Chromium does not carry it. LOGITLAB_AXE may name a file instead.
export function axe_source() {
  if (process.env.LOGITLAB_AXE) return readFileSync(process.env.LOGITLAB_AXE, 'utf8');
  const own = process.env.CHROMIUM && existsSync(process.env.CHROMIUM) ? [dirname(realpathSync(process.env.CHROMIUM))] : [];
  const pack = [...own, ...places].map((folder) => join(folder, 'resources.pak')).find(existsSync);
  if (!pack) return null;
  for (const unpack of entries(readFileSync(pack))) {
    const bytes = unpack();
    const start = bytes.indexOf('/*! axe v');
    if (start < 0) continue;
    const text = bytes.toString();
    const source = literal_with(text, text.indexOf('/*! axe v'));
    if (source) return source;
  }
  return null;
}

// What axe finds on the page, a line each: the rule, how grave, where.
export async function axe_complaints(page, source) {
  await page.evaluate(`${source}; 0`);
  return page.evaluate(async () => {
    const { violations, passes } = await globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    if (passes.length < 10) return [`only ${passes.length} rules applied`];
    return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target, html, any, all }) =>
      `${id} (${impact}): ${target.join(' ')}: ${html.slice(0, 120)}: ${[...any, ...all].map((check) => check.message).join('; ')}`));
  });
}
