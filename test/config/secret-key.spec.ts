import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { ProductionConfig, SecretSetting } from 'nestjs-production-readiness';
import { environment, OLD_KEY, OLDER_KEY, refusal, SECRET_KEY } from '../support/environment.js';

const GOOD = 'k'.repeat(16);

describe('SECRET_KEY', () => {
  it.each([
    ['empty', '', 'is set, but empty', 'compose files'],
    [
      'blank',
      ' '.repeat(40),
      'holds nothing but white space',
      'set SECRET_KEY to the secret itself',
    ],
    ['tabs', '\t'.repeat(40), 'holds nothing but white space', 'the secret itself'],
    ['a blank before it', ` ${SECRET_KEY}`, 'begins or ends with white space', 'remove it'],
    ['a blank after it', `${SECRET_KEY} `, 'begins or ends with white space', 'remove it'],
    ['a line break after it', `${SECRET_KEY}\n`, 'begins or ends with white space', 'line break'],
    ['CRLF after it', `${SECRET_KEY}\r\n`, 'begins or ends with white space', 'line break'],
    ['a no-break space after it', `${SECRET_KEY}\u00a0`, 'begins or ends with white space', ''],
    ['a byte order mark', `\uFEFF${SECRET_KEY}`, 'begins or ends with white space', ''],
    ['a line break inside', `${GOOD}\n${GOOD}`, '(U+000A)', 'make a new one'],
    ['a tab inside', `${GOOD}\t${GOOD}`, '(U+0009)', 'make a new one'],
    ['NUL inside', `${GOOD}\0${GOOD}`, '(U+0000)', 'make a new one'],
    ['a C1 control inside', `${GOOD}\u0085${GOOD}`, '(U+0085)', 'make a new one'],
    ['a zero-width space', `${GOOD}\u200b${GOOD}`, '(U+200B)', 'make a new one'],
    ['what broken decoding leaves', `${GOOD}\ufffd${GOOD}`, '(U+FFFD)', 'make a new one'],
    ['double quotes', `"${SECRET_KEY}"`, 'is wrapped in quotation marks', 'docker --env-file'],
    ['single quotes', `'${SECRET_KEY}'`, 'is wrapped in quotation marks', 'docker --env-file'],
    [
      'an unexpanded name',
      '$SECRET_KEY_OF_THE_PRODUCTION_SYSTEM',
      'nothing has expanded',
      'let the',
    ],
    ['an unexpanded reference', '${SECRET_KEY}', 'nothing has expanded', 'let the shell'],
    [
      'the path of a file',
      import.meta.filename,
      'is the path of an existing file',
      'SECRET_KEY_FILE',
    ],
    ['31 bytes', 'x'.repeat(31), 'must be at least 32 bytes long, got 31', 'openssl rand'],
    ['a word', 'hunter2', 'must be at least 32 bytes long, got 7', 'openssl rand'],
    ['1 MB', 'x'.repeat(1_000_000), 'must be at most 4096 bytes long', 'the secret itself'],
    [
      'a development key',
      `insecure-${SECRET_KEY}`,
      'made for development or tests',
      'openssl rand',
    ],
  ])('is refused as %s, with a hint of its own', (_, key, found, hint) => {
    const { problems, message } = refusal({ SECRET_KEY: key });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ setting: 'SECRET_KEY' });
    expect(problems[0]?.found).toContain(found);
    expect(problems[0]?.hint).toContain(hint);
    if (key.trim() !== '') expect(message).not.toContain(key.trim());
  });

  it('is refused when it is missing, with two ways to make one', () => {
    const [problem] = refusal({}).problems;
    expect(problem).toMatchObject({ code: 'missing', found: 'is missing' });
    expect(problem?.hint).toContain('openssl rand -base64 32');
    expect(problem?.hint).toContain('npx nestjs-production-readiness secret');
    expect(problem?.hint).toContain('SECRET_KEY_FILE');
  });

  it.each([
    ['shell and dotenv characters', `a$b#c=d,e\\f$\{g}${SECRET_KEY}`],
    ['letters beyond ASCII, not normalised', `e\u0301-é-ß-鍵${SECRET_KEY}`],
    ['a reference as a part', `$HOME-${SECRET_KEY}`],
    ['quotes as a part', `"${SECRET_KEY}`],
    ['exactly 32 bytes', SECRET_KEY.slice(0, 32)],
    ['32 bytes in fewer characters', '鍵錠é門Ж戸壁Ω窓床瓦柱'],
    ['inner blanks', `q7 hG ${SECRET_KEY}`],
  ])('keeps %s as they are', (_, key) => {
    expect(ProductionConfig.load({ SECRET_KEY: key }).SECRET_KEY).toBe(key);
  });
});

describe('a secret in the source', () => {
  it('is held to the same rules', () => {
    class HardCoded extends ProductionConfig {
      override SECRET_KEY = 'hard-coded';

      @SecretSetting()
      STRIPE_KEY = ' ';
    }
    const { problems, message } = refusal({}, HardCoded);
    expect(problems.map(({ setting, code, origin }) => [setting, code, origin])).toEqual([
      ['SECRET_KEY', 'too-short', 'the default'],
      ['STRIPE_KEY', 'blank', 'the default'],
    ]);
    expect(message).not.toContain('hard-coded');
  });
});

