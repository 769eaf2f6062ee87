import type { Type } from '@nestjs/common';
import {
  RENDER_METADATA,
  RESPONSE_PASSTHROUGH_METADATA,
  ROUTE_ARGS_METADATA,
  SSE_METADATA,
} from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { methodNameOf } from './method-name-of.js';

/** Whether what a handler returns is not its answer: it has @Res() or @Next() of its own, @Sse() or @Render(). */
export function answersByItself(classRef: Type, handler: { readonly name: string }): boolean {
  if (Reflect.hasMetadata(SSE_METADATA, handler)) return true;
  if (Reflect.hasMetadata(RENDER_METADATA, handler)) return true;
  const name = methodNameOf(classRef, handler);
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, classRef, name) ?? {}) as object;
  if (!Object.keys(parameters).some(isResponse)) return false;
  return Reflect.getMetadata(RESPONSE_PASSTHROUGH_METADATA, classRef, name) !== true;
}

/** Keys are `<kind>:<index>`; that of a decorator of one's own begins with random hexadecimal digits. */
function isResponse(key: string): boolean {
  return (
    key.startsWith(`${RouteParamtypes.RESPONSE}:`) || key.startsWith(`${RouteParamtypes.NEXT}:`)
  );
}
