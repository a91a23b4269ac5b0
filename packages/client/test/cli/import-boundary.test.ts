import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const src = new URL('../../src/', import.meta.url)

const libraryFiles = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.startsWith('cli/'),
)

test.each(libraryFiles)(
  '%s of the library imports neither Node modules nor the command line',
  (path) => {
    const code = readFileSync(new URL(path, src), 'utf8')
    expect(code).not.toMatch(/(from|import)\s*\(?['"](node:|.*\/cli\/|@export-buckets\/cli-kit)/)
  },
)
