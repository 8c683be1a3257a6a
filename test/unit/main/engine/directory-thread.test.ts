import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDirectoryThread } from '../../../../main/engine/directory-thread.ts';
import type { DirectoryEngine } from '../../../../main/engine/protocol.ts';
import type { AppError } from '../../../../preload/model/app-error.ts';
import type { PeopleQuery } from '../../../../preload/model/people-query.ts';
import { everybody } from '../../../../preload/rules/everybody.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import { makePageAnswer } from '../../../support/page-answers.ts';
import { makePerson } from '../../../support/people.ts';
import { sizeOf } from '../../../support/stores.ts';

const entry = new URL('../../../../main/directory-engine.ts', import.meta.url);
const breakableEntry = new URL('../../../support/breakable-engine.ts', import.meta.url);

interface Opened extends DirectoryEngine {
  readonly folder: string;
  readonly broken: AppError[];
  readonly asides: null[];
}

async function open(folder = makeTestFolder(), file = entry): Promise<Opened> {
  const broken: AppError[] = [];
  const asides: null[] = [];
  const engine = await openDirectoryThread({
    entry: file,
    folder,
    onSetAside: () => asides.push(null),
    onBroken: (error) => broken.push(error),
  });
  onTestFinished(() => engine.store.close());
  return { ...engine, folder, broken, asides };
}

const window = (query: Partial<PeopleQuery> = {}): PeopleQuery => ({
  ...everybody,
  offset: 0,
  limit: 50,
  ...query,
});

const idOf = (no: number): string => `p${String(no).padStart(4, '0')}`;
const makePeople = (count: number): ReturnType<typeof makePerson>[] =>
  Array.from({ length: count }, (_, no) => makePerson({ id: idOf(no) }));

const pageOf = (people: ReturnType<typeof makePeople>): ReturnType<typeof makePageAnswer> => {
  const totalItems = people.length;
  const paging = { skipCount: 0, maxItems: totalItems, hasMoreItems: false, totalItems };
  return makePageAnswer(people, paging);
};

describe('a directory in a thread of its own', () => {
  it('answers every call as the store itself does, and keeps people from start to start', async () => {
    const { store, folder } = await open();
    const ada = makePerson({ id: 'ada', jobTitle: 'Countess', location: 'London' });
    const page = await store.addPage(pageOf([ada, makePerson({ id: 'bob' })]), 1);
    expect(page).toEqual({
      ids: ['ada', 'bob'],
      written: 2,
      skipCount: 0,
      maxItems: 2,
      hasMoreItems: false,
      totalItems: 2,
    });
    expect((await store.upsert([ada])).written).toBe(0);
    expect((await store.get('ada'))?.person).toEqual(ada);
    expect((await store.search(window({ text: 'countess' }))).matched).toBe(1);
    expect((await store.countLenses()).everybody).toBe(2);
    expect(await store.facet('location', everybody)).toEqual([{ value: 'London', count: 1 }]);
    expect(await store.find(everybody, 'ada', 0)).toBe(0);
    expect(await store.indexOf(everybody, 'bob')).toBe(1);
    expect(await store.idsBetween(everybody, 0, 9)).toEqual(['ada', 'bob']);
    expect(await store.pick({ mode: 'these', ids: ['bob'] })).toHaveLength(1);
    expect(await store.remove(['bob', 'nobody'])).toBe(1);
    expect(await store.ids()).toEqual(['ada']);
    expect(store.refreshedAt).toBeNull();
    await store.setRefreshedAt('2026-01-01T00:00:00.000Z');
    expect(store.refreshedAt).toBe('2026-01-01T00:00:00.000Z');
    await store.close();
    const again = await open(folder);
    expect(again.store.refreshedAt).toBe('2026-01-01T00:00:00.000Z');
    expect((await again.store.search(window())).people[0]?.id).toBe(ada.id);
    expect((await again.store.get(ada.id))?.person).toEqual(ada);
  });

  it('keeps how far a refresh is', async () => {
    const { store, kept } = await open();
    await store.upsert([makePerson({ id: 'ada' })]);
    expect(await kept.interrupted()).toBeNull();
    await kept.begin();
    await kept.add({ resumeAt: 1, ids: ['ada'] });
    expect(await kept.interrupted()).toEqual({ skipCount: 1, seen: new Set(['ada']) });
    await kept.clear();
    expect(await kept.interrupted()).toBeNull();
  });

  it('brings errors across as they are', async () => {
    const { store } = await open();
    const page = pageOf([makePerson({ id: 'ada' })]);
    const html = { ...page, bytes: new TextEncoder().encode('<!doctype html>') };
    expect(await appErrorOf(store.addPage(html, 1))).toMatchObject({
      code: 'network',
      reason: 'bad-answer',
      status: 200,
      retryable: true,
      traceId: page.traceId,
    });
    expect(await sizeOf(store)).toBe(0);
  });

  it('takes the bytes of a page over instead of copying them', async () => {
    const { store } = await open();
    const page = pageOf([makePerson({ id: 'ada' })]);
    const written = store.addPage(page, 1);
    expect(page.bytes.byteLength).toBe(0);
    expect((await written).written).toBe(1);
  });

  it('answers a query while a page is being written', async () => {
    const { store } = await open();
    const order: string[] = [];
    const note = (what: string) => () => void order.push(what);
    const pages = [store.addPage(pageOf(makePeople(1000)), 1).then(note('page'))];
    const looks = Array.from({ length: 3 }, () => store.get('nobody').then(note('look')));
    await Promise.all([...pages, ...looks]);
    expect(order).toEqual(['look', 'look', 'look', 'page']);
  });

  it('says why it cannot be opened', async () => {
    const folder = join(makeTestFolder(), 'a-file');
    writeFileSync(folder, '');
    expect(await appErrorOf(open(join(folder, 'x')))).toMatchObject({ code: 'storage' });
  });

  it('tells that an unusable file was set aside', async () => {
    const folder = makeTestFolder();
    writeFileSync(join(folder, 'people.db'), 'hello'.repeat(1000));
    const { store, asides } = await open(folder);
    expect(store.isRebuilt).toBe(true);
    expect(asides).toHaveLength(1);
  });

  it('waits for what is being written before it closes, and rejects what comes after', async () => {
    const { store, folder } = await open();
    const written = store.upsert(makePeople(50));
    await Promise.all([written, store.close(), store.close()]);
    expect(await appErrorOf(store.get('p0001'))).toMatchObject({ code: 'storage' });
    const again = await open(folder);
    expect(await sizeOf(again.store)).toBe(50);
  });
});

