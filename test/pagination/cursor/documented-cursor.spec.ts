import { describe, expect, it } from '@jest/globals';
import { createDecipheriv, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { KeyRing, type CursorValue } from 'nestjs-production-readiness';
import { CursorCodec } from '../../../lib/pagination/cursor/cursor-codec.js';

const page = readFileSync('docs/keys.md', 'utf8');
const documented = /For this secret: `(?<secret>[^`]+)`/.exec(page)?.groups?.['secret'] ?? '';
const [, text = '', binding = '', cursor = ''] =
  /With the secret above, `(\[.*?\])` in the list `(\[.*\])` is `(\S+)`/.exec(page) ?? [];
const ring = new KeyRing({ current: documented });

describe('The cursor in docs/keys.md', () => {
  it('is what the library makes of its position and its list', () => {
    const [, ...values] = JSON.parse(text) as [number, ...CursorValue[]];
    const codec = new CursorCodec(ring.derive('pagination-cursor'));
    const position = { values, direction: 'forward', isInclusive: false } as const;
    expect(codec.seal(position, values.length, binding)).toBe(cursor);
    expect(codec.open(cursor, values.length, binding)).toEqual(position);
  });

  it('can be opened by what the page says, without the library', () => {
    const [{ key, kid }] = ring.derive('pagination-cursor');
    const sub = (label: string) => createHmac('sha256', key).update(`v1\0${label}`).digest();
    expect(cursor.slice(0, 9)).toBe(`1${kid}`);
    const sealed = Buffer.from(cursor.slice(9), 'base64url');
    const tag = sealed.subarray(0, 16);
    const plain = createDecipheriv('aes-256-ctr', sub('cipher'), tag).update(sealed.subarray(16));
    expect(plain.toString()).toBe(text);
    const mac = createHmac('sha256', sub('tag')).update(`${binding}\n`).update(plain).digest();
    expect(mac.subarray(0, 16)).toEqual(tag);
  });
});
