import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startFakeBroker } from '@export-buckets/test-support/fake-broker'
import { expect } from 'vitest'
import type { Clone } from './clone.ts'
import { repository } from './documents.ts'

/** The command that a check is for. */
interface Context {
  readonly clone: Clone
  /** Empty where the command is skipped. */
  readonly stdout: string
  /** The document's command. */
  readonly text: string
  /** The text after the name of the check in the annotation. */
  readonly argument: string
}
type Check = (context: Context) => void | Promise<void>

/** The variables that `saves` has set, as shell code. */
const savedVariables = 'saved.env'

const toFlags = (command: string) => command.match(/(?<=\s)--[\w-]+/g) ?? []

/** Prints the flags of all commands of wrangler as JSON. Calling `--help` of each would load wrangler each time. */
const flagsProgram = `
const { registry } = require('wrangler').experimental_getWranglerCommands()
const flags = {}
const add = (path, { definition, subtree }) => {
  flags[path.join(' ')] = Object.keys(definition?.args ?? {}).map((name) => '--' + name)
  for (const [name, node] of subtree) add([...path, name], node)
}
add([], registry)
console.log(JSON.stringify(flags))`
let wranglerFlags: Promise<Readonly<Record<string, readonly string[]>>> | undefined

async function runInClone(clone: Clone, command: string): Promise<string> {
  const { code, stdout, stderr } = await clone.run(command)
  expect(code, stderr).toBe(0)
  return stdout
}

async function isReady({ stdout }: Pick<Context, 'stdout'>): Promise<void> {
  const url = /http:\S+/.exec(stdout)?.[0]
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
}

/** The checks of commands, by the name in `check`. */
export const checks: Readonly<Record<string, Check>> = {
  async started({ clone }) {
    expect(clone.startupMessage).toContain('Export buckets are served at http://127.0.0.1:')
    await isReady({ stdout: clone.startupMessage })
  },
  isReady,
  /** Verifies that the server's credentials file has a value for every variable that the command exports. */
  isInCredentialsFile({ clone, text }) {
    for (const [, name = ''] of text.matchAll(/(\w+)=/g))
      expect(clone.readCredential(name)).not.toBe('')
  },
  /** Saves a field of the printed JSON as a variable, as a reader copies it: `saves NAME field`. */
  saves({ clone, stdout, argument }) {
    const [name = '', field = ''] = argument.split(' ')
    const value: unknown = JSON.parse(stdout)[field]
    expect(value, `${field} of ${stdout}`).toMatch(/^[0-9a-f]{24}$/)
    appendFileSync(join(clone.folder, savedVariables), `export ${name}=${value}\n`)
  },
  /** Verifies that an earlier command has saved the variables that the command exports. */
  isSaved({ clone, text }) {
    for (const [, name] of text.matchAll(/(\w+)=/g))
      expect(clone.read(savedVariables)).toContain(`export ${name}=`)
  },
  /** Verifies that the help has every flag of the command. */
  hasFlags({ stdout, text, argument }) {
    const flags = toFlags(text.slice(text.indexOf(argument)))
    for (const flag of flags) expect(stdout).toMatch(new RegExp(`${flag}\\b`))
  },
  /** Verifies that wrangler has the command and its flags. */
  async wrangler({ clone, text, argument }) {
    wranglerFlags ??= runInClone(clone, `cd apps/edge && node --eval "${flagsProgram}"`).then(
      JSON.parse,
    )
    const flags = (await wranglerFlags)[argument]
    expect(flags, `wrangler ${argument}`).toBeDefined()
    expect(text).toContain(`wrangler ${argument}`)
    const documentedFlags = toFlags(text.slice(text.indexOf(`wrangler ${argument}`)))
    expect(flags).toEqual(expect.arrayContaining(documentedFlags))
  },
  /** Verifies that the command did not change the files. */
  unchanged({ clone, argument }) {
    for (const file of argument.split(' '))
      expect(clone.read(file)).toBe(readFileSync(join(repository, file), 'utf8'))
  },
  bucketNames({ stdout }) {
    for (const { bucketName } of JSON.parse(stdout).results) expect(bucketName).toMatch(/\w/)
  },
  async writesPact({ clone, ...context }) {
    await runInClone(
      clone,
      `cd contracts && node --input-type module --eval "
import { committedPact, committedPactFolder, writePactFolder } from './src/pact/pact-file.ts'
writePactFolder(committedPactFolder, committedPact())"`,
    )
    checks['unchanged']?.({ clone, ...context })
  },
}

async function startBroker(): Promise<string> {
  const { url } = await startFakeBroker()
  return `export PACT_BROKER_BASE_URL=${url} PACT_BROKER_TOKEN=token GITHUB_SHA=1\n`
}

/** The preparations of a clone, by the name in `before`. Each returns shell code to run before the command. */
export const preparations: Readonly<Record<string, (clone: Clone) => string | Promise<string>>> = {
  startBroker,
  /** Creates a Git repository with one commit. Its hash is the version that the command sends to the broker. */
  commitAndStartBroker: async () =>
    `test -d .git || { git init --quiet --initial-branch main; echo '*' >> .git/info/exclude; git -c user.name=n -c user.email=e commit --quiet --allow-empty --message first; }
${await startBroker()}`,
  /** Lets the snapshots and export jobs of the sample take a second. */
  shortenExports: () =>
    'npx -y pnpm@12 --silent export-buckets-edge simulate --project "$MONGODB_ATLAS_PROJECT_ID" --snapshot-seconds 1 --export-seconds 1 > /dev/null\n',
  /** Sets `ROLE_ID` to the role of the sample's AWS bucket. */
  sampleRole: () =>
    `ROLE_ID=$(export-buckets get --exportBucketId "$EXPORT_BUCKET_ID_AWS" | sed -n 's/.*"iamRoleId": *"\\([0-9a-f]*\\)".*/\\1/p')\n`,
  savedVariables: () => `. ./${savedVariables}\n`,
  /** What the Azure CLI prints in the account of a reader. */
  azureVariables: () => `. ./${savedVariables}
export ATLAS_APP_ID=9f2deb0d-be22-4524-a403-df531868bac0
export SERVICE_PRINCIPAL_ID=22f1d2a6-d0e9-482a-83a4-b8dd7dddc2c1 TENANT_ID=91402384-d71e-22f5-22dd-759e272cdc1c
`,
  shortenLists(clone) {
    const list = clone.read('apps/edge/bench/list.ts')
    const short = list.replace(
      /^(const buckets =) 100_000$(.*)^(const rounds =) 50$/ms,
      '$1 1_000$2$3 1',
    )
    expect(short).not.toBe(list)
    writeFileSync(join(clone.folder, 'apps/edge/bench/list.ts'), short)
    return ''
  },
}
