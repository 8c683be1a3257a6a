import { describe, expect, it } from 'vitest';
import type { JobItemState, JobUndo } from '../../../../../preload/model/photo-job.ts';
import { away, createPhotoRig, jpeg, type PhotoRig } from '../../../../support/photo-rig.ts';

const red = await jpeg('#c33');
const blue = await jpeg('#33c');
const green = await jpeg('#3c3');
const jobId = 'job-1';

async function setAll(rig: PhotoRig, ids: readonly string[], job = jobId): Promise<void> {
  for (const personId of ids) {
    const bytes = new Uint8Array(red);
    await rig.directory.personPhotos.set({ personId, bytes, type: 'image/jpeg', jobId: job });
  }
}

function statesOf({ directory }: PhotoRig, job = jobId): Record<string, JobItemState> {
  const { items } = directory.photoJobs.state(job);
  return Object.fromEntries(items.map(({ personId, state }) => [personId, state]));
}

const isReady = (rig: PhotoRig, id: string) => async (): Promise<boolean> =>
  (await rig.photoState(id)) === 'ready';

const isPhotoOf =
  (...ids: readonly string[]) =>
  ({ method, url }: Request): boolean =>
    method === 'PUT' && ids.some((id) => url.endsWith(`/people/${id}/avatar`));

const refusal = (): Promise<Response> =>
  Promise.resolve(
    Response.json(
      { error: { errorKey: 'no', statusCode: 413, briefSummary: 'Too large', logId: 'x' } },
      { status: 413 },
    ),
  );

describe('photos that are set in one go', () => {
  it('wait, are sent, and are known by their job', async () => {
    const rig = await createPhotoRig();
    await rig.goAway();
    await setAll(rig, ['alice', 'ben']);
    expect(statesOf(rig)).toEqual({ alice: 'waiting', ben: 'waiting' });
    expect(rig.directory.photoJobs.list()).toMatchObject([{ jobId, people: 2, takenBack: 0 }]);
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    expect(statesOf(rig)).toEqual({ alice: 'sent', ben: 'sent' });
    expect(rig.directory.photoJobs.list()).toMatchObject([{ jobId, people: 2 }]);
  });

  it('are told from those of another job, the latest first', async () => {
    const rig = await createPhotoRig();
    await setAll(rig, ['alice']);
    await rig.sent();
    await setAll(rig, ['ben'], 'job-2');
    await rig.sent();
    expect(statesOf(rig)).toEqual({ alice: 'sent' });
    expect(rig.directory.photoJobs.list().map((job) => job.jobId)).toEqual(['job-2', 'job-1']);
  });

  it('are tried again where they were refused, and only those', async () => {
    const rig = await createPhotoRig();
    rig.intercept = (request, pass) => (isPhotoOf('ben')(request) ? refusal() : pass());
    await setAll(rig, ['alice', 'ben']);
    await rig.sent();
    expect(statesOf(rig)).toEqual({ alice: 'sent', ben: 'refused' });
    const refused = rig.directory.photoJobs
      .state(jobId)
      .items.find(({ personId }) => personId === 'ben');
    expect(refused?.message).toMatch(/large/);
    rig.intercept = (_request, pass) => pass();
    rig.requests.length = 0;
    await rig.directory.photoJobs.retry(jobId);
    await rig.sent();
    expect(statesOf(rig)).toEqual({ alice: 'sent', ben: 'sent' });
    expect(rig.requests.filter((request) => request.startsWith('PUT'))).toEqual(['PUT ben/avatar']);
  });
});

