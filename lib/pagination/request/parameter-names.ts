/** The names of the parameters in a query. */
export interface ParameterNames {
  /** @default 'limit' */
  readonly limit: string;
  /** @default 'page' */
  readonly page: string;
  /** @default 'cursor' */
  readonly cursor: string;
  /** Read only where a route declares a key. @default 'sort' */
  readonly sort: string;
}

export const USUAL_NAMES: ParameterNames = Object.freeze({
  limit: 'limit',
  page: 'page',
  cursor: 'cursor',
  sort: 'sort',
});
