export { startSharedServers as default } from './servers/shared-servers.mjs';
