// Plain names, so that the preload script carries no schemas. contract.ts checks at compile time
// that the two agree.

/** The exact list of calls that the renderer may make. */
export const callNames = [
  'session:current',
  'session:signIn',
  'session:startDemo',
  'session:signOut',
  'people:window',
  'people:lenses',
  'people:facet',
  'people:find',
  'people:indexOf',
  'people:ids',
  'people:copy',
  'people:copyText',
  'people:get',
  'refresh:state',
  'refresh:start',
  'refresh:cancel',
  'connection:state',
  'connection:retry',
  'settings:get',
  'settings:update',
  'app:info',
] as const;

/** The exact list of pushes that the renderer may listen to. */
export const pushNames = [
  'session:changed',
  'people:changed',
  'refresh:progress',
  'connection:changed',
  'settings:changed',
] as const;
