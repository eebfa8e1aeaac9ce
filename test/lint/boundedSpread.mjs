/**
 * Forbids spreading a list of any length into the arguments of a call. Engines put each argument on the stack: of some
 * hundred thousand they throw a RangeError, which a text from outside can bring about (`lines.push(...others)`,
 * `Math.max(...lengths)`). Allowed is what somebody wrote down one by one: array literals, tuples, and the function's own
 * rest parameter, which its callers spread or wrote, as it is or mapped.
 */
export const boundedSpread = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      unbounded: 'A list of any length must not become arguments: loop over it, or pass it as a list.',
    },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();

    function isTuple(type) {
      if (type.isUnion()) return type.types.every(isTuple);
      return checker.isTupleType(type) && !type.target.hasRestElement;
    }

    function isRestParameter(node) {
      if (node.type !== 'Identifier') return false;
      const scopes = [];
      for (let scope = context.sourceCode.getScope(node); scope; scope = scope.upper) scopes.push(scope);
      const variable = scopes.map((scope) => scope.set.get(node.name)).find((found) => found !== undefined);
      return (
        variable?.defs.some(({ type, name }) => type === 'Parameter' && name.parent.type === 'RestElement') ?? false
      );
    }

    function isBounded(node) {
      if (node.type === 'ArrayExpression') {
        return node.elements.every((element) => element?.type !== 'SpreadElement' || isBounded(element.argument));
      }
      if (node.type === 'CallExpression' && node.callee.property?.name === 'map') return isBounded(node.callee.object);
      return isRestParameter(node) || isTuple(services.getTypeAtLocation(node));
    }

    function check(node) {
      for (const argument of node.arguments) {
        if (argument.type === 'SpreadElement' && !isBounded(argument.argument)) {
          context.report({ node: argument, messageId: 'unbounded' });
        }
      }
    }

    return { CallExpression: check, NewExpression: check };
  },
};
