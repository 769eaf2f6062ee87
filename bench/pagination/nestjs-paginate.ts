import { peer } from '../cache/peers.js';
import { LIMIT } from './item-pages.js';

interface TypeOrm {
  readonly EntitySchema: new (options: object) => object;
  readonly DataSource: new (options: object) => {
    initialize(): Promise<unknown>;
    destroy(): Promise<void>;
    getRepository(entity: object): object;
  };
}

interface NestjsPaginate {
  readonly paginate: (
    query: object,
    repository: object,
    config: object,
  ) => Promise<{ data: unknown[] }>;
}

/** nestjs-paginate as its defaults are, take and skip with a COUNT, in the order of an index. */
export async function openNestjsPaginate(url: string) {
  const { DataSource, EntitySchema } = await peer<TypeOrm>('typeorm');
  const { paginate } = await peer<NestjsPaginate>('nestjs-paginate');
  const column = (type: string, rest = {}) => ({ type, ...rest });
  const item = new EntitySchema({
    name: 'item',
    columns: {
      id: column('bigint', { primary: true }),
      price: column('int'),
      rank: column('int', { nullable: true }),
      name: column('text'),
      category: column('int'),
      created_at: column('timestamptz'),
      note: column('text'),
    },
  });
  const source = new DataSource({ type: 'postgres', url, entities: [item] });
  await source.initialize();
  const repository = source.getRepository(item);
  const sortBy = ['price', 'id'].map((name) => [name, 'ASC']);
  return {
    read: async (page: number) => {
      const query = { path: '/items', page, limit: LIMIT, sortBy };
      const { data } = await paginate(query, repository, { sortableColumns: ['price', 'id'] });
      if (data.length !== LIMIT) throw new Error(`${data.length} rows`);
    },
    close: () => source.destroy(),
  };
}
