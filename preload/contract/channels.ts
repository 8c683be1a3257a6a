// Plain names, so that the preload script carries no schemas. contract.ts checks at compile time
// that the two agree.

/** The exact list of calls that the renderer may make. */
export const callNames = [
  'session:current',
  'session:signIn',
  'session:startDemo',
  'session:signOut',
  'people:window',
  'people:get',
  'refresh:state',
  'refresh:start',
  'refresh:cancel',
  'app:info',
] as const;

/** The exact list of pushes that the renderer may listen to. */
export const pushNames = ['session:changed', 'people:changed', 'refresh:progress'] as const;
