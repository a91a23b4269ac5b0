import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const repository: string = join(import.meta.dirname, '..', '..', '..')

/** What a document shows in a fence. */
export interface Block {
  /** Relative to the repository. */
  readonly document: string
  /** The line of the fence, from 1. */
  readonly line: number
  readonly language: string
  readonly text: string
}

/** Every document that readers are to follow. */
const documents: readonly string[] = globSync(
  ['*.md', '{apps,packages}/*/*.md', 'contracts/*.md', 'tools/*/*.md'],
  { cwd: repository },
).toSorted()

function blocksOf(document: string): Block[] {
  const markdown = readFileSync(join(repository, document), 'utf8')
  return [...markdown.matchAll(/^```(\w*)\n(.*?)^```/gms)].map((match) => ({
    document,
    line: markdown.slice(0, match.index).split('\n').length,
    language: match[1] ?? '',
    text: match[2] ?? '',
  }))
}

/** The blocks of all documents in a language. */
export function blocks(language: string): Block[] {
  return documents.flatMap(blocksOf).filter((block) => block.language === language)
}

/** Code within sentences that calls a script of this repository, with the document that it stands in. */
export function callsInSentences(): { document: string; call: string }[] {
  return documents.flatMap((document) => {
    const markdown = readFileSync(join(repository, document), 'utf8').replace(/^```.*?^```/gms, '')
    return [...markdown.matchAll(/`(?:npx -y pnpm@12|pnpm) ([^`]+)`/g)].map((match) => ({
      document,
      call: match[1] ?? '',
    }))
  })
}
