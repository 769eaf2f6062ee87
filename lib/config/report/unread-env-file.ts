import { readFileSync } from 'node:fs';

const NOTE =
  'There is a .env file here that nothing has read: import ConfigModule.forRoot(), or start node with --env-file.';

/** Says that ./.env sets one of the settings that the environment lacks. Looks at its names only. */
export function noteUnreadEnvFile(unset: readonly string[]): string[] {
  const names = new Set(namesIn('.env'));
  return unset.some((setting) => names.has(setting)) ? [NOTE] : [];
}

function namesIn(path: string): string[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.map((line) => line.split('=', 1)[0]?.replace('export ', '').trim() ?? '');
  } catch {
    return [];
  }
}
