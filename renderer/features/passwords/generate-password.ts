/** Letters and figures that nobody mistakes for each other when reading them out. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const groups = 4;
const groupLength = 5;

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** A password of 20 characters by chance, about 116 bits, in groups that can be read out. */
export function generatePassword(bytes: (count: number) => Uint8Array = randomBytes): string {
  const letters: string[] = [];
  // Bytes above the last whole multiple would make the first letters more likely.
  const limit = 256 - (256 % alphabet.length);
  while (letters.length < groups * groupLength) {
    for (const byte of bytes(groups * groupLength)) {
      if (byte < limit) letters.push(alphabet.charAt(byte % alphabet.length));
    }
  }
  return Array.from({ length: groups }, (_, group) =>
    letters.slice(group * groupLength, (group + 1) * groupLength).join(''),
  ).join('-');
}
