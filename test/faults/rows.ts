import { testConflicts } from './outbox/conflict-row.ts';
import { testDamagedCache, testDamagedOutbox } from './outbox/damage-rows.ts';
import { testFlakyServer } from './outbox/flaky-row.ts';
import { testFullDatabase, testFullDisk } from './outbox/full-disk-rows.ts';
import { testKills } from './outbox/kill-row.ts';
import { testLostPost, testLostPut } from './outbox/lost-answer-rows.ts';
import { testModel } from './outbox/model/model-row.ts';
import { testOrder, testWrongClock } from './outbox/order-rows.ts';
import { testPhotoConflicts, testPhotos } from './outbox/photo-row.ts';
import { testSyncs, testTornImages } from './outbox/power-rows.ts';
import { testKilledMigrations, testTwoProcesses } from './outbox/process-rows.ts';
import { testEndedSessions, testNotApplied, testRefusals } from './outbox/refusal-rows.ts';
import type { RowOptions, RowResult } from './outbox/support/row.ts';
import { testMutants } from './mutants/mutant-row.ts';
import { suiteRow } from './suite-row.ts';
import { testSmallDisk } from './sync/small-disk-row.ts';
import { testCrashes } from './window/crash-row.ts';

/** A part of a row: what it does, and how often in a whole run and in a quick one. */
export interface RowPart {
  readonly run: (options: RowOptions) => Promise<RowResult>;
  readonly rounds: number;
  readonly quickRounds: number;
}

/** A row of faults, by its number in the goals of the project. */
export interface FaultRow {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly RowPart[];
}

const modelRuns = 50;

const part = (run: RowPart['run'], rounds: number, quickRounds: number): RowPart => ({
  run,
  rounds,
  quickRounds,
});

/** Tests of `npm test` that always run in full: each counts as one round. */
const suite = (id: string, title: string, ...files: readonly string[]): FaultRow => ({
  id,
  title,
  parts: [part(suiteRow(files), 1, 1)],
});

/** Every row of faults, in the order of their numbers. */
export const faultRows: readonly FaultRow[] = [
  {
    id: 'B1',
    title: 'the process killed at random moments and at each named step',
    parts: [
      part((options) => testKills({ ...options, perStep: 20 }), 200, 0),
      part(testKills, 0, 20),
    ],
  },
  {
    id: 'B2',
    title: 'the power fails: syncs before each acknowledgement, and torn files',
    parts: [part(testSyncs, 500, 100), part(testTornImages, 1000, 300)],
  },
  {
    id: 'B3',
    title: 'deliberate mistakes in the code are noticed',
    parts: [part(testMutants, 12, 12)],
  },
  {
    id: 'B4',
    title: 'whatever happens in whatever order, beside an oracle',
    parts: Array.from({ length: modelRuns }, (_, run) =>
      part(
        (options) => testModel({ ...options, seed: options.seed + run }),
        10_000,
        run < 3 ? 10_000 : 0,
      ),
    ),
  },
  { id: 'B5', title: 'a server that fails in every way', parts: [part(testFlakyServer, 500, 50)] },
  { id: 'B6', title: 'the answer to a PUT is lost', parts: [part(testLostPut, 200, 50)] },
  { id: 'B7', title: 'the answer to a POST is lost', parts: [part(testLostPost, 400, 100)] },
  {
    id: 'B8',
    title: 'somebody else changes the same person',
    parts: [part(testConflicts, 10, 1)],
  },
  { id: 'B9', title: 'answered with 200 and not applied', parts: [part(testNotApplied, 200, 20)] },
  { id: 'B10', title: 'the session ends while sending', parts: [part(testEndedSessions, 200, 50)] },
  { id: 'B11', title: 'what the server will never take', parts: [part(testRefusals, 1, 1)] },
  suite('B12', 'a server that is down, and many clients', 'sync/outage'),
  { id: 'B13', title: 'the order of one person’s edits', parts: [part(testOrder, 10, 1)] },
  {
    id: 'B14',
    title: 'photos: lost on their way, their files gone, several for a person, others as well',
    parts: [part(testPhotos, 300, 60), part(testPhotoConflicts, 200, 40)],
  },
  suite('B15', 'people come and go between pages', 'sync/paging-drift'),
  suite('B16', 'nobody disappears by mistake', 'sync/false-removals'),
  suite('B17', 'a refresh that is cut off', 'sync/interrupted-refresh', 'sync/killed-refresh'),
  {
    id: 'B18',
    title: 'a full database, a full disk, and one that is read-only',
    parts: [part(testFullDatabase, 50, 50), part(testFullDisk, 50, 10), part(testSmallDisk, 10, 1)],
  },
  {
    id: 'B19',
    title: 'damage to the cache and to the outbox',
    parts: [part(testDamagedOutbox, 200, 50), part(testDamagedCache, 500, 50)],
  },
  { id: 'B20', title: 'two processes', parts: [part(testTwoProcesses, 50, 5)] },
  {
    id: 'B21',
    title: 'killed while the schema changes',
    parts: [part(testKilledMigrations, 50, 5)],
  },
  { id: 'B22', title: 'a clock that jumps', parts: [part(testWrongClock, 3000, 300)] },
  suite('B23', 'captive portals', 'sync/captive-portal'),
  { id: 'B26', title: 'the page crashes in mid-edit', parts: [part(testCrashes, 50, 3)] },
  suite('B28', 'two servers and two users', 'account-separation'),
];
