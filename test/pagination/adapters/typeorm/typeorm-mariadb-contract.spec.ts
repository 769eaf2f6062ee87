import { describeWithServer } from '../../../support/describe-with-server.js';
import { pageSourceContract } from '../page-source.contract.js';
import { itemFixture } from './item-fixture.js';
import { MariadbDatabase } from '../mariadb-database.js';

describeWithServer('mariadb', 'With MariaDB', (server) => {
  contract('TypeORM', 'typeorm_contract', {});
  // What a driver makes of numbers and dates is the user's choice, and the collation too.
  contract('TypeORM with numbers that the driver rounds', 'typeorm_rounded', {
    collate: 'COLLATE utf8mb4_bin',
    options: { supportBigNumbers: false, charset: 'UTF8MB4_GENERAL_CI' },
  });
  contract('TypeORM with texts for numbers and dates', 'typeorm_texts', {
    options: { supportBigNumbers: true, bigNumberStrings: true, dateStrings: true },
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
