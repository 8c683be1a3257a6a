import { DatabaseSync } from '@photostructure/sqlite';
import UFuzzy from '@leeoniya/ufuzzy';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { foldPlainly, type PersonTexts } from './people-texts.ts';

/** A search over the same people as ours. */
export interface SearchEngine {
  /** Up to 50 hits in the engine's own order, with what it does to find them. */
  search(query: string): unknown;
  /** All hits, as ids. */
  findAll(query: string): readonly string[];
  close?(): void;
}

/** An engine by name, with what it may be asked in reasonable time. */
export interface EngineKind {
  readonly name: string;
  /** Searches that are timed, of those typed. */
  readonly mostSearches: number;
  create(people: readonly PersonTexts[]): SearchEngine;
}

const shown = 50;
const oneLine = ({ folded }: PersonTexts): string => folded.replaceAll('\n', ' ');

/** What others put into their applications for this; each as its documentation shows it. */
export const engineKinds: readonly EngineKind[] = [
  { name: 'MiniSearch, prefixes', mostSearches: 100, create: createMiniSearch },
  { name: 'Fuse.js', mostSearches: 8, create: createFuse },
  { name: 'uFuzzy', mostSearches: 100, create: createUFuzzy },
  { name: 'SQLite FTS5, prefixes', mostSearches: 100, create: createFts },
];

function createMiniSearch(people: readonly PersonTexts[]): SearchEngine {
  const engine = new MiniSearch<{ id: number; text: string }>({ fields: ['text'] });
  engine.addAll(people.map((person, id) => ({ id, text: oneLine(person) })));
  const find = (query: string): number[] =>
    engine
      .search(foldPlainly(query), { prefix: true, combineWith: 'AND' })
      .map(({ id }) => Number(id));
  return {
    search: (query) => find(query).slice(0, shown),
    findAll: (query) => idsAt(people, find(query)),
  };
}

function createFuse(people: readonly PersonTexts[]): SearchEngine {
  const lines = people.map(({ folded }) => ({ texts: folded.split('\n') }));
  const engine = new Fuse(lines, { keys: ['texts'], ignoreLocation: true });
  const find = (query: string): number[] =>
    engine.search(foldPlainly(query)).map(({ refIndex }) => refIndex);
  return {
    search: (query) => find(query).slice(0, shown),
    findAll: (query) => idsAt(people, find(query)),
  };
}

function createUFuzzy(people: readonly PersonTexts[]): SearchEngine {
  const lines = people.map(oneLine);
  const engine = new UFuzzy();
  const find = (query: string): readonly number[] => {
    const [found] = engine.search(lines, foldPlainly(query), 1);
    return found ?? [];
  };
  return {
    search: (query) => find(query).slice(0, shown),
    findAll: (query) => idsAt(people, find(query)),
  };
}

function createFts(people: readonly PersonTexts[]): SearchEngine {
  const database = new DatabaseSync(':memory:');
  database.exec(
    `CREATE VIRTUAL TABLE people USING fts5 (text, detail = none, content = '',
      tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')`,
  );
  const insert = database.prepare('INSERT INTO people (rowid, text) VALUES (?, ?)');
  database.exec('BEGIN');
  for (const [at, person] of people.entries()) insert.run(at, oneLine(person));
  database.exec('COMMIT');
  const first = database.prepare(`SELECT rowid FROM people WHERE people MATCH ? LIMIT ${shown}`);
  const all = database.prepare('SELECT rowid FROM people WHERE people MATCH ?');
  const match = (query: string): string =>
    foldPlainly(query)
      .split(' ')
      .map((word) => `"${word.replaceAll('"', '""')}"*`)
      .join(' AND ');
  return {
    search: (query): unknown => first.all(match(query)),
    findAll: (query) =>
      idsAt(
        people,
        (all.all(match(query)) as { rowid: number }[]).map(({ rowid }) => rowid),
      ),
    close: () => database.close(),
  };
}

function idsAt(people: readonly PersonTexts[], places: readonly number[]): string[] {
  return places.flatMap((place) => people[place]?.id ?? []);
}
