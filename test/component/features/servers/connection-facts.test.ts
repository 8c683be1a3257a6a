import { describe, expect, test } from 'vitest';
import type {
  ConnectionReport,
  ConnectionStep,
} from '../../../../preload/model/connection-report.ts';
import {
  factOf,
  verdictOf,
  whySkipped,
} from '../../../../renderer/features/servers/connection-facts.ts';
import { en } from '../../../../renderer/i18n/en.ts';
import { workingConnection } from '../../support/fake-bridge.ts';

const withStep = (
  status: 'warning' | 'failed' | 'skipped',
  step: ConnectionStep = 'clock',
): ConnectionReport => ({
  ...workingConnection,
  steps: workingConnection.steps.map((one) => (one.step === step ? { ...one, status } : one)),
});

describe('the verdict', () => {
  test.each([
    [workingConnection, 'The connection works.'],
    [withStep('skipped'), 'The connection works.'],
    [withStep('skipped', 'sign-in'), 'The server can be reached. The rest takes a sign-in.'],
    [withStep('warning'), 'The connection works, with something to know.'],
    [withStep('failed'), 'The connection does not work.'],
  ])('case %#', (report, sentence) => {
    expect(verdictOf(report, en.connectionTest)).toBe(sentence);
  });
});

test.each([
  [null, 'The server does not tell its time'],
  [0, 'Agrees with this computer'],
  [-5, 'Agrees with this computer'],
  [6, '6 seconds ahead of this computer'],
  [-400, '6 minutes behind this computer'],
  [90_000, '25 hours ahead of this computer'],
])('a clock that is %s seconds ahead', (clockAheadSeconds, sentence) => {
  expect(factOf('clock', { ...workingConnection, clockAheadSeconds }, en)).toBe(sentence);
});

test.each([
  ['clock', withStep('skipped'), 'The server does not tell its time'],
  ['sign-in', withStep('skipped', 'sign-in'), 'Sign in, and test again, to learn this.'],
  // What has failed says enough.
  ['sign-in', withStep('failed'), ''],
] as const)('why the %s was not tested', (step, report, sentence) => {
  expect(whySkipped(step, report, en.connectionTest)).toBe(sentence);
});

test('nothing is claimed that the server does not tell', () => {
  const report = { ...workingConnection, repository: null, rights: null, isEncrypted: false };
  expect(factOf('version', report, en)).toBe('The server does not tell its version');
  expect(factOf('rights', report, en)).toBe('');
  expect(factOf('sign-in', report, en)).toBe('');
  expect(factOf('encryption', report, en)).toBe('Not encrypted, and does not leave this computer');
});
