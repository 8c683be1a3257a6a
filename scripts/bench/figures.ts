import { summarize } from './statistics.ts';

/** A quantity that was measured. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
}

/** What a figure has to reach. */
export interface Target {
  readonly comparison: '<=' | '>=';
  readonly value: number;
}

/** A figure that is held to a target. */
export interface Check extends Figure {
  readonly target: Target;
  readonly pass: boolean;
}

/** Everything that stands under one row id of the goals. */
export interface Row {
  readonly id: string;
  readonly title: string;
  /** The first one is the row's headline; the row passes where all do. */
  readonly checks: readonly [Check, ...Check[]];
  /** What the headline is to be seen beside: measured in the same run. */
  readonly yardstick: Figure;
  /** Rivals and details, without a target. */
  readonly beside: readonly Figure[];
  readonly notes: readonly string[];
}

type Pick = 'p50' | 'p95' | 'maximum';

/** Makes a figure of a series; `pick` says which of its numbers counts. */
export function figureOf(
  what: string,
  unit: string,
  values: readonly number[],
  pick: Pick = 'p50',
): Figure {
  const summary = summarize(values);
  const { n, p50, p95 } = summary;
  return { what, unit, value: summary[pick], n, p50, p95 };
}

/** Makes a figure of something that was measured or counted once. */
export function single(what: string, unit: string, value: number): Figure {
  return figureOf(what, unit, [value]);
}

export const atMost = (value: number): Target => ({ comparison: '<=', value });

export const atLeast = (value: number): Target => ({ comparison: '>=', value });

/** Holds a figure to a target. */
export function check(figure: Figure, target: Target): Check {
  const { value } = figure;
  const pass = target.comparison === '<=' ? value <= target.value : value >= target.value;
  return { ...figure, target, pass };
}

/** Whether a row reaches all of its targets. */
export function isPassed(row: Row): boolean {
  return row.checks.every(({ pass }) => pass);
}
