import type { MetadataStorage } from 'class-transformer/types/MetadataStorage.js';
import { createRequire } from 'node:module';

/**
 * What the decorators of class-transformer have noted. It exports no way to them; this file of it has been there since 0.2.
 */
export const { defaultMetadataStorage: metadataStorage } = createRequire(import.meta.url)(
  'class-transformer/cjs/storage.js',
) as { defaultMetadataStorage: MetadataStorage };
