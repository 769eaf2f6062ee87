import { Module } from '@nestjs/common';
import { ProductionReadinessModule } from 'nestjs-production-readiness';
import { CitiesController } from './cities.controller.js';

@Module({
  imports: [ProductionReadinessModule.forRoot()],
  controllers: [CitiesController],
})
export class AppModule {}
