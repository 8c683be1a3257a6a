import { deepStrictEqual } from 'node:assert/strict';
import type { Check } from './case-schema.ts';

/** What a check looks at: an answer with its JSON, where it has some. */
export interface CheckedAnswer {
  readonly headers: Headers;
  readonly json: unknown;
}

/** Applies one check; throws an error that says what is wrong with the answer. */
export function applyCheck(check: Check, answer: CheckedAnswer): void {
  const { path, header, ...operators } = check;
  const names = Object.keys(operators);
  if (names.length === 0) throw new Error(`A check without an operator: ${JSON.stringify(check)}`);
  if ((path === undefined) === (header === undefined)) {
    throw new Error(`A check needs either a path or a header: ${JSON.stringify(check)}`);
  }
  const problem =
    path === undefined
      ? checkValues(check, [answer.headers.get(header ?? '') ?? undefined], false)
      : checkValues(check, valuesAt(answer.json, path), path.includes('[]'));
  if (problem !== null) throw new Error(`${header ?? path ?? ''}: ${problem}`);
}

/** The values at a path: one for each element where the path goes through `[]`. */
export function valuesAt(json: unknown, path: string): unknown[] {
  let values: unknown[] = [json];
  for (const step of path.split('.')) {
    const [, name = '', brackets = ''] = /^([^[\]]+)((?:\[\d*\])*)$/.exec(step) ?? [];
    if (name === '') throw new Error(`This path is not understood: ${path}`);
    values = values.map((value) => propertyOf(value, name));
    for (const [, index = ''] of brackets.matchAll(/\[(\d*)\]/g)) {
      values =
        index === ''
          ? values.flatMap((value): unknown[] => (Array.isArray(value) ? value : [undefined]))
          : values.map((value) =>
              Array.isArray(value) ? (value[Number(index)] as unknown) : undefined,
            );
    }
  }
  return values;
}

function propertyOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function checkValues(check: Check, values: unknown[], isList: boolean): string | null {
  const value = isList ? values : values[0];
  const shown = value === undefined ? 'nothing' : JSON.stringify(value);
  if (check.present === true && values.some(isAbsent)) return 'should be there';
  if (check.absent === true && !values.every(isAbsent)) return `should not be there: ${shown}`;
  if (check.absentAll === true && !values.every(isAbsent)) return `should not be there: ${shown}`;
  if ('eq' in check && !isEqual(value, check.eq)) {
    return `${shown} should be ${JSON.stringify(check.eq)}`;
  }
  if (check.startsWith !== undefined && !startsWith(value, check.startsWith)) {
    return `${shown} should start with ${check.startsWith}`;
  }
  if ('contains' in check && !contains(value, check.contains)) {
    return `${shown} should contain ${JSON.stringify(check.contains)}`;
  }
  return checkElement(check, values);
}

function checkElement({ where, has }: Check, values: unknown[]): string | null {
  if (where === undefined && has === undefined) return null;
  if (where === undefined || has === undefined) throw new Error('where and has belong together');
  const element = values.find((value) => hasAll(value, where));
  if (element === undefined) return `there is nothing with ${JSON.stringify(where)}`;
  return hasAll(element, has) ? null : `${JSON.stringify(element)} lacks ${JSON.stringify(has)}`;
}

function hasAll(value: unknown, wanted: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).every(([key, item]) => isEqual(propertyOf(value, key), item));
}

function isAbsent(value: unknown): boolean {
  return value === undefined;
}

function startsWith(value: unknown, start: string): boolean {
  return typeof value === 'string' && value.startsWith(start);
}

function contains(value: unknown, part: unknown): boolean {
  if (typeof value === 'string') return typeof part === 'string' && value.includes(part);
  return Array.isArray(value) && value.some((item) => isEqual(item, part));
}

function isEqual(value: unknown, wanted: unknown): boolean {
  const set = propertyOf(wanted, '$set');
  if (Array.isArray(set)) {
    return Array.isArray(value) && isDeepEqual(sorted(value), sorted(set));
  }
  return isDeepEqual(value, wanted);
}

function sorted(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value)).sort();
}

function isDeepEqual(a: unknown, b: unknown): boolean {
  try {
    deepStrictEqual(a, b);
    return true;
  } catch {
    return false;
  }
}
