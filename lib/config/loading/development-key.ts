import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../../foundation/error-code.js';
import { INSECURE_MARK } from '../../signing/secret-key.rules.js';

const FOLDER = '.production-readiness';
const FILE = join(FOLDER, 'development-secret-key');
const OWNER_ONLY = 0o600;

/**
 * The key of this developer's machine, made once and kept beside the code in a folder that git ignores. It bears
 * a mark by which production refuses it.
 */
export function developmentKey(): Buffer {
  return readKey() ?? makeKey();
}

function readKey(): Buffer | undefined {
  try {
    return readFileSync(FILE);
  } catch {
    return undefined;
  }
}

/** Written aside and linked into place: of two processes that start together, both get the key of the first. */
function makeKey(): Buffer {
  const draft = `${FILE}.${process.pid}`;
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  writeFileSync(join(FOLDER, '.gitignore'), '*\n');
  const key = `${INSECURE_MARK}development-${randomBytes(32).toString('base64url')}`;
  writeFileSync(draft, key, { mode: OWNER_ONLY });
  try {
    linkSync(draft, FILE);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(FILE);
}
