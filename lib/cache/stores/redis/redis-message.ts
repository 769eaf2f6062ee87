import type { BusMessage } from '../cache-bus.js';

/** A message as it goes over the channel: who sent it, and what happened. */
export function writeMessage(origin: string, message: BusMessage): string {
  return JSON.stringify([origin, message.kind, 'key' in message ? message.key : '']);
}

/** undefined for a message of one's own, and for one that nobody of ours has sent. */
export function readMessage(origin: string, text: string): BusMessage | undefined {
  const [from, kind, key] = parse(text);
  if (from === origin || typeof key !== 'string') return undefined;
  if (kind === 'cleared') return { kind };
  return kind === 'changed' || kind === 'loaded' ? { kind, key } : undefined;
}

function parse(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
