import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoSettingsSchema } from '../../main/demo/settings.ts';
import { startDemoServer, type ListeningDemoServer } from '../support/demo-server.ts';
import { casesSchema, type ConformanceCase } from './case-schema.ts';
import { runCase } from './case-runner.ts';
import { fillIn } from './placeholders.ts';

const file = new URL('people-cases.json', import.meta.url);
const cases = casesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

let server: ListeningDemoServer;
beforeAll(async () => {
  server = await startDemoServer();
});
afterAll(() => server.close());

async function runFresh(testCase: ConformanceCase): Promise<void> {
  server.demo.reset(demoSettingsSchema.parse({ fixture: 'cases', ...testCase.config }));
  await runCase(testCase, { url: server.url, mails: () => server.demo.mails() });
}

function caseNamed(name: string): ConformanceCase {
  const found = cases.find((testCase) => testCase.name === name);
  if (found === undefined) throw new Error(`There is no case ${name}`);
  return found;
}

describe('the demo server answers like Alfresco', () => {
  test('all the cases are here', () => {
    expect(cases).toHaveLength(179);
  });

  test.each(cases)('$name', runFresh);
});

describe('the runner of the cases', () => {
  const simple = caseNamed('update-self');

  function expecting(changes: Partial<ConformanceCase['expect']>): ConformanceCase {
    return { ...simple, expect: { ...simple.expect, assert: [], extraAssert: [], ...changes } };
  }

  test.each<[string, Partial<ConformanceCase['expect']>]>([
    ['status', { status: 201 }],
    ['eq', { assert: [{ path: 'entry.firstName', eq: 'Mat' }] }],
    ['eq in extraAssert', { extraAssert: [{ path: 'entry.firstName', eq: 'Mat' }] }],
    ['$set', { assert: [{ path: 'entry.aspectNames', eq: { $set: ['papi:comms'] } }] }],
    ['contains', { assert: [{ path: 'entry.firstName', contains: 'x' }] }],
    ['contains an element', { assert: [{ path: 'entry.aspectNames', contains: 'papi:comms' }] }],
    ['present', { assert: [{ path: 'entry.jobTitle', present: true }] }],
    ['absent', { assert: [{ path: 'entry.firstName', absent: true }] }],
    ['absentAll', { assert: [{ path: 'entry.aspectNames[]', absentAll: true }] }],
    ['has', { assert: [{ path: 'entry', where: { id: 'alice' }, has: { firstName: 'Mat' } }] }],
    ['where', { assert: [{ path: 'entry', where: { id: 'ben' }, has: {} }] }],
    ['header eq', { assert: [{ header: 'Pragma', eq: 'cache' }] }],
    ['header startsWith', { assert: [{ header: 'Pragma', startsWith: 'x' }] }],
    ['header contains', { assert: [{ header: 'Pragma', contains: 'x' }] }],
    ['header present', { assert: [{ header: 'ETag', present: true }] }],
    ['header absent', { assert: [{ header: 'Pragma', absent: true }] }],
  ])('catches a wrong answer by %s', async (_, changes) => {
    await expect(runFresh(expecting(changes))).rejects.toThrow();
  });

  test('catches a wrong answer to a step of the setup', async () => {
    const { method, path, as } = simple;
    const broken = { ...simple, setup: [{ method, path, as, expectStatus: 418 }] };
    await expect(runFresh(broken)).rejects.toThrow('should be 418');
  });

  test('refuses an operator that it does not know', () => {
    const unknown = { ...simple, expect: { ...simple.expect, assert: [{ path: 'entry', is: 1 }] } };
    expect(casesSchema.safeParse([unknown]).success).toBe(false);
  });

  test('refuses a check without an operator', async () => {
    const empty = expecting({ assert: [{ path: 'entry' }] });
    await expect(runFresh(empty)).rejects.toThrow('without an operator');
  });

  test('refuses a placeholder that it does not know', async () => {
    const unknown = { ...simple, path: '/alfresco/{{what:ever}}' };
    await expect(runFresh(unknown)).rejects.toThrow('not understood');
    await expect(runFresh({ ...simple, path: '/{{id}}' })).rejects.toThrow('Nothing was saved');
  });

  test('puts ready values into encoded ones', () => {
    expect(fillIn(['Basic {{b64:ROLE_TICKET:{{t}}}}'], { t: 'TICKET_1' })).toEqual([
      `Basic ${Buffer.from('ROLE_TICKET:TICKET_1').toString('base64')}`,
    ]);
  });
});
