import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { cookieOf } from './support/cookie-of.js';
import {
  DEMO_PASSWORD,
  type Platform,
  SampleAppInstance,
  type Settings,
} from './support/sample-app-instance.js';
import { TemporaryFolder } from './support/temporary-folder.js';

const OLD = randomBytes(32).toString('base64url');
const NEW = randomBytes(32).toString('base64url');
const demo = { name: 'demo', password: DEMO_PASSWORD };

describe.each<Platform>(['Express', 'Fastify'])('a rotation of SECRET_KEY on %s', (platform) => {
  const folder = new TemporaryFolder();
  let app: SampleAppInstance;

  afterEach(() => app?.close());
  afterAll(() => folder.remove());

  const restart = async (keys: Pick<Settings, 'SECRET_KEY' | 'SECRET_KEY_FALLBACKS'>) => {
    await app?.close();
    app = await SampleAppInstance.start(platform, { DATA_DIR: folder.path, ...keys });
  };
  const statusOf = async (path: string, headers: Record<string, string> = {}) =>
    (await app.fetch(path, { headers })).status;

  it('leaves people signed in, and ends with the old key what was not used since', async () => {
    await restart({ SECRET_KEY: OLD });
    const { accessToken } = (await (await app.post('/auth/token', demo)).json()) as {
      accessToken: string;
    };
    const token = { Authorization: `Bearer ${accessToken}` };
    const idle = { Cookie: cookieOf(await app.post('/auth/session', demo)) };
    const active = { Cookie: cookieOf(await app.post('/auth/session', demo)) };
    const made = await app.post('/downloads', {}, token);
    const { url } = (await made.json()) as { url: string };

    // First deployment: the new key is accepted, the old one still signs.
    await restart({ SECRET_KEY: OLD, SECRET_KEY_FALLBACKS: NEW });
    for (const who of [token, idle, active]) expect(await statusOf('/auth/me', who)).toBe(200);

    // Second: the new key signs. Whoever comes gets a cookie of the new key.
    await restart({ SECRET_KEY: NEW, SECRET_KEY_FALLBACKS: OLD });
    for (const who of [token, idle, active]) expect(await statusOf('/auth/me', who)).toBe(200);
    expect(await statusOf(url)).toBe(200);
    const renewed = mergeCookies(
      active.Cookie,
      cookieOf(await app.fetch('/auth/me', { headers: active })),
    );

    // Third: the old key is gone.
    await restart({ SECRET_KEY: NEW });
    expect(await statusOf('/auth/me', { Cookie: renewed })).toBe(200);
    for (const who of [token, idle]) expect(await statusOf('/auth/me', who)).toBe(401);
    expect(await statusOf(url)).toBe(403);
  }, 240_000);
});

/** As a browser does: a cookie that is set again takes the place of the one before. */
function mergeCookies(...cookies: string[]): string {
  const pairs = cookies.flatMap((cookie) => cookie.split('; ').filter(Boolean));
  const byName = new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair]));
  return [...byName.values()].join('; ');
}
