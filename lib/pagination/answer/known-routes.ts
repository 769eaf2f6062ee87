import type { ExecutionContext, Type } from '@nestjs/common';

/** What is known of each handler of an application, worked out at its first request. */
export class KnownRoutes<Facts> {
  readonly #facts = new WeakMap<Type, Map<string, Facts>>();

  constructor(private readonly work: (classRef: Type, methodName: string) => Facts) {}

  of(context: ExecutionContext): Facts {
    const classRef = context.getClass();
    const { name } = context.getHandler();
    const ofClass = this.#facts.get(classRef) ?? new Map<string, Facts>();
    const known = ofClass.get(name);
    if (known !== undefined) return known;
    const facts = this.work(classRef, name);
    this.#facts.set(classRef, ofClass.set(name, facts));
    return facts;
  }
}
