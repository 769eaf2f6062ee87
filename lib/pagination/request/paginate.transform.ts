import {
  type ArgumentMetadata,
  Inject,
  Injectable,
  Optional,
  type PipeTransform,
} from '@nestjs/common';
import { CursorCodec } from '../cursor/cursor-codec.js';
import { routeIdentity } from '../../foundation/route-identity.js';
import { KnownRoutes } from '../routes/known-routes.js';
import { PageFetchError } from '../page-fetch.error.js';
import { PaginationOptions } from '../pagination.options.js';
import { PaginateDeclaration } from './paginate-declaration.js';
import { parseListRequest } from './parse-list-request.js';
import { RequestedList } from './requested-list.js';
import { RouteRules } from './route-rules.js';

/** The pipe of @Paginate(): it knows the application's options and the keys, which a decorator cannot. */
@Injectable()
export class PaginateTransform implements PipeTransform<unknown, unknown> {
  readonly #routes = new KnownRoutes(routeIdentity);
  readonly #rules = new WeakMap<PaginateDeclaration, RouteRules>();

  constructor(
    @Optional()
    @Inject(PaginationOptions)
    readonly options: PaginationOptions = PaginationOptions.defaults,
    @Optional() @Inject(CursorCodec) readonly codec?: CursorCodec,
  ) {}

  transform(list: unknown, metadata: ArgumentMetadata): unknown {
    const declaration: unknown = metadata.data;
    if (!(declaration instanceof PaginateDeclaration)) return list;
    if (!(list instanceof RequestedList)) throw PageFetchError.changedRequest();
    const route = this.#routes.of(list.classRef, list.handler);
    return parseListRequest(list, route, this.rulesOf(declaration), this.codec);
  }

  /** Throws PaginationOptionsError when the options together cannot work. */
  rulesOf(declaration: PaginateDeclaration): RouteRules {
    const known = this.#rules.get(declaration);
    if (known !== undefined) return known;
    const rules = new RouteRules(this.options, declaration.options);
    this.#rules.set(declaration, rules);
    return rules;
  }
}
