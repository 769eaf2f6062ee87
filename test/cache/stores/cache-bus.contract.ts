import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { BusMessage } from '../../../lib/cache/stores/cache-bus.js';
import type { OpenedStore } from '../../../lib/cache/stores/opened-store.js';
import { eventually } from '../../support/eventually.js';
import type { Open } from './cache-store.contract.js';
import { reachNodes } from './reach-nodes.js';

const sorted = (messages: readonly BusMessage[]) =>
  messages.map((message) => JSON.stringify(message)).sort();

/** What every bus does; `cut` breaks the connections of all subscribers once. */
export function describeCacheBus(name: string, open: Open, cut: () => Promise<void>): void {
  describe(`${name} as a bus`, () => {
    const opened: OpenedStore[] = [];
    const heard: BusMessage[] = [];
    let state: string[];
    let own: OpenedStore;
    let other: OpenedStore;

    async function instance(namespace: string): Promise<OpenedStore> {
      const made = await open(namespace);
      opened.push(made);
      await made.store.connect();
      await reachNodes(made.store);
      return made;
    }

    beforeEach(async () => {
      const namespace = `test-${randomUUID()}`;
      own = await instance(namespace);
      other = await instance(namespace);
      heard.length = 0;
      state = [];
      own.bus?.listen({
        received: (message) => heard.push(message),
        joined: () => state.push('joined'),
        left: () => state.push('left'),
      });
      await eventually(() => expect(state).toEqual(['joined']));
    });

    afterEach(async () => {
      for (const { store, bus } of opened.splice(0)) {
        await bus?.close();
        await store.close();
      }
    });

    it('tells what another instance writes, deletes, loads and clears', async () => {
      const key = 'a "key" żółć';
      await other.store.set(key, 'entry', 60_000);
      await other.store.delete(key);
      await other.lease?.acquire(key, 'token', 5_000);
      await other.lease?.commit(key, 'token', 'entry', 60_000);
      await other.lease?.acquire('b', 'token', 5_000);
      await other.lease?.release('b', 'token');
      await other.store.clear(other.store.nodeOf(key));
      // What happens on different nodes of a cluster is told in any order, and a clear by each of them.
      const told = () => {
        const [first] = heard.filter(({ kind }) => kind === 'cleared');
        return heard.filter((message) => message.kind !== 'cleared' || message === first);
      };
      await eventually(() =>
        expect(sorted(told())).toEqual(
          sorted([
            { kind: 'changed', key },
            { kind: 'changed', key },
            { kind: 'loaded', key },
            { kind: 'loaded', key: 'b' },
            { kind: 'cleared' },
          ]),
        ),
      );
    });

    it('does not tell what the instance did itself', async () => {
      await own.store.set('own', 'entry', 60_000);
      await own.store.clear(own.store.nodeOf('own'));
      await other.store.delete('last');
      await eventually(() => expect(heard).toEqual([{ kind: 'changed', key: 'last' }]));
    });

    it('says that it was cut, and joins again', async () => {
      await cut();
      // Of a cluster one node after the other is cut.
      await eventually(() => {
        expect(state.slice(0, 3)).toEqual(['joined', 'left', 'joined']);
        expect(state.at(-1)).toBe('joined');
      });
      await eventually(async () => {
        await other.store.delete('key');
        expect(heard.at(-1)).toEqual({ kind: 'changed', key: 'key' });
      });
    });
  });
}
