import type { Type } from '@nestjs/common';
import {
  PARAMTYPES_METADATA,
  PATH_METADATA,
  PIPES_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { MetadataScanner } from '@nestjs/core';
import { PaginateDeclaration } from '../request/paginate-declaration.js';
import { isPaginationPipe } from './is-pagination-pipe.js';

/** A decorated method and where PaginationPipe stands on it, as Nest reads it from the metadata. */
export interface Handler {
  /** `CitiesController.list`. */
  readonly name: string;
  readonly isRoute: boolean;
  /** How often the pipe applies to every parameter. */
  readonly onClass: number;
  readonly onMethod: number;
  readonly parameters: readonly HandlerParameter[];
}

export interface HandlerParameter {
  /** From 1. */
  readonly position: number;
  readonly type: 'query' | 'custom';
  readonly data?: string;
  readonly metatype?: Type;
  /** How often the pipe stands in the decorator of this parameter. */
  readonly onParameter: number;
  /** Each PaginationPipe that applies, those of class and method too. */
  readonly pipes: readonly unknown[];
  /** Of @Paginate(). */
  readonly declaration?: PaginateDeclaration;
}

/** What Nest's parameter decorators store under `<kind>:<index>`. */
interface StoredParameter {
  readonly index: number;
  readonly data?: unknown;
  readonly pipes?: readonly unknown[];
}

/** The decorated methods of a class, inherited ones included. */
export function handlersOf(classRef: Type): Handler[] {
  const prototype = classRef.prototype as object;
  return new MetadataScanner()
    .getAllMethodNames(prototype)
    .flatMap((name) => handlerOf(classRef, name) ?? []);
}

/** One of them; undefined for a method without decorators. */
export function handlerOf(classRef: Type, name: string): Handler | undefined {
  const method: unknown = Reflect.get(classRef.prototype as object, name);
  if (typeof method !== 'function' || Reflect.getMetadataKeys(method).length === 0)
    return undefined;
  return {
    name: `${classRef.name}.${name}`,
    isRoute: Reflect.hasMetadata(PATH_METADATA, method),
    onClass: pipesOf(classRef).length,
    onMethod: pipesOf(method).length,
    parameters: parametersOf(classRef, name, [...pipesOf(classRef), ...pipesOf(method)]),
  };
}

/** Each PaginationPipe in @UsePipes() of a class or method. */
export function pipesOf(target: object): unknown[] {
  const pipes = (Reflect.getMetadata(PIPES_METADATA, target) ?? []) as unknown[];
  return pipes.filter(isPaginationPipe);
}

function parametersOf(
  classRef: Type,
  name: string,
  pipesAround: readonly unknown[],
): HandlerParameter[] {
  const stored = (Reflect.getMetadata(ROUTE_ARGS_METADATA, classRef, name) ?? {}) as Record<
    string,
    StoredParameter
  >;
  const types = (Reflect.getMetadata(PARAMTYPES_METADATA, classRef.prototype as object, name) ??
    []) as Type[];
  return Object.entries(stored).map(([key, { index, data, pipes = [] }]) => {
    // A decorator without pipes, such as @Headers(), takes the pipe for a name.
    const own = [data, ...pipes].filter(isPaginationPipe);
    return {
      position: index + 1,
      type: key.startsWith(`${RouteParamtypes.QUERY}:`) ? 'query' : 'custom',
      data: typeof data === 'string' ? data : undefined,
      metatype: types[index],
      onParameter: own.length,
      pipes: [...pipesAround, ...own],
      declaration: data instanceof PaginateDeclaration ? data : undefined,
    };
  });
}
