import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { plainToInstance } from 'class-transformer';
import { IsInt, validateSync } from 'class-validator';

/** What a team has before: variables that a class of class-validator rules checks. */
class Variables {
  @IsInt()
  PAGE_SIZE = 50;
}

@Module({
  imports: [
    ConfigModule.forRoot({
      validate: () => {
        const variables = plainToInstance(Variables, {});
        validateSync(variables);
        return { ...variables };
      },
    }),
  ],
})
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: false });
await app.listen(0, '127.0.0.1');
await app.close();
