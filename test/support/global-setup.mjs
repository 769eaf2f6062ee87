import { buildOnce } from './build-once.mjs';
import { startSharedServers } from './servers/shared-servers.mjs';

export default async function globalSetup() {
  await Promise.all([buildOnce(), startSharedServers()]);
}
