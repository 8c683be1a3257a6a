/** Something that may be about a person. */
interface AboutSomebody {
  readonly person: { readonly id: string } | null;
}

/** In their order, but for those of one person, which follow the first of them to be compared. */
export function sideBySide<T extends AboutSomebody>(items: readonly T[]): readonly T[] {
  const places = new Map<string, number>();
  const placed = items.map((item, at) => {
    const place = item.person === null ? at : (places.get(item.person.id) ?? at);
    if (item.person !== null) places.set(item.person.id, place);
    return { item, place };
  });
  return placed.sort((a, b) => a.place - b.place).map(({ item }) => item);
}

/** Of several for one person the first, and none for those who have one already. */
export function oneForEach<T extends AboutSomebody>(
  items: readonly T[],
  taken: readonly AboutSomebody[],
): readonly T[] {
  const ids = new Set(taken.map(({ person }) => person?.id));
  return items.filter(({ person }) => {
    if (person === null || ids.has(person.id)) return false;
    ids.add(person.id);
    return true;
  });
}
