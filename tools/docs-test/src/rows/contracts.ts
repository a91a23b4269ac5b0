import { expect } from 'vitest'
import type { Clone } from '../clone.ts'
import type { Row } from '../row.ts'

/** The server of the clone in the place of the document's, and its buckets in the place of the document's. */
const ofSample = (command: string, clone: Clone) =>
  command
    .replace(/https:\/\/cloud\.mongodb\.com|http:\/\/127\.0\.0\.1:8787/, clone.url)
    .replace(/--project \w+/, `--project ${clone.sample('MONGODB_ATLAS_PROJECT_ID')}`)
    .replace(/--bucket-aws \w+/, `--bucket-aws ${clone.sample('EXPORT_BUCKET_ID_AWS')}`)

/** One operation of the pact: the tests of the contracts verify all of them. */
const inPart = (command: string) =>
  `${command} --operation getGroupBackupExportBucket --version 2025-03-12`
const because = 'the tests of the contracts verify the whole pact'

const passed = /\b[1-9]\d* passed/

export const contractRows: readonly Row[] = [
  {
    command:
      /^npx -y pnpm@12 --silent export-buckets-contracts verify --provider-url \S+ --html matrix\.html$/,
    because,
    as: (command, clone) => inPart(ofSample(command, clone)),
    prints: passed,
    check: (clone) => expect(clone.read('matrix.html').slice(0, 15)).toBe('<!DOCTYPE html>'),
  },
  {
    command: 'npx -y pnpm@12 --silent export-buckets-contracts verify',
    because,
    as: inPart,
    prints: passed,
  },
  {
    command: 'npx @export-buckets/contracts verify --junit contracts.xml --html contracts.html',
    because,
    as: inPart,
    prints: passed,
    check: (clone) => expect(clone.read('contracts.xml')).toMatch(/^<\?xml /),
  },
  {
    command: /^npx @export-buckets\/contracts verify --provider-url /,
    because,
    as: (command, clone) => inPart(ofSample(command, clone)),
    prints: passed,
  },
  {
    command: 'npx -y @export-buckets/contracts drift --spec openapi-v2.yaml',
    because: "MongoDB's document is not here; ours does not drift from itself",
    as: (command) => command.replace('openapi-v2.yaml', 'packages/core/openapi.yaml'),
  },
]
