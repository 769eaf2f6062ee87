import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  type OnModuleInit,
} from '@nestjs/common';
import { ApplicationConfig, HttpAdapterHost } from '@nestjs/core';
import { type Observable, tap } from 'rxjs';
import { isPage } from './is-page.js';
import { linkHeader } from './link-header.js';

/** Adds the Link header (RFC 8288) to HTTP responses whose body is a Page; leaves all others alone. */
@Injectable()
export class LinkHeaderInterceptor implements NestInterceptor, OnModuleInit {
  private isRedundant = false;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly config: ApplicationConfig,
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
    let body: unknown;
    const addLinks = () => {
      if (isPage(body)) this.addLinks(context, linkHeader(urlOf(context), body.meta));
    };
    // The body is the last value; an interceptor around this one may leave before the end is told.
    return next.handle().pipe(
      tap({
        next: (value: unknown) => {
          body = value;
        },
        complete: addLinks,
        unsubscribe: addLinks,
      }),
    );
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
