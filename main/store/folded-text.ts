import { companyFields, type Person, personTextFields } from '../../preload/model/person.ts';
import { fold } from '../../preload/rules/fold.ts';

/**
 * Everything that can be searched of a person, folded, one field a line. `fold` leaves no line
 * break inside a field, so a word typed by a user can never match across two fields.
 */
export function foldPerson(person: Person): string {
  const texts: string[] = [person.displayName, person.id];
  for (const field of personTextFields) addText(texts, person[field]);
  for (const field of companyFields) addText(texts, person.company[field]);
  for (const value of Object.values(person.properties)) {
    if (typeof value === 'string' || typeof value === 'number') addText(texts, String(value));
  }
  return [...new Set(texts.map(fold))].join('\n');
}

function addText(texts: string[], text: string | null): void {
  if (text !== null && text !== '') texts.push(text);
}

/** The words of a search, folded; every one of them must occur in some field. */
export function searchWords(text: string): string[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '');
}
