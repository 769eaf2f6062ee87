import type { AnyClass } from './any-class.js';
import { DeclaredType } from './declared-type.js';

/** What @Type and `type` say of a value, before it has been looked at. */
export interface DeclaredRole {
  readonly shown: DeclaredType | undefined;
  readonly revived: DeclaredType | undefined;
}

/** What class-transformer takes a value for. */
export interface ClassRole {
  /** The class whose rules decide what is shown of the value as it was given: what @Type declares, else its own. */
  readonly shown: AnyClass | undefined;
  /** The class that it will be made an instance of again. */
  readonly revived: AnyClass | undefined;
}

/** The role of an object; `own` is the class that it is an instance of. */
export function roleOf(
  value: object,
  declared: DeclaredRole | undefined,
  own?: AnyClass,
): ClassRole {
  const goesByOwn = declared?.shown === undefined || declared.shown.hasSubTypes;
  return {
    shown: (goesByOwn ? own : undefined) ?? declared?.shown?.classOf(value),
    revived: declared?.revived?.classOf(value),
  };
}

/** The role of a property's value. */
export function roleWithin(
  { shown, revived }: ClassRole,
  property: string,
  object: Record<string, unknown>,
): DeclaredRole | undefined {
  const role = {
    shown: shown && DeclaredType.of(shown, property, object),
    revived: revived && DeclaredType.of(revived, property, object),
  };
  return role.shown === undefined && role.revived === undefined ? undefined : role;
}
