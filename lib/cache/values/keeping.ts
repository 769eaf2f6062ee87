import { type AnyClass, classOf, isPlain } from './any-class.js';
import { type ClassRole, type DeclaredRole, roleOf, roleWithin } from './class-role.js';
import { setOwn } from './copy-of.js';
import { dataOf } from './data-of.js';
import { DeclaredType } from './declared-type.js';
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

  keep(value: unknown, depth: number, role: DeclaredRole | undefined): unknown {
    if (isObject(value)) return this.#keepObject(value, depth, role);
    this.#notePrimitive(value);
    return value;
  }

  keepAll(values: Iterable<unknown>, depth: number, role: DeclaredRole | undefined): unknown[] {
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

  #keepObject(value: object, depth: number, declared: DeclaredRole | undefined, isJson = false) {
    if (depth > DEEPEST) throw new Refusal(`nested more than ${DEEPEST} deep, or inside itself`);
    this.#objects++;
    this.#note(OBJECT_BYTES);
    if (Array.isArray(value)) {
      this.#note(SLOT_BYTES * value.length);
      return this.keepAll(value, depth, declared);
    }
    if (isPlain(value)) {
      return this.#keepProperties(value, depth, declared && roleOf(value, declared));
    }
    const builtIn = keepBuiltIn(value, depth, declared, this);
    return builtIn ?? this.#keepInstance(value, depth, declared, isJson);
  }

  #keepInstance(
    value: object,
    depth: number,
    declared: DeclaredRole | undefined,
    isJson: boolean,
  ): unknown {
    const Class = classOf(value);
    const role = roleOf(value, declared, Class);
    this.#heedRules(role);
    const isItself = isJson || (Class !== undefined && Class === role.revived);
    if (!isItself && 'toJSON' in value && typeof value.toJSON === 'function') {
      const json: unknown = Reflect.apply(value.toJSON, value, []);
      return this.#keepJson(json, depth + 1, role.shown, declared?.revived);
    }
    const copy = this.#keepProperties(value, depth, role);
    const mark = declared?.revived?.markOf(Class);
    if (mark !== undefined) setOwn(copy, ...mark);
    return copy;
  }

  /** What a toJSON() gave, which is not asked for its own toJSON(). */
  #keepJson(json: unknown, depth: number, Class: AnyClass | undefined, revived?: DeclaredType) {
    if (!isObject(json)) return this.keep(json, depth, undefined);
    // A plain object still is the instance that gave it; any other speaks for itself.
    const shown = Class && isPlain(json) ? new DeclaredType(Class) : undefined;
    return this.#keepObject(json, depth, { shown, revived }, true);
  }

  #keepProperties(
    source: object,
    depth: number,
    role: ClassRole | undefined,
  ): Record<string, unknown> {
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
