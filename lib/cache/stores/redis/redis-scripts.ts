import { RedisScript } from './redis-script.js';

// KEYS of all: entry, generation, lease. Each script is atomic, and its keys are on one node.

/** The generation of the bucket, made from ARGV[1] if there is none. */
const GENERATION = `
local generation = redis.call('GET', KEYS[2])
if not generation then
  generation = ARGV[1]
  redis.call('SET', KEYS[2], generation)
end`;

/** Writes ARGV[4] for ARGV[5] milliseconds. */
const WRITE = `
if ARGV[5] == '0' then redis.call('SET', KEYS[1], generation .. ARGV[4])
else redis.call('SET', KEYS[1], generation .. ARGV[4], 'PX', ARGV[5]) end`;

/** Tells the channel ARGV[2] the message ARGV[3]. */
const TELL = `redis.call('PUBLISH', ARGV[2], ARGV[3])`;

/** ARGV: new generation, channel, message, entry, ttl. */
export const SET = new RedisScript(`${GENERATION}
${WRITE}
redis.call('DEL', KEYS[3])
${TELL}
return 1`);

/** ARGV: -, channel, message. */
export const DELETE = new RedisScript(`
redis.call('DEL', KEYS[1], KEYS[3])
${TELL}
return 1`);

/** A lease is bound to the generation: a clear ends it. ARGV: new generation, -, -, token, duration. */
export const ACQUIRE = new RedisScript(`${GENERATION}
local held = redis.call('GET', KEYS[3])
if held and string.sub(held, 1, #generation) == generation then return 0 end
redis.call('SET', KEYS[3], generation .. ARGV[4], 'PX', ARGV[5])
return 1`);

const IS_HELD = (token: string) => `
local generation = redis.call('GET', KEYS[2])
if not generation or redis.call('GET', KEYS[3]) ~= generation .. ${token} then return 0 end`;

/** ARGV: -, -, -, token, duration. */
export const RENEW = new RedisScript(`${IS_HELD('ARGV[4]')}
redis.call('PEXPIRE', KEYS[3], ARGV[5])
return 1`);

/** ARGV: -, channel, message, entry, ttl, token. */
export const COMMIT = new RedisScript(`${IS_HELD('ARGV[6]')}
${WRITE}
redis.call('DEL', KEYS[3])
${TELL}
return 1`);

/** ARGV: -, channel, message, token. */
export const RELEASE = new RedisScript(`${IS_HELD('ARGV[4]')}
redis.call('DEL', KEYS[3])
${TELL}
return 1`);
