import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { parseEnv } from 'node:util'
import { copyRepository, writePrograms } from './copy.ts'

/** The environment variables that would change the result of a command. */
const removedVariables = /^(MONGODB_ATLAS|EXPORT_BUCKET|DATABASE|UPSTREAM|PACT|GITHUB|METRICS)_/
const credentialsFile = '.data/credentials.env'

interface Result {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface RunningServer {
  /** The output until the server was ready. */
  readonly stdout: string
  /** Sends SIGINT, and waits for the end. */
  stop(): Promise<void>
}

type Child = ChildProcessByStdio<null, Readable, Readable>

function signal({ pid }: Child, name: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, name)
}

/** A copy of the repository with a running server. Commands run in it as a reader would run them. */
export class Clone {
  readonly #parent = mkdtempSync(join(tmpdir(), 'export-buckets-readme-'))
  readonly #home = join(this.#parent, 'home')
  readonly #bin = join(this.#home, 'bin')
  readonly folder: string = join(this.#parent, 'clone')
  readonly #running = new Set<Child>()
  #server: RunningServer | undefined

  constructor() {
    copyRepository(this.folder)
    writePrograms(this.#bin, this.folder)
  }

  /** The output of the server. */
  get startupMessage(): string {
    return this.#server?.stdout ?? ''
  }

  /** Returns a variable of the server's credentials file. @throws Error when it is missing */
  readCredential(name: string): string {
    const value = parseEnv(this.read(credentialsFile))[name]
    if (value === undefined) throw new Error(`${credentialsFile} has no ${name}`)
    return value
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8')
  }

  #spawn(command: string, shell: string): Child {
    const inherited = Object.entries(process.env).filter(([name]) => !removedVariables.test(name))
    const sourced = existsSync(join(this.folder, credentialsFile)) ? `. ${credentialsFile}\n` : ''
    const child = spawn(shell, ['-euc', `${sourced}${command}`], {
      cwd: this.folder,
      // In its own process group, so that a signal also ends its children.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...Object.fromEntries(inherited),
        HOME: this.#home,
        NO_COLOR: '1',
        // Shortens the start of the programs, which run dozens of times.
        NODE_COMPILE_CACHE: join(this.#home, '.cache', 'node'),
        PATH: [this.#bin, dirname(process.execPath), process.env['PATH']].join(delimiter),
        PORT: '0',
        PACT_DO_NOT_TRACK: 'true',
        WRANGLER_SEND_METRICS: 'false',
        pnpm_config_verify_deps_before_run: 'false',
      },
    })
    this.#running.add(child)
    child.once('exit', () => this.#running.delete(child))
    return child
  }

  /** Runs a command to its end. */
  async run(command: string, shell = 'sh'): Promise<Result> {
    const child = this.#spawn(command, shell)
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])
    return { code, stdout, stderr }
  }

  /** Starts a server, and waits for a line that matches `ready`. @throws Error when it exits before */
  async start(command: string, ready: RegExp): Promise<RunningServer> {
    const child = this.#spawn(command, 'sh')
    const exited = once(child, 'exit')
    const errors = text(child.stderr)
    let stdout = ''
    for await (const line of createInterface({ input: child.stdout })) {
      stdout += `${line}\n`
      if (!ready.test(line)) continue
      return {
        stdout,
        async stop() {
          signal(child, 'SIGINT')
          await exited
        },
      }
    }
    throw new Error(`${command} ended: ${stdout}${await errors}`)
  }

  /** Starts the server that the commands use. */
  async open(): Promise<void> {
    this.#server = await this.start('npx -y pnpm@12 start', /Stop the server with Ctrl-C/)
  }

  async close(): Promise<void> {
    await this.#server?.stop()
    // A command that hangs is still running after the timeout of its test.
    for (const child of this.#running) signal(child, 'SIGKILL')
    rmSync(this.#parent, { recursive: true })
  }
}
