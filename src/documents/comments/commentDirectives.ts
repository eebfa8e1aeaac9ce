/**
 * What compilers, linters, formatters, build tools and script runners take for an order when a comment begins with it.
 */
const directives = new RegExp(
  '^(?:' +
    [
      // Bullets, rules and amounts are none.
      '[!#%&/:;=?@\\\\^_{|}]|[+<$~.-][^\\d\\s-]|--+[^-\\s|]',
      'go:|nolint|(?:unordered )?output:',
      'eslint-|tslint:|prettier-|stylelint-|biome-|dprint-|jshint|jslint|jscs|deno-|ts-|istanbul ignore|c8 |v8 ignore',
      'sourceMappingURL|sourceURL|noinspection|codespell|jsx ?:',
      'type:|noqa|nosec|pylint:|mypy:|pyright:|ruff:|fmt:|isort:|flake8|yapf:|black:|pragma\\b|cython:|distutils:',
      'line \\d+|kate:|shareable_constant_value:',
      'rubocop:|frozen_string_literal|encoding:|warn_indent|typed:|shellcheck [a-z-]+=|swiftlint:|swift-tools-version',
      'syntax ?=|escape ?=|check ?=|hadolint|yaml-language-server:|checkov:|tfsec:|trivy:',
      'NOLINT|NOSONAR|clang-|cppcheck-|IWYU pragma|fallthrough|ktlint-|checkstyle:|spotless:',
      'cspell:|spell-?checker:|language=|formatter:|html-validate|htmlhint|markdownlint-',
      'phpcs:|phpstan|psalm-|codingStandards|credo:|hlint|rustfmt|MAGIC\\b|COMMAND -|Code generated',
    ].join('|') +
    ')',
  'i',
);

/** A line that no tool takes for an order: words that begin like one stand in a list. */
export function withoutOrder(line: string): string {
  return directives.test(line) ? `- ${line}` : line;
}
