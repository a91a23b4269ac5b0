import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { parseEnv } from 'node:util'
import { repository } from './documents.ts'

/** What is made by running something, and what is not the project's. */
const leftBehind = new Set([
  '.git',
  '.data',
  '.results',
  '.scratch',
  '.turbo',
  'coverage',
  'dist',
  'node_modules',
])
const pnpmState = /^\.pnpm-/
/** The environment of whoever runs the tests must not reach what a command does. */
const foreign = /^(MONGODB_ATLAS|EXPORT_BUCKET|DATABASE|UPSTREAM|PACT_BROKER|GITHUB|METRICS)_/
const startCommand = 'npx -y pnpm@12 start'

/** What came of a command. */
export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function install(folder: string): void {
  const folders = globSync('{.,*,*/*,*/*/*}/node_modules', { cwd: repository })
  for (const each of folders.filter((path) => !dirname(path).includes('node_modules'))) {
    // pnpm takes no link in the place of the folder, nor of its own state in it.
    mkdirSync(join(folder, each))
    const entries = readdirSync(join(repository, each)).filter((name) => !pnpmState.test(name))
    for (const entry of entries)
      symlinkSync(join(repository, each, entry), join(folder, each, entry))
  }
}

/** Puts programs of the workspace where a reader has those of the registry. */
function linkPrograms(folder: string, bin: string): void {
  const program = (name: string, script: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  program('export-buckets', `exec node ${folder}/packages/client/src/cli/main.ts "$@"`)
  program(
    'npx',
    `[ "$1" = -y ] && shift
case "$1" in
  pnpm@12) shift; exec pnpm "$@" ;;
  @export-buckets/contracts) shift; exec node ${folder}/contracts/cli/main.ts "$@" ;;
esac
echo "npx: $1 is not of this workspace" >&2; exit 1`,
  )
}

/** A copy of this repository in a folder of its own, in which commands run as a reader's do, beside a started server. */
export class Clone {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'export-buckets-readme-'))
  readonly #home = join(this.folder, '.home')
  #server: ChildProcess | undefined
  greeting = ''

  constructor() {
    cpSync(repository, this.folder, {
      recursive: true,
      filter: (path) => !leftBehind.has(basename(path)),
    })
    install(this.folder)
    mkdirSync(join(this.#home, 'bin'), { recursive: true })
    linkPrograms(this.folder, join(this.#home, 'bin'))
  }

  get url(): string {
    return /http:\S+/.exec(this.greeting)?.[0] ?? ''
  }

  /** A variable of the server's sample. */
  sample(name: string): string {
    const value = parseEnv(this.read('.data/credentials.env'))[name]
    if (value === undefined) throw new Error(`.data/credentials.env has no ${name}`)
    return value
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8')
  }

  #spawn(command: string, shell: string): ChildProcess {
    const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name))
    const path = [join(this.#home, 'bin'), dirname(process.execPath), process.env['PATH']]
    const credentials = existsSync(join(this.folder, '.data', 'credentials.env'))
      ? '. .data/credentials.env\n'
      : ''
    return spawn(shell, ['-euc', `${credentials}${command}`], {
      cwd: this.folder,
      // A group of its own, so that what it starts ends with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...Object.fromEntries(inherited),
        HOME: this.#home,
        NO_COLOR: '1',
        PATH: path.join(delimiter),
        PORT: '0',
        PACT_DO_NOT_TRACK: 'true',
        WRANGLER_SEND_METRICS: 'false',
        pnpm_config_verify_deps_before_run: 'false',
      },
    })
  }

  /** Runs a command to its end, or for 50 seconds. */
  async run(command: string, shell = 'sh'): Promise<Ran> {
    const child = this.#spawn(command, shell)
    const bound = setTimeout(() => signal(child, 'SIGKILL'), 50_000)
    const [stdout, stderr, [code]] = await Promise.all([
      text(streamOf(child.stdout)),
      text(streamOf(child.stderr)),
      once(child, 'close'),
    ])
    clearTimeout(bound)
    return { code, stdout, stderr }
  }

  /** Starts the server with the README's own command, until it has greeted. */
  async start(): Promise<void> {
    this.#server = this.#spawn(startCommand, 'sh')
    const said = text(streamOf(this.#server.stderr))
    for await (const line of createInterface({ input: streamOf(this.#server.stdout) })) {
      this.greeting += `${line}\n`
      if (line.includes('Stop the server with Ctrl-C.')) return
    }
    throw new Error(`${startCommand} ended: ${this.greeting}${await said}`)
  }

  /** Presses Ctrl-C, and removes everything. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server?.exitCode === null && this.#server.signalCode === null) {
      const exited = once(this.#server, 'exit')
      signal(this.#server, 'SIGINT')
      await exited
    }
    rmSync(this.folder, { recursive: true })
  }
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, name)
}

function streamOf(stream: ChildProcess['stdout']): NonNullable<ChildProcess['stdout']> {
  if (stream === null) throw new Error('the command has no output')
  return stream
}
