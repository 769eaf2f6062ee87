import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { jwtOptions, KeyRing } from 'nestjs-production-readiness';
import { AuthController } from './auth.controller.js';
import { SignedInGuard } from './signed-in.guard.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [
    JwtModule.registerAsync({
      inject: [KeyRing],
      useFactory: (ring: KeyRing) => jwtOptions(ring, { signOptions: { expiresIn: '1h' } }),
    }),
  ],
  controllers: [AuthController],
  providers: [UsersService, SignedInGuard],
  exports: [JwtModule, SignedInGuard],
})
export class AuthModule {}