describe('the secret of a third party', () => {
  class Vendor extends ProductionConfig {
    @SecretSetting()
    DB_PASSWORD!: string;

    @SecretSetting({ multiline: true, optional: true })
    VENDOR_PEM?: string;
  }
  const load = (variables: Record<string, string>) => Vendor.load(environment(variables));

  it.each(['$ecret', 'package.json', 'x'])('may be %j, which nobody can choose', (password) => {
    expect(load({ DB_PASSWORD: password }).DB_PASSWORD).toBe(password);
  });

  it('may have lines, and a line break at its end', () => {
    const pem = '-----BEGIN KEY-----\nabc\n-----END KEY-----\n';
    expect(load({ DB_PASSWORD: 'x', VENDOR_PEM: pem }).VENDOR_PEM).toBe(pem);
  });
});

describe('SECRET_KEY_FALLBACKS', () => {
  const [OLD, OLDER] = [OLD_KEY, OLDER_KEY];
  const load = (list: string) => ProductionConfig.load(environment({ SECRET_KEY_FALLBACKS: list }));

  it.each(['', ' ', ' \n '])('means no earlier key for %j', (list) => {
    expect(load(list).SECRET_KEY_FALLBACKS).toBeUndefined();
  });

  it.each([`${OLD},${OLDER}`, `${OLD}\n${OLDER}`, `${OLD}\r\n${OLDER}`, OLD])(
    'accepts a list of keys',
    (list) => {
      expect(load(list).SECRET_KEY_FALLBACKS).toBe(list);
    },
  );

  it.each([
    [',', 'item 1 is empty'],
    [`${OLD},`, 'item 2 is empty'],
    [`,${OLD}`, 'item 1 is empty'],
    [`${OLD},,${OLDER}`, 'item 2 is empty'],
    [`${OLD},${OLD}`, 'item 2 is in the list twice'],
    [`${OLD},${SECRET_KEY}`, 'item 2 is the same as SECRET_KEY'],
    [`${OLD},short`, 'item 2 must be at least 32 bytes long, got 5'],
    [`${OLD}, ${OLDER}`, 'item 2 begins or ends with white space'],
    ['changeme', 'item 1 must be at least 32 bytes long'],
    [`${OLD},${'0123456789abcdef'.repeat(4)}`, 'item 2 repeats itself'],
    [`CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET,${OLD}`, 'item 1 is a published key'],
    [`${OLD},base64:?`, 'item 2 begins with base64: but'],
  ])('refuses a list in which one key would weaken all', (list, found) => {
    const { problems, message } = refusal(environment({ SECRET_KEY_FALLBACKS: list }));
    expect(problems[0]?.found).toContain(found);
    expect(message).not.toContain(OLD);
    expect(message).not.toContain(SECRET_KEY);
  });
});

describe('a list of earlier keys', () => {
  const keys = (count: number) =>
    Array.from({ length: count }, () => randomBytes(32).toString('base64url')).join();

  it('has four at most', () => {
    expect(
      ProductionConfig.load(environment({ SECRET_KEY_FALLBACKS: keys(4) })).SECRET_KEY_FALLBACKS,
    ).toHaveLength(4 * 44 - 1);
    const [problem] = refusal(environment({ SECRET_KEY_FALLBACKS: keys(5) })).problems;
    expect(problem).toMatchObject({
      code: 'too-many-fallbacks',
      found: 'holds 5 keys, and at most 4 are taken',
    });
  });
});

describe('what looks weak in a key that is accepted', () => {
  const UUID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  const notes = (env: Record<string, string>) =>
    ProductionConfig.loadWith(ProductionConfig, { env }).notes;

  it('is one note with a code, for the log of the boot', () => {
    expect(notes(environment())).toEqual([]);
    expect(notes({ SECRET_KEY: UUID })).toEqual([
      'SECRET_KEY is a random UUID: 122 bits, where 128 are asked for (OWASP ASVS 5.0, 11.5.1); make a new one:  openssl rand -base64 32 (uuid-v4)',
    ]);
    expect(notes(environment({ SECRET_KEY_FALLBACKS: `${OLD_KEY},${UUID}` }))).toEqual([
      expect.stringMatching(/^SECRET_KEY_FALLBACKS item 2 is a random UUID.*\(uuid-v4\)$/),
    ]);
  });

  it('names the variable that has the same value, as a whole or as a part', () => {
    const shared = notes(
      environment({ JWT_SECRET: SECRET_KEY, REDIS_URL: `redis://:${SECRET_KEY}@h` }),
    );
    expect(shared).toEqual([
      expect.stringMatching(/^SECRET_KEY is in JWT_SECRET too.*\(shared-value\)$/),
      expect.stringMatching(/^SECRET_KEY is in REDIS_URL too.*\(shared-value\)$/),
    ]);
  });

  it('stands in the report when something else stops the boot', () => {
    const { message } = refusal({ SECRET_KEY: UUID, PAGE_SIZE: 'abc' });
    expect(message).toContain('(uuid-v4)');
    expect(message).not.toContain(UUID);
  });
});
