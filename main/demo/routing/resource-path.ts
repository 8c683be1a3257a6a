/** A path below `/versions/1`, taken apart and decoded. */
export interface ResourcePath {
  /** Such as "people". */
  readonly entity: string;
  /** Empty where the collection is addressed. */
  readonly entityId: string;
  /** Such as "avatar" or "groups"; null where the entity itself is addressed. */
  readonly relation: string | null;
  readonly relationshipId: string;
  /** Whether there is more than any resource has. */
  readonly isTooDeep: boolean;
}

/** Takes a path apart. The raw segments are decoded once, by the rules of forms. */
export function parseResourcePath(rawPath: string): ResourcePath {
  const segments = rawPath
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment);
  const [entity = '', entityId = '', relation = null, relationshipId = ''] = segments;
  return {
    entity,
    entityId: entityId.trim() === '' ? '' : entityId,
    relation,
    relationshipId,
    isTooDeep: segments.length > 4,
  };
}

/** Whether the web server would refuse a path before the application sees it. */
export function isRefusedPath(rawPath: string): boolean {
  if (/%2f|%5c/i.test(rawPath)) return true;
  try {
    decodeURIComponent(rawPath);
    return false;
  } catch {
    return true;
  }
}

function decodeSegment(segment: string): string {
  return decodeURIComponent(segment.replaceAll('+', '%20'));
}
