import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const TEMPLATES = 'node_modules/@nestjs/schematics/dist/lib/application/files';

/** A file of the application that `nest new` writes; `kind` is 'ts-esm' (its default) or 'ts' (CommonJS). */
export function nestTemplate(kind, file) {
  return readFileSync(join(TEMPLATES, kind, file), 'utf8')
    .replaceAll('<%= strict %>', 'true')
    .replaceAll('<%= specFileSuffix %>', 'spec');
}
