import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppConfig } from './app.config.js';
import { AppModule } from './app.module.js';
import { useSessions } from './auth/use-sessions.js';

const app = await NestFactory.create(AppModule);
app.enableShutdownHooks();
await useSessions(app);
await app.listen(app.get(AppConfig).PORT ?? 3000);
Logger.log(`Open ${(await app.getUrl()).replace('[::1]', 'localhost')}`, 'SampleApp');
