import { expect, test } from 'vitest';
import { planSuites, suites } from '../../../../scripts/suites/suite-args.ts';

test('without names all suites run', () => {
  expect(planSuites([])).toEqual({ suites, vitestArgs: [], isChosen: false });
});

test('names choose suites, in their own order', () => {
  expect(planSuites(['e2e', 'unit']).suites).toEqual(['unit', 'e2e']);
});

test('everything else is for vitest', () => {
  expect(planSuites(['unit', 'preload/', '-t', 'folds'])).toEqual({
    suites: ['unit'],
    vitestArgs: ['preload/', '-t', 'folds'],
    isChosen: true,
  });
});
