import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FixtureProject } from './fixture-project.js';

const accepted = {
  'package.json': '{ "exports": { ".": "./dist/lib/index.js" } }',
  'lib/index.ts': "export { a } from './config/a.js';",
  'lib/config/a.ts': "import '../foundation/a.js'; export const a = 1;",
  'lib/foundation/a.ts': "import { Logger } from '@nestjs/common';",
  'sample-app/src/main.ts': "import 'nestjs-production-readiness'; import './a.js';",
  'test/config/a.spec.ts': "import '../../lib/config/a.js';",
};

const refused = {
  'lib/foundation/up.ts': "import type { A } from '../config/a.js';",
  'lib/cache/aside.ts': "const a = await import('../signing/a.js');",
  'lib/config/root.ts': "type A = import('../index.js').A;",
  'lib/testing.ts': "import './testing/index.js';",
  'lib/health/new.ts': "import '../cache/aside.js';",
  'lib/cli/out.ts': "import '../../test/a.js';",
  'lib/cli/self.ts': "import 'nestjs-production-readiness';",
  'sample-app/src/inside.ts': "import '../../lib/index.js';",
  'bench/tests.ts': "import '../test/support/a.js';",
  'lib/cache/star.ts': "export * from './aside.js';",
  'lib/config/index.ts': '',
  'lib/cache/utils/deep/a.ts': '',
  'lib/signing/x.ts': "import type { Y } from './y.js';",
  'lib/signing/y.ts': "import type { X } from './x.js';",
};

describe('tools/folder-directions.mjs', () => {
  let project: FixtureProject;
  beforeEach(() => {
    project = new FixtureProject();
  });
  afterEach(() => project.remove());

  it('accepts a tree that keeps to the table', () => {
    project.write(accepted);

    expect(project.run('folder-directions.mjs')).toEqual({ status: 0, problems: [] });
  });

  it('names file, line and rule of everything that does not', () => {
    project.write({ ...accepted, ...refused });

    const { status, problems } = project.run('folder-directions.mjs');

    expect(status).toBe(1);
    expect(problems).toEqual([
      "bench/tests.ts:1: imports '../test/support/a.js': bench may import only lib, sample-app, bench",
      "lib/cache/aside.ts:1: imports '../signing/a.js': cache may import only foundation, not signing",
      'lib/cache/star.ts:1: export the names one by one, not *',
      'lib/cache/utils: names no idea; put each file where it is used',
      "lib/cli/out.ts:1: imports '../../test/a.js': lib may not leave lib",
      "lib/cli/self.ts:1: imports 'nestjs-production-readiness': lib imports its own files by relative path",
      'lib/config/index.ts: index.ts stands only at an entry point',
      "lib/config/root.ts:1: imports '../index.js': config may import only foundation, signing, not root",
      "lib/foundation/up.ts:1: imports '../config/a.js': foundation may import nothing of lib, not config",
      "lib/health/new.ts:1: imports '../cache/aside.js': lib/health has no row in MAY_IMPORT of tools/folder-directions.mjs",
      'lib/signing/x.ts: imports itself: lib/signing/x.ts -> lib/signing/y.ts -> lib/signing/x.ts',
      "lib/testing.ts:1: imports './testing/index.js': root may import only foundation, config, signing, cache, pagination, not testing",
      "sample-app/src/inside.ts:1: imports '../../lib/index.js': the sample application says 'nestjs-production-readiness'",
    ]);
  });
});
