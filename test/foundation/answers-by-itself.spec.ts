import { describe, expect, it } from '@jest/globals';
import { createParamDecorator, Get, Next, Render, Res, Sse } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { answersByItself } from '../../lib/foundation/answers-by-itself.js';

class Controller {
  @Get() plain() {}
  @Get() response(@Res() response: unknown) {
    return response;
  }
  @Get() passthrough(@Res({ passthrough: true }) response: unknown) {
    return response;
  }
  @Get() next(@Next() next: unknown) {
    return next;
  }
  @Sse() events() {}
  @Get() @Render('view') view() {}
}

const answers = (name: keyof Controller) => answersByItself(Controller, Controller.prototype[name]);

describe('answersByItself', () => {
  it('is true for @Res(), @Next(), @Sse() and @Render()', () => {
    expect((['response', 'next', 'events', 'view'] as const).map(answers)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('is true for @Res() also where a decorator has put a function of another name around the method', () => {
    class Wrapped {
      @Get() response(@Res() response: unknown) {
        return response;
      }
    }
    const around = (response: unknown) => response;
    Wrapped.prototype.response = around;
    expect(answersByItself(Wrapped, around)).toBe(true);
  });

  it('is false for what Nest answers', () => {
    expect((['plain', 'passthrough'] as const).map(answers)).toEqual([false, false]);
  });

  it('is false for a parameter decorator of the application, whatever its random key begins with', () => {
    let keys: string[] = [];
    while (!keys.some((key) => /^[12][^\d:]/.test(key))) {
      class Custom {
        method(@(createParamDecorator(() => 1)()) value: unknown) {
          return value;
        }
      }
      keys = Object.keys(Reflect.getMetadata(ROUTE_ARGS_METADATA, Custom, 'method') as object);
      expect(answersByItself(Custom, Custom.prototype.method)).toBe(false);
    }
  });
});
