import { z } from '../../preload/model/zod.ts';

// Vitest's JSON report; it names more.
const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/** What became of one suite. */
export interface SuiteCount {
  readonly passed: number;
  readonly failed: number;
  /** Failures that no test stands for, in words: nothing ran, a test was skipped, the runner died. */
  readonly complaints: readonly string[];
}

/**
 * Counts a suite's tests from its report; whatever did not run counts as failed, unless tests were
 * chosen by name and the rest is left out on purpose.
 */
export function countTests(report: unknown, exitCode: number, isChosen: boolean): SuiteCount {
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) return { passed: 0, failed: 1, complaints: ['It did not run to its end.'] };
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests } = parsed.data;
  const complaints: string[] = [];
  let failed = numFailedTests;

  const left = isChosen ? 0 : numPendingTests + numTodoTests;
  if (left > 0) complaints.push(`${left} skipped or unfinished: a test runs or is not there.`);
  failed += left;

  const brokenFiles = parsed.data.testResults.filter(isBroken);
  for (const file of brokenFiles) complaints.push(`${file.name} failed outside its tests.`);
  failed += brokenFiles.length;

  if (failed === 0 && passed === 0) {
    complaints.push('It has no tests.');
    failed = 1;
  } else if (failed === 0 && exitCode !== 0) {
    complaints.push(`The runner failed outside the tests (exit code ${exitCode}).`);
    failed = 1;
  }
  return { passed, failed, complaints };
}

/** The line that ends the run, for people and for CI. */
export function closingLine(counts: readonly SuiteCount[]): string {
  const sum = (of: 'passed' | 'failed'): number =>
    counts.reduce((total, count) => total + count[of], 0);
  return `Tests: ${sum('passed')} passed, ${sum('failed')} failed`;
}

/** A file that did not load or whose hooks failed is marked failed without a failed test. */
function isBroken(file: { status: string; assertionResults: readonly { status: string }[] }) {
  return (
    file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')
  );
}
