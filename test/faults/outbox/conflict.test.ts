import { expect, it } from 'vitest';
import { testConflicts } from './conflict-row.ts';
import { seedOfRun } from './support/row.ts';

const seed = seedOfRun();

it(`B8: all 625 ways of changing four fields together (ROLLCALL_SEED=${seed})`, async () => {
  expect((await testConflicts({ rounds: 1, seed })).failures).toEqual([]);
});
