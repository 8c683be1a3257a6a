import { illegalArgument, invalidArgument } from '../api-error.ts';

/** How the value of a custom property is kept. */
export type PropertyType = 'text' | 'int' | 'boolean' | 'date';

/** A custom property of the content models that are deployed. */
export interface PropertyDefinition {
  readonly name: string;
  readonly aspect: string;
  readonly type: PropertyType;
  readonly isMultiple?: boolean;
  /** A constraint; breaking it is an integrity violation. */
  readonly pattern?: RegExp;
}

const definitions: readonly PropertyDefinition[] = [
  // The test model of the server's own tests.
  { name: 'papi:telehash', aspect: 'papi:comms', type: 'text' },
  { name: 'papi:jabber', aspect: 'papi:comms', type: 'text' },
  { name: 'papi:lunch', aspect: 'papi:lunchable', type: 'text' },
  { name: 'papi:lunchcomments', aspect: 'papi:lunchable', type: 'text' },
  { name: 'papi:dessert', aspect: 'papi:dessertable', type: 'text' },
  // What the invented company keeps about its people.
  { name: 'hr:employeeNumber', aspect: 'hr:employee', type: 'int' },
  { name: 'hr:startDate', aspect: 'hr:employee', type: 'date' },
  { name: 'hr:costCentre', aspect: 'hr:employee', type: 'text', pattern: /^CC-\d{4}$/ },
  { name: 'hr:languages', aspect: 'hr:speaker', type: 'text', isMultiple: true },
  { name: 'hr:firstAider', aspect: 'hr:safety', type: 'boolean' },
];

const properties = new Map(definitions.map((definition) => [definition.name, definition]));
const aspects = new Set(definitions.map(({ aspect }) => aspect));
const excludedPrefixes = new Set(['cm', 'sys', 'usr']);
const knownPrefixes = new Set([
  ...[...aspects].map((aspect) => aspect.replace(/:.*/s, '')),
  ...excludedPrefixes,
  ...['app', 'bpm', 'dl', 'exif', 'ia', 'lnk', 'rn', 'st', 'wf'],
]);

/** The property with a prefixed name; throws the API's 400 where it may not be used. */
export function propertyDefinition(name: string): PropertyDefinition {
  checkQName(name);
  const definition = properties.get(name);
  if (definition === undefined) throw invalidArgument(`Unknown property: ${name}`);
  return definition;
}

/** Throws the API's 400 where an aspect may not be used. */
export function checkAspect(name: string): void {
  checkQName(name);
  if (!aspects.has(name)) throw invalidArgument(`Unknown aspect: ${name}`);
}

/** The aspect that a custom property belongs to. */
export function aspectOf(propertyName: string): string | null {
  return properties.get(propertyName)?.aspect ?? null;
}

function checkQName(name: string): void {
  const colon = name.indexOf(':');
  const prefix = colon === -1 ? '' : name.slice(0, colon);
  if (colon !== -1 && !knownPrefixes.has(prefix)) {
    throw invalidArgument(
      `${name} isn't a valid QName. Namespace prefix ${prefix} is not mapped to a namespace URI`,
    );
  }
  if (excludedPrefixes.has(prefix)) {
    throw illegalArgument(`NameSpace cannot be used by API: ${name}`);
  }
}
