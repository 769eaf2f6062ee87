import { MissingClientError } from '../missing-client.error.js';

/** node-redis; throws MissingClientError. */
export async function loadRedis(): Promise<typeof import('redis')> {
  try {
    return await import('redis');
  } catch (error) {
    throw new MissingClientError('Redis', 'redis', error);
  }
}
