// What goes wrong at the API, as RFC 9457 has it (application/problem+json): a code for programs, a sentence for people in the
// language they asked for, and the number that finds the request in the log.

import { type Language, say } from '../../config/messages/language.ts';
import { HeduiError, isFaultOfFile, type Said } from '../../domain/errors.ts';

export const PROBLEMS = {
  'not-found': {
    status: 404,
    said: {
      zh: '没有这一项，或者不在本密钥的辖区内。',
      en: 'There is no such thing, or it is not in the region of this key.',
    },
  },
  'no-key': {
    status: 401,
    said: {
      zh: '缺少接口密钥，或密钥无效、已过期、已吊销。请在 Authorization: Bearer 中给出有效密钥。',
      en: 'The API key is missing, wrong, over or revoked. Send a valid one as Authorization: Bearer.',
    },
  },
  'no-scope': {
    status: 403,
    said: {
      zh: '本密钥没有此项权限。请向运维员申请。',
      en: 'This key does not have the scope. Ask the operator for it.',
    },
  },
  'request-invalid': {
    status: 422,
    said: {
      zh: '请求内容不符合接口定义，见 faults。',
      en: 'The request is not as the API defines it; see faults.',
    },
  },
  'rows-rejected': {
    status: 422,
    said: {
      zh: '该户未被接受，见 faults；改正后重新提交。',
      en: 'The household was not taken; see faults, correct them and submit again.',
    },
  },
  'no-file': {
    status: 422,
    said: {
      zh: '表单中没有文件。请把文件放在字段 file 中，位于其他字段之后。',
      en: 'The form has no file. Send it as the field file, behind the other fields.',
    },
  },
  'key-reused': {
    status: 422,
    said: {
      zh: '此幂等键已用于另一请求。请换一个键。',
      en: 'This idempotency key came with another request before. Use another one.',
    },
  },
  'under-way': {
    status: 409,
    said: {
      zh: '同一幂等键的请求仍在处理。请稍后重试。',
      en: 'The request of this idempotency key is still under way. Ask again soon.',
    },
  },
  'origin-not-allowed': {
    status: 403,
    said: {
      zh: '该地址不在本密钥允许的通知地址中。请向运维员登记。',
      en: 'This key may not have that address told. Ask the operator to allow its origin.',
    },
  },
  'too-large': {
    status: 413,
    said: { zh: '提交的内容超过上限。', en: 'What was sent exceeds the limit.' },
  },
  'too-many': {
    status: 429,
    said: {
      zh: '请求过于频繁，请按 Retry-After 等待后再试。',
      en: 'Too many requests. Wait as Retry-After says.',
    },
  },
  unreadable: {
    status: 400,
    said: {
      zh: '请求无法读取：JSON 或表单格式有误。',
      en: 'The request cannot be read: its JSON or form is broken.',
    },
  },
  resting: {
    status: 503,
    said: {
      zh: '数据库或队列暂时无法连接。请稍后重试。',
      en: 'The database or the queue cannot be reached. Try again later.',
    },
  },
  broken: {
    status: 500,
    said: {
      zh: '系统出错。请将 instance 中的编号告知运维员。',
      en: 'Something went wrong. Tell the operator the number in instance.',
    },
  },
} as const satisfies Record<string, { status: number; said: Said }>;
export type ProblemCode = keyof typeof PROBLEMS;

export type Fault = {
  /** Where: `query.region`, `row 2 id_number`. */
  readonly at: string;
  readonly code: string;
  readonly said: Said;
};

/** Thrown by an endpoint; becomes the answer. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  /** In place of the code's own sentence. */
  readonly said: Said;

  constructor(code: ProblemCode, faults: readonly Fault[] = [], said: Said = PROBLEMS[code].said) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.faults = faults;
    this.said = said;
  }
}

export function problemJson(problem: Problem, language: Language, requestId: string) {
  const { status } = PROBLEMS[problem.code];
  return {
    type: `/api/v1/docs#${problem.code}`,
    title: problem.code,
    status,
    detail: say(problem.said, language),
    instance: requestId,
    ...(problem.faults.length > 0 && {
      faults: problem.faults.map(({ at, code, said }) => ({
        at,
        code,
        detail: say(said, language),
      })),
    }),
  };
}

/** Whatever was thrown, as a problem. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HeduiError) {
    if (error.code.endsWith('_UNKNOWN')) return new Problem('not-found');
    if (isFaultOfFile(error)) {
      return new Problem('request-invalid', [{ at: 'file', code: error.code, said: error.said }]);
    }
    if (error.code.endsWith('_REFUSED')) {
      return new Problem('request-invalid', [{ at: 'body', code: error.code, said: error.said }]);
    }
    return new Problem(error.retryable ? 'resting' : 'broken');
  }
  const { statusCode } = error as { statusCode?: unknown };
  if (statusCode === 413) return new Problem('too-large');
  if (statusCode === 429) return new Problem('too-many');
  if (statusCode === 404) return new Problem('not-found');
  if (typeof statusCode === 'number' && statusCode < 500) return new Problem('unreadable');
  return new Problem('broken');
}
