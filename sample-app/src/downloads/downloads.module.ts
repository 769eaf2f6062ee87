import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { CountriesModule } from '../countries/countries.module.js';
import { DownloadLinksService } from './download-links.service.js';
import { DownloadsController } from './downloads.controller.js';

@Module({
  imports: [AuthModule, CountriesModule],
  controllers: [DownloadsController],
  providers: [DownloadLinksService],
})
export class DownloadsModule {}
