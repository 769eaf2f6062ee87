import { copyBuiltIn, setOwn } from './copy-of.js';

/** How one value is copied. Found out once; a copy then looks at nothing but what it must. */
export type CopyPlan = (value: object) => object;

/** undefined for what need not be copied. */
export function copyPlanOf(value: unknown): CopyPlan | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return arrayPlan(value.map(copyPlanOf));
  if (Object.getPrototypeOf(value) === Object.prototype) return objectPlan(value);
  return copyBuiltIn;
}

export const copyFlat: CopyPlan = (value) => ({ ...value });

/** A list of plain objects with nothing in them, such as rows of a table. */
const copyRows: CopyPlan = (rows) => (rows as object[]).map(copyFlat);

const copyList: CopyPlan = (list) => (list as unknown[]).slice();

function arrayPlan(plans: readonly (CopyPlan | undefined)[]): CopyPlan {
  if (plans.every((plan) => plan === undefined)) return copyList;
  if (plans.every((plan) => plan === copyFlat)) return copyRows;
  return (array) =>
    (array as unknown[]).map((inner, i) => {
      const plan = plans[i];
      return plan === undefined ? inner : plan(inner as object);
    });
}

function objectPlan(object: object): CopyPlan {
  const nested = Object.entries(object).flatMap(([name, inner]): [string, CopyPlan][] => {
    const plan = copyPlanOf(inner);
    return plan === undefined ? [] : [[name, plan]];
  });
  if (nested.length === 0) return copyFlat;
  return (value) => {
    const copy: Record<string, unknown> = { ...value };
    for (const [name, plan] of nested) setOwn(copy, name, plan(copy[name] as object));
    return copy;
  };
}
