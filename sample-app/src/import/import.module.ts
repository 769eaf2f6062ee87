import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { CitiesImporter } from './cities-importer.js';

@Module({ imports: [DatabaseModule], providers: [CitiesImporter] })
export class ImportModule {}
