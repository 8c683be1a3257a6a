import type { z } from '../model/zod.ts';

/** A question from the renderer with one answer from main. */
export interface Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'call';
  readonly input: I;
  readonly output: O;
}

/** News from main to the renderer. */
export interface Push<P extends z.ZodType = z.ZodType> {
  readonly kind: 'push';
  readonly payload: P;
}

/** Group -> name -> call or push. The name on the wire is `group:name`. */
export type Contract = Record<string, Record<string, Call | Push>>;

export function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> {
  return { kind: 'call', input, output };
}

export function push<P extends z.ZodType>(payload: P): Push<P> {
  return { kind: 'push', payload };
}

type NamesOf<Group, Kind> = {
  [N in keyof Group]: Group[N] extends Kind ? N : never;
}[keyof Group];

type WireNames<C extends Contract, Kind> = {
  [G in keyof C & string]: `${G}:${NamesOf<C[G], Kind> & string}`;
}[keyof C & string];

/** The wire names of all calls of a contract. */
export type CallName<C extends Contract> = WireNames<C, Call>;
/** The wire names of all pushes of a contract. */
export type PushName<C extends Contract> = WireNames<C, Push>;

/** What main implements: one function a call; errors are thrown as `AppError`. */
export type Handlers<C extends Contract> = {
  readonly [G in keyof C as NamesOf<C[G], Call> extends never ? never : G]: {
    readonly [N in NamesOf<C[G], Call>]: C[G][N] extends Call<infer I, infer O>
      ? (input: z.output<I>) => z.input<O> | Promise<z.input<O>>
      : never;
  };
};

/** What the renderer uses: the same calls as promises that reject with `AppError`. */
export type Client<C extends Contract> = {
  readonly [G in keyof C as NamesOf<C[G], Call> extends never ? never : G]: {
    readonly [N in NamesOf<C[G], Call>]: C[G][N] extends Call<infer I, infer O>
      ? (input: z.input<I>) => Promise<z.output<O>>
      : never;
  };
};

/** The payload of each push, by wire name. */
export type PushPayloads<C extends Contract> = {
  readonly [W in PushName<C>]: W extends `${infer G}:${infer N}`
    ? C[G][N] extends Push<infer P>
      ? z.output<P>
      : never
    : never;
};
