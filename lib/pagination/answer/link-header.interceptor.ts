import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  type OnModuleInit,
  type Type,
} from '@nestjs/common';
import { ApplicationConfig, HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { map, type Observable, tap } from 'rxjs';
import { methodNameOf } from '../../foundation/method-name-of.js';
import { PaginationOptions } from '../pagination.options.js';
import { RouteRules } from '../request/route-rules.js';
import { routeOf } from '../routes/route-of.js';
import { seenOptions } from '../routes/seen-options.js';
import { isPage } from './is-page.js';
import { KnownRoutes } from '../routes/known-routes.js';
import { linkHeader } from './link-header.js';

interface AnswerRules {
  readonly rules: RouteRules;
  /** Whether the rows of a page are the whole body. */
  readonly isBare: boolean;
}

/**
 * Adds the Link header (RFC 8288) to HTTP responses whose body is a Page, and answers with nothing but its rows where
 * @Paginate() says so; leaves all others alone.
 */
@Injectable()
export class LinkHeaderInterceptor implements NestInterceptor, OnModuleInit {
  private isRedundant = false;
  private readonly routes = new KnownRoutes((classRef, handler) =>
    this.answerRules(classRef, methodNameOf(classRef, handler)),
  );

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly config: ApplicationConfig,
    private readonly modules: ModulesContainer,
    private readonly options: PaginationOptions,
  ) {}

  /** Two modules with options of their own register two global interceptors; one of them is enough. */
  onModuleInit(): void {
    const first = this.config
      .getGlobalInterceptors()
      .find((interceptor) => interceptor instanceof LinkHeaderInterceptor);
    this.isRedundant = first !== undefined && first !== this;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (this.isRedundant || context.getType() !== 'http') return next.handle();
    const { rules, isBare } = this.routes.of(context.getClass(), context.getHandler());
    let body: unknown;
    const addLinks = () => {
      if (isPage(body)) this.addLinks(context, linkHeader(urlOf(context), body.meta, rules));
    };
    // The body is the last value; an interceptor around this one may leave before the end is told.
    const linked = next.handle().pipe(
      tap({
        next: (value: unknown) => {
          body = value;
        },
        complete: addLinks,
        unsubscribe: addLinks,
      }),
    );
    return isBare ? linked.pipe(map((value) => (isPage(value) ? value.data : value))) : linked;
  }

  private answerRules(classRef: Type, name: string): AnswerRules {
    const host = [...this.modules.values()].find(({ controllers }) => controllers.has(classRef));
    const options = (host && seenOptions(host)) ?? this.options;
    const route = routeOf(classRef, name);
    return {
      rules: route?.rules(options) ?? new RouteRules(options),
      isBare: route?.declared.body === 'array',
    };
  }

  private addLinks(context: ExecutionContext, links: string | undefined): void {
    const response: unknown = context.switchToHttp().getResponse();
    const adapter = this.host.httpAdapter;
    if (links === undefined || adapter.isHeadersSent(response)) return;
    // Not appendHeader(): on Fastify it replaces the other links in NestJS 11.
    const others = adapter.getHeader(response, 'Link') as string | string[] | undefined;
    adapter.setHeader(response, 'Link', [others ?? [], links].flat().join(', '));
  }
}

function urlOf(context: ExecutionContext): string {
  const request = context.switchToHttp().getRequest<{ originalUrl?: string; url: string }>();
  return request.originalUrl ?? request.url;
}
