import { described } from '../machine.ts'
import { type Cells, figureCells, outcomeCells } from './cells.ts'
import type { Report, SuiteReport } from './report.ts'

function table(cells: Cells): string {
  const [head = [], ...body] = cells
  const rule = head.map((_, at) => (at === 0 ? '---' : '--:'))
  return [head, rule, ...body].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function section(report: SuiteReport): string {
  const missing = report.missing.map((why) => `Not measured: ${why}.`)
  return [
    `## ${report.suite}`,
    report.about,
    table(figureCells(report)),
    table(outcomeCells(report)),
    ...missing,
  ].join('\n\n')
}

/** Processes that wanted a processor before the run, above which others were at work. */
const quiet = 0.5

/** A warning where figures were taken beside other work. */
function caution({ loadBefore }: Report['machine']): string[] {
  if (loadBefore < quiet) return []
  return [
    `**Not final**: other work ran on the machine (load average ${loadBefore} before the run).`,
  ]
}

/** A run as a document that says how to repeat it. */
export function asMarkdown(report: Report, figuresFile: string): string {
  const { time, command, rounds, seconds, machine, suites } = report
  return `${[
    '# Results',
    'Written by the command, not by hand. Repeat it, with everything on the same machine in one session:',
    `\`\`\`sh\n${command}\n\`\`\``,
    'Each figure is the median of the rounds, in brackets the least and the most. Ratios are made within each round, in which the series take turns. Servers, load and callers run in processes of their own, and every answer is verified. Figures of a machine that does other work meanwhile are worth little: see the load average.',
    `- ${time.slice(0, 10)}, ${rounds} rounds of ${seconds} s each series\n- ${described(machine)}\n- all figures: [${figuresFile}](${figuresFile})`,
    ...caution(machine),
    ...suites.map(section),
  ].join('\n\n')}\n`
}
