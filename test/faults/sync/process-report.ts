/** What the refreshing process tells the test, one line of JSON each. */
export type ProcessReport =
  | { readonly kind: 'opened'; readonly total: number }
  | { readonly kind: 'page'; readonly fetched: number; readonly pages: number }
  | { readonly kind: 'ended'; readonly phase: string; readonly total: number };
