import { type ParameterNames, USUAL_NAMES } from './parameter-names.js';

export interface LookAlike {
  /** The parameter that was probably meant. */
  readonly parameter: keyof ParameterNames;
  /** The name that was sent, when it is one of the few known ones. */
  readonly known?: string;
}

/** Names of other APIs: ignoring them would hide the client's mistake. */
const OTHER_NAMES: Readonly<Record<keyof ParameterNames, readonly string[]>> = {
  limit: ['limit', 'per_page', 'perPage', 'page_size', 'pageSize'],
  page: ['page'],
  cursor: ['cursor'],
  sort: ['sort'],
};

/** The names that a route reads, those that stand in for them, and a quick way past all others. */
export class QueryNames implements ParameterNames {
  readonly limit: string;
  readonly page: string;
  readonly cursor: string;
  readonly sort: string;
  readonly readsSort: boolean;
  readonly #lookAlikes: readonly (readonly [name: string, LookAlike])[];
  /** What holds another object for a parser that nests: `page` of `page[size]`. */
  readonly #parents: ReadonlySet<string>;
  /** A bit for each letter that a name of interest begins with; large and small ones share theirs. */
  readonly #initials: number;

  constructor(names: Partial<ParameterNames>, readsSort: boolean) {
    this.limit = names.limit ?? USUAL_NAMES.limit;
    this.page = names.page ?? USUAL_NAMES.page;
    this.cursor = names.cursor ?? USUAL_NAMES.cursor;
    this.sort = names.sort ?? USUAL_NAMES.sort;
    this.readsSort = readsSort;
    this.#lookAlikes = lookAlikesOf(this);
    this.#parents = new Set(this.own().flatMap((parameter) => parentsOf(this[parameter])));
    this.#initials = this.#lookAlikes.reduce((bits, [name]) => bits | bitOf(name), 0);
  }

  /** The parameters that are read. */
  own(): (keyof ParameterNames)[] {
    return this.readsSort ? ['limit', 'page', 'cursor', 'sort'] : ['limit', 'page', 'cursor'];
  }

  /** False for most names that are none of these, at the cost of a look at the first letter. */
  mayMean(name: string): boolean {
    return (this.#initials & bitOf(name)) !== 0;
  }

  isParent(name: string): boolean {
    return this.#parents.has(name);
  }

  lookAlikeOf(name: string): LookAlike | undefined {
    return this.#lookAlikes.find(([known]) => isSameOrInside(name, known))?.[1];
  }
}

/** The longest first: `page[size][]` is nearer to `page[size]` than to `page`. */
function lookAlikesOf(names: QueryNames): [string, LookAlike][] {
  const used = new Set(names.own().map((parameter) => names[parameter]));
  const all = names
    .own()
    .flatMap((parameter): [string, LookAlike][] => [
      [names[parameter], { parameter }],
      ...OTHER_NAMES[parameter]
        .filter((known) => !used.has(known))
        .map((known): [string, LookAlike] => [known, { parameter, known }]),
    ]);
  return all.sort(([a], [b]) => b.length - a.length);
}

function isSameOrInside(name: string, known: string): boolean {
  return name.startsWith(known) && (name.length === known.length || name[known.length] === '[');
}

function parentsOf(name: string): string[] {
  const parents: string[] = [];
  for (let end = name.indexOf('['); end > 0; end = name.indexOf('[', end + 1)) {
    parents.push(name.slice(0, end));
  }
  return parents;
}

function bitOf(name: string): number {
  return 1 << (name.charCodeAt(0) & 31);
}
