import type { Module } from '@nestjs/core/injector/module.js';
import { PaginationOptions } from '../pagination.options.js';

/** The PaginationOptions that Nest injects in a module, as far as they are made; the same way Nest looks for them. */
export function seenOptions(module: Module): PaginationOptions | undefined {
  return ownOptions(module) ?? importedOptions([...module.imports], new Set([module]));
}

function ownOptions({ providers }: Module): PaginationOptions | undefined {
  const instance: unknown = providers.get(PaginationOptions)?.instance;
  return instance instanceof PaginationOptions ? instance : undefined;
}

/** The first module that exports them decides, also before it has made them. */
function importedOptions(
  imports: readonly Module[],
  visited: Set<Module>,
): PaginationOptions | undefined {
  for (const module of imports) {
    if (visited.has(module)) continue;
    visited.add(module);
    const { exports, providers } = module;
    if (exports.has(PaginationOptions) && providers.has(PaginationOptions)) {
      return ownOptions(module);
    }
    const reExported = [...module.imports].filter(({ metatype }) => exports.has(metatype));
    const found = importedOptions(reExported, visited);
    if (found !== undefined) return found;
  }
  return undefined;
}
