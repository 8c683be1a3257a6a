/** The query parameters of a request; of a repeated one, the server reads only the first. */
export type Query = Pick<URLSearchParams, 'get' | 'has'>;
