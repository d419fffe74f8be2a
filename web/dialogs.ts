// SPDX-License-Identifier: MIT
//
// What is read apart from the first screen: a step explained, the story of the run, a panel as a table, the keys.
import { dialog, h, table } from './dom';
import { Explanation } from './facts';
import { Call } from './job';
import { Lab } from './lab';

export function explain(lab: Lab): void {
  const dark = Number(lab.dark);
  const picture: [width: number, height: number] = [Math.min(420, innerWidth - 68), 380];
  const calls: [Call<'explain'>, Call<'panel'>, Call<'panel'>] = [
    ['explain', lab.step],
    ['panel', 'explain', ...picture, 0, dark],
    ['panel', 'explain', ...picture, 1, dark],
  ];
  lab.ask(calls, ([text, ground, marks]) => {
    const told = JSON.parse(text) as Explanation;
    const drawn = h('div.drawn', { style: `width:${picture[0]}px;height:${picture[1]}px` });
    for (const svg of [ground, marks]) {
      const layer = h('div.layer');
      layer.innerHTML = svg;
      drawn.append(layer);
    }
    const sections = told.sections.map(({ heading, rows, text: words }) =>
      h(
        'section',
        {},
        h('h3', {}, heading),
        rows.length > 0 && h('table.cells', {}, h('tbody', {}, ...rows.map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cell)))))),
        words && h('p', {}, words),
      ),
    );
    dialog(
      told.title,
      h('p.subtitle', {}, told.subtitle),
      h('div.explained', {}, ground !== '' && drawn, h('div.sections', {}, ...sections)),
    );
  });
}

export function story(lab: Lab): void {
  lab.ask([['story']], ([text]) => {
    dialog('The story of this run', ...text.split('\n').map((line) => h('p', {}, line)));
  });
}

// Of the map both losses, the one under the other.
export function show_tables(lab: Lab, panel: string, title: string): void {
  const panels = lab.panels.filter((name) => name.startsWith(panel));
  const calls = panels.map((name): Call<'table'> => ['table', name]);
  lab.ask(calls, (texts) => {
    const names = panels.length > 1 ? lab.facts?.losses.map((loss) => loss.title) : undefined;
    dialog(`${title}, as a table`, ...texts.map((text, k) => text !== '' && table(text, names?.[k] ?? title)));
  });
}

const keys: [string, string][] = [
  ['Space', 'play, pause'],
  [', and .', 'one step back, one step on'],
  ['Home, End', 'to the start, to the end'],
  ['[ and ]', 'slower, faster'],
  ['Ctrl+Z, Ctrl+Y', 'undo, redo a change of the experiment'],
  ['E', 'explain this step'],
  ['?', 'this list'],
  ['On the surface and the maps: arrow keys', 'move the start; with Shift ten times as far, with Alt a tenth'],
  ['P, then arrow keys, Enter', 'move a probe, which reads the losses aloud; put the start there'],
  ['On the surface: A, D, W, S, 0', 'turn it left, right, up, down, back'],
  ['On the data: ← and →', 'go through the points; with Shift move the one pointed at'],
  ['On the data: F, Delete', 'flip the class of the point; delete it'],
  ['On the curves: ← and →', 'one step back, one step on'],
];

const by_pointer: [string, string][] = [
  ['Surface and maps', 'click or drag: the start goes there, and the whole training is done anew'],
  ['Surface, with Shift', 'drag: turn it'],
  ['Data', 'drag a point; a double click adds one; drop or paste a table to take other data'],
  ['Curves', 'click or drag: go to that step'],
];

export function help(): void {
  const list = (rows: [string, string][]) => h('dl.keys', {}, ...rows.map(([key, what]) => h('div', {}, h('dt', {}, key), h('dd', {}, what))));
  dialog(
    'How to use this page',
    h('p', {}, 'Every change trains the model from the start again, in this page, by the same program as the command: the same steps, bit for bit. Nothing is sent anywhere.'),
    h('h3', {}, 'By pointer'),
    list(by_pointer),
    h('h3', {}, 'By keys'),
    list(keys),
  );
}
