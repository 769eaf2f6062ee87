import { describe, expect, it } from '@jest/globals';
import { resolveEnvironment } from '../../lib/config/resolve-environment.js';

describe('a function that gives the variables', () => {
  it('is waited for no longer than the limit', async () => {
    const never = () => new Promise<never>(() => undefined);
    await expect(resolveEnvironment(never, 20)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      problems: [{ setting: 'env', found: 'had given no variables after 0.02 seconds' }],
    });
  });
});
