import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Annotation, parseAnnotation } from './annotation.ts'

export const repository: string = join(import.meta.dirname, '..', '..', '..')

/** A fenced block of a document, with the annotations above it. */
export interface Block {
  /** The document, and the line of the opening fence: `README.md:12`. */
  readonly source: string
  readonly language: string
  readonly text: string
  readonly annotations: readonly Annotation[]
}

/** A command of the documents. */
export interface Command {
  readonly source: string
  /** The command on one line, without its comment. */
  readonly text: string
  readonly annotation: Annotation
}

/** A document of the repository. */
export interface Document {
  /** Relative to the repository. */
  readonly path: string
  readonly markdown: string
}

export const documents: readonly Document[] = globSync(
  ['*.md', '{apps,packages}/*/*.md', 'contracts/*.md', 'docs/*.md', 'tools/*/*.md'],
  { cwd: repository },
)
  .toSorted()
  .map((path) => ({ path, markdown: readFileSync(join(repository, path), 'utf8') }))

const fencedBlocks = /((?:^<!-- test: (?:(?!-->).)*-->\n)*)^```(\w*)\n(.*?)^```$/gms
const annotationComments = /<!-- test: ((?:(?!-->).)*)-->/gs

/** Returns the fenced blocks of a document. @throws Error when an annotation is not directly above a block */
export function parseBlocks({ path, markdown }: Document): Block[] {
  if (/(?<!`)<!--\s*test\b/.test(markdown.replaceAll(fencedBlocks, '')))
    throw new Error(`${path}: an annotation is not directly above a block`)
  return [...markdown.matchAll(fencedBlocks)].map(
    ({ index, 1: above = '', 2: language = '', 3: text = '' }) => ({
      source: `${path}:${markdown.slice(0, index + above.length).split('\n').length}`,
      language,
      text,
      annotations: [...above.matchAll(annotationComments)].map(([, each = '']) =>
        parseAnnotation(each, language),
      ),
    }),
  )
}

/**
 * Returns the commands of an `sh` block, or the steps of a `yaml` block.
 *
 * @throws Error when an annotation matches no command, or two annotations match one
 */
export function parseCommands({ source, language, text, annotations }: Block): Command[] {
  const script =
    language === 'yaml'
      ? [...text.matchAll(/^ *- run: (.*)$/gm)].map(([, step]) => step).join('\n')
      : text
  const lines = script
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s+)#\s.*$/, '').trim())
    .filter((line) => line !== '')
  const patterns = annotations.map((annotation) => ({
    annotation,
    pattern: new RegExp(annotation.get('on')?.[0] ?? ''),
  }))
  for (const { pattern } of patterns)
    if (!lines.some((line) => pattern.test(line)))
      throw new Error(`${source}: ${pattern} matches no command`)
  return lines.map((line) => {
    const [first, second] = patterns.filter(({ pattern }) => pattern.test(line))
    if (second !== undefined) throw new Error(`${source}: two annotations match ${line}`)
    return { source, text: line, annotation: first?.annotation ?? new Map() }
  })
}

export const blocks: readonly Block[] = documents.flatMap(parseBlocks)
export const commands: readonly Command[] = blocks
  .filter(({ language }) => language === 'sh' || language === 'yaml')
  .flatMap(parseCommands)
