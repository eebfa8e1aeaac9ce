/**
 * Names of languages that highlighters colour and that no preview draws or runs, as highlight.js, GitHub Linguist and VS
 * Code call them. Left out is what some renderer takes for more than text: diagrams (mermaid, plantuml, graphviz, d2,
 * wavedrom), maps and models (geojson, topojson, stl), charts (vega), pictures (svg), notes (abc), formulas (math, latex,
 * katex, asciimath), queries of note-taking programs (dataview, tasks, query), and everything unknown.
 */
const inertLanguages: ReadonlySet<string> = new Set(
  [
    // Text and data
    'text txt plain plaintext console terminal output log accesslog diff patch csv tsv json json5 jsonc jsonl ndjson',
    'jsonlines yaml yml toml ini cfg conf properties env dotenv xml xsd xsl xslt rss atom plist wsdl protobuf proto',
    'markdown md',
    'graphql gql http https curl nginx nginxconf apache apacheconf httpd ebnf bnf abnf regex pgn ldif po pot bibtex',
    // Web
    'html xhtml vue vue-html svelte astro css scss sass less stylus postcss javascript js mjs cjs javascriptreact jsx',
    'typescript ts mts cts typescriptreact tsx coffeescript coffee handlebars hbs mustache pug jade haml slim erb ejs',
    'twig django jinja jinja2 liquid razor cshtml blade wasm wat',
    // Systems
    'c h cpp c++ cc cxx hpp hh hxx cuda-cpp objective-c objectivec objective-cpp obj-c obj-c++ objc mm csharp c# cs fsharp',
    'f# fs vb vbnet rust rs go golang zig d dlang nim crystal cr v vala ada asm assembly armasm arm avrasm mipsasm x86asm',
    'nasm llvm verilog systemverilog sv vhdl glsl hlsl wgsl metal shaderlab opencl cuda arduino ino processing',
    // Virtual machines
    'java kotlin kt kts scala groovy gradle clojure clj cljs edn dart smali',
    // Scripting
    'python py py3 gyp pycon python-repl cython ruby rb gemspec irb perl pl pm php php3 lua luau tcl tk awk sed gawk',
    'shell sh bash zsh fish ksh csh shellscript shell-session shellsession powershell ps ps1 pwsh bat batch cmd dos vbs',
    'vbscript vba applescript osascript autohotkey ahk autoit vim viml vimscript elisp emacs-lisp',
    // Functional and logical
    'haskell hs elm purescript purs ocaml ml sml reasonml reason re erlang erl elixir ex exs lisp common-lisp scheme racket',
    'rkt prolog mercury coq lean agda idris',
    // Numbers and statistics
    'r julia jl julia-repl matlab octave fortran f90 f95 sas stata spss mathematica wolfram wl maple maxima scilab apl j k q',
    'kdb gams stan bugs jags',
    // Databases
    'sql mysql pgsql postgres postgresql plsql plpgsql tsql sqlite cypher sparql sparql-query rq turtle ttl n3 promql kql',
    'cql hql datalog',
    // Building and operating
    'dockerfile docker containerfile makefile make mk mak cmake cmake.in bazel starlark bzl meson ninja nix terraform tf hcl',
    'puppet pp ansible jenkinsfile just justfile systemd desktop gitignore gitattributes gitconfig git-commit git-rebase',
    'editorconfig ignore crontab bicep cue jsonnet dhall rego',
    // Others
    'swift solidity sol vyper move cairo gdscript godot gml actionscript as haxe hx delphi pascal pas dpr freepascal lazarus',
    'modula oberon cobol cob abap rpg clarity smalltalk st factor forth io brainfuck bf scratch basic qbasic basic256 gherkin',
    'feature cucumber robot robotframework postscript gcode nc openscad scad x++ axapta mirc dns zone bind pf iptables',
  ]
    .join(' ')
    .split(' '),
);

/** Whether no program that shows a document does anything with code of this language but colour it, in any letter case. */
export function isInert(language: string): boolean {
  return inertLanguages.has(language.toLowerCase());
}
