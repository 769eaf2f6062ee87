import type { INestApplication, ModuleMetadata } from '@nestjs/common';
import { PaginationModule, SigningModule } from 'nestjs-production-readiness';
import { SECRET_KEY } from '../support/environment.js';
import { type PlatformName, startApplication } from './start-application.js';

type Given = Parameters<typeof PaginationModule.forRoot>[0] & {
  fallbacks?: string[];
  current?: string;
};

/** An application whose pages have cursors. */
export function startPaginated(
  controllers: ModuleMetadata['controllers'],
  platform?: PlatformName,
  { current = SECRET_KEY, fallbacks, ...options }: Given = {},
  configure?: (app: INestApplication) => void,
): Promise<INestApplication> {
  const imports = [
    PaginationModule.forRoot(options),
    SigningModule.forRoot({ current, fallbacks }),
  ];
  return startApplication({ imports, controllers }, platform, configure);
}
