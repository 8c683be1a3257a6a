import type {
  AlfrescoClient,
  ListPeopleQuery,
  PageAnswer,
  Paging,
} from '../../main/services/ports/alfresco.ts';
import { readPage } from '../../main/api/people-page.ts';
import type { Person } from '../../preload/model/person.ts';

/** A page as a server would send it, unread. */
export function makePageAnswer(
  people: readonly Person[],
  paging: Paging,
  { skipCount = 0, maxItems = 100 }: ListPeopleQuery = paging,
): PageAnswer {
  const { totalItems, ...pagination } = paging;
  const list = {
    pagination: { ...pagination, ...(totalItems === null ? {} : { totalItems }) },
    entries: people.map((entry) => ({ entry })),
  };
  return {
    bytes: new TextEncoder().encode(JSON.stringify({ list })),
    status: 200,
    asked: { skipCount, maxItems },
    host: 'fake.invalid',
    traceId: 'trace',
  };
}

/** A page with everybody on it. */
export interface WholePage extends Paging {
  readonly people: readonly Person[];
}

/** Asks for a page and reads it to its end. */
export async function listPeople(
  { people }: Pick<AlfrescoClient, 'people'>,
  query: ListPeopleQuery,
): Promise<WholePage> {
  return readWholePage(await people.list(query));
}

/** Reads a page to its end. */
export function readWholePage(answer: PageAnswer): WholePage {
  const { people, ...paging } = readPage(answer);
  return { ...paging, people: [...people] };
}
