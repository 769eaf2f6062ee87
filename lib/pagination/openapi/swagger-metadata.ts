/** Where @nestjs/swagger keeps what its decorators are given, and so where it looks for it. */
export const API_PARAMETERS = 'swagger/apiParameters';
export const API_RESPONSE = 'swagger/apiResponse';

/** A parameter as @ApiQuery() stores it. */
export interface QueryParameter {
  readonly name: string;
  readonly in: 'query';
  readonly required: false;
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Answers as @ApiResponse() stores them, by status. */
export type ApiResponses = Readonly<Record<string, object>>;

/** What was written here before, which a second application with other options writes anew. */
const WRITTEN = Symbol('documentation written by PaginationModule');

interface Written {
  readonly parameters: readonly object[];
  readonly responses: readonly object[];
}

/** Adds parameters and responses to a handler, but for those that its own decorators describe already. */
export function document(
  method: object,
  parameters: readonly QueryParameter[],
  responses: ApiResponses,
): void {
  const written = Reflect.getMetadata(WRITTEN, method) as Written | undefined;
  const parametersOfOthers = listed(method).filter((each) => !written?.parameters.includes(each));
  const responsesOfOthers = Object.entries(answered(method)).filter(
    ([, response]) => !written?.responses.includes(response),
  );
  const own = parameters.filter(({ name }) => !parametersOfOthers.some(isQuery(name)));
  const all = { ...responses, ...Object.fromEntries(responsesOfOthers) };
  Reflect.defineMetadata(API_PARAMETERS, [...parametersOfOthers, ...own], method);
  Reflect.defineMetadata(API_RESPONSE, all, method);
  Reflect.defineMetadata(
    WRITTEN,
    { parameters: own, responses: Object.values(responses) } satisfies Written,
    method,
  );
}

/** Whether a handler's own decorators describe an answer: without any, a document shows an empty one for success. */
export function hasResponses(method: object): boolean {
  const written = Reflect.getMetadata(WRITTEN, method) as Written | undefined;
  return Object.values(answered(method)).some((each) => !written?.responses.includes(each));
}

function listed(method: object): readonly object[] {
  return (Reflect.getMetadata(API_PARAMETERS, method) ?? []) as readonly object[];
}

function answered(method: object): ApiResponses {
  return (Reflect.getMetadata(API_RESPONSE, method) ?? {}) as ApiResponses;
}

function isQuery(name: string) {
  return (parameter: Partial<QueryParameter>): boolean =>
    parameter.name === name && parameter.in === 'query';
}
