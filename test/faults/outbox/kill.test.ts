import { expect, it } from 'vitest';
import { testKills } from './kill-row.ts';
import { seedOfRun } from './support/row.ts';

const seed = seedOfRun();

it(
  `B1: loses nothing acknowledged when the process is killed (ROLLCALL_SEED=${seed})`,
  { timeout: 300_000 },
  async () => {
    expect((await testKills({ rounds: 20, seed })).failures).toEqual([]);
  },
);
