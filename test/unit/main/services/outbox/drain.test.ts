import { describe, expect, it, onTestFinished } from 'vitest';
import { createAppError } from '../../../../../main/services/errors.ts';
import { makeTestFolder } from '../../../../support/folders.ts';
import { createOutboxRig, type OutboxRig, sessionEnded } from '../../../../support/outbox-rig.ts';
import { makePerson } from '../../../../support/people.ts';

const ada = makePerson({ id: 'ada', jobTitle: 'Analyst' });
const bob = makePerson({ id: 'bob', jobTitle: 'Cook' });
const title = (from: string | null, to: string | null) => ({
  personId: 'ada',
  base: { jobTitle: from },
  mine: { jobTitle: to },
});

function setUp(): OutboxRig {
  const rig = createOutboxRig({ folder: makeTestFolder(), people: [ada, bob] });
  onTestFinished(() => rig.stop());
  return rig;
}

describe('the server’s troubles', () => {
  it('an ended session pauses everything, drops nothing, and goes on after the sign-in', async () => {
    const rig = setUp();
    rig.server.mishap = () => ({ before: sessionEnded });
    await rig.outbox.save(title('Analyst', 'Engineer'));
    await rig.outbox.save({
      personId: 'bob',
      base: { jobTitle: 'Cook' },
      mine: { jobTitle: 'Chef' },
    });
    await rig.settle();
    expect(rig.outbox.state).toMatchObject({ waiting: 2, pausedBy: { code: 'unauthorized' } });
    rig.server.mishap = () => null;
    rig.drain.wake({ isUrgent: true });
    await rig.settle();
    expect(rig.outbox.state).toMatchObject({ waiting: 0, pausedBy: null });
    expect(rig.server.people.get('bob')?.jobTitle).toBe('Chef');
  });

  it('a server that asks for time gets it, where the backoff alone would have come before', async () => {
    const rig = setUp();
    const busy = createAppError('server', 'Busy.', {
      reason: 'unavailable',
      retryable: true,
      status: 503,
      retryAfterSeconds: 300,
    });
    let failures = 1;
    rig.server.mishap = () => ((failures -= 1) >= 0 ? { before: busy } : null);
    await rig.outbox.save(title('Analyst', 'Engineer'));
    await rig.clock.advance(299_000);
    expect(rig.outbox.state.waiting).toBe(1);
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Analyst');
    await rig.settle();
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Engineer');
  });

  it('a server that has no room pauses, and goes on by itself', async () => {
    const rig = setUp();
    const full = createAppError('server', 'Full.', { status: 507 });
    let failures = 8;
    rig.server.mishap = (request) =>
      request.startsWith('PUT') && (failures -= 1) >= 0 ? { before: full } : null;
    await rig.outbox.save(title('Analyst', 'Engineer'));
    await rig.settle();
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Engineer');
  });

  it('an error of its own at one person does not hold up the others for ever', async () => {
    const rig = setUp();
    const broken = createAppError('server', 'Broken.', { status: 500, retryable: true });
    rig.server.mishap = (request) => (request.startsWith('PUT ada') ? { before: broken } : null);
    await rig.outbox.save(title('Analyst', 'Engineer'));
    await rig.outbox.save({
      personId: 'bob',
      base: { jobTitle: 'Cook' },
      mine: { jobTitle: 'Chef' },
    });
    await rig.settle();
    expect(rig.outbox.changes).toMatchObject([{ personId: 'ada', state: 'refused' }]);
    expect(rig.server.people.get('bob')?.jobTitle).toBe('Chef');
  });
});

describe('what was applied in part', () => {
  /** The job title is at the server, and the e-mail address waits, which the server keeps as it is. */
  async function applyInPart(): Promise<OutboxRig> {
    const rig = setUp();
    rig.server.managedFields.add('email');
    await rig.outbox.save({
      personId: 'ada',
      base: { email: ada.email, jobTitle: 'Analyst' },
      mine: { email: 'new@example.com', jobTitle: 'Engineer' },
    });
    await rig.settle();
    expect(rig.outbox.changes).toMatchObject([{ state: 'refused', notApplied: ['email'] }]);
    return rig;
  }

  it('is not taken for ours where somebody else sets it again', async () => {
    const rig = await applyInPart();
    rig.server.change('ada', { jobTitle: 'Poet' });
    // Shown to the user, who replaces it; and then set once more by somebody else.
    await rig.outbox.save(title('Poet', 'Chef'));
    rig.server.change('ada', { jobTitle: 'Engineer' });
    await rig.settle();
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Engineer');
    expect(rig.outbox.changes).toMatchObject([
      { state: 'conflict', theirs: { jobTitle: 'Engineer' } },
    ]);
  });

  it('is left alone by an edit that changes nothing of it', async () => {
    const rig = await applyInPart();
    await rig.outbox.save(title(null, ' '));
    await rig.settle();
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Engineer');
  });
});
