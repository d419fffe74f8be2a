// SPDX-License-Identifier: MIT
//
// The page's program, and the worker's: one classic script. On a page it starts the engine that load.ts took out of the
// element "engine", and puts the live page before the static one, which stays for print and for browsers that cannot.
// That element's data-link is the experiment that the page opens with, data-run the hash of the command's run.
// <html> says how far it is by data-engine: computing, ready, failed.
import { Engine } from './engine';
import { Lab } from './lab';
import type { Parts } from './load';
import { Page } from './page';
import { link_of } from './sharing';
import { Link } from './state';
import { Assistant, work } from './worker';

// Links longer than this stay out of the address bar: browsers slow down or refuse.
const most_of_an_address = 20000;

// What the page was asked for: the link of the address, else the run that it was written for.
function asked(own: DOMStringMap, hash = location.hash): { link: string; step: number | null; run: string; of: string } {
  const given = hash.length > 1;
  const link = new Link(given ? hash : own.link ?? '');
  const step = link.get('step');
  return {
    link: link.with({ step: null, run: null }).text(),
    step: step !== undefined && /^\d+$/.test(step) ? Number(step) : null,
    run: (given ? link.get('run') : own.run) ?? '',
    of: given ? 'the link’s' : 'the command’s',
  };
}

function follow(lab: Lab, page: Page, own: DOMStringMap): void {
  let wanted = asked(own);
  let canonical: string | undefined; // of what was asked for: another experiment makes no claim
  let timer = 0;
  let address = location.hash;
  const write = () => {
    timer = 0;
    // Somebody put another link there, of which the page is about to hear.
    if (location.hash !== address) return;
    const link = lab.link.text().length > most_of_an_address ? '' : link_of(lab);
    try {
      history.replaceState(null, '', `#${link}`);
      address = location.hash;
    } catch {
      // A frame without rights keeps the address that it has.
    }
  };
  lab.on_run.push(() => {
    const hash = lab.facts?.sha256 ?? '';
    canonical ??= lab.link.text();
    const same = hash.startsWith(wanted.run);
    const claims = wanted.run !== '' && canonical === lab.link.text();
    page.show_run(hash.slice(0, 8), claims ? `${same ? 'same as' : 'differs from'} ${wanted.of}` : '', same);
  });
  // Browsers bear few changes of the address a second.
  lab.on_look.push(() => {
    if (lab.facts && timer === 0) timer = window.setTimeout(write, 400);
  });
  // A page that was opened with a link that is refused shows the run that it was written for.
  lab.instead = () => {
    wanted = asked(own, '');
    lab.look.step = wanted.step;
    return wanted.link;
  };
  const go = () => {
    lab.look.step = wanted.step;
    lab.go(wanted.link);
  };
  addEventListener('hashchange', () => {
    if (location.hash === address) return;
    address = location.hash;
    wanted = asked(own);
    canonical = undefined;
    go();
  });
  go();
}

async function open(parts: Parts | undefined): Promise<void> {
  const holder = document.getElementById('engine');
  if (!holder || !parts) return;
  const module = await WebAssembly.compile(parts.module);
  const { program } = parts;
  const restart = () => Engine.start(module);
  const lab = new Lab(await restart(), restart, new Assistant(program, module));
  // The first sheet is the static page's: from here on for print alone.
  const [sheet] = document.querySelectorAll('style');
  if (sheet) sheet.media = 'print';
  const place = document.createElement('div');
  place.id = 'lab';
  document.body.prepend(place);
  const page = new Page(lab, place);
  document.documentElement.classList.add('live');
  document.title = 'logitlab: the lab';
  follow(lab, page, holder.dataset);
}

function say_why_not(error: unknown): void {
  const why = typeof WebAssembly === 'undefined' ? 'this browser has no WebAssembly, or a policy forbids it' : String(error);
  const line = document.createElement('p');
  line.className = 'no-engine';
  line.setAttribute('role', 'status');
  line.textContent = `The engine of this page cannot start: ${why}. What follows is the run as the command left it.`;
  document.documentElement.classList.remove('live');
  document.documentElement.dataset.engine = 'failed';
  document.body.prepend(line);
}

if (typeof document === 'undefined') {
  work(self as unknown as Parameters<typeof work>[0]);
} else {
  const { logitlab } = globalThis as typeof globalThis & { logitlab?: { parts?: Parts } };
  open(logitlab?.parts).catch(say_why_not);
}
