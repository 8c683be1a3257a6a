import { afterEach, expect, test, vi } from 'vitest';
import { createClient } from '../../../renderer/bridge.ts';
import { PhotoChanges } from '../../../renderer/state/photo-changes.svelte.ts';
import { createFakeMain } from '../support/fake-bridge.ts';
import { changeWith } from '../support/fake-outbox.ts';

afterEach(() => void vi.useRealTimers());

const owner = { id: 'ada', displayName: 'Ada Lovelace' };
const photoOf = (byte: number) =>
  ({ bytes: new Uint8Array([byte]), type: 'image/jpeg', sidePx: 1 }) as const;

function setUp() {
  const main = createFakeMain();
  return { main, changes: new PhotoChanges(createClient(main.bridge), 'Unexpected') };
}

test('a photo that is chosen while another is being kept is kept after it', async () => {
  const { main, changes } = setUp();
  const { promise: going, resolve: go } = Promise.withResolvers<undefined>();
  main.answer('photos:set', async () => {
    await going;
    return changeWith({ personId: 'ada', kind: 'photo' });
  });
  const both = [changes.set(owner, photoOf(1)), changes.set(owner, photoOf(2))];
  await expect.poll(() => main.inputsOf('photos:set').length).toBe(1);
  expect(changes.isSetting).toBe(true);
  go(undefined);
  expect(await Promise.all(both)).toEqual([true, true]);
  expect(main.inputsOf('photos:set').map(({ bytes }) => [...bytes])).toEqual([[1], [2]]);
  expect(changes.isSetting).toBe(false);
});

test('undo that is pressed twice takes back once', async () => {
  const { main, changes } = setUp();
  await changes.set(owner, photoOf(1));
  await Promise.all([changes.undo(), changes.undo()]);
  expect(main.inputsOf('edits:undo')).toHaveLength(1);
  expect(changes.news?.kind).toBe('undone');
  expect(changes.failure).toBeNull();
});

test('what is said goes after a moment, and stays while somebody is at it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { changes } = setUp();
  await changes.set(owner, photoOf(1));
  changes.keep();
  vi.advanceTimersByTime(60_000);
  expect(changes.news?.kind).toBe('set');
  // Also what is said next, by the button that is pressed there.
  await changes.undo();
  vi.advanceTimersByTime(60_000);
  expect(changes.news?.kind).toBe('undone');
  changes.letGo();
  vi.advanceTimersByTime(9_000);
  expect(changes.news?.kind).toBe('undone');
  vi.advanceTimersByTime(2_000);
  expect(changes.news).toBeNull();
});
