import { type Block, blocks } from './documents.ts'

/** A command that a document tells its readers to run. */
export interface Command {
  /** Document and line of the block. */
  readonly source: string
  /** On one line, without its comment. */
  readonly text: string
}

function commandsOf({ document, line, language, text }: Block): Command[] {
  const script =
    language === 'yaml'
      ? [...text.matchAll(/^ *- run: (.*)$/gm)].map(([, step]) => step).join('\n')
      : text
  return script
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((each) => each.replace(/(^|\s+)#\s.*$/, '').trim())
    .filter((each) => each !== '')
    .map((each) => ({ source: `${document}:${line}`, text: each }))
}

/** Every command of every `sh` block, and every step of a workflow. */
export const commands: readonly Command[] = [...blocks('sh'), ...blocks('yaml')].flatMap(commandsOf)
