import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProductionConfig } from 'nestjs-production-readiness';
import { documentedSettings, type DocumentedSetting } from '../lib/cli/documented-settings.js';

const ROOT = join(import.meta.dirname, '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The row that the class asks for. */
function row({ name, kind, required, defaultValue, description }: DocumentedSetting): string {
  const names = kind === 'secret' || kind === 'url' ? `${name}, ${name}_FILE` : name;
  const initial =
    defaultValue === undefined ? 'none' : JSON.stringify(defaultValue).replaceAll('"', '');
  return `| ${names} | ${required ? 'required' : initial} | ${description} |`;
}

describe("README's table of variables", () => {
  it('says of every setting what the class says, and of no other', () => {
    const [, table = ''] =
      /\| variable \| default \| meaning \|\n\|---\|---\|---\|\n((?:\|.*\n)+)/.exec(readme) ?? [];
    expect(table.trim().split('\n')).toEqual(documentedSettings(ProductionConfig).map(row));
  });
});

describe("README's settings for Jest in CommonJS projects", () => {
  it('are those that a NestJS 11 project is tested with', () => {
    const tried = readFileSync(join(ROOT, 'tools/consumers/nest11-cjs/jest.config.js'), 'utf8');
    const [, settings = ''] =
      /\/\/ jest\.config\.js\nmodule\.exports = \{\n([\s\S]*?)\};\n```/.exec(readme) ?? [];
    expect(settings).not.toBe('');
    expect(tried).toContain(settings);
  });
});
