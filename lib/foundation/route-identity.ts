import type { Type } from '@nestjs/common';
import { VERSION_METADATA } from '@nestjs/common/constants.js';
import { methodNameOf } from './method-name-of.js';

/** Class, method and versions of a route: those of headers and media types do not stand in its path. */
export function routeIdentity(
  classRef: Type,
  handler: { readonly name: string },
): readonly string[] {
  const versions = [classRef, handler].flatMap(
    (target) => (Reflect.getMetadata(VERSION_METADATA, target) ?? []) as unknown[],
  );
  return [classRef.name, methodNameOf(classRef, handler), ...versions.map(String)];
}
