import { expect } from 'vitest'
import type { Clone } from '../clone.ts'
import { notRun, type Row } from '../row.ts'

const scriptsIn = (clone: Clone, folder: string): Record<string, string> =>
  JSON.parse(clone.read(`${folder}/package.json`)).scripts

const beside = 'the test command runs what it runs beside this one'

export const releaseRows: readonly Row[] = [
  notRun('npx -y pnpm@12 release:dry', beside, (clone) => {
    expect(scriptsIn(clone, '.')['release:dry']).toMatch(/node release\/dry\.ts$/)
    expect(scriptsIn(clone, 'release')['package']).toContain('node dry.ts')
  }),
  notRun('npx -y pnpm@12 api:update', beside, (clone) => {
    expect(scriptsIn(clone, '.')['api:update']).toBe('pnpm api:check --update')
    expect(scriptsIn(clone, 'release')['package']).toContain('node api-reports.ts')
  }),
  notRun('npx -y pnpm@12 docs:api', beside, (clone) => {
    expect(scriptsIn(clone, '.')['docs:api']).toBe('pnpm --filter @export-buckets/typedoc package')
  }),
]
