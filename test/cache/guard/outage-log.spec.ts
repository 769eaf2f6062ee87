import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { OutageLog } from '../../../lib/cache/guard/outage-log.js';
import { eventually } from '../../support/eventually.js';
import { quietLogger } from '../../support/quiet-logger.js';

describe('the log of outages', () => {
  let told: string[];
  let log: OutageLog;

  beforeEach(() => {
    told = [];
    const tell = (message: unknown) => void told.push(String(message));
    Logger.overrideLogger({ ...quietLogger, log: tell, warn: tell });
    log = new OutageLog();
    log.lost('node', 'first');
    log.back('node');
    log.lost('node', 'second');
  });

  afterEach(() => {
    log.close();
    Logger.overrideLogger(true);
  });

  it('tells of a loss right after another once the pause is over', async () => {
    expect(told).toHaveLength(2);
    await eventually(() => expect(told.at(-1)).toContain('node is lost: second'));
    log.back('node');
    expect(told.at(-1)).toContain('node is back');
    expect(told).toHaveLength(4);
  });

  it('tells nothing of one that is over before the pause is', async () => {
    log.back('node');
    log.lost('node', 'third');
    await eventually(() => expect(told).toHaveLength(3));
    expect(told.at(-1)).toContain('third');
  });

  it('tells ever less often of one that is lost and back all the time', () => {
    jest.useFakeTimers();
    for (let second = 0; second < 300; second++) {
      log.lost('flapping', 'full');
      log.back('flapping');
      jest.advanceTimersByTime(1_000);
    }
    jest.useRealTimers();
    const losses = told.filter((line) => line.startsWith('flapping is lost'));
    expect(losses.length).toBeGreaterThan(6);
    expect(losses.length).toBeLessThan(15);
  });

  it('tells nothing once it is closed', () => {
    log.close();
    log.lost('other', 'closing');
    log.back('node');
    expect(told).toHaveLength(2);
  });

  it.each([
    [Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), '(ENOTFOUND)', 'the host'],
    [new Error('late', { cause: new Error('WRONGPASS hunter2') }), '(WRONGPASS)', 'the password'],
    [new Error('READONLY You cannot write'), '(READONLY)', 'name its primary'],
    [new Error('ERR unknown command'), '(ERR)', 'whether it has all commands'],
    [new (class SlowError extends Error {})('hunter2'), '(SlowError)', 'goes on without it.'],
  ])('tells the cause of %s, what to do, and no more of it', (error, cause, remedy) => {
    log.lost('other', 'it cannot be reached', error);
    expect(told.at(-1)).toContain(`other is lost: it cannot be reached ${cause}. The application`);
    expect(told.at(-1)).toContain(remedy);
    expect(told.at(-1)).not.toMatch(/hunter2|late|getaddrinfo|write/);
  });

  it.each([new Error('S3CRET is bad'), new Error('Hello'), 'SECRET', new AggregateError([])])(
    'tells nothing of %s, which has no code',
    (error) => {
      log.lost('other', 'it cannot be reached', error);
      expect(told.at(-1)).toContain('other is lost: it cannot be reached. The application');
    },
  );
});
