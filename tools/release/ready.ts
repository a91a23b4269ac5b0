/** Fails with the reasons when the packages cannot be published yet: `node tools/release/ready.ts`. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { packageFolders, workspace } from './published.ts'

/** Returns what is missing in the manifest of a package. */
function findMissingFields(folder: string): string[] {
  const path = relative(workspace, folder)
  const { repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const hasRepository = typeof repository?.url === 'string' && repository.directory === path
  return hasRepository
    ? []
    : [
        `${path}/package.json: repository: expected { "type": "git", "url": …, "directory": "${path}" }, without which npm refuses a provenance statement`,
      ]
}

/** Returns whether a document says that the packages are not published yet. */
function isOutdated(document: string): boolean {
  return /not on npm yet/i.test(readFileSync(document, 'utf8'))
}

const documents = [workspace, ...packageFolders].map((folder) => join(folder, 'README.md'))
const problems = [
  ...packageFolders.flatMap(findMissingFields),
  ...documents
    .filter(isOutdated)
    .map(
      (document) => `${relative(workspace, document)}: says that the packages are not on npm yet`,
    ),
]
for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1
