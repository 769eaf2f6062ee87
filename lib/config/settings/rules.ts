import * as classValidator from 'class-validator';
import { getMetadataStorage } from 'class-validator';
import { type AnyClass, classChain } from './class-chain.js';
import { readsOf } from './reads-of.js';
import { tryOfConfig } from './try-of-config.js';
import type { OfConfig } from './setting.js';

type Rule = ReturnType<
  ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']
>[number];

type FaultOf = (url: string) => string | undefined;

/** Names of the rules that class-validator brings: it exports them as constants. */
const OWN_RULES: ReadonlySet<unknown> = new Set(Object.values(classValidator));

/** The class-validator rules in force for each property: those of the class, and inherited ones that it does not redefine by name. */
export class Rules {
  readonly #byProperty = new Map<string, Rule[]>();
  /** Properties that more than one class of the chain decorates. */
  readonly #redeclared = new Set<string>();

  constructor(private readonly Class: AnyClass) {
    for (const ancestor of classChain(Class)) this.#inherit(rulesOf(ancestor));
  }

  properties(): string[] {
    return [...this.#byProperty.keys()];
  }

  has(property: string, name: string): boolean {
    return this.#find(property, name) !== undefined;
  }

  /** The bound of `min` or `max`; one that depends on other settings is resolved with them, or left out. */
  bound(property: string, name: 'min' | 'max', config?: object): number | undefined {
    const bound = this.#constraint(property, name);
    if (typeof bound === 'number') return bound;
    if (typeof bound !== 'function' || config === undefined) return undefined;
    return tryOfConfig(bound as OfConfig<number>, config);
  }

  /** The values of `isIn`, or the protocols of `isUrl`. */
  list(property: string, name: 'isIn' | 'isUrl'): readonly string[] | undefined {
    const list = this.#constraint(property, name);
    return Array.isArray(list) ? list.map(String) : undefined;
  }

  /** What the rule of a URL finds in one beside how it begins. */
  urlFault(property: string, url: string): string | undefined {
    const faultOf = this.#constraint(property, 'isUrl', 1);
    return typeof faultOf === 'function' ? (faultOf as FaultOf)(url) : undefined;
  }

  /** Whether the message of a rule cannot hold the value: a fixed text, or class-validator's own. */
  isPlainMessage(property: string, name: string): boolean {
    return this.#all(property, name).every(({ message }: { message: unknown }) =>
      message === undefined
        ? OWN_RULES.has(name)
        : typeof message === 'string' && !message.includes('$value'),
    );
  }

  /** Properties on which the bounds of a property depend. */
  boundsReadBy(property: string, config: object): string[] {
    return (['min', 'max'] as const).flatMap((name) =>
      readsOf(this.#constraint(property, name), config),
    );
  }

  /**
   * class-validator drops all inherited rules of a property that a subclass decorates again
   * (typestack/class-validator#633). This registers those in force for the class itself; a second time adds nothing.
   */
  restoreInherited(): void {
    for (const [property, rules] of this.#byProperty) {
      if (!this.#redeclared.has(property)) continue;
      for (const rule of rules) if (rule.target !== this.Class) this.#adopt(rule);
    }
  }

  #inherit(rules: readonly Rule[]): void {
    const nearer = new Map([...this.#byProperty].map(([property, own]) => [property, names(own)]));
    for (const rule of rules) {
      const redefined = nearer.get(rule.propertyName);
      if (redefined) this.#redeclared.add(rule.propertyName);
      if (redefined?.has(nameOf(rule))) continue;
      const inForce = this.#byProperty.get(rule.propertyName) ?? [];
      this.#byProperty.set(rule.propertyName, [...inForce, rule]);
    }
  }

  #adopt(rule: Rule): void {
    const copy = Object.assign(Object.create(Object.getPrototypeOf(rule) as object) as Rule, rule);
    getMetadataStorage().addValidationMetadata(Object.assign(copy, { target: this.Class }));
  }

  #constraint(property: string, name: string, place = 0): unknown {
    const constraints: readonly unknown[] = this.#find(property, name)?.constraints ?? [];
    return constraints[place];
  }

  /** A rule for each item of a list says nothing of the value itself. */
  #find(property: string, name: string): Rule | undefined {
    return this.#all(property, name).find(({ each }) => !each);
  }

  #all(property: string, name: string): Rule[] {
    return this.#byProperty.get(property)?.filter((rule) => nameOf(rule) === name) ?? [];
  }
}

function rulesOf(Class: AnyClass): Rule[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Class, '', false, false);
  return rules.filter(({ target }) => target === Class);
}

const nameOf = (rule: Rule) => rule.name ?? rule.type;
const names = (rules: readonly Rule[]) => new Set(rules.map(nameOf));
