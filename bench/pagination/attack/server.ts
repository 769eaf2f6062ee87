import { Controller, Get, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { paginate } from '../../../lib/adapters/pg/index.js';
import {
  Paginate,
  PaginationModule,
  SigningModule,
  type Page,
  type PageRequest,
} from '../../../lib/index.js';

/** An application as users write it, on a pool of four connections; tells its port. */
const [databaseUrl = ''] = process.argv.slice(2);
const pool = new Pool({ connectionString: databaseUrl, max: 4 });

@Controller('items')
class ItemsController {
  constructor(@Inject(Pool) private readonly db: Pool) {}

  @Get()
  list(
    @Paginate({ key: 'id', sort: { price: 'asc' }, size: 20, max: 1000 }) page: PageRequest,
  ): Promise<Page<object>> {
    return paginate(page, this.db, {
      text: 'SELECT * FROM item',
      notNull: ['price'],
      prepare: true,
    });
  }
}

@Module({
  imports: [
    PaginationModule.forRoot(),
    SigningModule.forRoot({ current: randomBytes(32).toString('base64') }),
  ],
  controllers: [ItemsController],
  providers: [{ provide: Pool, useValue: pool }],
})
class ItemsModule {}

const app = await NestFactory.create<NestFastifyApplication>(ItemsModule, new FastifyAdapter(), {
  logger: false,
});
await app.listen(0, '127.0.0.1');
process.send?.(await app.getUrl());
process.on('disconnect', () => process.exit());
