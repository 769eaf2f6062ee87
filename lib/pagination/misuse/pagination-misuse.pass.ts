import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { refuseToStart } from '../../foundation/refuse-to-start.js';
import { PaginationOptions } from '../pagination.options.js';
import { PaginationPipe } from '../pagination.pipe.js';
import { PaginateTransform } from '../request/paginate.transform.js';
import { classMisuses } from './class-misuses.js';
import { isPaginationPipe } from '../routes/is-pagination-pipe.js';
import { moduleMisuses } from './module-misuses.js';
import { PaginationMisuseError } from './pagination-misuse.error.js';

/** Refuses to start when a client would get past PaginationPipe or @Paginate(), or they cannot work; names every such place. */
@Injectable()
export class PaginationMisusePass implements OnModuleInit {
  constructor(
    private readonly modules: ModulesContainer,
    private readonly config: ApplicationConfig,
  ) {
    const misuses = this.classes().flatMap(classMisuses);
    if (misuses.length > 0) refuseToStart(new PaginationMisuseError(misuses));
  }

  /** Global pipes and the options of each pipe are known only now; what is thrown here is the caller's to show. */
  onModuleInit(): void {
    const misuses = [
      ...this.globalMisuses(),
      ...this.unconfiguredMisuses(),
      ...[...this.modules.values()].flatMap(moduleMisuses),
    ];
    if (misuses.length > 0) throw new PaginationMisuseError(misuses);
  }

  private globalMisuses(): string[] {
    const requestScoped = this.config.getGlobalRequestPipes().map(({ metatype }) => metatype);
    if (![...this.config.getGlobalPipes(), ...requestScoped].some(isPaginationPipe)) return [];
    return [
      'A global pipe (APP_PIPE or useGlobalPipes): it would convert every query of no class. ' +
        'Write @Query(PaginationPipe) page: PageRequest where a page is meant.',
    ];
  }

  private classes(): Type[] {
    const wrappers = [...this.modules.values()].flatMap(({ controllers, providers }) => [
      ...controllers.values(),
      ...providers.values(),
    ]);
    return [...new Set(wrappers.map(({ metatype }) => metatype).filter(isClass))];
  }

  /** A pipe that Nest made in a module which does not see the configured options, and so took the defaults. */
  private unconfiguredMisuses(): string[] {
    return [...this.modules.values()]
      .filter(({ injectables }) =>
        [...injectables.values()].some(({ instance }) => isUnconfigured(instance)),
      )
      .map(
        ({ name }) =>
          `${name}: its PaginationPipe or @Paginate() does not see the configured PaginationOptions. Import the PaginationModule there, or make it global.`,
      );
  }
}

function isClass(metatype: unknown): metatype is Type {
  return typeof metatype === 'function' && metatype.prototype !== undefined;
}

function isUnconfigured(instance: unknown): boolean {
  const isOurs = instance instanceof PaginationPipe || instance instanceof PaginateTransform;
  return isOurs && instance.options === PaginationOptions.defaults;
}
