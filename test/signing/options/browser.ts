import type { INestApplication } from '@nestjs/common';
import request, { type Response } from 'supertest';
import type { App } from 'supertest/types.js';

/** Keeps cookies from one server to the next, as a browser does while an application is deployed anew. */
export class Browser {
  readonly cookies = new Map<string, string>();

  get(app: INestApplication<App>, path: string): Promise<Response> {
    return this.#send(request(app.getHttpServer()).get(path));
  }

  post(
    app: INestApplication<App>,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.#send(request(app.getHttpServer()).post(path).set(headers));
  }

  /** The same cookies in another browser, which from now on has its own. */
  copy(): Browser {
    const copy = new Browser();
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }

  async #send(asked: request.Test): Promise<Response> {
    const cookies = [...this.cookies].map(([name, value]) => `${name}=${value}`);
    const response = await asked.set('Cookie', cookies.join('; '));
    const set = response.get('Set-Cookie') ?? [];
    for (const cookie of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
    return response;
  }
}
