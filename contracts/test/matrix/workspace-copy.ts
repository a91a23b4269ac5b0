/** A copy of the workspace in which a test follows a recipe of CONTRIBUTING.md. */
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import type { readDocument } from '@export-buckets/codegen/document'
import { stringify } from 'yaml'

const run = promisify(execFile)

/** The root folder of the workspace. */
export const workspace: string = join(import.meta.dirname, '..', '..', '..')
/** The packages whose sources depend on openapi.yaml. The others are used from the workspace. */
export const members: readonly string[] = [
  'packages/core',
  'packages/client',
  'apps/edge',
  'contracts',
]
const codegen = 'packages/core/codegen'

const isSource = (file: string) =>
  !/\/(node_modules|dist|coverage|\.scratch|\.results|\.data)(\/|$)/.test(
    file.slice(workspace.length),
  )

/** Links the `node_modules` of a package: to the copies of {@link members}, otherwise to the installed packages. */
function linkModules(folder: string, member: string): void {
  const modules = join(workspace, member, 'node_modules')
  if (!existsSync(modules)) return
  const copiedModules = join(folder, member, 'node_modules')
  const copies = new Map(
    [...members, codegen].map((packageFolder) => [
      basename(packageFolder),
      join(folder, packageFolder),
    ]),
  )
  const scope = '@export-buckets'
  mkdirSync(join(copiedModules, scope), { recursive: true })
  const names = readdirSync(modules)
  for (const name of names)
    if (name !== scope) symlinkSync(join(modules, name), join(copiedModules, name))
  for (const name of names.includes(scope) ? readdirSync(join(modules, scope)) : [])
    symlinkSync(copies.get(name) ?? join(modules, scope, name), join(copiedModules, scope, name))
}

/** The output of a program, and whether it failed. */
interface ProgramResult {
  readonly fails: boolean
  readonly stdout: string
}

/** A copy of the workspace. Paths are relative to its root folder. */
interface WorkspaceCopy {
  /** Returns the absolute path of a file. */
  resolve(path: string): string
  read(path: string): string
  write(path: string, text: string): void
  delete(path: string): void
  /** Replaces openapi.yaml, and generates the files that depend on it. */
  generate(document: ReturnType<typeof readDocument>): Promise<void>
  /** Compiles folders and files, and returns the errors. Each begins with the path of its file. */
  compile(paths: readonly string[]): Promise<string[]>
  /** Runs tests in the folder of a package or the root folder, and returns the output, whether or not they pass. */
  runTests(
    cwd: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<ProgramResult>
  /** Runs a script in another process, and returns the JSON that it prints. */
  evaluate(script: string): Promise<unknown>
  remove(): void
}

/** Copies the sources of {@link members}, and of other folders, into a new folder of the workspace. */
export function copyWorkspace(name: string, otherFolders: readonly string[] = []): WorkspaceCopy {
  // Inside the workspace, so that imports resolve.
  const scratch = join(workspace, '.scratch')
  mkdirSync(scratch, { recursive: true })
  const folder = mkdtempSync(join(scratch, `${name}-`))
  const folders = [...members, ...otherFolders]
  for (const path of folders)
    cpSync(join(workspace, path), join(folder, path), { recursive: true, filter: isSource })
  for (const path of [...folders, codegen]) linkModules(folder, path)
  for (const file of ['tsconfig.base.json', 'vitest.base.ts'])
    cpSync(join(workspace, file), join(folder, file))

  const resolve = (path: string) => join(folder, path)
  const write = (path: string, text: string) => writeFileSync(resolve(path), text)
  /** Runs a program of a package that is installed for contracts. */
  const runProgram = (
    cwd: string,
    program: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<ProgramResult> =>
    run(process.execPath, [join(workspace, 'contracts/node_modules', program), ...args], {
      cwd: resolve(cwd),
      env: { ...process.env, NO_COLOR: '1', ...env },
      maxBuffer: 2 ** 26,
    }).then(
      ({ stdout }) => ({ fails: false, stdout }),
      ({ stdout }) => ({ fails: true, stdout: String(stdout) }),
    )

  return {
    resolve,
    write,
    read: (path) => readFileSync(resolve(path), 'utf8'),
    delete: (path) => rmSync(resolve(path)),
    async generate(document) {
      write('packages/core/openapi.yaml', stringify(document))
      await run(process.execPath, [resolve(`${codegen}/generate.ts`)])
    },
    async compile(paths) {
      const config = 'contracts/tsconfig.copy.json'
      const include = paths.map((path) => `../${path}`)
      write(config, JSON.stringify({ extends: './tsconfig.json', include }))
      const { fails, stdout } = await runProgram('.', 'typescript/bin/tsc', ['-p', config])
      if (fails && stdout === '') throw new Error('tsc failed without a message')
      return stdout.split('\n').filter(Boolean)
    },
    runTests: (cwd, args, env) => runProgram(cwd, 'vitest/vitest.mjs', ['run', ...args], env),
    async evaluate(script) {
      const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script])
      return JSON.parse(stdout)
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}
