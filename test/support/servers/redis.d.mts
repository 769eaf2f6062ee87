import type { RunningServer, ServerOptions } from './start-server.mjs';

export function startRedis(options?: ServerOptions): Promise<RunningServer>;
