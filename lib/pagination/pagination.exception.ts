import { BadRequestException } from '@nestjs/common';

/** What is wrong with the query of a client. The message says what is expected and never repeats what was sent. */
export interface PaginationProblem {
  readonly code:
    | 'PAGINATION_LIMIT'
    | 'PAGINATION_PAGE'
    | 'PAGINATION_CURSOR'
    | 'PAGINATION_OFFSET'
    | 'PAGINATION_SORT';
  /** Name of the parameter that was meant, as the application has configured it. */
  readonly parameter: string;
  readonly message: string;
}

/** 400 with the body `{ statusCode, error, code, parameter, message }`; codes are stable. */
export class PaginationException extends BadRequestException {
  readonly code: PaginationProblem['code'];
  readonly parameter: PaginationProblem['parameter'];

  constructor({ code, parameter, message }: PaginationProblem) {
    super({ statusCode: 400, error: 'Bad Request', code, parameter, message });
    this.code = code;
    this.parameter = parameter;
  }
}
