import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Answered, Commands, Reply } from './commands.ts'
import { keptTo, type Processor } from './processors.ts'

/** A process that measures or is measured. Disposing of it ends it. */
export interface Child<C extends Commands> extends AsyncDisposable {
  /** Has the process do something. Rejects with what went wrong there, and when the process ends meanwhile. */
  call<Name extends keyof C>(
    name: Name,
    ...input: Parameters<C[Name]>
  ): Promise<Awaited<ReturnType<C[Name]>>>
}

/**
 * Starts a module in a process of its own.
 *
 * @typeParam C - the commands that the module gives to `answerCommands`
 * @param processor - what it is kept to, where that can be done. Absent: it goes where it is put
 */
export function startChild<C extends Commands>(
  module: URL,
  args: readonly string[] = [],
  processor?: Processor,
): Child<C> {
  const file = fileURLToPath(module)
  const { execPath: node } = process
  const [execPath = node, ...execArgv] = processor ? [...keptTo(processor), node] : []
  const child = fork(file, [...args], {
    execPath,
    execArgv,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const waiting = new Map<number, (reply: Reply) => void>()
  let calls = 0

  child.on('message', (message) => {
    // Both ends of the channel are ours.
    const answered = message as Answered
    waiting.get(answered.call)?.(answered.reply)
    waiting.delete(answered.call)
  })
  child.on('exit', (code, signal) => {
    const error = `${file} ended (${signal ?? code}) without an answer`
    for (const settle of waiting.values()) settle({ error })
    waiting.clear()
  })

  return {
    async call<Name extends keyof C>(
      name: Name,
      ...input: Parameters<C[Name]>
    ): Promise<Awaited<ReturnType<C[Name]>>> {
      const call = calls++
      const { promise, resolve } = Promise.withResolvers<Reply>()
      waiting.set(call, resolve)
      child.send({ call, name, input })
      const reply = await promise
      if ('error' in reply) throw new Error(reply.error)
      return reply.value as Awaited<ReturnType<C[Name]>>
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill()
      await exited
    },
  }
}
