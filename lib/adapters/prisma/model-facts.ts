import type { PrismaModel } from './prisma-model.js';
import { unknownClient } from './sort-refusals.js';

/** What a client knows of one of its models while it runs. */
export interface ModelFacts {
  readonly name: string;
  /** Such as postgresql or sqlite. */
  readonly provider: string;
  /** The text that the client was generated from; undefined where it is not shown. */
  readonly schema: string | undefined;
  /** Such as DateTime, or the name of an enum; undefined for what is no field with a value: a relation, or nothing at all. */
  readonly typeOf: (field: string) => string | undefined;
}

/** Throws PageFetchError for a model that does not lead to its client. */
export function modelFacts(model: PrismaModel): ModelFacts {
  const name = textAt(model, '$name');
  const client = valueAt(model, '$parent');
  const provider = textAt(client, '_activeProvider');
  const fields = valueAt(model, 'fields');
  if (name === undefined || provider === undefined || fields === undefined)
    throw unknownClient(name ?? 'the model');
  return {
    name,
    provider,
    schema: textAt(valueAt(client, '_engineConfig'), 'inlineSchema'),
    typeOf: (field) => textAt(valueAt(fields, field), 'typeName'),
  };
}

function textAt(holder: unknown, name: string): string | undefined {
  const value = valueAt(holder, name);
  return typeof value === 'string' ? value : undefined;
}

function valueAt(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
}
