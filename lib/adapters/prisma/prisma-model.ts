import type { Types } from '@prisma/client/runtime/client';

/** A model of a Prisma client, such as `prisma.city`, also of an extended client or of a transaction. */
export interface PrismaModel {
  readonly findMany: (args: never) => PromiseLike<unknown>;
  readonly count: (args: never) => PromiseLike<unknown>;
}

/** What findMany takes, without what the page decides: its order, its place and its length. */
export type PrismaQuery<Model extends PrismaModel> = Omit<
  Types.Public.Args<Model, 'findMany'>,
  'orderBy' | 'take' | 'skip' | 'cursor' | 'distinct'
>;

/** What findMany returns for this select, include or omit. */
export type PrismaRow<Model extends PrismaModel, Query> =
  Types.Public.Result<Model, Query, 'findMany'> extends readonly (infer Row)[] ? Row : never;

/** Nothing that findMany does not know, neither in the query nor in what it selects. */
export type PrismaKnown<Model extends PrismaModel, Query> = {
  [Part in keyof Query]: Part extends 'select' | 'include' | 'omit'
    ? KnownFields<Query[Part], NonNullable<PrismaQuery<Model>[Part & keyof PrismaQuery<Model>]>>
    : Part extends keyof PrismaQuery<Model>
      ? unknown
      : never;
};

type KnownFields<Asked, Fields> = {
  [Field in keyof Asked]: Field extends keyof Fields ? unknown : never;
};
