import { describe, expect, it } from 'vitest';
import { testLostPost, testLostPut } from './lost-answer-rows.ts';
import { testOrder, testWrongClock } from './order-rows.ts';
import { testPhotoConflicts, testPhotos } from './photo-row.ts';
import { testEndedSessions, testNotApplied, testRefusals } from './refusal-rows.ts';
import { type RowOptions, type RowResult, seedOfRun } from './support/row.ts';

const seed = seedOfRun();

async function failuresOf(
  row: (options: RowOptions) => Promise<RowResult>,
  rounds: number,
): Promise<readonly string[]> {
  return (await row({ rounds, seed })).failures;
}

describe(`sending what waits (ROLLCALL_SEED=${seed})`, () => {
  it('B6: asks the server after a lost answer to a PUT, and sends nothing twice', async () => {
    expect(await failuresOf(testLostPut, 200)).toEqual([]);
  });

  it('B7: tells its own new people from those of others after a lost answer', async () => {
    expect(await failuresOf(testLostPost, 200)).toEqual([]);
  });

  it('B9: keeps what was answered with 200 and not applied', async () => {
    expect(await failuresOf(testNotApplied, 20)).toEqual([]);
  });

  it('B10: pauses for one sign-in at a time, wherever the session ends', async () => {
    expect(await failuresOf(testEndedSessions, 200)).toEqual([]);
  });

  it('B11: parks what the server will never take, and nothing else', async () => {
    expect(await failuresOf(testRefusals, 1)).toEqual([]);
  });

  it('B13: sends the edits of a person in their order, and none that was undone', async () => {
    expect(await failuresOf(testOrder, 1)).toEqual([]);
  });

  it('B14: sends the last photo that was chosen, byte for byte, whatever becomes of its file', async () => {
    expect(await failuresOf(testPhotos, 60)).toEqual([]);
  });

  it('B14: replaces no photo of somebody else that the user has not seen', async () => {
    expect(await failuresOf(testPhotoConflicts, 60)).toEqual([]);
  });

  it('B22: works the same with a clock that jumps', async () => {
    expect(await failuresOf(testWrongClock, 300)).toEqual([]);
  });
});
