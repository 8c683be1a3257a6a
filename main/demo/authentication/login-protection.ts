const lockedAfterFailures = 10;
const lockedForMs = 6000;

/** Slows down the guessing of passwords, by user name as typed, whether or not it exists. */
export interface LoginProtection {
  /** Whether a try is refused unread. Each refused try starts the waiting time anew. */
  isLocked(userId: string): boolean;
  failed(userId: string): void;
  succeeded(userId: string): void;
}

/** Creates the protection; `now` is the clock in milliseconds. */
export function createLoginProtection(isEnabled: boolean, now: () => number): LoginProtection {
  const failures = new Map<string, { count: number; lastAt: number }>();
  const keyOf = (userId: string): string => userId.toLowerCase();
  return {
    isLocked(userId) {
      const entry = failures.get(keyOf(userId));
      if (!isEnabled || entry === undefined || entry.count < lockedAfterFailures) return false;
      if (now() - entry.lastAt >= lockedForMs) return false;
      entry.count += 1;
      entry.lastAt = now();
      return true;
    },
    failed(userId) {
      const entry = failures.get(keyOf(userId));
      failures.set(keyOf(userId), { count: (entry?.count ?? 0) + 1, lastAt: now() });
    },
    succeeded: (userId) => void failures.delete(keyOf(userId)),
  };
}
