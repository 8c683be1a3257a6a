import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSenderCheck } from '../../../../main/electron/trusted-sender.ts';
import { type Sender, serve } from '../../../../main/ipc/serve.ts';
import { createAppError } from '../../../../main/services/errors.ts';
import { contract, type RollcallContract } from '../../../../preload/contract/contract.ts';
import { callNames } from '../../../../preload/contract/channels.ts';
import type { Call, Handlers, Push } from '../../../../preload/contract/define.ts';
import { everybody } from '../../../../preload/rules/everybody.ts';
import type { Result } from '../../../../preload/model/app-error.ts';

type Answer = (sender: Sender, payload: unknown) => Promise<Result<unknown>>;

const window: Sender = { url: 'app://rollcall/index.html', isMainFrame: true };

function setUp(handle: (channel: string, input: unknown) => unknown): {
  answers: Map<string, Answer>;
  logged: string[];
} {
  const answers = new Map<string, Answer>();
  const logged: string[] = [];
  const handlers = Object.fromEntries(
    Object.entries(contract).map(([group, members]) => [
      group,
      Object.fromEntries(
        Object.entries<Call | Push>(members)
          .filter(([, member]) => member.kind === 'call')
          .map(([name]) => [name, (input: unknown) => handle(`${group}:${name}`, input)]),
      ),
    ]),
  ) as unknown as Handlers<RollcallContract>;
  const note = (message: string): void => void logged.push(message);
  serve(contract, handlers, {
    listen: (channel, answer) => answers.set(channel, answer),
    isTrusted: createSenderCheck(null),
    log: { info: note, warn: note, error: note },
  });
  return { answers, logged };
}

const address = { address: 'a', acceptPlainHttp: false };
const validInputs: Readonly<Record<string, unknown>> = {
  'session:signIn': { ...address, userId: 'b', password: 'c', remember: true },
  'session:signInAgain': { password: 'c', remember: true },
  'profiles:open': { id: 'a' },
  'profiles:update': { id: 'a', name: 'b', colour: 'blue' },
  'profiles:move': { ...address, id: 'a', password: 'c' },
  'profiles:waiting': { id: 'a' },
  'profiles:forget': { id: 'a', keepsCopy: false },
  'profiles:test': { ...address, profileId: null },
  'passwords:set': { id: 'a', password: 'c' },
  'passwords:change': { oldPassword: 'a', password: 'c' },
  'passwords:requestReset': { ...address, userId: 'b' },
  'passwords:completeReset': { ...address, link: 'l', userId: 'b', password: 'c', remember: true },
  'edits:save': { personId: 'a', base: {}, mine: { jobTitle: 'b' } },
  'edits:create': { id: 'a', values: { 'company.fax': '1' }, password: 'c' },
  'edits:isTaken': { id: 'a' },
  'edits:lookalikes': { email: 'a', name: null, exceptId: null },
  'edits:undo': { changeId: 'a' },
  'edits:lockedFields': { personId: 'a' },
  'edits:draft': { personId: 'a' },
  'edits:keepDraft': { personId: 'a', base: {}, mine: {} },
  'edits:dropDraft': { personId: 'a' },
  'photos:set': { personId: 'a', bytes: new Uint8Array(9), type: 'image/png', jobId: null },
  'photos:remove': { personId: 'a' },
  'photos:conflict': { changeId: 'a' },
  'photos:decide': { changeId: 'a', keep: 'mine' },
  'photos:save': { personId: 'a' },
  'photos:copy': { personId: 'a' },
  'photos:dragOut': { personId: 'a' },
  'photos:startExport': { picked: null },
  'photos:match': { names: ['a.jpg'] },
  'photoJobs:state': { jobId: 'a' },
  'photoJobs:retry': { jobId: 'a' },
  'photoJobs:undo': { jobId: 'a' },
  'outbox:ofPerson': { personId: 'a' },
  'outbox:retry': { ids: null },
  'outbox:discard': { ids: ['a'] },
  'outbox:resolve': { changeId: 'a', values: {} },
  'activity:list': { text: '', outcome: null, personId: null, before: null, limit: 50 },
  'links:open': { kind: 'tel', value: '1' },
  'proxy:answer': { id: 'a', credentials: null },
  'people:window': { ...everybody, offset: 0, limit: 50 },
  'people:facet': { field: 'location', selection: everybody },
  'people:find': { selection: everybody, prefix: 'a', from: 0 },
  'people:indexOf': { selection: everybody, id: 'a' },
  'people:ids': { selection: everybody, from: 0, to: 9 },
  'people:copy': { picked: { mode: 'these', ids: ['a'] }, columns: ['name'] },
  'people:copyText': { text: 'a' },
  'people:get': { id: 'a' },
  'settings:update': { view: 'grid' },
};
const validInput = (channel: string): unknown => validInputs[channel] ?? null;

