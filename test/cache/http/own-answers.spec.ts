import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type ArgumentsHost,
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  Injectable,
  NotFoundException,
  UseFilters,
  UseInterceptors,
} from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { SafeCacheInterceptor } from 'nestjs-production-readiness';
import { PLATFORMS, startApp, type StartedApp } from './start-app.js';

class RowNotFound extends Error {}

let isGone = false;

@Injectable()
class RowsInterceptor extends SafeCacheInterceptor {
  protected override isAnswer(error: unknown): boolean {
    return error instanceof RowNotFound || super.isAnswer(error);
  }
}

@Catch(RowNotFound)
class RowsFilter extends BaseExceptionFilter implements ExceptionFilter {
  override catch(_: RowNotFound, host: ArgumentsHost): void {
    super.catch(new NotFoundException(), host);
  }
}

@Controller()
@UseFilters(RowsFilter)
class RowsController {
  @Get('told')
  @UseInterceptors(RowsInterceptor)
  told() {
    return this.row();
  }

  @Get('untold')
  @UseInterceptors(SafeCacheInterceptor)
  untold() {
    return this.row();
  }

  private row() {
    if (isGone) throw new RowNotFound();
    return { id: 1 };
  }
}

describe.each(PLATFORMS)(
  'Within grace on %s, an error that a filter turns into a 404',
  (_, adapter) => {
    let started: StartedApp;

    const statusOnceGone = async (path: string) => {
      isGone = false;
      const cache = { ttl: 1000, grace: 60_000 };
      started = await startApp({ adapter, controllers: [RowsController], cache });
      await started.get(path).expect(200);
      isGone = true;
      started.advance(1001);
      return (await started.get(path)).status;
    };

    afterEach(() => started.app.close());

    it('is the answer where a subclass says so', async () => {
      expect(await statusOnceGone('/told')).toBe(404);
    });

    it('is else an outage, for which the older answer stands in', async () => {
      expect(await statusOnceGone('/untold')).toBe(200);
    });
  },
);
