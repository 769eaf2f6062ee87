import { bindingOf } from '../cursor/cursor-binding.js';
import type { CursorCodec } from '../cursor/cursor-codec.js';
import type { KeysetPosition } from '../keyset/keyset-position.js';
import { PageFetchError } from '../page-fetch.error.js';
import type { PageSort } from '../page-request.js';
import { invalidCursor, sortTooLong } from './refusals.js';
import type { RequestedList } from './requested-list.js';
import type { RouteRules } from './route-rules.js';

/** The cursors of one list in one order. */
export class ListCursors {
  #binding: string | undefined;

  constructor(
    private readonly codec: CursorCodec,
    private readonly list: RequestedList,
    private readonly route: readonly string[],
    private readonly sort: readonly PageSort[],
    private readonly rules: RouteRules,
  ) {}

  /** Throws PaginationException for all but a cursor of this list. */
  open(text: unknown): KeysetPosition {
    const position =
      typeof text === 'string' ? this.codec.open(text, this.sort.length, this.#bound()) : undefined;
    if (position === undefined) throw invalidCursor(this.rules);
    return position;
  }

  /** Throws for values that are too long: the client's mistake where it chose the order, else that of the route. */
  seal(position: KeysetPosition): string {
    const text = this.codec.seal(position, this.sort.length, this.#bound());
    if (text !== undefined) return text;
    throw this.sort === this.rules.sort ? PageFetchError.longCursor() : sortTooLong(this.rules);
  }

  #bound(): string {
    return (this.#binding ??= bindingOf(this.list, this.route, this.sort, this.rules));
  }
}
