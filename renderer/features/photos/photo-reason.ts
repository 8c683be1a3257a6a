import type { Session } from '../../../preload/model/session.ts';
import { whyNot } from '../../../preload/rules/why-not.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { PhotoTarget } from '../../state/photos.svelte.ts';

/** Why the photo of somebody cannot be set; somebody who is being created may be given one. */
export function reasonFor({ owner }: Pick<PhotoTarget, 'owner'>, session: Session, texts: Texts) {
  const subject = owner && { id: owner.id, enabled: true, capabilities: null };
  if (subject === null) return null;
  const why = whyNot('photo', session, subject);
  return why === null ? null : texts.whyNot[why];
}
