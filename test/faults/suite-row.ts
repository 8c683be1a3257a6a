import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from '../../preload/model/zod.ts';
import { projectDir } from '../../scripts/project.ts';
import { run } from '../../scripts/process/run.ts';
import { type RowOptions, type RowResult, runRow } from './outbox/support/row.ts';

const reportSchema = z.object({
  numTotalTests: z.number(),
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/**
 * A row made of tests that `npm test` runs in full already: they are run again, and counted. What
 * they do so and so many times stands in their names.
 */
export function suiteRow(files: readonly string[]): (options: RowOptions) => Promise<RowResult> {
  return (options) =>
    runRow(options, async (findings) => {
      const folder = mkdtempSync(join(tmpdir(), 'rollcall-suite-'));
      try {
        const outputFile = join(folder, 'report.json');
        const vitest = join(projectDir, 'node_modules', 'vitest', 'vitest.mjs');
        const paths = files.map((file) => `test/faults/${file}.test.ts`);
        const report = ['--reporter=json', `--outputFile=${outputFile}`];
        await run(process.execPath, [vitest, 'run', '--project', 'faults', ...report, ...paths], {
          cwd: projectDir,
        });
        const { numTotalTests, numPassedTests, testResults } = reportSchema.parse(
          JSON.parse(readFileSync(outputFile, 'utf8')),
        );
        for (const { fullName, status } of testResults.flatMap((file) => file.assertionResults)) {
          if (status === 'passed') findings.note(fullName.trim());
          else findings.wrong(`${status}: ${fullName}`);
        }
        if (numTotalTests === 0 || numPassedTests < numTotalTests) {
          findings.wrong(`${numPassedTests} of ${numTotalTests} tests passed`);
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
}
