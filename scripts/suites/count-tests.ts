import { stripVTControlCharacters } from 'node:util';
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
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string().default(''),
          failureMessages: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
});

type FileReport = z.infer<typeof reportSchema>['testResults'][number];

// Enough to see what was compared and where; the whole of it stands further up, with its suite.
const messageLines = 12;

/** A test that failed, for the end of the run. */
export interface FailedTest {
  /** The file of the test, as the report names it. */
  readonly file: string;
  readonly name: string;
  /** The first lines of what it said. */
  readonly message: readonly string[];
}

/** What became of one suite. */
export interface SuiteCount {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly FailedTest[];
  /** Failures that no test stands for, in words: nothing ran, a test was skipped, the runner died. */
  readonly complaints: readonly string[];
}

const didNotEnd: SuiteCount = {
  passed: 0,
  failed: 1,
  failures: [],
  complaints: ['It did not run to its end.'],
};

/**
 * Counts a suite's tests from its report; whatever did not run counts as failed, unless tests were
 * chosen by name and the rest is left out on purpose.
 */
export function countTests(report: unknown, exitCode: number, isChosen: boolean): SuiteCount {
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) return didNotEnd;
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
  return { passed, failed, failures: parsed.data.testResults.flatMap(failedTests), complaints };
}

/** The line that ends the run, for people and for CI. */
export function closingLine(counts: readonly SuiteCount[]): string {
  const sum = (of: 'passed' | 'failed'): number =>
    counts.reduce((total, count) => total + count[of], 0);
  return `Tests: ${sum('passed')} passed, ${sum('failed')} failed`;
}

function failedTests({ name: file, assertionResults }: FileReport): FailedTest[] {
  return assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => ({
      file,
      name: fullName,
      message: stripVTControlCharacters(failureMessages.join('\n'))
        .split('\n')
        .slice(0, messageLines),
    }));
}

/** A file that did not load or whose hooks failed is marked failed without a failed test. */
function isBroken(file: FileReport): boolean {
  return (
    file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')
  );
}
