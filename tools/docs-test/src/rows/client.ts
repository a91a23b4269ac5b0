import { expect } from 'vitest'
import type { Clone } from '../clone.ts'
import { notRun, type Row } from '../row.ts'

const sampleId = (command: string, clone: Clone) =>
  command.replace('64f1a2b3c4d5e6f708192a3b', clone.sample('EXPORT_BUCKET_ID_AWS'))

export const clientRows: readonly Row[] = [
  notRun(
    'npm install --global @export-buckets/client',
    'the package is not in the registry; the program of the workspace stands on the path',
    (clone) => {
      const { publishConfig, bin } = JSON.parse(clone.read('packages/client/package.json'))
      expect(publishConfig.access).toBe('public')
      expect(Object.keys(bin)).toEqual(['export-buckets'])
    },
  ),
  notRun(
    /^export MONGODB_ATLAS_/,
    'its values are placeholders; every command runs with those of the sample',
    (clone, command) => {
      const names = [...command.matchAll(/(\w+)=/g)].map(([, name = '']) => name)
      for (const name of names) expect(clone.sample(name)).not.toBe('')
    },
  ),
  notRun(
    'npm install --save-dev openapi-typescript typescript',
    'the generator is not a dependency; a part of what it writes stands in for it in the example',
    (clone) => expect(clone.read('packages/client/README.md')).toContain("from './atlas.ts'"),
  ),
  notRun(
    /^npx openapi-typescript https:/,
    'the document is not in a registry',
    (clone, command) => {
      const date = /openapi-([\d-]+)\.json/.exec(command)?.[1]
      expect(clone.read('packages/client/README.md')).toContain(`vnd.atlas.${date}+json`)
    },
  ),
  { command: 'export-buckets list', prints: /"results": ?\[/ },
  { command: /^export-buckets get --exportBucketId \w+$/, as: sampleId, prints: /"AWS"/ },
  { command: /^export-buckets create --cloudProvider AWS /, prints: /"bucketName": ?"backups"/ },
  {
    command: /^export-buckets update --exportBucketId \w+ --requirePrivateNetworking true$/,
    as: sampleId,
    prints: /"requirePrivateNetworking": ?true/,
  },
  // A bucket that is not there counts as deleted, so the id of the document will do.
  { command: /^export-buckets delete --exportBucketId \w+ --ignoreMissing$/ },
  {
    command: "export-buckets list | jq -r '.results[].bucketName'",
    because: 'not every machine has jq',
    as: () => 'export-buckets list',
    check(_, { stdout }) {
      const { results } = JSON.parse(stdout)
      for (const { bucketName } of results) expect(bucketName).toMatch(/\w/)
    },
  },
  {
    command: 'eval "$(export-buckets completion bash)"',
    shell: 'bash',
    as: (command) => `${command}; complete -p export-buckets`,
    prints: /export-buckets/,
  },
  {
    command: 'eval "$(export-buckets completion zsh)"',
    because: 'not every machine has zsh',
    as: () => 'export-buckets completion zsh',
    prints: /compdef .*export-buckets/,
  },
  {
    command: /^export-buckets completion fish > /,
    as: (command) =>
      `mkdir -p ~/.config/fish/completions; ${command}; cat ~/.config/fish/completions/*`,
    prints: /complete .*export-buckets/,
  },
]
