import type { FileFailure, FileFailureKind } from '../journal/files';

/** What the system's error means to those who asked for a file. */
export function fileFailureOf(error: unknown): FileFailure {
  return { kind: failureKind(error), detail: error instanceof Error ? error.message : String(error) };
}

/** The system's name of an error, such as `ENOENT`; null without one. */
export function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

function failureKind(error: unknown): FileFailureKind {
  switch (errorCode(error)) {
    case 'ENOENT':
      return 'notFound';
    case 'EEXIST':
      return 'alreadyExists';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'accessDenied';
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'noSpace';
    default:
      return 'broken';
  }
}
