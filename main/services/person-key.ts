/** Ids are the same whatever their case: the server looks them up so. */
export function keyOf(personId: string): string {
  return personId.toLowerCase();
}
