import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from '../../../scripts/project.ts';
import { type Finished, run } from '../../../scripts/process/run.ts';
import { type RowOptions, type RowResult, runRow } from '../outbox/support/row.ts';
import { inScratchFolder } from '../outbox/support/scratch-folder.ts';
import { type Mutant, mutants } from './mutants.ts';

/** What the tests need of the project, besides its dependencies. */
const parts = ['main', 'preload', 'scripts', 'test', 'package.json', 'tsconfig.json'] as const;
/** As long as a mistake may take to be noticed. */
const timeoutMs = 60_000;

/** B3: each mistake is made in a copy of the project, and the test that is meant for it must fail. */
export function testMutants(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings) =>
    inScratchFolder(async (folder) => {
      for (const part of [...parts, 'vitest.config.ts']) {
        cpSync(join(projectDir, part), join(folder, part), { recursive: true });
      }
      symlinkSync(join(projectDir, 'node_modules'), join(folder, 'node_modules'), 'junction');
      // A test that fails without any mistake would notice everything.
      for (const test of new Set(mutants.map((mutant) => mutant.test))) {
        const suite = mutants.find((mutant) => mutant.test === test)?.suite ?? 'unit';
        const { exitCode, stdout, stderr } = await runTest(folder, suite, test);
        if (exitCode !== 0) {
          findings.wrong(`${test} fails by itself: ${(stdout + stderr).slice(-2000)}`);
        }
      }
      for (const mutant of mutants) {
        const text = readFileSync(join(folder, mutant.file), 'utf8');
        const count = text.split(mutant.find).length - 1;
        if (count !== 1) {
          findings.wrong(`${mutant.file} has ${count} times: ${mutant.find}`);
          continue;
        }
        writeFileSync(
          join(folder, mutant.file),
          text.replace(mutant.find, () => mutant.replace),
        );
        const startMs = performance.now();
        const { exitCode } = await runTest(folder, mutant.suite, mutant.test);
        // A test that hangs says nothing of why.
        const isUnnoticed = exitCode === 0 || performance.now() - startMs >= timeoutMs;
        writeFileSync(join(folder, mutant.file), text);
        if (isUnnoticed) findings.wrong(`not noticed: ${mutant.name}`);
        findings.note(
          `${mutant.name}: ${isUnnoticed ? 'NOT noticed' : 'noticed'} in ${seconds(startMs)} s`,
        );
      }
    }),
  );
}

/** Runs a test, for so long as a mistake may take to be noticed. */
function runTest(folder: string, suite: Mutant['suite'], test: string): Promise<Finished> {
  const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--project', suite, '--bail=1', test];
  return run(process.execPath, args, { cwd: folder, timeoutMs });
}

const seconds = (startMs: number): string => ((performance.now() - startMs) / 1000).toFixed(1);
