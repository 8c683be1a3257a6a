import { invalidQuery } from '../api-error.ts';
import { propertyPath } from './property-path.ts';

/** One comparison of a `where` clause, such as `isRoot = true` or `zones IN ('APP.DEFAULT')`. */
export interface Predicate {
  readonly property: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly isNegated: boolean;
  /** Whether OR joins it to others. */
  readonly isAlternative: boolean;
}

interface Token {
  readonly kind: 'connective' | 'negation' | 'symbol' | 'value' | 'name' | 'end';
  readonly text: string;
}

// By the server's grammar AND, OR and NOT need their blanks; key words are in one case throughout.
const tokenPattern = new RegExp(
  [
    '\\s+(?<connective>and|AND|or|OR)\\s+',
    '\\s*(?<negation>not|NOT)\\s+',
    '\\s*(?<symbol>[<>]=?|[=(),])',
    "\\s*(?<value>'(?:\\\\'|[^'])*'|[0-9]+)",
    `\\s*(?<name>${propertyPath})`,
  ].join('|'),
  'y',
);
const comparisonSymbols: ReadonlySet<string> = new Set(['=', '<', '>', '<=', '>=']);
/** The key words that take a list, and how many values may be in it. */
const listOperators: ReadonlyMap<string, { readonly minimum: number; readonly maximum: number }> =
  new Map([
    ['IN', { minimum: 1, maximum: Number.POSITIVE_INFINITY }],
    ['BETWEEN', { minimum: 2, maximum: 2 }],
    ['MATCHES', { minimum: 1, maximum: 1 }],
  ]);

/**
 * Parses `where` as far as the server does before it looks at the meaning, and answers the
 * comparisons in it. Throws the API's error where the syntax is broken.
 */
export function parseWhereClause(text: string | null): readonly Predicate[] {
  return text === null ? [] : createParser(text, tokenize(text)).whereClause();
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < trimmed.length) {
    const groups = tokenPattern.exec(trimmed)?.groups;
    if (groups === undefined) throw invalidQuery(text);
    for (const kind of ['connective', 'negation', 'symbol', 'value', 'name'] as const) {
      if (groups[kind] !== undefined) tokens.push({ kind, text: groups[kind] });
    }
  }
  return tokens;
}

function createParser(text: string, tokens: readonly Token[]) {
  let position = 0;
  const peek = (): Token => tokens[position] ?? { kind: 'end', text: '' };

  function next(...kinds: readonly Token['kind'][]): string {
    const token = peek();
    if (!kinds.includes(token.kind)) throw invalidQuery(text);
    position += 1;
    return token.text;
  }

  function expectSymbol(symbol: string): void {
    if (next('symbol') !== symbol) throw invalidQuery(text);
  }

  function whereClause(): Predicate[] {
    expectSymbol('(');
    const predicates = joined();
    expectSymbol(')');
    next('end');
    return predicates;
  }

  function joined(): Predicate[] {
    const predicates = [negatable()];
    const connective = peek().text.toUpperCase();
    while (peek().kind === 'connective') {
      // There is no mixture of AND and OR.
      if (next('connective').toUpperCase() !== connective) throw invalidQuery(text);
      predicates.push(negatable());
    }
    const isAlternative = predicates.length > 1 && connective === 'OR';
    return predicates.map((predicate) => ({ ...predicate, isAlternative }));
  }

  function negatable(): Omit<Predicate, 'isAlternative'> {
    const isNegated = peek().kind === 'negation';
    if (isNegated) next('negation');
    return { ...comparison(), isNegated };
  }

  function comparison(): Pick<Predicate, 'property' | 'operator' | 'values'> {
    const property = next('name');
    if (property === 'exists' || property === 'EXISTS') return existence();
    const word = next('symbol', 'name');
    if (comparisonSymbols.has(word)) return { property, operator: word, values: [value()] };
    const operator = word.toUpperCase();
    const counts = listOperators.get(operator);
    const isKeyWord = word === operator || word === operator.toLowerCase();
    if (counts === undefined || !isKeyWord) throw invalidQuery(text);
    const values = valueList();
    if (values.length < counts.minimum || values.length > counts.maximum) throw invalidQuery(text);
    return { property, operator, values };
  }

  function existence(): ReturnType<typeof comparison> {
    expectSymbol('(');
    const property = next('name');
    expectSymbol(')');
    return { property, operator: 'EXISTS', values: [] };
  }

  function valueList(): string[] {
    expectSymbol('(');
    const values = [value()];
    while (peek().text === ',') {
      next('symbol');
      values.push(value());
    }
    expectSymbol(')');
    return values;
  }

  function value(): string {
    const word = next('value', 'name');
    return word.startsWith("'") ? word.slice(1, -1) : word;
  }

  return { whereClause };
}
