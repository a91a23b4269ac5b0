/**
 * Runs the README's two commands as on a fresh machine: with an empty HOME, an empty package store, and a PATH of the
 * tools of a new Debian, `node`, `npm` and `npx`. `start` runs in a copy of the checkout, `test` in the checkout.
 * Prints how long each took and how much `start` installed. The last line counts `start` as one test.
 *
 * This file is JavaScript, because Node 20 has to run it.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..', '..')
/** Megabytes that `start` may install. */
const maxInstalled = 400
/** Folders that a fresh clone does not have. */
const untracked = new Set([
  '.git',
  '.data',
  '.turbo',
  '.results',
  'coverage',
  'dist',
  'node_modules',
])
/** Variables that lead to the registry. */
const passedVariablePattern =
  /^(CI|TMPDIR|NODE_EXTRA_CA_CERTS|npm_config_registry|(https?|no)_proxy)$/i
const startCommand = 'npx -y pnpm@12 start'
const testCommand = 'npx -y pnpm@12 test'

const { values: options } = parseArgs({
  options: { start: { type: 'boolean' }, again: { type: 'boolean' }, help: { type: 'boolean' } },
})
if (options.help) {
  console.log(`node tools/ci/bare.js [--start] [--again]
  --start  runs "${startCommand}" only
  --again  runs "${testCommand}" twice, to measure the second run`)
  process.exit()
}

const temporary = mkdtempSync(join(tmpdir(), 'export-buckets-bare-'))
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }))

/** Returns the programs of the packages that every Debian has. */
function debianPrograms() {
  const packages = execFileSync('dpkg-query', ['--show', `--showformat=\${Priority} \${Package}\n`])
    .toString()
    .split('\n')
    .flatMap((line) => /^required (.+)/.exec(line)?.[1] ?? [])
  return execFileSync('dpkg', ['--listfiles', ...packages])
    .toString()
    .split('\n')
    .filter((path) => /^(\/usr)?\/s?bin\/./.test(path))
}

/** Returns a folder of links to those programs and to this machine's `node`, `npm` and `npx`. */
function createBin() {
  const bin = join(temporary, 'bin')
  mkdirSync(bin)
  const nodeFolder = dirname(process.execPath)
  for (const path of [
    ...['node', 'npm', 'npx'].map((name) => join(nodeFolder, name)),
    ...debianPrograms(),
  ]) {
    const link = join(bin, basename(path))
    if (existsSync(path) && !existsSync(link)) symlinkSync(realpathSync(path), link)
  }
  return bin
}

/** Returns the environment of a new user. */
function createEnvironment(home) {
  const variables = Object.entries(process.env).filter(([name]) => passedVariablePattern.test(name))
  mkdirSync(home)
  return { ...Object.fromEntries(variables), HOME: home, PATH: bin }
}

const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1)

/** Starts the server, calls it, stops it with Ctrl-C, and returns the seconds until it was ready. */
async function start(folder, env) {
  const since = performance.now()
  const child = spawn('sh', ['-c', startCommand], {
    cwd: folder,
    env: { ...env, PORT: '0' },
    // A process group of its own, which a signal reaches as Ctrl-C does.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  let url
  for await (const line of createInterface({ input: child.stdout })) {
    url ??= /http:\/\/\S+/.exec(line)?.[0]
    if (!line.includes('Ctrl-C')) continue
    const duration = seconds(since)
    const { status } = await fetch(
      `${url}/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/backup/exportBuckets`,
    )
    process.kill(-child.pid, 'SIGINT')
    await exit
    if (status !== 401) throw new Error(`${startCommand}: a call without credentials got ${status}`)
    return duration
  }
  await exit
  throw new Error(`${startCommand} ended before it was ready`)
}

/** Runs `start` twice in a fresh copy of the checkout. */
async function checkStart() {
  const folder = join(temporary, 'clone')
  const filter = (path) => !untracked.has(basename(path))
  for (const name of readdirSync(root).filter(filter))
    cpSync(join(root, name), join(folder, name), { recursive: true, filter })
  const env = createEnvironment(join(temporary, 'home-of-start'))
  const first = await start(folder, env)
  const installed = Number.parseInt(
    execFileSync('du', ['-sm', join(folder, 'node_modules')]).toString(),
    10,
  )
  const second = await start(folder, env)
  console.log(
    `start: ready in ${first} s from a fresh clone, ${installed} MB installed; again in ${second} s`,
  )
  if (installed > maxInstalled) throw new Error(`start: installs more than ${maxInstalled} MB`)
}

/** Runs `test` in the checkout, and returns its last line. */
async function test(env) {
  const since = performance.now()
  const child = spawn('sh', ['-c', testCommand], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  let last = ''
  for await (const line of createInterface({ input: child.stdout })) {
    if (/^\d+ passed, \d+ failed/.test(line)) last = line
    else console.log(line)
  }
  const [code] = await exit
  console.log(`test: ${seconds(since)} s, with the installation`)
  if (code !== 0) process.exitCode = code ?? 1
  return last
}

const bin = createBin()
const failures = []
await checkStart().catch((error) => failures.push(error.message))
for (const message of failures) console.error(message)
if (failures.length > 0) process.exitCode = 1
if (options.start) process.exit()

const env = createEnvironment(join(temporary, 'home-of-test'))
if (options.again) await test(env)
const last = await test(env)
const [, passes = 0, fails = 1, rest = ''] = /^(\d+) passed, (\d+) failed(.*)/.exec(last) ?? []
console.log(
  `${Number(passes) + 1 - failures.length} passed, ${Number(fails) + failures.length} failed${rest}`,
)
