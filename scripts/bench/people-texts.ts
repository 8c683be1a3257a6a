import { createAlfrescoClient } from '../../main/api/client.ts';
import { readPage } from '../../main/api/people-page.ts';
import { demoAdmin } from '../../main/demo/demo-accounts.ts';
import { companyFields, type Person, personTextFields } from '../../preload/model/person.ts';
import type { PageServer } from './page-server.ts';

/** A person as a search engine sees them: what can be found of them, in no code of ours. */
export interface PersonTexts {
  readonly id: string;
  readonly displayName: string;
  /** Every text as the server has it. */
  readonly texts: readonly string[];
  /** The same, folded, one a line: what the oracle looks in. */
  readonly folded: string;
}

const pageSize = 1000;

/** Fetches everybody. */
export async function fetchTexts(server: PageServer): Promise<PersonTexts[]> {
  let ticket: string | null = null;
  const client = createAlfrescoClient({
    baseUrl: server.baseUrl,
    fetch,
    authorization: () => ticket,
  });
  ({ ticket } = await client.tickets.create(demoAdmin));
  const everybody: PersonTexts[] = [];
  for (let skipCount = 0; ; skipCount += pageSize) {
    const page = readPage(
      await client.people.list({
        skipCount,
        maxItems: pageSize,
        include: ['properties', 'aspectNames', 'capabilities'],
      }),
    );
    for (const person of page.people) everybody.push(textsOf(person));
    if (!page.hasMoreItems) return everybody;
  }
}

function textsOf(person: Person): PersonTexts {
  const texts = [
    person.id,
    person.displayName,
    ...personTextFields.map((field) => person[field]),
    ...companyFields.map((field) => person.company[field]),
    ...Object.values(person.properties).flatMap(plainTextsOf),
  ].filter((text) => text !== null);
  const folded = texts.map(foldPlainly).join('\n');
  return { id: person.id, displayName: person.displayName, texts, folded };
}

function plainTextsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(plainTextsOf);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

/** Letters that people type without what Unicode takes for a part of the letter. */
const plainLetters = Object.entries({
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
});

/** Without regard to case and accents; on purpose not the code that is measured. */
export function foldPlainly(text: string): string {
  const lower = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plainLetters
    .reduce((folded, [letter, plain]) => folded.replaceAll(letter, plain), lower)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The ids of all people in whom every word occurs somewhere. */
export function oracle(people: readonly PersonTexts[], query: string): string[] {
  const words = foldPlainly(query).split(' ');
  return people
    .filter(({ folded }) => words.every((word) => folded.includes(word)))
    .map(({ id }) => id);
}
