import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createPhotoRig, jpeg, type PhotoRig } from '../../../../support/photo-rig.ts';

const colours = { red: '#cc3333', green: '#33cc33', blue: '#3333cc', grey: '#888888' } as const;
type Colour = keyof typeof colours;
const names = Object.keys(colours) as Colour[];
const photos = new Map<Colour, Uint8Array>();
for (const name of names) photos.set(name, await jpeg(colours[name]));
const photoOf = (colour: Colour): Uint8Array => photos.get(colour) ?? new Uint8Array();

/** Which of the colours a picture has, whatever was made of it. */
async function colourOf(bytes: Uint8Array): Promise<Colour | undefined> {
  const { data } = await sharp(bytes).removeAlpha().resize(1, 1).raw().toBuffer({
    resolveWithObject: true,
  });
  return names.find((name) => {
    const wanted = Buffer.from(colours[name].slice(1), 'hex');
    return wanted.every((value, at) => Math.abs(value - (data[at] ?? 0)) < 24);
  });
}

/** What the window gets: the bytes behind the address that it is told. */
async function shown(rig: PhotoRig): Promise<Colour | null | undefined> {
  const url = await rig.photoUrl('alice');
  if (url === null) return null;
  const [, kind, name = ''] = /^app:\/\/rollcall\/(avatar|picture)\/([0-9a-f]+)/.exec(url) ?? [];
  const bytes =
    kind === 'picture'
      ? ((await rig.pictures.read(name))?.bytes ?? null)
      : await rig.directory.photos.read(name);
  return bytes === null ? undefined : colourOf(bytes);
}

async function atServer(rig: PhotoRig): Promise<Colour | null | undefined> {
  const answer = await rig.others.avatars.get('alice');
  return answer.kind === 'photo' ? colourOf(answer.bytes) : null;
}

type Step =
  | { readonly do: 'mine' | 'theirs'; readonly colour: Colour }
  | { readonly do: 'decide'; readonly keep: 'mine' | 'theirs' }
  | { readonly do: 'remove' | 'they-remove' | 'refresh' | 'look' | 'restart' | 'undo' };

const colour = fc.constantFrom(...names);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('mine', 'theirs'), colour }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      keep: fc.constantFrom('mine', 'theirs'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('remove', 'they-remove', 'refresh', 'look', 'restart', 'undo'),
    }),
  },
);

/** Everything is sent or in the hands of the user, and no small picture is awaited. */
async function settled(rig: PhotoRig): Promise<void> {
  await rig.sent();
  await rig.until(async () => (await rig.photoState('alice')) !== 'preparing');
}

async function take(rig: PhotoRig, next: Step): Promise<PhotoRig> {
  const { outbox } = rig.directory.editing;
  if (next.do === 'mine') await rig.set('alice', photoOf(next.colour));
  else if (next.do === 'theirs') {
    const bytes = photoOf(next.colour);
    await rig.others.avatars.put('alice', { bytes, contentType: 'image/jpeg' });
  } else if (next.do === 'remove') await outbox.photos.remove('alice', null);
  else if (next.do === 'they-remove') await rig.others.avatars.delete('alice');
  else if (next.do === 'refresh') await rig.directory.refresh.start();
  else if (next.do === 'look') await shown(rig);
  else if (next.do === 'decide') {
    const conflict = outbox.changes.find(({ state }) => state === 'conflict');
    if (conflict !== undefined) await outbox.photos.decide(conflict.id, next.keep);
  } else if (next.do === 'undo') {
    const last = [...rig.outboxStore.allActivity()].at(-1);
    // What has been changed since cannot be taken back, which is tried elsewhere.
    if (last !== undefined) await outbox.undo(last.changeId).catch(() => undefined);
  } else {
    await rig.close();
    return createPhotoRig(rig);
  }
  return rig;
}

describe('the photo that is shown', () => {
  it('is what waits, else what the server has, whoever did what in which order', async () => {
    let looks = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 10 }), async (steps) => {
        let rig = await createPhotoRig();
        for (const next of steps) {
          rig = await take(rig, next);
          await settled(rig);
          await rig.directory.refresh.start();
          const [waiting] = rig.directory.editing.outbox.changes;
          if (waiting !== undefined) continue;
          expect(await shown(rig)).toBe(await atServer(rig));
          const best = await rig.directory.personPhotos.best('alice').catch(() => null);
          expect(best === null ? null : await colourOf(best.bytes)).toBe(await atServer(rig));
          looks += 1;
        }
        await rig.close();
      }),
      { numRuns: 20 },
    );
    expect(looks).toBeGreaterThan(30);
  });
});
