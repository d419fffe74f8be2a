// SPDX-License-Identifier: MIT
//
// The one script that stands in the page as it is. It takes the engine and the page's program out of the text of the
// element "engine", whose data-sizes are their lengths, and starts the program. Programs that read a page from outside run
// it for `take_apart` alone (tools/page_hash.mjs).
import { from_base85 } from './base85';
import { unpack } from './unpack';

export interface Parts {
  module: Uint8Array; // WebAssembly
  program: string; // main.ts
}

function take_apart(text: string, sizes: string): Parts {
  const [module = 0, program = 0] = sizes.split(' ').map(Number);
  const bytes = unpack(from_base85(text.trim()), module + program);
  return { module: bytes.subarray(0, module), program: new TextDecoder().decode(bytes.subarray(module)) };
}

const shared = globalThis as typeof globalThis & { logitlab?: { take_apart: typeof take_apart; parts?: Parts } };
shared.logitlab = { take_apart };

function start(): void {
  const holder = document.getElementById('engine');
  if (!holder || shared.logitlab?.parts) return;
  const parts = take_apart(holder.textContent ?? '', holder.dataset.sizes ?? '');
  holder.textContent = ''; // the largest text of the page
  shared.logitlab = { take_apart, parts };
  const script = document.createElement('script');
  script.textContent = parts.program;
  document.body.append(script);
}

// After the first paint; soon all the same where nothing is painted, as in a tab behind another one.
if (typeof document !== 'undefined') {
  requestAnimationFrame(() => setTimeout(start));
  setTimeout(start, 250);
}
