/** The part of a typed address that people know their server by. */
export function hostIn(address: string): string {
  const withoutScheme = address.trim().replace(/^[a-z]+:\/\//iu, '');
  return withoutScheme.split('/')[0] ?? withoutScheme;
}
