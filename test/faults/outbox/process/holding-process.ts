// Holds an outbox open and writes to it until it is killed.
import { writeSync } from 'node:fs';
import { openOutboxStore } from '../../../../main/store/outbox/outbox-store.ts';
import { createSeededRandom } from '../../../support/seeded-random.ts';
import { numbered } from '../support/copies.ts';

const [file = '', from = '0', isWriting = 'yes'] = process.argv.slice(2);
const random = createSeededRandom(1 + Number(from));
const store = openOutboxStore({ file, now: Date.now });
writeSync(1, `open ${store.recovery}\n`);
let number = Number(from);
setInterval(() => {
  if (isWriting !== 'yes') return;
  number += 1;
  store.write({ put: [numbered(number % 40, number, random)] });
  writeSync(1, `ack ${number}\n`);
}, 2);
