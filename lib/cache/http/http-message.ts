/** What Express and Fastify requests have in common. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly originalUrl?: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Whom a guard or middleware has found the request to be from. */
  readonly user?: unknown;
  /** What middleware sees of a Fastify request. */
  readonly raw?: { readonly user?: unknown };
}

export type HeaderValue = number | string | string[];

interface Closable {
  readonly destroyed?: boolean;
  /** Of HTTP/2. */
  readonly stream?: { readonly destroyed: boolean };
}

/** What their responses have in common. */
export interface HttpResponse extends Closable {
  readonly statusCode: number;
  /** Node's response in a Fastify reply. */
  readonly raw?: Closable;
  getHeaders(): Readonly<Record<string, HeaderValue | undefined>>;
}

/** Whether nothing can be sent to the client any more. */
export function isClosed(response: HttpResponse): boolean {
  const { destroyed, stream } = response.raw ?? response;
  return destroyed ?? stream?.destroyed ?? false;
}

/** The words of a header such as Cache-Control or Vary, in small letters. */
export function words(header: number | string | readonly string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .join(',')
    .toLowerCase()
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** The seconds of a Cache-Control directive such as max-age=60; NaN when it has no such number. */
export function secondsOf(directives: readonly string[], name: string): number | undefined {
  const directive = directives.find((word) => word === name || word.startsWith(`${name}=`));
  if (directive === undefined) return undefined;
  const seconds = directive.slice(name.length + 1).replaceAll('"', '');
  return /^\d+$/.test(seconds) ? Number(seconds) : NaN;
}
