import { Body, Controller, Get, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Credentials } from './credentials.js';
import type { SignedInRequest } from './signed-in-request.js';
import { SignedInGuard } from './signed-in.guard.js';
import { UsersService } from './users.service.js';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly users: UsersService,
    private readonly jwt: JwtService,
  ) {}

  /** For programs: a token for `Authorization: Bearer`. */
  @Post('token')
  @HttpCode(200)
  token(@Body() credentials: Credentials): { accessToken: string } {
    return { accessToken: this.jwt.sign({ sub: this.users.signIn(credentials) }) };
  }

  /** For browsers: a session in a cookie. */
  @Post('session')
  @HttpCode(204)
  session(@Body() credentials: Credentials, @Req() request: SignedInRequest): void {
    request.session.user = this.users.signIn(credentials);
  }

  @Get('me')
  @UseGuards(SignedInGuard)
  me(@Req() { user }: SignedInRequest): { user: string | undefined } {
    return { user };
  }
}
