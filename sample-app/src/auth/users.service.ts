import { Injectable, UnauthorizedException } from '@nestjs/common';
import { createHash, timingSafeEqual } from 'node:crypto';
import { AppConfig } from '../app.config.js';
import type { Credentials } from './credentials.js';

const USER = 'demo';

/** One user is enough here; yours are rows with hashed passwords. */
@Injectable()
export class UsersService {
  constructor(private readonly config: AppConfig) {}

  /** The name of who signs in. Without DEMO_PASSWORD nobody can. */
  signIn({ name, password }: Credentials): string {
    const { DEMO_PASSWORD } = this.config;
    const isRight = DEMO_PASSWORD !== undefined && isSame(password, DEMO_PASSWORD);
    if (name !== USER || !isRight) throw new UnauthorizedException();
    return USER;
  }
}

/** Takes as long for every password. */
function isSame(given: string, right: string): boolean {
  return timingSafeEqual(digest(given), digest(right));
}

const digest = (text: string) => createHash('sha256').update(text).digest();
