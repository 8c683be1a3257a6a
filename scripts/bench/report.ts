import { type Check, type Figure, isPassed, type Row, type Target } from './figures.ts';
import type { Machine } from './machine.ts';

/** The text of a row for people: the checks, the yardstick, what stands beside it, the notes. */
export function rowAsText(row: Row): string {
  const figures: readonly (Figure | Check)[] = [...row.checks, row.yardstick, ...row.beside];
  const width = Math.max(...figures.map(({ what }) => what.length));
  const lines = figures.map((figure) => {
    const verdict = 'target' in figure ? verdictOf(figure) : '';
    return `   ${figure.what.padEnd(width)}  ${amounts(figure)}${verdict}`;
  });
  const notes = row.notes.map((note) => `   * ${note}`);
  return [
    `${row.id}  ${row.title}: ${isPassed(row) ? 'reached' : 'MISSED'}`,
    ...lines,
    ...notes,
  ].join('\n');
}

function amounts({ value, unit, n, p50, p95 }: Figure): string {
  const amount = `${numberAsText(value)} ${unit}`.padStart(18);
  if (n === 1) return amount;
  return `${amount}  (n ${n}, p50 ${numberAsText(p50)}, p95 ${numberAsText(p95)})`;
}

function verdictOf({ target, pass }: Check): string {
  return `  [${targetAsText(target)}: ${pass ? 'reached' : 'MISSED'}]`;
}

function targetAsText({ comparison, value }: Target): string {
  return `${comparison} ${numberAsText(value)}`;
}

/** Three significant digits, or all digits of a large number. */
export function numberAsText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

/** Where and when the figures were taken. */
export function machineAsText(machine: Machine): string {
  const { cpu, cores, memoryGb, system, node, electron, people, load, at } = machine;
  return [
    `${cores} cores of ${cpu}, ${numberAsText(memoryGb)} GB of memory, ${system}`,
    `Node ${node}, Electron ${electron ?? 'not used'}, ${people.toLocaleString('en-US')} people`,
    `${at}, load before the first row ${load.map(numberAsText).join(' ')}`,
  ].join('\n');
}

/** One object keyed by row ids. */
export function rowsAsJson(
  rows: readonly (Row & { readonly load: number })[],
  machine: Machine,
): string {
  const entries = rows.map(({ id, title, checks, yardstick, beside, notes, load }) => {
    const [{ target, pass: _, ...headline }] = checks;
    return [
      id,
      {
        title,
        ...headline,
        yardstick,
        target: targetAsText(target),
        pass: checks.every(({ pass }) => pass),
        checks: checks.map((each) => ({ ...each, target: targetAsText(each.target) })),
        beside,
        notes,
        load,
        machine,
      },
    ] as const;
  });
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}
