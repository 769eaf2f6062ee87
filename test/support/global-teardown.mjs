export { stopSharedServers as default } from './servers/shared-servers.mjs';
