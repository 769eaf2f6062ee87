import { ProductionReadinessError } from '../foundation/production-readiness.error.js';

/** Thrown when a page cannot be read as the code asks for it: its `code` and message say what to change. */
export class PageFetchError extends ProductionReadinessError {
  override readonly name = 'PageFetchError';

  static noRequest(): PageFetchError {
    return new PageFetchError('A page was asked for by something that is no PageRequest.', {
      code: 'PAGE_REQUEST',
      hint: 'Declare the parameter as @Query(PaginationPipe) page: PageRequest or @Paginate() page: PageRequest, or call parsePageRequest(args).',
    });
  }

  static cursorRequest(): PageFetchError {
    return new PageFetchError(
      'Page.fetch was given the request of a cursor, which no OFFSET serves.',
      {
        code: 'PAGE_CURSOR',
        hint: 'Read the page by an adapter (paginate of ./typeorm, ./drizzle, ./prisma or ./pg), or by fetchPage with a PageSource of your own.',
      },
    );
  }

  /** Some pipe before ours, on all parameters. */
  static changedRequest(): PageFetchError {
    return new PageFetchError('A pipe has changed what @Paginate() reads from the request.', {
      code: 'PAGE_REQUEST',
      hint: "Let that pipe pass on parameters of the type 'custom' as they are.",
    });
  }

  static noKeys(): PageFetchError {
    return new PageFetchError('@Paginate() with a key has no keys to seal cursors with.', {
      code: 'CURSOR_KEYS',
      hint: 'Import ProductionReadinessModule.forRoot() without pagination: false and signing: false, or SigningModule.forRoot() beside PaginationModule.forRoot().',
    });
  }

  static wrongValues(): PageFetchError {
    return new PageFetchError('A position does not fit the sort of its list.', {
      code: 'CURSOR_VALUES',
      hint: 'Give for each column of the sort, in its order, a text, a number, true, false or null; what JavaScript would round, as text.',
    });
  }

  static longCursor(): PageFetchError {
    return new PageFetchError('A cursor would be longer than 1024 characters.', {
      code: 'CURSOR_TOO_LONG',
      hint: 'Sort by shorter columns: the values of all columns of the sort, about 700 bytes together, are in the cursor. For long texts sort by their beginning: left(title, 200), with an index on it.',
    });
  }

  static nullIn(field: string): PageFetchError {
    return new PageFetchError(`A row has NULL in "${field}", a sort column without NULL.`, {
      code: 'PAGE_NULL',
      hint: 'Say that it may be NULL (pg: not in notNull, others: nullable: true), or end the sort with a key that is never NULL; the rows behind a NULL would be lost.',
    });
  }

  static size(): PageFetchError {
    return new PageFetchError('The size of an iteration is no whole number from 1 up.', {
      code: 'PAGE_SIZE',
      hint: 'Give the rows that may be in memory at once, such as { size: 1000 }.',
    });
  }

  static noRows(returned: unknown): PageFetchError {
    return new PageFetchError(
      `The loader of Page.fetch returned ${kindOf(returned)}, not an array.`,
      {
        code: 'PAGE_ROWS',
        hint: 'Return the rows: Page.fetch(page, ({ take, skip }) => repository.find({ take, skip })).',
      },
    );
  }
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}
