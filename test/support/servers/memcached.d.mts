import type { RunningServer, ServerOptions } from './start-server.mjs';

export function startMemcached(options?: ServerOptions): Promise<RunningServer>;
