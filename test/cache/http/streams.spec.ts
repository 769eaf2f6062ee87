import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { SafeCacheInterceptor } from 'nestjs-production-readiness';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

class Rows {
  async *[Symbol.asyncIterator]() {
    yield* await Promise.resolve(['one\n', 'two\n']);
  }
}

let calls = 0;
let hold: Promise<void> = Promise.resolve();

@Controller()
@UseInterceptors(SafeCacheInterceptor)
class StreamsController {
  @Get('generator')
  generator() {
    return this.held(() => new Rows()[Symbol.asyncIterator]());
  }

  @Get('iterable')
  iterable() {
    return this.held(() => new Rows());
  }

  @Get('response')
  response() {
    return this.held(() => new Response('one\ntwo\n'));
  }

  private async held<T>(body: () => T): Promise<T> {
    calls++;
    await hold;
    return body();
  }
}

describe.each(PLATFORMS)('On %s, what Nest streams', (_, adapter) => {
  let started: StartedApp;

  afterEach(() => started.app.close());

  it.each(['/generator', '/iterable', '/response'])(
    'is neither shared with those who ask together nor kept: %s',
    async (path) => {
      calls = 0;
      const { opened, open } = gate();
      hold = opened;
      started = await startApp({ adapter, controllers: [StreamsController] });
      const ask = () => started.get(path).then((answer) => String(answer.text ?? answer.body));
      const asked = Array.from({ length: 3 }, ask);
      await eventually(() => expect(started.cache.statistics.figures().coalesced).toBe(2));
      open();
      expect([...(await Promise.all(asked)), await ask()]).toEqual(Array(4).fill('one\ntwo\n'));
      expect(calls).toBe(4);
    },
  );
});
