import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FixtureProject } from './fixture-project.js';

const manifest = {
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
  bin: { command: './dist/main.js' },
  dependencies: { 'lru-cache': '1' },
  peerDependencies: { '@nestjs/common': '1', redis: '1' },
  peerDependenciesMeta: { redis: { optional: true } },
};

const accepted = {
  'package.json': JSON.stringify(manifest),
  'dist/index.js': "export { a } from './a.js'; import 'lru-cache'; import 'node:fs';",
  'dist/a.js': "import '@nestjs/common/internal'; const load = () => import('redis');",
  'dist/index.d.ts': "export { a } from './a.js';",
  'dist/a.d.ts': "export declare const a: import('@nestjs/common').Type;",
  'dist/main.js': "import './index.js';",
};

const refused = {
  'dist/a.js': "import 'redis'; const load = () => import('undeclared');",
  'dist/a.d.ts': "/// <reference types='express' />\nexport type A = import('fastify/types').A;",
  'dist/main.js': "import './missing.js';",
};

describe('tools/entry-points.mjs', () => {
  let project: FixtureProject;
  beforeEach(() => {
    project = new FixtureProject();
  });
  afterEach(() => project.remove());

  it('accepts required packages, and import() of optional ones', () => {
    project.write(accepted);

    expect(project.run('entry-points.mjs')).toEqual({ status: 0, problems: [] });
  });

  it('names entry, file and package of everything else, in types too', () => {
    project.write({ ...accepted, ...refused });

    const undeclared = 'which package.json declares neither as dependency nor as peer';
    expect(project.run('entry-points.mjs')).toEqual({
      status: 1,
      problems: [
        `entry .: dist/a.d.ts:1 loads express, ${undeclared}`,
        `entry .: dist/a.d.ts:2 loads fastify, ${undeclared}`,
        'entry .: dist/a.js:1 loads redis, which is optional: load it with import() where it is used, or keep its types out',
        `entry .: dist/a.js:1 may load undeclared, ${undeclared}`,
        'entry bin command: dist/missing.js does not exist; build with "npm run prepack"',
      ],
    });
  });
});
