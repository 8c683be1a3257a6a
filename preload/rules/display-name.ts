/** The name to show: the server's own rule (first and last name), or the id where both are unset. */
export function displayNameOf(person: {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
}): string {
  const name = `${person.firstName ?? ''} ${person.lastName ?? ''}`.trim();
  return name === '' ? person.id : name;
}
