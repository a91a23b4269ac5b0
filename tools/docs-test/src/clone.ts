import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { parseEnv } from 'node:util'
import { type Copy, copyRepository } from './copy.ts'

/** The environment of whoever runs the tests must not reach what a command does. */
const foreign = /^(MONGODB_ATLAS|EXPORT_BUCKET|DATABASE|UPSTREAM|PACT|GITHUB|METRICS)_/
const credentials = '.data/credentials.env'

/** What came of a command. */
export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A command that goes on until it is stopped. */
export interface Started {
  /** What it has said on standard output until it was ready. */
  readonly said: string
  /** Presses Ctrl-C, and waits for the end. */
  stop(): Promise<void>
}

type Child = ChildProcessByStdio<null, Readable, Readable>

function signal({ pid }: Child, name: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, name)
}

/** A copy of this repository in a folder of its own, in which commands run as a reader's do, beside the started server. */
export class Clone {
  readonly #copy: Copy = copyRepository()
  readonly #running = new Set<Child>()
  #server: Started | undefined

  /** What the server has greeted with. */
  get greeting(): string {
    return this.#server?.said ?? ''
  }

  /** Where the server is. */
  get url(): string {
    return /http:\S+/.exec(this.greeting)?.[0] ?? ''
  }

  /** A variable of the server's sample. */
  sample(name: string): string {
    const value = parseEnv(this.read(credentials))[name]
    if (value === undefined) throw new Error(`${credentials} has no ${name}`)
    return value
  }

  read(path: string): string {
    return readFileSync(join(this.#copy.folder, path), 'utf8')
  }

  /** Replaces what a pattern finds in a file. @throws Error where it finds nothing */
  edit(path: string, pattern: RegExp, replacement: string): void {
    const text = this.read(path)
    if (!pattern.test(text)) throw new Error(`${path} has nothing like ${pattern}`)
    writeFileSync(join(this.#copy.folder, path), text.replace(pattern, replacement))
  }

  /** The scripts of a package, by name. */
  scripts(folder: string): Record<string, string> {
    return JSON.parse(this.read(join(folder, 'package.json'))).scripts
  }

  #spawn(command: string, shell: string): Child {
    const { folder, home, bin } = this.#copy
    const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name))
    const sourced = existsSync(join(folder, credentials)) ? `. ${credentials}\n` : ''
    const child = spawn(shell, ['-euc', `${sourced}${command}`], {
      cwd: folder,
      // A group of its own, so that what it starts ends with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...Object.fromEntries(inherited),
        HOME: home,
        NO_COLOR: '1',
        // The programs start dozens of times.
        NODE_COMPILE_CACHE: join(home, '.cache', 'node'),
        PATH: [bin, dirname(process.execPath), process.env['PATH']].join(delimiter),
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
  async run(command: string, shell = 'sh'): Promise<Ran> {
    const child = this.#spawn(command, shell)
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])
    return { code, stdout, stderr }
  }

  /** Starts what goes on, and waits until it says that it is ready. */
  async start(command: string, ready: RegExp): Promise<Started> {
    const child = this.#spawn(command, 'sh')
    const exited = once(child, 'exit')
    const errors = text(child.stderr)
    let said = ''
    for await (const line of createInterface({ input: child.stdout })) {
      said += `${line}\n`
      if (!ready.test(line)) continue
      return {
        said,
        async stop() {
          signal(child, 'SIGINT')
          await exited
        },
      }
    }
    throw new Error(`${command} ended: ${said}${await errors}`)
  }

  /** Starts the server that all other commands run beside. */
  async open(): Promise<void> {
    this.#server = await this.start('npx -y pnpm@12 start', /Stop the server with Ctrl-C/)
  }

  async close(): Promise<void> {
    await this.#server?.stop()
    // A command that hangs outlives its test.
    for (const child of this.#running) signal(child, 'SIGKILL')
    rmSync(this.#copy.parent, { recursive: true })
  }
}
