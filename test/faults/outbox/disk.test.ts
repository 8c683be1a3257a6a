import { describe, expect, it } from 'vitest';
import { testDamagedCache, testDamagedOutbox } from './damage-rows.ts';
import { testFullDatabase } from './full-disk-rows.ts';
import { testTornImages } from './power-rows.ts';
import { testKilledMigrations, testTwoProcesses } from './process-rows.ts';
import { type RowOptions, type RowResult, seedOfRun } from './support/row.ts';

const seed = seedOfRun();

async function failuresOf(
  row: (options: RowOptions) => Promise<RowResult>,
  rounds: number,
): Promise<readonly string[]> {
  return (await row({ rounds, seed })).failures;
}

describe(`an outbox on the disk (ROLLCALL_SEED=${seed})`, () => {
  it('B2: has all that was acknowledged when the power fails', async () => {
    expect(await failuresOf(testTornImages, 300)).toEqual([]);
  });

  it('B18: refuses what a full disk has no room for, and nothing else is lost', async () => {
    expect(await failuresOf(testFullDatabase, 50)).toEqual([]);
  });

  it('B19: is whole again after damage to one of its copies', async () => {
    expect(await failuresOf(testDamagedOutbox, 50)).toEqual([]);
  });

  it('B19: is untouched by damage to the cache', async () => {
    expect(await failuresOf(testDamagedCache, 50)).toEqual([]);
  });

  it('B20: belongs to one process at a time', async () => {
    expect(await failuresOf(testTwoProcesses, 5)).toEqual([]);
  });

  it('B21: is made wholly or not at all', async () => {
    expect(await failuresOf(testKilledMigrations, 5)).toEqual([]);
  });
});
