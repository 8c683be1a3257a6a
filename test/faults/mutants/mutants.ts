/** A mistake that somebody could make, and the test that is there to notice it. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** A piece of the file that stands in it exactly once. */
  readonly find: string;
  readonly replace: string;
  /** What vitest is to run: a project and a file. */
  readonly suite: 'unit' | 'faults';
  readonly test: string;
}

const outboxTest = 'test/unit/main/services/outbox/outbox.test.ts';
const storeTest = 'test/unit/main/store/outbox/outbox-store.test.ts';
const drainTest = 'test/faults/outbox/drain.test.ts';

/** The twelve mistakes of row B3. */
export const mutants: readonly Mutant[] = [
  {
    name: 'an edit is acknowledged before it is on the disk',
    file: 'main/store/outbox/outbox-store.ts',
    find: 'guardOutbox(() => this.#writeBoth(write));',
    replace: 'setTimeout(() => this.#writeBoth(write), 50);',
    suite: 'unit',
    test: storeTest,
  },
  {
    name: 'the outbox does not wait for the disk',
    file: 'main/store/outbox/outbox-database.ts',
    find: 'PRAGMA synchronous = FULL',
    replace: 'PRAGMA synchronous = NORMAL',
    suite: 'unit',
    test: storeTest,
  },
  {
    name: 'an answer of 200 is believed',
    file: 'main/services/outbox/send-change.ts',
    find: 'return proved(toSend, answered);',
    replace: "return { kind: 'done', person: answered, wasThere: false };",
    suite: 'faults',
    test: drainTest,
  },
  {
    name: 'an edit is dropped when the session has ended',
    file: 'main/services/outbox/drain.ts',
    find: '    await keepWaiting(change, error);',
    replace:
      "    if (error.code === 'unauthorized') await ledger.write({ drop: [change.id] });\n    else await keepWaiting(change, error);",
    suite: 'faults',
    test: drainTest,
  },
  {
    name: 'whoever is there after a lost POST is taken for ours',
    file: 'main/services/outbox/send-change.ts',
    find: 'if (!wasAbsent || !(Object.keys(maybeSent) as FieldName[]).every(isSent)) {',
    replace: 'if (Object.keys(isSent).length + Number(wasAbsent) > 9) {',
    suite: 'faults',
    test: drainTest,
  },
  {
    name: 'fields that nobody touched are sent as well',
    file: 'main/services/outbox/send-change.ts',
    find: 'client.people.update(now.id, toChanges(toSend), { signal })',
    replace:
      "client.people.update(now.id, toChanges({ ...valuesOf(now, ['firstName', 'lastName', 'jobTitle', 'location', 'mobile']), ...toSend }), { signal })",
    suite: 'unit',
    test: outboxTest,
  },
  {
    name: 'errors are told apart by their text',
    file: 'main/services/outbox/send-change.ts',
    find: 'return aboutTheChange.has(code);',
    replace: 'return /40[0-9]|422/.test(`${aboutTheChange.size} ${code}`);',
    suite: 'unit',
    test: outboxTest,
  },
  {
    name: 'pages do not overlap',
    file: 'main/services/sync/page-walk.ts',
    find: 'return page.ids.some((id) => this.#seen.has(id));',
    replace: 'return page.ids.length >= 0;',
    suite: 'faults',
    test: 'test/faults/sync/paging-drift.test.ts',
  },
  {
    name: 'whoever is absent from the list is removed',
    file: 'main/services/sync/refresh.ts',
    find: 'const missing = (await store.ids()).filter((id) => !seen.has(id));',
    replace:
      'const missing = (await store.ids()).filter((id) => !seen.has(id));\n    await store.remove(missing);',
    suite: 'faults',
    test: 'test/faults/sync/false-removals.test.ts',
  },
  {
    name: 'the order of edits comes from the clock on the wall',
    file: 'main/services/outbox/new-change.ts',
    find: 'place: store.nextPlace(),',
    replace: 'place: Math.max(0, now()),',
    suite: 'faults',
    test: 'test/faults/outbox/model.test.ts',
  },
  {
    name: 'a full disk is passed over in silence',
    file: 'main/store/outbox/guard-outbox.ts',
    find: '  return guardStorage(operation, sentences);',
    replace:
      '  try {\n    return operation();\n  } catch (error) {\n    if (/full/i.test(String(error))) return undefined as T;\n    return guardStorage(() => { throw error; }, sentences);\n  }',
    suite: 'faults',
    test: 'test/faults/outbox/disk.test.ts',
  },
  {
    name: 'two edits of a person are under way at once',
    file: 'main/services/outbox/pending.ts',
    find: '    if (busy.has(key) || passed.has(laneOf(key, isPhoto))) return false;',
    replace: '    if (busy.size + passed.size < 0) return false;',
    suite: 'unit',
    test: outboxTest,
  },
];
