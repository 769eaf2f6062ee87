import { Controller, Get, Header } from '@nestjs/common';
import { browsePage } from './browse-page.js';
import { homePage } from './home-page.js';

@Controller()
export class HomeController {
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  home(): string {
    return homePage;
  }

  @Get('browse')
  @Header('Content-Type', 'text/html; charset=utf-8')
  browse(): string {
    return browsePage;
  }
}
