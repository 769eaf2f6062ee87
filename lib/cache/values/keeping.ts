import { type ClassRole, roleWithin } from './class-role.js';
import { isClass } from './class-rules.js';
import { setOwn } from './copy-of.js';
import { dataOf } from './data-of.js';
import { keepBuiltIn, type ValueWalk } from './keep-built-in.js';
import type { KeepOptions } from './keep-options.js';
import { KeptValue, Trait } from './kept-value.js';
import { Refusal } from './refusal.js';
import { bigIntBytes, nameBytes, OBJECT_BYTES, SLOT_BYTES, textBytes } from './value-bytes.js';

/** Deeper than any data that people mean; what refers to itself has no end. */
const DEEPEST = 500;

/** One walk through a value: copies what is data, refuses the rest, and notes what is worth knowing of it. */
export class Keeping implements ValueWalk {
  readonly #options: KeepOptions;
  #bytes = 0;
  #objects = 0;
  #isPlain = true;
  #isJson = true;
  #needsType = false;

  constructor(options: KeepOptions) {
    this.#options = options;
  }

  /** What was found in the walk whose result is `data`. */
  finish(data: unknown): KeptValue {
    const isFlat = this.#objects === 1 && this.#isPlain && isObject(data) && !Array.isArray(data);
    const traits =
      (isFlat ? Trait.flat : 0) |
      (this.#isPlain ? Trait.shareable : 0) |
      (this.#isJson ? Trait.json : 0) |
      (this.#needsType ? Trait.needsType : 0);
    return new KeptValue(data, this.#bytes, traits);
  }

  keep(value: unknown, depth: number, role: ClassRole | undefined): unknown {
    if (isObject(value)) return this.#keepObject(value, depth, role);
    this.#notePrimitive(value);
    return value;
  }

  keepAll(values: Iterable<unknown>, depth: number, role: ClassRole | undefined): unknown[] {
    const kept: unknown[] = [];
    for (const value of values) {
      try {
        kept.push(this.keep(value, depth + 1, role));
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
        return this.#note(textBytes(value));
      case 'number':
        // NaN, Infinity and -0 are not in JSON.
        if (!Number.isFinite(value) || Object.is(value, -0)) this.#isJson = false;
        return;
      case 'bigint':
        this.#note(bigIntBytes(value));
        this.#isJson = false;
        return;
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
    const { maxBytes } = this.#options;
    if (this.#bytes <= maxBytes) return;
    throw new Refusal(
      `beyond the ${maxBytes} bytes that one value may have`,
      'CACHE_VALUE_TOO_LARGE',
    );
  }

  #keepObject(value: object, depth: number, role: ClassRole | undefined): unknown {
    if (depth > DEEPEST) throw new Refusal(`nested more than ${DEEPEST} deep, or inside itself`);
    this.#objects++;
    this.#note(OBJECT_BYTES);
    if (Array.isArray(value)) {
      this.#note(SLOT_BYTES * value.length);
      return this.keepAll(value, depth, role);
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    // A prototype without one of its own is that of another realm's plain objects.
    if (!isObject(prototype) || Object.getPrototypeOf(prototype) === null) {
      return this.#keepProperties(value, depth, role);
    }
    const builtIn = keepBuiltIn(value, depth, role, this);
    return builtIn ?? this.#keepInstance(value, Reflect.get(prototype, 'constructor'), depth, role);
  }

  #keepInstance(value: object, Class: unknown, depth: number, role: ClassRole | undefined) {
    if (!isClass(Class)) return this.#keepProperties(value, depth, role);
    const own = { shown: role?.shown ?? Class, revived: role?.revived };
    this.#heedRules(own);
    if (Class !== own.revived && 'toJSON' in value && typeof value.toJSON === 'function') {
      const json: unknown = Reflect.apply(value.toJSON, value, []);
      return this.keep(json, depth + 1, own);
    }
    return this.#keepProperties(value, depth, own);
  }

  #keepProperties(source: object, depth: number, role: ClassRole | undefined): object {
    if (role !== undefined) this.#heedRules(role);
    const copy = dataOf(source);
    this.#note(nameBytes(Object.keys(copy)));
    let name = '';
    try {
      for (name in copy) {
        const value = copy[name];
        if (isObject(value)) {
          const inner = role && roleWithin(role, name, copy);
          setOwn(copy, name, this.#keepObject(value, depth + 1, inner));
        } else this.#notePrimitive(value);
      }
    } catch (error) {
      throw error instanceof Refusal ? error.from(name) : error;
    }
    return copy;
  }

  #heedRules({ shown, revived }: ClassRole): void {
    const { rules } = this.#options;
    if (revived !== undefined && rules.showsOtherwise(revived)) this.#needsType = true;
    if (shown === undefined || shown === revived || !rules.hides(shown)) return;
    const what = `data of ${shown.name}, which hides some of it by @Exclude, @Expose or @Transform`;
    throw new Refusal(what, 'CACHE_VALUE_NEEDS_TYPE');
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
