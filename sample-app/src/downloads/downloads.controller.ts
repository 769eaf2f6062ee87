import {
  Controller,
  ForbiddenException,
  Get,
  GoneException,
  Header,
  HttpCode,
  Post,
  Query,
  Req,
  UseGuards,
} from '@nestjs/common';
import type { SignedInRequest } from '../auth/signed-in-request.js';
import { SignedInGuard } from '../auth/signed-in.guard.js';
import { CountriesService } from '../countries/countries.service.js';
import { countriesCsv } from './countries-csv.js';
import { DownloadLinksService } from './download-links.service.js';

@Controller('downloads')
export class DownloadsController {
  constructor(
    private readonly links: DownloadLinksService,
    private readonly countries: CountriesService,
  ) {}

  @Post()
  @HttpCode(200)
  @UseGuards(SignedInGuard)
  link(@Req() { user = '' }: SignedInRequest): { url: string; expiresIn: number } {
    return this.links.make(user);
  }

  @Get('countries.csv')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @Header('Cache-Control', 'private, no-store')
  async download(@Query('token') token: unknown): Promise<string> {
    const link = this.links.read(token);
    if (!link.ok && link.reason === 'expired') throw new GoneException('The link has expired');
    if (!link.ok) throw new ForbiddenException('The link is not valid');
    return countriesCsv(await this.countries.list());
  }
}
