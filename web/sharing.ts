// SPDX-License-Identifier: MIT
//
// What leaves the page: the experiment as a link, a command or a program, and the figures as files, byte for byte those
// of the command.
import { button, dialog, fill, h } from './dom';
import { Lab } from './lab';

// A link longer than this is cut by mail programs and chats.
const most_of_a_link = 8000;

const languages: [name: string, title: string, file: string][] = [
  ['link', 'Link', ''],
  ['command', 'Command line', 'lab.sh'],
  ['cpp', 'C++', 'lab.cpp'],
  ['pytorch', 'PyTorch', 'lab.py'],
  ['json', 'JSON', 'lab.json'],
];

// The link of what is shown, with its step and the hash of its run.
export function link_of(lab: Lab): string {
  const step = lab.look.step === null ? null : String(lab.step);
  return lab.canonical(lab.link.with({ step, run: (lab.facts?.sha256 ?? '').slice(0, 12) }).text());
}

export function copy(lab: Lab): void {
  const text = h('textarea', { rows: 14, readonly: true, spellcheck: 'false', 'aria-label': 'What is copied' });
  const told = h('p.told', { role: 'status' });
  const choose = h('select', { 'aria-label': 'Copy as' });
  fill(choose, languages.map(([name, title]) => [name, title]));
  const show = () => {
    told.textContent = '';
    if (choose.value !== 'link') {
      lab.ask([['code', choose.value]], ([code]) => (text.value = code));
      return;
    }
    const link = link_of(lab);
    text.value = `${location.href.replace(/#.*/, '')}#${link}`;
    if (link.length > most_of_a_link) told.textContent = `This link has ${link.length.toLocaleString('en')} characters: many programs cut it. Save it as a file instead.`;
  };
  choose.addEventListener('change', show);
  const take = async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      told.textContent = 'Copied.';
    } catch {
      // Without leave to write to the clipboard it is selected, ready to be copied by hand.
      text.select();
      told.textContent = 'Selected: copy it with Ctrl+C.';
    }
  };
  const keep = () => {
    const [name, , file] = languages.find(([name]) => name === choose.value) ?? languages[0];
    save(file || `${name}.txt`, text.value, 'text/plain');
  };
  dialog(
    'Copy as…',
    h('p', {}, h('label', {}, 'As ', choose)),
    text,
    told,
    h('footer', {}, button('Save as a file', keep), button('Copy', () => void take(), { class: 'go' })),
  );
  show();
}

export function save_figures(lab: Lab): void {
  const theme = h('select', { 'aria-label': 'Colours' });
  fill(theme, [
    ['', 'light'],
    ['-dark', 'dark'],
  ]);
  const list = h('ul.files', {}, h('li', {}, 'Drawing them…'));
  const shown = dialog(
    'Save figures',
    h('p', {}, 'Each is the file that the command writes for this experiment, byte for byte: an SVG picture for papers and slides.'),
    h('p', {}, h('label', {}, 'Colours ', theme)),
    list,
  );
  lab.ask_whole('figures', [['figures']], ([names]) => {
    if (!shown.open) return;
    const take = (name: string) => {
      const ending = theme.value;
      lab.ask_whole('figures', [['figure', name, ending === '' ? 0 : 1]], ([svg]) => save(`${name}${ending}.svg`, svg, 'image/svg+xml'));
    };
    list.replaceChildren(...names.map((name) => h('li', {}, button(`${name}.svg`, () => take(name)))));
  });
  shown.addEventListener('close', () => lab.assistant.drop('figures'));
}

export function save(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
