/**
 * The style sheet of the HTML report. Colours follow the colour scheme of the reader, and never carry information
 * that the marks lack.
 */
export const css = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c1e21, #e6e8eb);
  --paper: light-dark(#fff, #15171a);
  --soft: light-dark(#5c636b, #9aa2ab);
  --line: light-dark(#d9dde1, #343a40);
  --shade: light-dark(#f4f6f7, #1d2024);
  --passed: light-dark(#dcf2e3, #173a25);
  --passed-ink: light-dark(#11592f, #8fdcab);
  --failed: light-dark(#b3261e, #f2877f);
  --failed-ink: light-dark(#fff, #2b0806);
  --error: light-dark(#8a5a00, #f0c060);
  --error-ink: light-dark(#fff, #2b1d00);
}
body {
  margin: 2rem auto;
  max-width: 76rem;
  padding: 0 1.5rem;
  background: var(--paper);
  color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif;
}
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.75rem 0 .25rem; }
.soft { color: var(--soft); margin: .25rem 0; }
.sum { font-size: 1.15rem; font-weight: 600; margin: .5rem 0; }
.scroll { overflow-x: auto; position: relative; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
caption { text-align: left; color: var(--soft); padding-bottom: .5rem; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { white-space: nowrap; font-weight: 600; }
tbody th { font-weight: 500; }
th[scope="rowgroup"] { background: var(--shade); font: 600 .85rem ui-monospace, monospace; padding-top: .45rem; }
.m { display: inline-block; min-width: 1.75em; border-radius: 3px; margin-right: 2px; text-align: center; white-space: nowrap; text-decoration: none; font: 600 .72rem/1.7 ui-monospace, monospace; }
.passed { background: var(--passed); color: var(--passed-ink); }
.failed { background: var(--failed); color: var(--failed-ink); }
.error { background: var(--error); color: var(--error-ink); }
.skipped { color: var(--soft); font-weight: 400; }
.legend .m { margin-left: .75rem; }
.legend .m:first-child { margin-left: 0; }
.diff td { white-space: pre-wrap; overflow-wrap: anywhere; font-family: ui-monospace, monospace; }
.diff th { white-space: nowrap; }
pre { background: var(--shade); padding: .6rem .75rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@page { size: landscape; margin: 1cm; }
@media print {
  :root { color-scheme: light; font-size: 12px; }
  body { margin: 0; max-width: none; padding: 0; font-size: 1rem; }
  .scroll { overflow: visible; }
  .m { print-color-adjust: exact; }
  tr, tbody:has(> tr > [scope="rowgroup"]) { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`
