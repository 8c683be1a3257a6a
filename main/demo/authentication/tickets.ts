import { randomBytes } from 'node:crypto';
import type { DemoSettings } from '../settings.ts';

/** The tickets that live, in memory: a restart of the server forgets them. */
export interface Tickets {
  /** A ticket for a person, by canonical id: the living one where people have one ticket each. */
  issue(userId: string): string;
  /** Whose ticket it is; null where it is unknown or over. Being asked counts as being used. */
  validate(ticket: string): string | null;
  invalidate(ticket: string): void;
}

interface Entry {
  readonly userId: string;
  readonly issuedAt: number;
  usedAt: number;
}

/** Creates the ticket store; it reads the clock through `now` (milliseconds). */
export function createTickets(
  settings: Pick<DemoSettings, 'ticketValidMs' | 'ticketExpiry' | 'singleTicketPerUser'>,
  now: () => number,
): Tickets {
  const entries = new Map<string, Entry>();
  const latestOf = new Map<string, string>();

  function find(ticket: string): Entry | null {
    const entry = entries.get(ticket);
    if (entry === undefined) return null;
    if (!isOver(entry)) return entry;
    entries.delete(ticket);
    return null;
  }

  function isOver(entry: Entry): boolean {
    if (settings.ticketExpiry === 'DO_NOT_EXPIRE') return false;
    const since = settings.ticketExpiry === 'AFTER_INACTIVITY' ? entry.usedAt : entry.issuedAt;
    return now() - since >= settings.ticketValidMs;
  }

  return {
    issue(userId) {
      const latest = latestOf.get(userId);
      if (settings.singleTicketPerUser && latest !== undefined) {
        const entry = find(latest);
        if (entry !== null) {
          entry.usedAt = now();
          return latest;
        }
      }
      const ticket = `TICKET_${randomBytes(20).toString('hex')}`;
      entries.set(ticket, { userId, issuedAt: now(), usedAt: now() });
      latestOf.set(userId, ticket);
      return ticket;
    },
    validate(ticket) {
      const entry = find(ticket);
      if (entry === null) return null;
      entry.usedAt = now();
      return entry.userId;
    },
    invalidate: (ticket) => void entries.delete(ticket),
  };
}
