// SPDX-License-Identifier: MIT
//
// What the run came to: both losses, how much steeper one is at the start, and whether there is an end to come to.
import { h } from './dom';
import { Lab } from './lab';

export function headline(lab: Lab): { element: HTMLElement; separable: HTMLElement } {
  const element = h('section.head', { 'aria-label': 'What came out' });
  const separable = h('p.sep');
  lab.on_run.push(() => {
    const { facts } = lab;
    if (!facts) return;
    const cards = facts.losses.map((loss) =>
      h(
        'div.card',
        { 'data-loss': loss.name },
        h('h2', {}, loss.title),
        h('p.big', {}, loss.right.toLocaleString('en'), ' ', h('small', {}, `of ${loss.rows.toLocaleString('en')} right`)),
        h(
          'p.of',
          {},
          `loss ${loss.loss_start} → ${loss.loss_end}`,
          h('br'),
          'slope at the start ',
          h('b', {}, loss.slope_start),
          loss.words.startsWith('stuck') && h('br'),
          loss.words.startsWith('stuck') && loss.words,
        ),
      ),
    );
    // Named only where it is not the one that stands first.
    const other = facts.losses.slice(1).find((loss) => loss.name === facts.steeper);
    const words = `steeper at the start${other ? `: ${other.title.toLowerCase()}` : ''}`;
    const ratio = h('p.ratio', {}, h('b', {}, facts.ratio), h('span', {}, words));
    element.replaceChildren(...cards.slice(0, 1), ...(facts.ratio ? [ratio] : []), ...cards.slice(1, 2));
    separable.replaceChildren(...sentence(facts.separable.sentence));
    separable.hidden = facts.separable.sentence === '';
  });
  return { element, separable };
}

// The first statement in bold: what happened; then how much and why.
export function sentence(text: string): (Node | string)[] {
  const end = text.search(/[.:](\s|$)/);
  const stop = /^(Step|Iteration) /.test(text) ? text.search(/\.(\s|$)/) : end;
  if (stop < 0) return [text];
  return [h('b', {}, text.slice(0, stop + 1)), text.slice(stop + 1)];
}
