import type { Person } from '../../../preload/model/person.ts';
import { personWith } from '../../support/people.ts';

const names: readonly (readonly [first: string, last: string | null])[] = [
  ['Ada', 'Lovelace'],
  ['Zoë', 'Åkesson'],
  ['José', 'Núñez'],
  ['Ελένη', 'Παπαδοπούλου'],
  ['Ирина', 'Соколова'],
  ['小明', '王'],
  ['さくら', '佐藤'],
  ['민준', '김'],
  ['ليلى', 'حداد'],
  ['נועם', 'כהן'],
  ['आरती', 'शर्मा'],
  ['สมชาย', 'ใจดี'],
  ['Nguyễn', 'Thị Hương'],
  ['Łukasz', 'Żółć'],
  ['Sukarno', null],
  ['Maximiliane Friederike', 'von Hohenstein-Wolkersdorf'],
];
const titles = [
  'Archivist',
  'Solution architect',
  'Records officer',
  'Ingénieure',
  'Leiter Einkauf',
];
const organizations = ['Northwind', 'Bücher & Söhne', 'Müller Logistik', '东方数据'];

/** As many invented people as wanted, in many scripts, the same ones every time. */
export function peopleOfManyScripts(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const [firstName, lastName] = names[index % names.length] ?? ['Nobody', null];
    const round = Math.floor(index / names.length);
    const id = `person${String(index).padStart(6, '0')}`;
    return personWith({
      id,
      firstName,
      lastName: round === 0 ? lastName : `${lastName ?? ''} ${round}`.trim(),
      email: index % 9 === 4 ? null : `${id}@example.com`,
      jobTitle: index % 7 === 3 ? null : (titles[index % titles.length] ?? null),
      location: 'Freiburg',
      enabled: index % 11 !== 5,
      company: { organization: organizations[index % organizations.length] ?? null },
    });
  });
}