describe('serving the contract', () => {
  it('listens to exactly the channels that the preload script lets through', () => {
    const { answers } = setUp(() => null);
    expect([...answers.keys()].sort()).toEqual([...callNames].sort());
  });

  it('answers the handler’s value to its own window', async () => {
    const { answers } = setUp((channel) => `from ${channel}`);
    for (const channel of callNames) {
      expect(await answers.get(channel)?.(window, validInput(channel))).toEqual({
        ok: true,
        value: `from ${channel}`,
      });
    }
  });

  it.each<[string, Sender]>([
    ['a frame that is gone', { url: null, isMainFrame: true }],
    ['about:blank', { url: 'about:blank', isMainFrame: true }],
    ['an empty address', { url: '', isMainFrame: true }],
    ['a file', { url: 'file:///index.html', isMainFrame: true }],
    ['a web page', { url: 'https://rollcall/index.html', isMainFrame: true }],
    ['a look-alike host', { url: 'app://rollcall.example.com/', isMainFrame: true }],
    ['a look-alike prefix', { url: 'app://rollcallx/', isMainFrame: true }],
    ['another scheme', { url: 'apps://rollcall/', isMainFrame: true }],
    ['a user in the address', { url: 'app://rollcall@evil.example/', isMainFrame: true }],
    ['a password in the address', { url: 'app://a:b@rollcall/', isMainFrame: true }],
    ['data', { url: 'data:text/html,app://rollcall/', isMainFrame: true }],
    ['a subframe of our own', { url: 'app://rollcall/index.html', isMainFrame: false }],
    ['a dev server that is not configured', { url: 'http://localhost:5173/', isMainFrame: true }],
  ])('refuses %s on every channel, without entering the handler', async (_name, sender) => {
    const entered: string[] = [];
    const { answers } = setUp((channel) => entered.push(channel));
    for (const channel of callNames) {
      const result = await answers.get(channel)?.(sender, validInput(channel));
      expect(result).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    }
    expect(entered).toEqual([]);
  });

  it('accepts the developer’s Vite server where one is configured', () => {
    const isTrusted = createSenderCheck('http://localhost:5173/');
    expect(isTrusted({ url: 'http://localhost:5173/index.html', isMainFrame: true })).toBe(true);
    expect(isTrusted({ url: 'http://localhost:5174/', isMainFrame: true })).toBe(false);
    expect(isTrusted({ url: 'http://localhost:5173.evil.example/', isMainFrame: true })).toBe(
      false,
    );
  });

  it('enters no handler with a payload of the wrong shape, and never throws', async () => {
    const entered: [string, unknown][] = [];
    const { answers } = setUp((channel, input) => {
      entered.push([channel, input]);
      return null;
    });
    const hostile = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
      fc.constantFrom<unknown>(
        'x'.repeat(1_000_000),
        JSON.parse('{"__proto__":{"isAdmin":true},"id":"a"}'),
        { ...everybody, offset: NaN, limit: 50 },
        { ...everybody, offset: 0, limit: 201 },
        { ...everybody, offset: -1, limit: 5 },
        { ...everybody, text: 'x'.repeat(1001), offset: 0, limit: 5 },
        { ...everybody, filters: ['nosuch'], offset: 0, limit: 5 },
        { ...everybody, offset: 0, limit: 5, surplus: 1 },
        { view: 'nosuch' },
        { view: 'grid', surplus: 1 },
        { id: 'a', surplus: 1 },
        undefined,
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...callNames), hostile, async (channel, payload) => {
        const isValid = payload === null && validInput(channel) === null;
        const result = await answers.get(channel)?.(window, payload);
        expect(result?.ok).toBe(isValid);
      }),
      { numRuns: 1000 },
    );
    expect(entered.every(([, input]) => input === null)).toBe(true);
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });

  it('turns errors into data: known ones as they are, unknown ones without their words', async () => {
    const { answers, logged } = setUp((channel) => {
      if (channel === 'people:get') throw createAppError('not-found', 'Gone.', { status: 404 });
      throw new Error('secret words');
    });
    expect(await answers.get('people:get')?.(window, { id: 'a' })).toMatchObject({
      ok: false,
      error: { code: 'not-found', message: 'Gone.', status: 404 },
    });
    const result = await answers.get('app:info')?.(window, null);
    expect(result).toMatchObject({ ok: false, error: { code: 'bug' } });
    expect(JSON.stringify([result, logged])).not.toContain('secret words');
  });
});
