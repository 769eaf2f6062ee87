import { Module, ValidationPipe } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { ProductionReadinessModule } from 'nestjs-production-readiness';
import { AppConfig } from './app.config.js';
import { AuthModule } from './auth/auth.module.js';
import { CitiesModule } from './cities/cities.module.js';
import { CountriesModule } from './countries/countries.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DownloadsModule } from './downloads/downloads.module.js';
import { HomeModule } from './home/home.module.js';
import { ImportModule } from './import/import.module.js';

@Module({
  imports: [
    ProductionReadinessModule.forRoot({ config: AppConfig }),
    DatabaseModule,
    ImportModule,
    CitiesModule,
    CountriesModule,
    AuthModule,
    DownloadsModule,
    HomeModule,
  ],
  providers: [
    { provide: APP_PIPE, useValue: new ValidationPipe({ transform: true, whitelist: true }) },
  ],
})
export class AppModule {}
