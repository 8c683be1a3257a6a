/** Something that another program of the system can open. */
export interface Link {
  readonly kind: 'mailto' | 'tel';
  /** Written anew from what was understood of the value; nothing of it is passed on as it was. */
  readonly url: string;
  /** What the user is asked about. */
  readonly shown: string;
}

// ASCII alone: letters of other scripts that look the same would lead to somebody else.
const localPart = /^[a-z0-9_+'-]+(?:\.[a-z0-9_+'-]+)*$/i;
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const longestEmail = 254;

// No star and no hash: telephones take those for commands.
const phoneNumber = /^\+?[\d ()/.\u00a0-]{2,40}$/;
const fewestDigits = 2;

/** The link for an e-mail address or a telephone number; null where it is none that can be trusted. */
export function linkFor(kind: Link['kind'], value: string): Link | null {
  return kind === 'mailto' ? mailLink(value.trim()) : phoneLink(value.trim());
}

function mailLink(address: string): Link | null {
  const [local = '', host = '', ...more] = address.split('@');
  const isGood = more.length === 0 && localPart.test(local) && domain.test(host);
  if (!isGood || address.length > longestEmail) return null;
  return { kind: 'mailto', url: `mailto:${encodeURIComponent(local)}@${host}`, shown: address };
}

function phoneLink(number: string): Link | null {
  if (!phoneNumber.test(number)) return null;
  // Behind a country code, the zero in brackets is not dialled.
  const dialled = number.startsWith('+') ? number.replace('(0)', '') : number;
  const digits = dialled.replace(/\D/g, '');
  if (digits.length < fewestDigits) return null;
  return { kind: 'tel', url: `tel:${number.startsWith('+') ? '+' : ''}${digits}`, shown: number };
}
