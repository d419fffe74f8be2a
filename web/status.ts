// SPDX-License-Identifier: MIT
//
// The status line, what is pointed at, and what is being computed: seen at once, read aloud at most once a second.
import { button, h } from './dom';
import { sentence } from './headline';
import { Lab } from './lab';

export class Status {
  readonly element: HTMLElement;
  readonly below: HTMLElement; // a line that keeps its place: what is pointed at, what is being computed
  readonly #pointed = h('p.pointed');
  readonly #line = h('p.status');
  readonly #heard = h('p.heard', { role: 'status' });
  readonly #refusal = h('p.refusal', { role: 'alert' });
  readonly #busy: HTMLElement;
  readonly #busy_words = h('span');
  #next = '';
  #timer = 0;
  #shown = '';

  constructor(lab: Lab, explain: () => void) {
    this.#busy = h('p.busy', { hidden: true }, this.#busy_words, ' ', button('Cancel', () => lab.cancel()));
    const more = button('Explain this step', explain, { 'data-control': 'explain' });
    more.className = 'link';
    this.element = h('div.said', {}, this.#line, this.#refusal, this.#heard);
    this.below = h('div.below', {}, this.#pointed, this.#busy);
    lab.on_look.push(() => {
      if (lab.status === this.#shown) return;
      this.#shown = lab.status;
      this.#line.replaceChildren(...sentence(lab.status), ' ', more);
      this.say(lab.status);
    });
    lab.on_refusal = (why) => {
      if (this.#refusal.textContent !== why) this.#refusal.textContent = why;
    };
    lab.on_busy = (words) => this.#show_busy(words);
  }

  // What takes less than a tenth of a second is not worth a word.
  #busy_timer = 0;
  #show_busy(words: string): void {
    clearTimeout(this.#busy_timer);
    if (words === '') {
      this.#busy.hidden = true;
      return;
    }
    this.#busy_timer = window.setTimeout(() => {
      this.#busy_words.textContent = words;
      this.#busy.hidden = false;
      this.say(words);
    }, 100);
  }

  // Read aloud; of several within a second the last.
  say(text: string): void {
    this.#next = text;
    if (this.#timer !== 0) return;
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      if (this.#heard.textContent !== this.#next) this.#heard.textContent = this.#next;
    }, 1000);
  }

  // What is at the place pointed at; aloud where it was chosen by keys.
  point(text: string, aloud: boolean): void {
    this.#pointed.textContent = text;
    this.#pointed.title = text;
    if (aloud) this.say(text);
  }
}
