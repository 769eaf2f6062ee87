import { type AnyClass, ClassRules, isClass } from './class-rules.js';
import { setOwn } from './copy-of.js';
import { keepBuiltIn, type ValueWalk } from './keep-built-in.js';
import type { KeepOptions } from './keep-options.js';
import { KeptValue, Trait } from './kept-value.js';
import { Refusal } from './refusal.js';

/** Deeper than any data that people mean; what refers to itself has no end. */
const DEEPEST = 500;
const OBJECT_BYTES = 48;
const SLOT_BYTES = 12;
const TEXT_BYTES = 24;
/** Between the one byte of Latin letters and the two of others. */
const CHARACTER_BYTES = 1.5;

/** One walk through a value: copies what is data, refuses the rest, and notes what is worth knowing of it. */
export class Keeping implements ValueWalk {
  readonly #options: KeepOptions;
  #bytes = 0;
  #objects = 0;
  #isPlain = true;
  #isJson = true;

  constructor(options: KeepOptions) {
    this.#options = options;
  }

  /** What was found in the walk whose result is `data`. */
  finish(data: unknown): KeptValue {
    const isFlat = this.#objects === 1 && this.#isPlain && !Array.isArray(data);
    const traits =
      (isFlat ? Trait.flat : 0) |
      (this.#isPlain ? Trait.shareable : 0) |
      (this.#isJson ? Trait.json : 0);
    return new KeptValue(data, this.#bytes, traits);
  }

  /** `isTyped`: it will be made an instance of its class again. */
  keep(value: unknown, depth: number, isTyped: boolean): unknown {
    if (typeof value === 'object' && value !== null) return this.#keepObject(value, depth, isTyped);
    this.#notePrimitive(value);
    return value;
  }

  keepAll(values: Iterable<unknown>, depth: number, isTyped: boolean): unknown[] {
    const kept: unknown[] = [];
    for (const value of values) {
      try {
        kept.push(this.keep(value, depth + 1, isTyped));
      } catch (error) {
        throw error instanceof Refusal ? error.from(kept.length) : error;
      }
    }
    return kept;
  }

  /** Notes bytes outside of JSON, which are copied for each caller. */
  noteBuiltIn(bytes: number): void {
    this.#isPlain = false;
    this.#isJson = false;
    this.#note(bytes);
  }

  #notePrimitive(value: unknown): void {
    switch (typeof value) {
      case 'string':
        return this.#note(TEXT_BYTES + value.length * CHARACTER_BYTES);
      case 'number':
        // NaN, Infinity and -0 are not in JSON.
        if (!Number.isFinite(value) || Object.is(value, -0)) this.#isJson = false;
        return;
      case 'bigint':
      case 'undefined':
        this.#isJson = false;
        return;
      case 'function':
      case 'symbol':
        throw new Refusal(`a ${typeof value}`);
    }
  }

  #note(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#options.maxBytes) {
      throw new Refusal(
        `beyond the ${this.#options.maxBytes} bytes that one value may have`,
        'CACHE_VALUE_TOO_LARGE',
      );
    }
  }

  #keepObject(value: object, depth: number, isTyped: boolean): unknown {
    if (depth > DEEPEST) throw new Refusal(`nested more than ${DEEPEST} deep, or inside itself`);
    this.#objects++;
    this.#note(OBJECT_BYTES);
    if (Array.isArray(value)) {
      this.#note(SLOT_BYTES * value.length);
      return this.keepAll(value, depth, isTyped);
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    const isPlain = prototype === Object.prototype || prototype === null;
    return isPlain ? this.#keepProperties(value, depth) : this.#keepInstance(value, depth, isTyped);
  }

  #keepInstance(value: object, depth: number, isTyped: boolean): unknown {
    // The prototype of another realm's plain objects.
    if (Object.getPrototypeOf(Object.getPrototypeOf(value)) === null) {
      return this.#keepProperties(value, depth);
    }
    const builtIn = keepBuiltIn(value, depth, isTyped, this);
    if (builtIn !== undefined) return builtIn;
    const Class: unknown = value.constructor;
    if (!isClass(Class)) return this.#keepProperties(value, depth);
    const { rules, type } = this.#options;
    if (!isTyped && rules.hides(Class)) {
      throw new Refusal(
        `an instance of ${Class.name}, which has @Exclude or @Expose`,
        'CACHE_VALUE_NEEDS_TYPE',
      );
    }
    if (Class !== type && 'toJSON' in value && typeof value.toJSON === 'function') {
      const json: unknown = Reflect.apply(value.toJSON, value, []);
      return this.keep(json, depth + 1, isTyped);
    }
    return this.#keepProperties(value, depth, isTyped ? Class : undefined);
  }

  #keepProperties(source: object, depth: number, Class?: AnyClass): object {
    const copy: Record<string, unknown> = { ...source };
    let name = '';
    try {
      for (name in copy) {
        const value = copy[name];
        this.#bytes += SLOT_BYTES;
        if (typeof value === 'object' && value !== null) {
          const isTyped = Class !== undefined && ClassRules.typeOf(Class, name, copy) !== undefined;
          setOwn(copy, name, this.#keepObject(value, depth + 1, isTyped));
        } else this.#notePrimitive(value);
      }
    } catch (error) {
      throw error instanceof Refusal ? error.from(name) : error;
    }
    return copy;
  }
}