describe('photos of a job are taken back', () => {
  it('at the server, with what was there before, after another start as well', async () => {
    const first = await createPhotoRig();
    await first.others.avatars.put('alice', { bytes: blue, contentType: 'image/jpeg' });
    await first.directory.refresh.start();
    await setAll(first, ['alice', 'ben']);
    await first.sent();
    await first.until(isReady(first, 'alice'));
    await first.until(isReady(first, 'ben'));
    await first.close();
    const rig = await createPhotoRig({ demo: first.demo, folder: first.folder });
    expect(await rig.directory.photoJobs.undo(jobId)).toEqual({
      dropped: 0,
      goingBack: 2,
      failed: [],
    });
    expect(statesOf(rig)).toEqual({ alice: 'going-back', ben: 'going-back' });
    expect(rig.directory.photoJobs.list()).toMatchObject([{ jobId, people: 2, takenBack: 2 }]);
    expect(rig.directory.photoJobs.list().map((job) => job.jobId)).toEqual([jobId]);
    await rig.sent();
    expect(statesOf(rig)).toEqual({ alice: 'taken-back', ben: 'taken-back' });
    expect(rig.requests).toContain('PUT alice/avatar');
    expect(rig.requests).toContain('DELETE ben/avatar');
    expect((await rig.others.people.get('ben')).avatarId).toBeNull();
    // The way back is no job to be shown of its own.
    expect(rig.directory.photoJobs.list().map((job) => job.jobId)).toEqual([jobId]);
  });

  it('here, where they have not been sent', async () => {
    const rig = await createPhotoRig();
    await rig.goAway();
    await setAll(rig, ['alice', 'ben']);
    expect(await rig.directory.photoJobs.undo(jobId)).toEqual({
      dropped: 2,
      goingBack: 0,
      failed: [],
    });
    expect(statesOf(rig)).toEqual({ alice: 'dropped', ben: 'dropped' });
    expect(await rig.photoUrl('alice')).toBeNull();
  });

  it('to what waited before the job, whatever it has set since', async () => {
    const rig = await createPhotoRig();
    await rig.goAway();
    await rig.set('alice', blue);
    const blueUrl = await rig.photoUrl('alice');
    await setAll(rig, ['alice', 'ben']);
    const again = {
      personId: 'alice',
      bytes: new Uint8Array(green),
      type: 'image/jpeg',
      jobId,
    } as const;
    await rig.directory.personPhotos.set(again);
    expect(await rig.directory.photoJobs.undo(jobId)).toEqual({
      dropped: 2,
      goingBack: 0,
      failed: [],
    });
    expect(statesOf(rig)).toEqual({ alice: 'dropped', ben: 'dropped' });
    expect(await rig.photoUrl('alice')).toBe(blueUrl);
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    expect(rig.requests.filter((request) => request.startsWith('PUT'))).toEqual([
      'PUT alice/avatar',
    ]);
    expect(await rig.photoUrl('alice')).toBe(blueUrl);
  });

  it('but for those that somebody has changed since', async () => {
    const rig = await createPhotoRig();
    await setAll(rig, ['alice', 'ben']);
    await rig.sent();
    await rig.until(isReady(rig, 'alice'));
    await rig.until(isReady(rig, 'ben'));
    await rig.set('alice', blue);
    await rig.sent();
    await rig.until(isReady(rig, 'alice'));
    const { goingBack, failed } = await rig.directory.photoJobs.undo(jobId);
    expect(goingBack).toBe(1);
    expect(failed).toMatchObject([{ personId: 'alice' }]);
    expect(failed[0]?.message).toMatch(/changed again/);
    await rig.sent();
    expect(statesOf(rig)).toEqual({ alice: 'sent', ben: 'taken-back' });
  });

  it('once, however often that is asked for', async () => {
    const rig = await createPhotoRig();
    await setAll(rig, ['alice']);
    await rig.sent();
    await rig.until(isReady(rig, 'alice'));
    rig.intercept = (request, pass) => (request.method === 'DELETE' ? away() : pass());
    await rig.directory.photoJobs.undo(jobId);
    expect(await rig.directory.photoJobs.undo(jobId)).toEqual({
      dropped: 0,
      goingBack: 0,
      failed: [],
    });
  });

  it('to before the first of several for one person', async () => {
    const rig = await createPhotoRig();
    await setAll(rig, ['alice']);
    await rig.sent();
    await rig.until(isReady(rig, 'alice'));
    const bytes = new Uint8Array(blue);
    const second = { personId: 'alice', bytes, type: 'image/jpeg', jobId } as const;
    await rig.directory.personPhotos.set(second);
    await rig.sent();
    await rig.until(isReady(rig, 'alice'));
    await rig.directory.photoJobs.undo(jobId);
    await rig.sent();
    expect((await rig.others.people.get('alice')).avatarId).toBeNull();
    expect(await rig.photoUrl('alice')).toBeNull();
  });

  it('also while the server is being asked who it is about', async () => {
    const rig = await createPhotoRig();
    const { promise: going, resolve: go } = Promise.withResolvers<undefined>();
    rig.intercept = async (request, pass) => {
      if (request.method === 'GET' && new URL(request.url).pathname.endsWith('/people/alice')) {
        await going;
      }
      return pass();
    };
    await setAll(rig, ['alice']);
    await rig.until(() => rig.requests.includes('GET alice'));
    let undone: JobUndo | null = null;
    void rig.directory.photoJobs.undo(jobId).then((answer) => (undone = answer));
    await rig.pass(1000);
    expect(undone).toBeNull();
    go(undefined);
    await rig.until(() => undone !== null);
    expect(undone).toMatchObject({ failed: [] });
    await rig.sent();
    expect((await rig.others.people.get('alice')).avatarId).toBeNull();
  });

  it('and where the server refuses that, it says so and can be asked again', async () => {
    const rig = await createPhotoRig();
    await setAll(rig, ['alice']);
    await rig.sent();
    await rig.until(isReady(rig, 'alice'));
    rig.intercept = (request, pass) => (request.method === 'DELETE' ? refusal() : pass());
    await rig.directory.photoJobs.undo(jobId);
    await rig.sent();
    expect(statesOf(rig)).toEqual({ alice: 'refused' });
    rig.intercept = (_request, pass) => pass();
    await rig.directory.photoJobs.retry(jobId);
    await rig.sent();
    expect(statesOf(rig)).toEqual({ alice: 'taken-back' });
  });
});

describe('whose photos files are', () => {
  it('is told with the photo that is shown of each person', async () => {
    const rig = await createPhotoRig();
    await rig.set('alice', red);
    const [alice, nobody] = await rig.directory.personPhotos.match(['alice.jpg', 'zzz.jpg']);
    expect(alice).toMatchObject({
      group: 'look',
      candidates: [{ kind: 'id', person: { id: 'alice' } }, { person: { id: 'aliced' } }],
    });
    expect(alice?.candidates[0]?.person.photoUrl).toMatch(/^app:\/\/rollcall\/picture\//);
    expect(nobody).toEqual({ group: 'none', doubts: [], candidates: [] });
  });

  it('is never sure before everybody has been fetched once', async () => {
    const rig = await createPhotoRig();
    const match = async () => (await rig.directory.personPhotos.match(['ben.jpg']))[0];
    expect(await match()).toMatchObject({ group: 'sure', doubts: [] });
    Object.defineProperty(rig.directory.store, 'refreshedAt', { value: null });
    expect(await match()).toMatchObject({ group: 'look', doubts: ['incomplete'] });
  });
});
