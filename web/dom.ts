// SPDX-License-Identifier: MIT
//
// Elements by one function. Texts go in as text, never as markup.
type Child = Node | string | null | undefined | false;
type Properties = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

// h('button.mini', { type: 'button', onclick }, 'Table'): a name with classes, attributes and listeners, children.
export function h<K extends keyof HTMLElementTagNameMap = 'div'>(
  name: K | `${K}.${string}`,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag) as HTMLElementTagNameMap[K];
  if (classes.length > 0) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(key.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value != null) element.setAttribute(key, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child != null && child !== false && child !== ''));
  return element;
}

export function button(text: string, onclick: () => void, properties: Properties = {}): HTMLButtonElement {
  return h('button', { type: 'button', onclick, ...properties }, text);
}

// Where in an element the pointer is.
export function place_in(element: Element, event: MouseEvent): [number, number] {
  const box = element.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

// Whether the pointer is elsewhere than when this was asked last: where a picture changes beneath a pointer at rest,
// browsers tell of a move that is none.
let last = '';
export function moved(event: MouseEvent): boolean {
  const before = last;
  last = `${event.clientX},${event.clientY}`;
  return last !== before;
}

// A choice among few, as native radio buttons side by side.
export function segments(
  name: string,
  legend: string,
  choices: [value: string, text: string][],
  choose: (value: string) => void,
): { element: HTMLElement; set(value: string): void } {
  const inputs = choices.map(([value]) =>
    h('input', { type: 'radio', name, value, onchange: () => choose(value) }),
  );
  const element = h(
    'fieldset.seg',
    {},
    h('legend', {}, legend),
    ...choices.map(([, text], k) => h('label', {}, inputs[k], h('span', {}, text))),
  );
  return {
    element,
    set(value) {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}

// Fills a select anew only where the choices changed, so that an open one stays open.
export function fill(select: HTMLSelectElement, choices: [value: string, text: string][]): void {
  const key = JSON.stringify(choices);
  if (select.dataset.key === key) return;
  select.dataset.key = key;
  select.replaceChildren(...choices.map(([value, text]) => h('option', { value }, text)));
}

// A dialog of the browser's own: Escape and the button close it, and the focus returns to where it was.
export function dialog(title: string, ...children: Child[]): HTMLDialogElement {
  const heading = h('h2', { id: `title-${title.toLowerCase().replace(/[^a-z]+/g, '-')}` }, title);
  const element: HTMLDialogElement = h(
    'dialog',
    { 'aria-labelledby': heading.id },
    h('header', {}, heading, button('Close', () => element.close())),
    ...children,
  );
  element.addEventListener('close', () => element.remove());
  document.getElementById('lab')?.append(element);
  element.showModal();
  return element;
}

// A table of tab-separated lines, the first of them names; at most `most` rows.
export function table(text: string, caption: string, most = 1000): HTMLElement {
  const lines = text.split('\n').filter((line) => line !== '');
  const [names, ...rows] = lines.map((line) => line.split('\t'));
  const left_out = rows.length - most;
  return h(
    'div.scroll',
    { tabindex: 0, role: 'region', 'aria-label': caption },
    h(
      'table',
      {},
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, ...(names ?? []).map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, ...rows.slice(0, most).map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cell))))),
    ),
    left_out > 0 && h('p', {}, `${left_out.toLocaleString('en')} further rows are left out here.`),
  );
}
