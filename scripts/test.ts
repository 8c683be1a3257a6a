import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { runScript } from './process/failure.ts';
import { run } from './process/run.ts';
import { inProject, projectDir } from './project.ts';
import type { SuiteCount } from './suites/count-tests.ts';
import { closingLine, countTests } from './suites/count-tests.ts';
import type { Suite, SuitePlan } from './suites/suite-args.ts';
import { planSuites } from './suites/suite-args.ts';

const reportsDir = inProject('out', 'test-reports');
// A test that hangs must not take the count of all others with it.
const suiteTimeoutMs = 15 * 60 * 1000;
const vitest = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

await runScript(async () => {
  const plan = planSuites(process.argv.slice(2));
  await mkdir(reportsDir, { recursive: true });
  const counts: SuiteCount[] = [];
  for (const suite of plan.suites) counts.push(await runSuite(suite, plan));

  console.log('');
  // Said again here, for whoever sees no more than the end: CI keeps the last lines of a run.
  for (const { file, name, message } of counts.flatMap(({ failures }) => failures)) {
    console.log(`FAILED ${relative(projectDir, file)}: ${name}`);
    for (const line of message) console.log(`  ${line}`);
  }
  for (const [index, { passed, failed, complaints }] of counts.entries()) {
    console.log(`${(plan.suites[index] ?? '').padEnd(12)} ${passed} passed, ${failed} failed`);
    for (const complaint of complaints) console.log(`  ${complaint}`);
  }
  console.log(closingLine(counts));
  return counts.some(({ failed }) => failed > 0) ? 1 : 0;
});

async function runSuite(suite: Suite, { vitestArgs, isChosen }: SuitePlan): Promise<SuiteCount> {
  console.log(`\n=== ${suite} ===`);
  const report = join(reportsDir, `${suite}.json`);
  // An old report must not stand for a run that did not come about.
  await rm(report, { force: true });
  const args = ['run', '--project', suite, '--reporter=default', '--reporter=json'];
  const { exitCode } = await run(
    process.execPath,
    [vitest, ...args, `--outputFile.json=${report}`, ...vitestArgs],
    { cwd: projectDir, output: 'show', timeoutMs: suiteTimeoutMs },
  );
  return countTests(await readReport(report), exitCode, isChosen);
}

async function readReport(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}
