import type { ExecutionContext, Type } from '@nestjs/common';

export type HandlerFunction = ReturnType<ExecutionContext['getHandler']>;

/** What is known of each handler of an application, worked out at its first request. */
export class KnownRoutes<Facts> {
  readonly #facts = new WeakMap<Type, Map<HandlerFunction, Facts>>();

  constructor(private readonly work: (classRef: Type, handler: HandlerFunction) => Facts) {}

  of(classRef: Type, handler: HandlerFunction): Facts {
    const ofClass = this.#facts.get(classRef) ?? new Map<HandlerFunction, Facts>();
    const known = ofClass.get(handler);
    if (known !== undefined) return known;
    const facts = this.work(classRef, handler);
    this.#facts.set(classRef, ofClass.set(handler, facts));
    return facts;
  }
}
