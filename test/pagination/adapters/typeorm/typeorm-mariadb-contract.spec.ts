import { describeWithServer } from '../../../support/describe-with-server.js';
import { pageSourceContract } from '../page-source.contract.js';
import { itemFixture } from './item-fixture.js';
import { MariadbDatabase } from './mariadb-database.js';

describeWithServer('mariadb', 'With MariaDB', (server) => {
  contract('TypeORM', 'typeorm_contract', {});
  contract('TypeORM with a collation of bytes', 'typeorm_binary', {
    collate: 'COLLATE utf8mb4_bin',
  });
  contract('TypeORM with numbers and dates as the driver likes them', 'typeorm_numbers', {
    options: { supportBigNumbers: false, bigNumberStrings: false, dateStrings: false },
  });
  contract('TypeORM with all numbers and dates as texts', 'typeorm_texts', {
    options: {
      supportBigNumbers: true,
      bigNumberStrings: true,
      dateStrings: true,
      charset: 'UTF8MB4_GENERAL_CI',
    },
  });

  function contract(title: string, name: string, { collate = '', options = {} }): void {
    const database = new MariadbDatabase(server, name);
    const fixture = itemFixture(
      'mariadb',
      { type: 'mariadb', url: database.url, ...options },
      { collate },
    );
    pageSourceContract(title, {
      ...fixture,
      async open() {
        await database.create();
        await fixture.open();
      },
      async close() {
        await fixture.close();
        await database.drop();
      },
    });
  }
});
