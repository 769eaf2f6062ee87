import { describeWithServer } from '../../../support/describe-with-server.js';
import { pageSourceContract } from '../page-source.contract.js';
import { itemFixture } from './item-fixture.js';

describeWithServer('postgres', 'With PostgreSQL', (url) => {
  pageSourceContract(
    'TypeORM',
    itemFixture(
      'postgres',
      { type: 'postgres', url, extra: { options: '-c search_path=typeorm_contract' } },
      {
        first: 'CREATE SCHEMA typeorm_contract',
        last: 'DROP SCHEMA typeorm_contract CASCADE',
      },
    ),
  );
});

pageSourceContract('TypeORM with sql.js', itemFixture('sqlite', { type: 'sqljs' }));
pageSourceContract(
  'TypeORM with sql.js and a collation',
  itemFixture('sqlite', { type: 'sqljs' }, { collate: 'COLLATE NOCASE' }),
);
