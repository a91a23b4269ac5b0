/**
 * Prints the average number of hand-written lines of an operation, by layer. Counts lines with code: no blank lines, no
 * comments, no tests and no generated files.
 *
 * `node tools/ci/operation-lines.ts`
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { operations } from '../../packages/core/src/index.ts'

const root = join(import.meta.dirname, '..', '..')

/** The folders and files to which an operation adds lines. */
const layers: Readonly<Record<string, readonly string[]>> = {
  'core: types, rules, errors': [
    'packages/core/src/export-bucket.ts',
    'packages/core/src/export-workflow.ts',
    'packages/core/src/requests.ts',
  ],
  'client: methods': ['packages/client/src/resources'],
  'edge: handlers': [
    'apps/edge/src/backup-schedules',
    'apps/edge/src/cloud-provider-access',
    'apps/edge/src/clusters',
    'apps/edge/src/export-buckets',
    'apps/edge/src/export-jobs',
    'apps/edge/src/snapshots',
  ],
  'contracts: examples and scenarios': [
    'contracts/src/matrix/examples',
    'contracts/src/matrix/scenarios.ts',
  ],
}

/** The folders that serve features rather than single operations. */
const features: Readonly<Record<string, readonly string[]>> = {
  'edge: simulation of the cloud': ['apps/edge/src/simulation'],
  'client: waiting and searching': ['packages/client/src/workflow'],
  'client: commands': ['packages/client/src/cli/commands'],
}

/** Returns the TypeScript files of a folder, or the file itself. */
function listFiles(path: string): string[] {
  if (path.endsWith('.ts')) return [path]
  return readdirSync(join(root, path))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(path, name))
}

/** Counts the lines of a file that are neither blank nor a comment. */
function countLines(path: string): number {
  const lines = readFileSync(join(root, path), 'utf8').split('\n')
  return lines.filter((line) => !/^\s*(\/\/|\/?\*|$)/.test(line)).length
}

const operationCount = Object.keys(operations).length

/** Prints a row of the table. */
function printRow(name: string, lines: string, average: string): void {
  console.log(name.padEnd(36) + lines.padStart(6) + average.padStart(8))
}

/** Prints a row with a number of lines and its average. */
function printLines(name: string, lines: number): void {
  printRow(name, String(lines), (lines / operationCount).toFixed(1))
}

/** Prints the rows of layers, and returns the sum of their lines. */
function printLayers(paths: Readonly<Record<string, readonly string[]>>): number {
  let sum = 0
  for (const [name, layerPaths] of Object.entries(paths)) {
    const lines = layerPaths.flatMap(listFiles).reduce((total, file) => total + countLines(file), 0)
    printLines(name, lines)
    sum += lines
  }
  return sum
}

printRow('layer', 'lines', 'average')
printLines(`${operationCount} operations`, printLayers(layers))
console.log('\nfeatures, which are not counted for operations')
printLayers(features)
