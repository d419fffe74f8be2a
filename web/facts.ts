// SPDX-License-Identifier: MIT
//
// What the engine tells of a run and of what can be chosen, as the page reads it: docs/engine.md says what each is.
export interface Choice {
  name: string;
  title: string;
}

export interface Choices {
  version: string;
  loss: Choice[];
  solver: (Choice & { batches: boolean })[];
  schedule: Choice[];
  data: (Choice & { options: boolean })[];
  precision: Choice[];
}

export interface LossFacts {
  name: string;
  title: string;
  right: number;
  rows: number;
  loss_start: string;
  loss_end: string;
  slope_start: string;
  words: string;
}

export interface Facts {
  version: string;
  link: string;
  hide: string;
  step?: number;
  data: { name: string; source: 'named' | 'points'; rows: number; inputs: string[] };
  sha256: string;
  steps: number;
  epochs: number;
  steps_per_epoch: number;
  losses: LossFacts[];
  ratio: string;
  steeper: string;
  separable: { kind: string; sentence: string };
  settings: Record<string, string | number | boolean | string[] | null | undefined>;
  unused: Record<string, string | undefined>;
  start: number[];
  plane: [string, string];
  window: number[];
}

export interface Explanation {
  title: string;
  subtitle: string;
  sections: { heading: string; rows: string[][]; text: string }[];
}
