import { expect, it } from 'vitest';
import { testModel } from './model/model-row.ts';
import { seedOfRun } from './support/row.ts';

const seed = seedOfRun();

for (const [index, rounds] of [10_000, 10_000, 10_000].entries()) {
  it(`B4: whatever happens in whatever order, nothing is lost (ROLLCALL_SEED=${seed + index})`, async () => {
    const result = await testModel({ rounds, seed: seed + index });
    expect(result.failures).toEqual([]);
  });
}
