// Plain names, so that the preload script carries no schemas. contract.ts checks at compile time
// that the two agree.

/** The exact list of calls that the renderer may make. */
export const callNames = [
  'session:current',
  'session:signIn',
  'session:startDemo',
  'session:signInAgain',
  'session:signOut',
  'session:signInState',
  'profiles:list',
  'profiles:open',
  'profiles:update',
  'profiles:move',
  'profiles:forget',
  'profiles:test',
  'passwords:set',
  'passwords:change',
  'passwords:requestReset',
  'passwords:completeReset',
  'proxy:question',
  'proxy:answer',
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
  'session:signInChanged',
  'profiles:changed',
  'proxy:asked',
  'people:changed',
  'refresh:progress',
  'connection:changed',
  'settings:changed',
] as const;
