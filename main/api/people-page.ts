import type { Person } from '../../preload/model/person.ts';
import { z } from '../../preload/model/zod.ts';
import type { ListPeopleQuery, PageAnswer, PeoplePage } from '../services/ports/alfresco.ts';
import { badShape, readJson, type UnreadAnswer } from './json-answer.ts';
import type { ApiAnswer, ApiRequest } from './transport.ts';
import { readWireEntry } from './wire-person.ts';

/** The limit for a page of people, decompressed. */
const pageLimitBytes = 32 * 1024 * 1024;

/** The server's own default. */
const defaultMaxItems = 100;

const whole = z.number().int().min(0);

/** The entries stay unread here: a page with too many of them must not cost reading them. */
const pageSchema = z.object({
  list: z.object({
    pagination: z.object({
      skipCount: whole,
      maxItems: whole,
      hasMoreItems: z.boolean(),
      totalItems: whole.nullish().catch(null),
    }),
    entries: z.custom<readonly unknown[]>(Array.isArray),
  }),
});

/** The request for a page of people. */
export function listRequest({
  skipCount = 0,
  maxItems = defaultMaxItems,
  include = [],
}: ListPeopleQuery): ApiRequest {
  return {
    method: 'GET',
    root: 'core',
    segments: ['people'],
    query: {
      skipCount: String(skipCount),
      maxItems: String(maxItems),
      orderBy: 'id',
      ...(include.length === 0 ? {} : { include: include.join(',') }),
    },
    isAuthenticated: true,
    expected: [200],
    limitBytes: pageLimitBytes,
  };
}

/** What is handed on of an answer: nothing of it is secret. */
export function toPageAnswer(
  { bytes, status, context: { host, traceId } }: ApiAnswer,
  { skipCount = 0, maxItems = defaultMaxItems }: ListPeopleQuery,
): PageAnswer {
  return { bytes, status, asked: { skipCount, maxItems }, host, traceId };
}

/**
 * Reads a page of people: its paging at once, and each person when their turn comes, so that the
 * reader can do something else between two. Throws `AppError` with the reason `bad-answer` for all
 * that is not the page asked for; then nothing of the page may be used.
 */
export function readPage({ bytes, status, asked, ...context }: PageAnswer): PeoplePage {
  const answer: UnreadAnswer = { bytes, status, context };
  const { pagination, entries } = readJson(answer, pageSchema).list;
  if (pagination.skipCount !== asked.skipCount || entries.length > asked.maxItems) {
    throw badShape(answer, 'This is not the page that was asked for');
  }
  return {
    ...pagination,
    totalItems: pagination.totalItems ?? null,
    people: readEntries(entries, answer),
  };
}

function* readEntries(entries: readonly unknown[], answer: UnreadAnswer): Generator<Person, void> {
  for (const [index, entry] of entries.entries()) {
    const person = readWireEntry(entry);
    // Left out, the person would count as deleted; without an id there is none to keep.
    if (person === null) throw badShape(answer, `Entry ${index} of the page is no person`);
    yield person;
  }
}
