import type { ExecutionContext, Type } from '@nestjs/common';

type Handler = ReturnType<ExecutionContext['getHandler']>;

/** What is known of each handler of an application, worked out at its first request. */
export class KnownRoutes<Facts> {
  readonly #facts = new WeakMap<Type, Map<Handler, Facts>>();

  constructor(private readonly work: (classRef: Type, handler: Handler) => Facts) {}

  of(context: ExecutionContext): Facts {
    const classRef = context.getClass();
    const handler = context.getHandler();
    const ofClass = this.#facts.get(classRef) ?? new Map<Handler, Facts>();
    const known = ofClass.get(handler);
    if (known !== undefined) return known;
    const facts = this.work(classRef, handler);
    this.#facts.set(classRef, ofClass.set(handler, facts));
    return facts;
  }
}
