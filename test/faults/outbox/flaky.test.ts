import { expect, it } from 'vitest';
import { testFlakyServer } from './flaky-row.ts';
import { seedOfRun } from './support/row.ts';

const seed = seedOfRun();

it(`B5: sends everything to a server that fails in every way (ROLLCALL_SEED=${seed})`, async () => {
  expect((await testFlakyServer({ rounds: 50, seed })).failures).toEqual([]);
});
