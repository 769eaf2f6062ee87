import { ProductionReadinessError } from '../foundation/production-readiness.error.js';

/** Thrown when Page.fetch is given something that is no page request, or a loader that returns no rows. */
export class PageFetchError extends ProductionReadinessError {
  override readonly name = 'PageFetchError';

  static noRequest(): PageFetchError {
    return new PageFetchError('Page.fetch was given something that is no PageRequest.', {
      code: 'PAGE_REQUEST',
      hint: 'Declare the parameter as @Query(PaginationPipe) page: PageRequest, or call parsePageRequest(args).',
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