describe('a thread that breaks', () => {
  it.each(['throw out of turn', 'leave without a word'])(
    'rejects what was asked of it, and starts again with the next call: %s',
    async (text) => {
      const { store, broken } = await open(makeTestFolder(), breakableEntry);
      await store.upsert(makePeople(3));
      const asked = [store.search(window({ text })), store.countLenses()];
      const errors = await Promise.all(asked.map(appErrorOf));
      for (const error of errors) expect(error).toMatchObject({ code: 'storage', retryable: true });
      expect(errors[0]?.message).toContain('Try again');
      expect(broken).toHaveLength(1);

      expect((await store.search(window())).matched).toBe(3);
      expect((await store.upsert(makePeople(4))).written).toBe(1);
      expect(store.isRebuilt).toBe(false);
    },
    60_000,
  );

  it('asks to be told anew what waits, which it had in memory', async () => {
    const { store } = await open(makeTestFolder(), breakableEntry);
    let asked = 0;
    store.pendingLost.subscribe(() => (asked += 1));
    const ada = makePerson({ id: 'ada', jobTitle: 'Countess' });
    const pending = { id: 'ada', values: { jobTitle: 'Poet' }, person: ada };
    await store.setPending([pending], { askedAt: 1, answeredAt: 2 });
    expect((await store.seenBehind('ada'))?.person).toEqual(ada);
    expect(await store.lookalikes({ email: null, name: 'ada lovelace', exceptId: null })).toEqual([
      { id: 'ada', displayName: 'Ada Lovelace' },
    ]);
    expect(asked).toBe(0);
    await appErrorOf(store.search(window({ text: 'leave without a word' })));
    expect((await store.getInAnyCase('ADA'))?.person.jobTitle).toBe('Poet');
    expect(asked).toBe(1);
    expect(await store.seenBehind('ada')).toBeNull();
  });

  it('leaves no thread behind once it is closed', async () => {
    const { store } = await open(makeTestFolder(), breakableEntry);
    await appErrorOf(store.search(window({ text: 'leave without a word' })));
    await store.close();
    expect(await appErrorOf(store.get('p'))).toMatchObject({ code: 'storage' });
  });
});
