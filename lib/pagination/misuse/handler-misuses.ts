import { isConvertible } from '../request/is-convertible.js';
import { declarationMisuses } from './declaration-misuses.js';
import type { Handler, HandlerParameter } from '../routes/handler.js';

const WRITE = 'Write @Query(PaginationPipe) page: PageRequest';

/** What is wrong with the pipe on one handler, a sentence for each mistake. */
export function handlerMisuses(handler: Handler): string[] {
  return handler.isRoute ? routeMisuses(handler) : otherMisuses(handler);
}

function routeMisuses(handler: Handler): string[] {
  const { name, parameters, onMethod } = handler;
  const convertible = parameters.filter(isConvertible);
  const misuses = parameters
    .filter((parameter) => parameter.onParameter > 0 && !isConvertible(parameter))
    .map((parameter) => `${name}, parameter ${parameter.position}: ${misplaced(parameter)}`);
  if (onMethod > 0 && convertible.length === 0) {
    misuses.push(
      `${name}: @UsePipes(PaginationPipe) finds nothing to convert. ${WRITE}, or take the pipe away.`,
    );
  }
  return [...misuses, ...repeated(handler, convertible), ...declarationMisuses(handler)];
}

function misplaced({ type, data, metatype }: HandlerParameter): string {
  if (type !== 'query') return `the pipe converts nothing but a whole query. ${WRITE}.`;
  if (data) return `the pipe needs the whole query, not the named parameter ${data}. ${WRITE}.`;
  return (
    `the pipe does not convert to the class ${metatype?.name ?? ''}, which a ValidationPipe would empty. ` +
    `${WRITE}, with import type { PageRequest }.`
  );
}

function repeated({ name, onClass, onMethod }: Handler, convertible: HandlerParameter[]): string[] {
  const times = convertible.map(({ onParameter }) => onParameter + onMethod + onClass);
  const misuses: string[] = [];
  if (times.filter((count) => count > 0).length > 1) {
    misuses.push(
      `${name}: more than one parameter would become the page. ${WRITE} on one, and name the others or give them a class.`,
    );
  }
  if (times.some((count) => count > 1)) {
    misuses.push(
      `${name}: two PaginationPipes meet on one parameter. Keep the one with the options that are meant.`,
    );
  }
  return misuses;
}

function otherMisuses({ name, onMethod, parameters }: Handler): string[] {
  const instead = 'works on HTTP routes only. Call parsePageRequest(args, options) in the method.';
  const hasPipe = onMethod > 0 || parameters.some(({ onParameter }) => onParameter > 0);
  const isDeclared = parameters.some(({ declaration }) => declaration !== undefined);
  return [
    ...(hasPipe ? [`${name}: the pipe ${instead}`] : []),
    ...(isDeclared ? [`${name}: @Paginate() ${instead}`] : []),
  ];
}
