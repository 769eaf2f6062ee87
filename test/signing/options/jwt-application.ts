import { randomUUID } from 'node:crypto';
import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  type INestApplication,
  Injectable,
  Post,
  Req,
  UnauthorizedException,
  UseGuards,
} from '@nestjs/common';
import { JwtModule, JwtService } from '@nestjs/jwt';
import { AuthGuard, PassportModule, PassportStrategy } from '@nestjs/passport';
import {
  jwtOptions,
  type JwtOptions,
  KeyRing,
  passportJwtOptions,
  type SigningOptions,
  SigningModule,
  verifyJwt,
} from 'nestjs-production-readiness';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { type PlatformName, startApplication } from '../../pagination/start-application.js';

interface Claims {
  readonly sub: string;
}

interface WithUser {
  readonly headers: { readonly authorization?: string };
  user?: Claims;
}

@Injectable()
class JwtGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<WithUser>();
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const claims = verifyJwt<Claims>(this.jwt, token);
    if (claims === undefined) throw new UnauthorizedException();
    request.user = claims;
    return true;
  }
}

/** Signs people in, and asks who they are by a guard of its own (/me) and by Passport (/passport). */
export function startJwtApplication(
  signing: SigningOptions,
  platform: PlatformName,
  options: JwtOptions = {},
): Promise<INestApplication> {
  // Passport knows strategies by their names, for the whole process.
  const strategy = `jwt-${randomUUID()}`;

  @Injectable()
  class JwtStrategy extends PassportStrategy(Strategy, strategy) {
    constructor(ring: KeyRing) {
      const jwtFromRequest = ExtractJwt.fromAuthHeaderAsBearerToken();
      const { alsoVerify } = options;
      super(passportJwtOptions(ring, { jwtFromRequest, alsoVerify }));
    }

    validate(claims: Claims): Claims {
      return claims;
    }
  }

  @Controller()
  class AccountController {
    constructor(private readonly jwt: JwtService) {}

    @Post('login')
    login() {
      return { token: this.jwt.sign({ sub: 'ada' }) };
    }

    @Get('me')
    @UseGuards(JwtGuard)
    me(@Req() request: WithUser) {
      return { sub: request.user?.sub };
    }

    @Get('passport')
    @UseGuards(AuthGuard(strategy))
    passport(@Req() request: WithUser) {
      return { sub: request.user?.sub };
    }
  }

  return startApplication(
    {
      imports: [
        SigningModule.forRoot(signing),
        PassportModule,
        JwtModule.registerAsync({
          inject: [KeyRing],
          useFactory: (ring: KeyRing) => jwtOptions(ring, options),
        }),
      ],
      controllers: [AccountController],
      providers: [JwtGuard, JwtStrategy],
    },
    platform,
  );
}
