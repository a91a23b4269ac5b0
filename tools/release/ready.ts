/** Fails, and says why, while the packages are not to be published: `node release/ready.ts`. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { members, workspace } from './published.ts'

/** What is missing of a package before it can be published. */
function missingOf(folder: string): string[] {
  const path = relative(workspace, folder)
  const { repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const isPlaced = typeof repository?.url === 'string' && repository.directory === path
  return isPlaced
    ? []
    : [
        `${path}/package.json: repository: expected { "type": "git", "url": …, "directory": "${path}" }, without which npm refuses a provenance statement`,
      ]
}

/** The documents that call the packages not yet there. */
function isOutdated(document: string): boolean {
  return /not on npm yet/i.test(readFileSync(document, 'utf8'))
}

const documents = [workspace, ...members].map((folder) => join(folder, 'README.md'))
const missing = [
  ...members.flatMap(missingOf),
  ...documents
    .filter(isOutdated)
    .map((each) => `${relative(workspace, each)}: says that the packages are not on npm yet`),
]
for (const each of missing) console.error(each)
process.exitCode = missing.length === 0 ? 0 : 1
