import type { Type } from '@nestjs/common';
import { PIPES_METADATA } from '@nestjs/common/constants.js';
import { isConvertible } from '../request/is-convertible.js';
import { type Handler, handlersOf, pipesOf } from '../routes/handler.js';
import { handlerMisuses } from './handler-misuses.js';

/** What is wrong with the pipe on a controller, resolver, gateway or any other provider. */
export function classMisuses(classRef: Type): string[] {
  const handlers = handlersOf(classRef);
  const misuses = handlers.flatMap(handlerMisuses);
  if (hasPipeOfItsOwn(classRef) && !handlers.some(convertsSomething)) {
    misuses.push(
      `${classRef.name}: @UsePipes(PaginationPipe) on the class finds nothing to convert. ` +
        'Write @Query(PaginationPipe) page: PageRequest on a route, or call parsePageRequest(args, options) outside HTTP.',
    );
  }
  return misuses;
}

/** An inherited @UsePipes() was written for the other classes that share it. */
function hasPipeOfItsOwn(classRef: Type): boolean {
  return Reflect.hasOwnMetadata(PIPES_METADATA, classRef) && pipesOf(classRef).length > 0;
}

function convertsSomething({ isRoute, parameters }: Handler): boolean {
  return isRoute && parameters.some(isConvertible);
}
