import { expect } from 'vitest'
import { notRun, type Row } from '../row.ts'

export const serverRows: readonly Row[] = [
  notRun(
    'npx -y pnpm@12 start',
    'it was started before anything else',
    async ({ url, greeting }) => {
      expect(greeting).toContain('Export buckets are served at http://127.0.0.1:')
      expect((await fetch(`${url}/readyz`)).status).toBe(200)
    },
  ),
  {
    command: '. .data/credentials.env',
    as: (command) => `${command} && echo "$MONGODB_ATLAS_PROJECT_ID"`,
    prints: /^[0-9a-f]{24}\n$/,
  },
  {
    command: /^curl .*EXPORT_BUCKET_ID_AZURE\?pretty=true"$/,
    needs: ['curl'],
    prints: /^\{\n.*"cloudProvider" ?: "AZURE"/s,
  },
  {
    command: 'npx -y pnpm@12 --silent example "$EXPORT_BUCKET_ID_GCP"',
    prints: /"cloudProvider": ?"GCP"/,
  },
  { command: 'npx -y pnpm@12 --silent export-buckets list', prints: /"cloudProvider": ?"AWS"/ },
]
