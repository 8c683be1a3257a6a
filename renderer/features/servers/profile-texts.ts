import type { ServerProfile } from '../../../preload/model/server-profile.ts';
import type { Texts } from '../../i18n/texts.ts';

/** Where a profile's server is, as people write it. */
export function addressOf({ kind, serverUrl }: ServerProfile, texts: Texts): string {
  return kind === 'demo' ? texts.servers.demoAddress : serverUrl.replace(/^https?:\/\//u, '');
}

/** The digit that opens the profile at a place, together with Control or Command. */
export function digitAt(place: number): string | null {
  return place < 9 ? String(place + 1) : null;
}
