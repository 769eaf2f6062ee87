import { HttpStatus, Injectable, RequestMethod, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { PaginationOptionsError } from '../pagination-options.error.js';
import { PaginationOptions } from '../pagination.options.js';
import type { RouteRules } from '../request/route-rules.js';
import { type PaginatedRoute, routeOf } from '../routes/route-of.js';
import { seenOptions } from '../routes/seen-options.js';
import { queryParameters } from './query-parameters.js';
import { refusalResponse } from './refusal-response.js';
import { document, hasResponses } from './swagger-metadata.js';

/**
 * Tells @nestjs/swagger what each route with pages reads and refuses. In the constructor, as documents are usually made before
 * app.init(); it writes metadata and nothing else, so that an application without @nestjs/swagger pays next to nothing.
 */
@Injectable()
export class PaginationOpenApiPass {
  constructor(
    modules: ModulesContainer,
    private readonly options: PaginationOptions,
  ) {
    for (const module of modules.values()) {
      const classes = [...module.controllers.values()].map(({ metatype }) => metatype);
      if (classes.length === 0 || seenOptions(module) !== options) continue;
      for (const classRef of classes) this.documentClass(classRef as Type);
    }
  }

  private documentClass(classRef: Type): void {
    const prototype = classRef.prototype as object;
    for (const name of new MetadataScanner().getAllMethodNames(prototype)) {
      const method = Reflect.get(prototype, name) as object;
      const route = Reflect.hasMetadata(PATH_METADATA, method)
        ? routeOf(classRef, name)
        : undefined;
      const rules = route && this.rulesOf(route);
      if (rules !== undefined) documentRoute(method, rules);
    }
  }

  /** Undefined for options that cannot work together, which the boot pass refuses. */
  private rulesOf(route: PaginatedRoute): RouteRules | undefined {
    try {
      return route.rules(this.options);
    } catch (error) {
      if (error instanceof PaginationOptionsError) return undefined;
      throw error;
    }
  }
}

function documentRoute(method: object, rules: RouteRules): void {
  const refusal = { [HttpStatus.BAD_REQUEST]: refusalResponse(rules) };
  const success = hasResponses(method) ? {} : { [successStatus(method)]: { description: '' } };
  document(method, queryParameters(rules), { ...success, ...refusal });
}

/** That of a handler without @ApiResponse(), by Nest's rules. */
function successStatus(method: object): number {
  const chosen = Reflect.getMetadata(HTTP_CODE_METADATA, method) as number | undefined;
  const isPost = Reflect.getMetadata(METHOD_METADATA, method) === RequestMethod.POST;
  return chosen ?? (isPost ? HttpStatus.CREATED : HttpStatus.OK);
}
