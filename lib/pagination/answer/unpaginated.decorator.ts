import { SetMetadata } from '@nestjs/common';

export const UNPAGINATED = 'production-readiness:unpaginated';

/** ResponseLimitInterceptor lets answers of this handler or class through, however long: lists that are small by nature. */
export const Unpaginated = (): MethodDecorator & ClassDecorator => SetMetadata(UNPAGINATED, true);
