import type { Link } from '../../../preload/rules/links.ts';

/** Hands addresses to other programs of the system, once the user has said yes. */
export interface LinkOpener {
  open(link: Link): Promise<void>;
}
