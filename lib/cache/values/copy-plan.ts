import { copyBuiltIn, setOwn } from './copy-of.js';

/** How one value is copied. Found out once; a copy then looks at nothing but what it must. */
export type CopyPlan = (value: object) => object;

/** undefined for what need not be copied. */
export function copyPlanOf(value: unknown): CopyPlan | undefined {
  return new Planning().planOf(value);
}

/** For an object without objects in it. */
export const copyFlat: CopyPlan = (value) => ({ ...value });

const copyList: CopyPlan = (list) => (list as unknown[]).slice();

/** What is alike in one value is copied by one plan: a plan for each row would take more memory than the rows. */
class Planning {
  readonly #plans = new Map<string, CopyPlan>();
  readonly #numbers = new Map<CopyPlan, number>();

  planOf(value: unknown): CopyPlan | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value)) return this.#list(value);
    if (Object.getPrototypeOf(value) === Object.prototype) return this.#object(value);
    return copyBuiltIn;
  }

  #list(list: readonly unknown[]): CopyPlan {
    const plans = list.map((inner) => this.planOf(inner));
    const [first] = plans;
    if (plans.some((plan) => plan !== first)) return copyMixed(plans);
    return first === undefined ? copyList : this.#once(`[${this.#number(first)}`, copyAll(first));
  }

  #object(object: object): CopyPlan {
    const names: string[] = [];
    const plans: CopyPlan[] = [];
    for (const [name, inner] of Object.entries(object)) {
      const plan = this.planOf(inner);
      if (plan === undefined) continue;
      names.push(name);
      plans.push(plan);
    }
    if (plans.length === 0) return copyFlat;
    const numbers = plans.map((plan) => this.#number(plan));
    return this.#once(JSON.stringify([numbers, names]), copyNested(names, plans));
  }

  #once(key: string, made: CopyPlan): CopyPlan {
    const known = this.#plans.get(key);
    if (known === undefined) this.#plans.set(key, made);
    return known ?? made;
  }

  #number(plan: CopyPlan): number {
    const number = this.#numbers.get(plan) ?? this.#numbers.size;
    this.#numbers.set(plan, number);
    return number;
  }
}

function copyAll(plan: CopyPlan): CopyPlan {
  return (list) => (list as object[]).map((inner) => plan(inner));
}

function copyMixed(plans: readonly (CopyPlan | undefined)[]): CopyPlan {
  return (list) =>
    (list as unknown[]).map((inner, i) => {
      const plan = plans[i];
      return plan === undefined ? inner : plan(inner as object);
    });
}

function copyNested(names: readonly string[], plans: readonly CopyPlan[]): CopyPlan {
  return (value) => {
    const copy: Record<string, unknown> = { ...value };
    for (let i = 0; i < names.length; i++) {
      const name = names[i] ?? '';
      const plan = plans[i] ?? copyBuiltIn;
      setOwn(copy, name, plan(copy[name] as object));
    }
    return copy;
  };
}
