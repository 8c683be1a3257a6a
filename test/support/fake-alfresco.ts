import { AppError } from '../../preload/model/app-error.ts';
import type { Person } from '../../preload/model/person.ts';
import { createAppError } from '../../main/services/errors.ts';
import type {
  AlfrescoClient,
  CallOptions,
  ListPeopleQuery,
  PageAnswer,
} from '../../main/services/ports/alfresco.ts';
import { makePageAnswer } from './page-answers.ts';

/** A client over a list of people in memory, for the services' tests. */
export interface FakeAlfresco {
  readonly client: AlfrescoClient;
  /** In the server's id order; a test changes it between pages. */
  people: Person[];
  /** Runs before each list page is read. */
  beforePage: (query: ListPeopleQuery) => void | Promise<void>;
  readonly requests: string[];
}

function unexpected(): never {
  throw new Error('This call is not part of the fake');
}

/** Creates a fake server; calls that a test does not expect throw. */
export function createFakeAlfresco(people: readonly Person[] = []): FakeAlfresco {
  const fake: FakeAlfresco = {
    people: [...people],
    beforePage: () => undefined,
    requests: [],
    client: {
      baseUrl: 'http://fake.invalid/alfresco',
      tickets: { create: unexpected, get: unexpected, delete: unexpected },
      discovery: { get: unexpected },
      people: {
        list: (query, options) => list(fake, query, options),
        get: (id) => get(fake, id),
        create: unexpected,
        update: unexpected,
      },
      avatars: { get: unexpected, put: unexpected, delete: unexpected },
      preferences: { canRead: unexpected },
      passwordReset: { request: unexpected, complete: unexpected },
    },
  };
  return fake;
}

async function list(
  fake: FakeAlfresco,
  query: ListPeopleQuery,
  options?: CallOptions,
): Promise<PageAnswer> {
  const { skipCount = 0, maxItems = 100 } = query;
  fake.requests.push(`list ${skipCount}`);
  await fake.beforePage(query);
  if (options?.signal?.aborted === true) throw createAppError('cancelled', 'Cancelled.');
  const people = fake.people.slice(skipCount, skipCount + maxItems);
  return makePageAnswer(people, {
    skipCount,
    maxItems,
    hasMoreItems: skipCount + people.length < fake.people.length,
    totalItems: Math.max(skipCount, fake.people.length),
  });
}

function get(fake: FakeAlfresco, id: string): Promise<Person> {
  fake.requests.push(`get ${id}`);
  const found = fake.people.find((person) => person.id.toLowerCase() === id.toLowerCase());
  return found === undefined
    ? Promise.reject(createAppError('not-found', 'There is no such person.', { status: 404 }))
    : Promise.resolve(found);
}

/** What a rejected promise was rejected with, which must be an AppError. */
export async function appErrorOf(promise: Promise<unknown>): Promise<AppError['data']> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AppError) return error.data;
    throw error;
  }
  throw new Error('The promise should have been rejected');
}
