import { type AnyClass, ClassRules } from './class-rules.js';

/** What class-transformer takes a value for. */
export interface ClassRole {
  /** The class whose rules decide what is shown of the value as it was given: what @Type declares, else its own. */
  readonly shown: AnyClass | undefined;
  /** The class that it will be made an instance of again. */
  readonly revived: AnyClass | undefined;
}

/** The role of a property's value. */
export function roleWithin(
  { shown, revived }: ClassRole,
  property: string,
  object: Record<string, unknown>,
): ClassRole | undefined {
  const role = {
    shown: shown && ClassRules.typeOf(shown, property, object),
    revived: revived && ClassRules.typeOf(revived, property, object),
  };
  return role.shown === undefined && role.revived === undefined ? undefined : role;
}
