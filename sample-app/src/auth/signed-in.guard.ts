import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { verifyJwt } from 'nestjs-production-readiness';
import type { SignedInRequest } from './signed-in-request.js';

const BEARER = 'Bearer ';

/** Lets in who has a token or a session. Whatever is wrong with either, the answer is 401. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const user = this.userOfToken(request.headers.authorization) ?? request.session.user;
    if (user === undefined) throw new UnauthorizedException();
    request.user = user;
    return true;
  }

  private userOfToken(authorization: string | undefined): string | undefined {
    if (!authorization?.startsWith(BEARER)) return undefined;
    const token = authorization.slice(BEARER.length);
    return verifyJwt<{ sub?: string }>(this.jwt, token)?.sub;
  }
}
