import type { JsonValue } from '../../preload/model/json.ts';
import type { FieldName } from '../../preload/model/person-fields.ts';

/** What was in a field before and after; undefined where the user had not touched it. */
export interface EditStep {
  readonly field: FieldName;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** Letters typed into one field without a pause are taken back together. */
const pauseMs = 800;

/** What was done in a form, to be taken back step by step and done again. */
export class EditHistory {
  #done: readonly EditStep[] = [];
  #undone: readonly EditStep[] = [];
  #lastMs = Number.NEGATIVE_INFINITY;

  add(step: EditStep): void {
    const now = performance.now();
    const last = this.#done.at(-1);
    const goesOn = last?.field === step.field && now - this.#lastMs < pauseMs;
    this.#done = goesOn
      ? [...this.#done.slice(0, -1), { ...step, before: last.before }]
      : [...this.#done, step];
    this.#undone = [];
    this.#lastMs = now;
  }

  /** The step to take back, if any; it can be done again afterwards. */
  undo(): EditStep | undefined {
    const step = this.#done.at(-1);
    if (step === undefined) return undefined;
    this.#done = this.#done.slice(0, -1);
    this.#undone = [...this.#undone, step];
    this.#lastMs = Number.NEGATIVE_INFINITY;
    return step;
  }

  /** The step to do again, if any. */
  redo(): EditStep | undefined {
    const step = this.#undone.at(-1);
    if (step === undefined) return undefined;
    this.#undone = this.#undone.slice(0, -1);
    this.#done = [...this.#done, step];
    this.#lastMs = Number.NEGATIVE_INFINITY;
    return step;
  }
}
