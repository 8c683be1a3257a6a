import { describe, expect, test } from 'vitest';
import { closingLine, countTests } from '../../../../scripts/suites/count-tests.ts';

function report(differences: Record<string, unknown> = {}): unknown {
  return {
    numPassedTests: 2,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [
      {
        name: 'a.test.ts',
        status: 'passed',
        assertionResults: [{ status: 'passed' }, { status: 'passed' }],
      },
    ],
    ...differences,
  };
}

describe('countTests', () => {
  test('counts what passed', () => {
    expect(countTests(report(), 0, false)).toEqual({
      passed: 2,
      failed: 0,
      failures: [],
      complaints: [],
    });
  });

  test('counts what failed, and names it with the beginning of what it said', () => {
    const failed = {
      name: 'a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'is right', failureMessages: [] },
        {
          status: 'failed',
          fullName: 'is wrong',
          failureMessages: [`\u001b[31mexpected 1\u001b[39m${'\n at it'.repeat(40)}`],
        },
      ],
    };
    const count = countTests(report({ numFailedTests: 1, testResults: [failed] }), 1, false);
    expect(count).toMatchObject({ passed: 2, failed: 1, complaints: [] });
    expect(count.failures).toEqual([
      {
        file: 'a.test.ts',
        name: 'is wrong',
        message: ['expected 1', ...Array<string>(11).fill(' at it')],
      },
    ]);
  });

  test.each<[string, unknown, number]>([
    ['there is no report', null, 0],
    ['the report is not one', { numPassedTests: 'many' }, 0],
    ['there is no test', report({ numPassedTests: 0, testResults: [] }), 0],
    ['a test was skipped', report({ numPendingTests: 1 }), 0],
    ['a test is yet to be written', report({ numTodoTests: 1 }), 0],
    [
      'a file did not load',
      report({ testResults: [{ name: 'b', status: 'failed', assertionResults: [] }] }),
      1,
    ],
    ['the runner failed beside the tests', report(), 1],
  ])('counts a failure when %s', (_case, found, exitCode) => {
    const count = countTests(found, exitCode, false);
    expect(count.failed).toBe(1);
    expect(count.complaints).toHaveLength(1);
  });
});

test('tests that were not chosen by name are no failures', () => {
  expect(countTests(report({ numPendingTests: 40 }), 0, true).failed).toBe(0);
});

test('the closing line is the sum of the suites', () => {
  const counts = [
    { passed: 10, failed: 0, failures: [], complaints: [] },
    { passed: 5, failed: 2, failures: [], complaints: [] },
  ];
  expect(closingLine(counts)).toBe('Tests: 15 passed, 2 failed');
});
