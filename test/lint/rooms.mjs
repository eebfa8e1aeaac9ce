import path from 'node:path';
import { problemWithImport } from '../../house.mjs';

/** Keeps every import within what its room may know; see house.mjs. */
export const rooms = {
  meta: { type: 'problem', schema: [], messages: { crossing: '{{problem}}' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).replaceAll('\\', '/');

    function check({ source }) {
      if (typeof source?.value !== 'string') return;
      const problem = problemWithImport(file, source.value);
      if (problem !== null) context.report({ node: source, messageId: 'crossing', data: { problem } });
    }

    return { ImportDeclaration: check, ImportExpression: check, ExportNamedDeclaration: check };
  },
};
