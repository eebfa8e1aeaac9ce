/** The style sheet of an exported thread: for screens, dark screens, narrow ones and paper. Loads nothing. */
export const htmlStyle = `
:root {
  color-scheme: light dark;
  --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --soft: #f6f8fa; --link: #0a58ca; --warning: #9a3412; --marked: #fff3a3;
  font: 17px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6e8eb; --muted: #9aa4af; --line: #3a424b; --soft: #1f252c; --link: #7ab7ff; --warning: #fdba74; --marked: #5c4b00;
    background: #15191e;
  }
}
body { color: var(--text); max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: 0.15em; }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; margin: 1.6em 0 0.5em; text-wrap: pretty; }
h1 { font-size: 1.9rem; margin-top: 0; }
h2 { font-size: 1.35rem; }
h3 { font-size: 1.1rem; }
h4, h5, h6 { font-size: 1rem; }
p, ul, ol, blockquote, pre, .table { margin: 0 0 0.9em; }
li > :is(p, ul, ol):last-child { margin-bottom: 0.3em; }
.facts, .departure, small, .site, .note { color: var(--muted); }
.facts, .departure, .evidence { font-size: 0.875rem; }
.plain { white-space: pre-wrap; }
.note { font-style: italic; }
.warning { color: var(--warning); font-weight: 600; }
.address { overflow-wrap: anywhere; color: var(--muted); }
nav { border: 1px solid var(--line); border-radius: 6px; padding: 0.75rem 1rem; margin: 1.5rem 0; }
nav ol { margin: 0; padding-inline-start: 1.8em; }
nav li { margin-inline-start: calc(1.2em * var(--depth, 0)); }
.depth-1 { --depth: 1; } .depth-2 { --depth: 2; } .depth-3 { --depth: 3; }
.depth-4 { --depth: 4; } .depth-5 { --depth: 5; } .depth-6 { --depth: 6; }
section { border-top: 1px solid var(--line); margin-top: 2.5rem; scroll-margin-top: 1rem; }
section > h2 { margin-top: 1.2em; margin-bottom: 0.3em; }
section.branch { border-top-style: dashed; }
.departure { margin: 1.2em 0 0; }
.departure + h2 { margin-top: 0.2em; }
h2 .number { color: var(--muted); font-weight: 400; }
blockquote { border-inline-start: 3px solid var(--line); padding-inline-start: 1em; margin-inline: 0; color: var(--muted); }
blockquote.question { color: var(--text); }
pre, code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.875em; }
code { background: var(--soft); padding: 0.1em 0.3em; border-radius: 4px; }
sub, sup { font-size: 0.75em; line-height: 0; }
kbd { border: 1px solid var(--line); border-radius: 4px; background: var(--soft); padding: 0.05em 0.35em; font: inherit; font-size: 0.9em; }
mark { background: var(--marked); color: inherit; }
pre { background: var(--soft); border-radius: 6px; padding: 0.8em 1em; overflow-x: auto; }
pre code { padding: 0; background: none; font-size: 0.95em; }
.table { overflow-x: auto; }
.display-formula { display: block; overflow-x: auto; text-align: center; margin: 0 0 0.9em; }
.formula { display: inline-flex; max-width: 100%; overflow: auto hidden; padding: 0.5em 0; margin: -0.5em 0; }
math[display="block"] { display: block math; }
mtd.tml-left { text-align: -webkit-left; } mtd.tml-right { text-align: -webkit-right; }
table { border-collapse: collapse; font-size: 0.94em; }
th, td { border: 1px solid var(--line); padding: 0.35em 0.7em; vertical-align: top; }
th { background: var(--soft); }
.align-start { text-align: start; } .align-left { text-align: left; }
.align-center { text-align: center; } .align-right { text-align: right; }
hr { border: 0; border-top: 1px solid var(--line); margin: 1.6em 0; }
.citation { line-height: 0; font-size: 0.72em; } .citation a { text-decoration: none; padding-inline-start: 0.1em; }
.evidence { margin-top: 1.4em; }
.evidence h3 { font-size: 0.875rem; margin: 0 0 0.4em; }
.sources { list-style: none; padding: 0; }
.sources li { margin-bottom: 0.5em; padding-inline-start: 2.4em; text-indent: -2.4em; }
.sources li > * { text-indent: 0; }
.sources .number { display: inline-block; min-width: 2.2em; color: var(--muted); }
.sources li:target { background: var(--soft); outline: 4px solid var(--soft); }
details { margin: 0 0 0.6em; }
summary { cursor: pointer; color: var(--muted); width: fit-content; }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
details > :not(summary) { margin-top: 0.5em; }
@media (max-width: 30rem) {
  :root { font-size: 16px; }
  body { padding: 1.5rem 1rem 3rem; }
}
@media print {
  :root { color-scheme: light; --text: #000; --muted: #444; --line: #bbb; --soft: #f2f2f2; --link: #000; --marked: #eee; background: none; font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  section { break-before: auto; }
  h1, h2, h3, h4, h5, h6, summary { break-after: avoid; }
  li, tr, blockquote { break-inside: avoid; }
  pre { white-space: pre-wrap; }
  a { text-decoration: none; }
  .source + .site { display: none; }
  .source a::after { content: " <" attr(href) ">"; color: var(--muted); overflow-wrap: anywhere; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
