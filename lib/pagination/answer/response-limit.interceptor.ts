import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  InternalServerErrorException,
  Logger,
  type NestInterceptor,
  Optional,
  type Type,
} from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { answersByItself } from '../../foundation/answers-by-itself.js';
import { methodNameOf } from '../../foundation/method-name-of.js';
import { PaginationOptionsError } from '../pagination-options.error.js';
import { PaginationOptions } from '../pagination.options.js';
import { routeOf } from '../routes/route-of.js';
import { KnownRoutes } from '../routes/known-routes.js';
import { type LongArray, longArrays, truncated } from './long-arrays.js';
import { ResponseLimitOptions } from './response-limit.options.js';
import { UNPAGINATED } from './unpaginated.decorator.js';

/** Rows before the cut. Not X-Response-Truncated: new headers have no X- (RFC 6648). */
const TRUNCATED_HEADER = 'Response-Truncated';

interface ResponseLike {
  header(name: string, value: string): unknown;
}

/**
 * Refuses an HTTP answer with an array longer than the maximum of its route, at the top, in `data` or in another property of
 * the first level: 500 and a line in the log, or what `onExcess` says. A tripwire and no protection of memory: the rows are
 * there by then. What a handler sends by @Res() is out of reach. Throws PaginationOptionsError when made without a maximum.
 */
@Injectable()
export class ResponseLimitInterceptor implements NestInterceptor {
  private readonly logger = new Logger(ResponseLimitInterceptor.name);
  private readonly options: ResponseLimitOptions;
  private readonly application: PaginationOptions;
  private readonly limits = new KnownRoutes((classRef, handler) => this.limitOf(classRef, handler));

  constructor(
    @Optional() @Inject(ResponseLimitOptions) options?: ResponseLimitOptions,
    @Optional() @Inject(PaginationOptions) application?: PaginationOptions,
  ) {
    this.options = new ResponseLimitOptions(options);
    if (this.options.max === undefined && application === undefined) throw noMaximum();
    this.application = application ?? PaginationOptions.defaults;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const max = this.limits.of(context.getClass(), context.getHandler());
    if (max === Infinity) return next.handle();
    return next.handle().pipe(map((body: unknown) => this.limited(body, max, context)));
  }

  /** Infinity for a handler that may answer with anything. */
  private limitOf(classRef: Type, handler: { readonly name: string }): number {
    const isExempt = [handler, classRef].some((each) => Reflect.hasMetadata(UNPAGINATED, each));
    if (isExempt || answersByItself(classRef, handler)) return Infinity;
    const { max } = this.options;
    const route = routeOf(classRef, methodNameOf(classRef, handler));
    return max ?? route?.rules(this.application).max ?? this.application.max;
  }

  private limited(body: unknown, max: number, context: ExecutionContext): unknown {
    const arrays = longArrays(body, max);
    if (arrays.length === 0) return body;
    const isCut = this.options.onExcess === 'truncate';
    const classRef = context.getClass();
    const handler = `${classRef.name}.${methodNameOf(classRef, context.getHandler())}`;
    this.logger.error(excess(handler, arrays, max, isCut));
    if (!isCut) throw new InternalServerErrorException();
    const length = Math.max(...arrays.map(({ elements }) => elements.length));
    context.switchToHttp().getResponse<ResponseLike>().header(TRUNCATED_HEADER, String(length));
    return truncated(body, arrays, max);
  }
}

function excess(
  handler: string,
  arrays: readonly LongArray[],
  max: number,
  isCut: boolean,
): string {
  const found = arrays.map(
    ({ property, elements }) =>
      `${elements.length} elements${property === undefined ? '' : ` in ${JSON.stringify(property)}`}`,
  );
  const done = isCut ? 'the answer was cut' : 'the answer was 500';
  return `${handler} returned ${found.join(', ')}, more than the limit of ${max}: ${done}. Read pages by @Paginate(), or write @Unpaginated() on the handler if the list is meant to be whole.`;
}

function noMaximum(): PaginationOptionsError {
  return new PaginationOptionsError([
    'ResponseLimitInterceptor knows no maximum: import PaginationModule, or give one: new ResponseLimitInterceptor({ max: 100 })',
  ]);
}
