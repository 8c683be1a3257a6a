import { join } from 'node:path';
import fc from 'fast-check';
import { settled } from '../../../support/fake-clock.ts';
import { type RowOptions, type RowResult, runRow } from '../support/row.ts';
import { inScratchFolder } from '../support/scratch-folder.ts';
import { act, check, checkAtRest, comeToRest } from './act.ts';
import { type Operation, operation } from './operations.ts';
import { createWorld } from './world.ts';

const longestRun = 60;

/**
 * B4: random operations of user, server, network and machine, held against an oracle after each.
 * `rounds` is the number of operations.
 */
export function testModel(options: RowOptions): Promise<RowResult> {
  return runRow(options, async (findings, { rounds, seed }) => {
    let done = 0;
    let runs = 0;
    for (let turn = 0; done < rounds; turn += 1) {
      // Runs are as long as they come out; so many make at least a tenth of what is asked for.
      const numRuns = Math.max(1, Math.ceil((rounds - done) / longestRun));
      const result = await fc.check(
        fc.asyncProperty(
          fc.array(operation, { minLength: 1, maxLength: longestRun, size: 'max' }),
          async (operations) => {
            done += operations.length;
            runs += 1;
            await run(operations);
          },
        ),
        { seed: seed + turn, numRuns },
      );
      if (result.failed) {
        const { errorInstance } = result;
        findings.wrong(
          `${fc.defaultReportMessage(result) ?? ''}\n${errorInstance instanceof Error ? errorInstance.stack : ''}`,
        );
        break;
      }
    }
    findings.note(`${done} operations in ${runs} runs`);
  });
}

/** One run from an empty outbox to everything sent. */
export async function run(operations: readonly Operation[]): Promise<void> {
  await inScratchFolder(async (folder) => {
    const world = createWorld(join(folder, 'model'));
    try {
      for (const one of operations) {
        await act(world, one);
        await settled();
        check(world);
      }
      await comeToRest(world);
      check(world);
      checkAtRest(world);
    } finally {
      await world.end();
    }
  });
}
