import { expect, it } from 'vitest';
import type { OutboxWrite } from '../../../../../main/services/ports/outbox-store.ts';
import { createPhotoRig, jpeg, type PhotoRig, sha256 } from '../../../../support/photo-rig.ts';

const red = await jpeg('#c33');
const blue = await jpeg('#33c');

/** From the first answer to a change on, the disk takes nothing more; what is returned frees it. */
function fillDiskAtFirstAnswer(rig: PhotoRig, sent: string[]): () => void {
  const write = rig.outboxStore.write.bind(rig.outboxStore);
  let isFull = false;
  Reflect.set(rig.outboxStore, 'write', (one: OutboxWrite): void => {
    if (isFull) throw Object.assign(new Error('No space left'), { code: 'ENOSPC' });
    write(one);
  });
  rig.intercept = async (request, pass) => {
    if (request.method !== 'PUT') return pass();
    sent.push(sha256(new Uint8Array(await request.clone().arrayBuffer())));
    const answer = await pass();
    isFull = sent.length === 1;
    return answer;
  };
  return () => (isFull = false);
}

const isPaused = (rig: PhotoRig) => (): boolean =>
  rig.directory.editing.outbox.state.pausedBy !== null;

it('sends a photo that is set while the one before has arrived and cannot be written down', async () => {
  const rig = await createPhotoRig();
  const sent: string[] = [];
  const free = fillDiskAtFirstAnswer(rig, sent);
  await rig.set('alice', red);
  await rig.until(isPaused(rig));
  free();
  await rig.set('alice', blue);
  await rig.sent();
  expect(sent).toEqual([sha256(red), sha256(blue)]);
  const told = [...rig.outboxStore.allActivity()].map(({ outcome, photo }) => [
    outcome,
    photo?.after?.id,
  ]);
  expect(told.sort()).toEqual(
    [
      ['applied', sha256(red)],
      ['applied', sha256(blue)],
    ].sort(),
  );
});

it('sends fields that are edited then, and takes nothing back as if it had not arrived', async () => {
  const rig = await createPhotoRig();
  const { outbox } = rig.directory.editing;
  const free = fillDiskAtFirstAnswer(rig, []);
  const { jobTitle } = await rig.others.people.get('alice');
  const edit = { personId: 'alice', base: { jobTitle }, mine: { jobTitle: 'Cook' } };
  const change = await outbox.save(edit);
  await rig.until(isPaused(rig));
  free();
  await expect(outbox.undo(change?.id ?? '')).rejects.toThrow(/being sent/);
  await outbox.save({ personId: 'alice', base: { jobTitle: 'Cook' }, mine: { jobTitle: 'Baker' } });
  await rig.sent();
  expect((await rig.others.people.get('alice')).jobTitle).toBe('Baker');
});
