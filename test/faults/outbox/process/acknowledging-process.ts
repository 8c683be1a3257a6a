// Acknowledges writes of an outbox, as many as asked for; its system calls are counted.
import { writeSync } from 'node:fs';
import { openOutboxStore } from '../../../../main/store/outbox/outbox-store.ts';
import { numbered } from '../support/copies.ts';

const [file = '', count = '0'] = process.argv.slice(2);
const store = openOutboxStore({ file, now: Date.now });
for (let number = 0; number < Number(count); number += 1) {
  store.write({ put: [numbered(number % 20, number, () => 0.5)] });
  writeSync(1, `ack ${number}\n`);
}
store.close();
