import type { JsonValue } from '../../preload/model/json.ts';

/** What was typed, as a value of the kind that was there: nobody tells us what the server wants. */
export function likeFormer(former: JsonValue, typed: JsonValue): JsonValue {
  if (typeof typed !== 'string') return typed;
  if (typeof former === 'number') return numberFrom(typed);
  if (!Array.isArray(former)) return typed;
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  return lines.length === 0 ? null : lines;
}

/** A number that is none stays a text, and is found fault with. */
function numberFrom(typed: string): JsonValue {
  if (typed.trim() === '') return null;
  const number = Number(typed.trim().replace(',', '.'));
  return Number.isFinite(number) ? number : typed;
}
