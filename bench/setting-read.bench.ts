import 'reflect-metadata';
import { ProductionConfig } from 'nestjs-production-readiness';
import { median } from './median.js';

const ROUNDS = 41;
const READS = 2_000_000;
const GATE = 1.2;

const SECRET_KEY = 'Zs4Q0mXw7rB2uHnE9yKcT6vLdP1jGfA8oRiW3xYbN5k';

/** One object as in an application, reached through an array so that no optimiser takes the read out of the loop. */
const config = ProductionConfig.load({ SECRET_KEY });
const configs = [config, config];
const object = { SECRET_KEY, PAGE_SIZE: 50 };
const plain = [object, object];

interface Settings {
  readonly SECRET_KEY: string;
  readonly PAGE_SIZE: number;
}

// One function for each kind of object: sharing one would make its reads polymorphic.
const readers = {
  'PAGE_SIZE of a plain object': reader(plain, 'settings.PAGE_SIZE'),
  'PAGE_SIZE of the configuration': reader(configs, 'settings.PAGE_SIZE'),
  'SECRET_KEY of a plain object': reader(plain, 'settings.SECRET_KEY.length'),
  'SECRET_KEY of the configuration': reader(configs, 'settings.SECRET_KEY.length'),
};

function reader(objects: readonly Settings[], read: string): () => number {
  const body = `
    let sum = 0;
    for (let i = 0; i < ${READS}; i++) { const settings = objects[i & 1]; sum += ${read}; }
    return sum;`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- each reader needs code of its own
  const run = new Function('objects', body) as (objects: readonly Settings[]) => number;
  return () => run(objects);
}

const times = new Map<string, number[]>();
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, read] of Object.entries(readers)) {
    const start = performance.now();
    read();
    times.set(name, [...(times.get(name) ?? []), performance.now() - start]);
  }
}

const nanoseconds = (name: string) => (median(times.get(name) ?? []) / READS) * 1e6;
console.log(`reading a setting, medians of ${ROUNDS} interleaved rounds of ${READS} reads`);
for (const setting of ['PAGE_SIZE', 'SECRET_KEY']) {
  const ours = nanoseconds(`${setting} of the configuration`);
  const peer = nanoseconds(`${setting} of a plain object`);
  const ratio = ours / peer;
  console.log(
    `  ${setting.padEnd(10)}  ${ours.toFixed(2)} ns, plain ${peer.toFixed(2)} ns, ratio ${ratio.toFixed(2)}, gate ${GATE}`,
  );
  if (ratio > GATE) process.exitCode = 1;
}
