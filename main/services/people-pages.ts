import type { Person } from '../../preload/model/person.ts';
import type { AlfrescoClient, PeoplePage } from './ports/alfresco.ts';

const include = ['properties', 'aspectNames', 'capabilities'] as const;

/** A batch of people with how far the walk is. */
export interface PeopleBatch {
  readonly people: readonly Person[];
  /** What the server says it has in all; null where it does not say. */
  readonly expected: number | null;
}

/**
 * Walks through everybody in id order, the only order in which the server leaves nobody out. There
 * is no snapshot and no cursor: rows shift while people are added or removed. So each page starts
 * on the last row of the page before; where that row is not among those seen, somebody may have
 * slipped through the gap, and the walk steps back until the pages overlap again.
 */
export async function* walkPeople(
  client: AlfrescoClient,
  options: { readonly pageSize: number; readonly signal: AbortSignal },
): AsyncGenerator<PeopleBatch, void> {
  const seen = new Set<string>();
  let skipCount = 0;
  for (;;) {
    const page = await fetchPage(client, skipCount, options);
    // The size that the server granted, in case it caps what was asked for.
    const stride = Math.max(1, Math.min(options.pageSize, page.maxItems) - 1);
    if (!overlaps(page, seen)) {
      skipCount = Math.max(0, skipCount - stride);
      continue;
    }
    for (const person of page.people) seen.add(person.id);
    yield { people: page.people, expected: page.totalItems };
    if (!page.hasMoreItems) return;
    // Not by the number of rows in the page: a page may hold fewer rows than it spans.
    skipCount += stride;
  }
}

function overlaps(page: PeoplePage, seen: ReadonlySet<string>): boolean {
  if (page.skipCount === 0) return true;
  const first = page.people[0];
  return first !== undefined && seen.has(first.id);
}

function fetchPage(
  client: AlfrescoClient,
  skipCount: number,
  options: { readonly pageSize: number; readonly signal: AbortSignal },
): Promise<PeoplePage> {
  return client.people.list(
    { skipCount, maxItems: options.pageSize, include },
    { signal: options.signal },
  );
}
