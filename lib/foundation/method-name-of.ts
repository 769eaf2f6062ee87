import type { Type } from '@nestjs/common';
import { MetadataScanner } from '@nestjs/core';

/**
 * Under which name a class has a method, inherited ones included. The method's own name may be another or none: a decorator that
 * puts a function around it leaves what it likes.
 */
export function methodNameOf(classRef: Type, method: { readonly name: string }): string {
  const prototype = classRef.prototype as object;
  const isNamed = (name: string) => Reflect.get(prototype, name) === method;
  if (isNamed(method.name)) return method.name;
  return new MetadataScanner().getAllMethodNames(prototype).find(isNamed) ?? method.name;
}
