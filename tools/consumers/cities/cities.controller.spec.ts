import { Test, type TestingModule } from '@nestjs/testing';
import { PaginationPipe, ProductionConfig } from 'nestjs-production-readiness';
import { testConfig } from 'nestjs-production-readiness/testing';
import { AppModule } from './app.module.js';
import { CitiesController } from './cities.controller.js';

describe('CitiesController', () => {
  let module: TestingModule;
  let controller: CitiesController;

  beforeEach(async () => {
    module = await Test.createTestingModule({ imports: [AppModule] })
      .overrideProvider(ProductionConfig)
      .useValue(testConfig(ProductionConfig, { PAGE_SIZE: 2 }))
      .compile();
    await module.init();
    controller = module.get(CitiesController);
  });

  afterEach(() => module.close());

  it('has the configuration of the test', () => {
    expect(controller.config.PAGE_SIZE).toBe(2);
  });

  it('gives the page that the pipe made of the query', async () => {
    const pipe = new PaginationPipe({ size: 2 });
    const page = pipe.transform({ page: '2' }, { type: 'query' });

    const { data } = await controller.list(page);

    expect(data).toEqual(['Cluj', 'Delft']);
  });

  it('loads once what it caches', async () => {
    expect(await controller.count()).toEqual(await controller.count());
  });
});
