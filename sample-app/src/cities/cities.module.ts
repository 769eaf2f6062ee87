import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { CitiesController } from './cities.controller.js';
import { CitiesService } from './cities.service.js';

@Module({
  imports: [DatabaseModule],
  controllers: [CitiesController],
  providers: [CitiesService],
})
export class CitiesModule {}
