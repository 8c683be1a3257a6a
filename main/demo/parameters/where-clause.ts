import { invalidQuery } from '../api-error.ts';

/** One comparison of a `where` clause, such as `isRoot = true` or `zones IN ('APP.DEFAULT')`. */
export interface Predicate {
  readonly property: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly isNegated: boolean;
  /** Whether OR joins it to others. */
  readonly isAlternative: boolean;
}

const tokenPattern = /\s*(?:('(?:[^'\\]|\\.)*')|([<>]=?|=|[(),])|([^\s'<>=(),]+))/y;

/**
 * Parses `where` as far as the server does before it looks at the meaning, and answers the
 * comparisons in it. Throws the API's error where the syntax is broken.
 */
export function parseWhereClause(text: string | null): readonly Predicate[] {
  if (text === null) return [];
  const parser = createParser(text);
  parser.expect('(');
  const predicates = parser.expression();
  parser.expect(')');
  parser.expectEnd();
  return predicates;
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const trimmed = text.trimEnd();
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < trimmed.length) {
    const match = tokenPattern.exec(trimmed);
    if (match === null) throw invalidQuery(text);
    tokens.push(match[0].trim());
  }
  return tokens;
}

interface Parser {
  expect(token: string): void;
  expectEnd(): void;
  expression(): Predicate[];
}

function createParser(text: string): Parser {
  const tokens = tokenize(text);
  let position = 0;
  const peek = (): string | undefined => tokens[position];
  const isNext = (word: string): boolean => peek()?.toUpperCase() === word;

  function next(): string {
    const token = tokens[position];
    if (token === undefined) throw invalidQuery(text);
    position += 1;
    return token;
  }

  function expect(token: string): void {
    if (next().toUpperCase() !== token) throw invalidQuery(text);
  }

  function expression(): Predicate[] {
    const predicates = negatable();
    // The server's grammar has no mixture of AND and OR on one level.
    const isAlternative = isNext('OR');
    while (isNext(isAlternative ? 'OR' : 'AND')) {
      next();
      predicates.push(...negatable());
    }
    return isAlternative ? predicates.map((each) => ({ ...each, isAlternative })) : predicates;
  }

  function negatable(): Predicate[] {
    const isNegated = isNext('NOT');
    if (isNegated) next();
    if (isNext('(')) {
      next();
      const inner = expression();
      expect(')');
      return inner.map((each) => ({ ...each, isNegated: each.isNegated !== isNegated }));
    }
    return [{ ...comparison(), isNegated, isAlternative: false }];
  }

  function comparison(): Pick<Predicate, 'property' | 'operator' | 'values'> {
    if (isNext('EXISTS')) {
      next();
      expect('(');
      const property = name();
      expect(')');
      return { property, operator: 'EXISTS', values: [] };
    }
    const property = name();
    const operator = next().toUpperCase();
    if (/^(=|<|>|<=|>=)$/.test(operator)) return { property, operator, values: [value()] };
    if (!/^(IN|BETWEEN|MATCHES)$/.test(operator)) throw invalidQuery(text);
    return { property, operator, values: valueList() };
  }

  function valueList(): string[] {
    expect('(');
    const values = [value()];
    while (isNext(',')) {
      next();
      values.push(value());
    }
    expect(')');
    return values;
  }

  function name(): string {
    const token = next();
    if (!/^\/?[A-Za-z][\w:/]*$/.test(token)) throw invalidQuery(text);
    return token;
  }

  function value(): string {
    const token = next();
    if (/^[<>=(),]/.test(token)) throw invalidQuery(text);
    return token.startsWith("'") ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token;
  }

  return {
    expect,
    expression,
    expectEnd() {
      if (peek() !== undefined) throw invalidQuery(text);
    },
  };
}
