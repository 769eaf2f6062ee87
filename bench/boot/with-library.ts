import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ProductionReadinessModule } from 'nestjs-production-readiness';

@Module({ imports: [ProductionReadinessModule.forRoot()] })
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: false });
await app.listen(0, '127.0.0.1');
await app.close();
