/** What a process can be asked to do, by name. Input and answer pass by structured clone. */
export type Commands = Record<string, (...input: never[]) => unknown>

/** What came of a command. */
export type Reply = { readonly value: unknown } | { readonly error: string }

/** A reply, and which call it is for. */
export interface Answered {
  readonly call: number
  readonly reply: Reply
}

interface Called {
  readonly call: number
  readonly name: string
  /** What the command takes: the type of `call` saw to it. */
  readonly input: never[]
}

async function replyTo(commands: Commands, { name, input }: Called): Promise<Reply> {
  try {
    const command = commands[name]
    if (command === undefined) throw new TypeError(`there is no command ${name}`)
    return { value: await command(...input) }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

/** Answers the commands of the process that started this one, and ends with it. */
export function answerCommands(commands: Commands): void {
  process.on('message', async (message) => {
    // Both ends of the channel are ours.
    const called = message as Called
    const answered: Answered = { call: called.call, reply: await replyTo(commands, called) }
    process.send?.(answered)
  })
  process.once('disconnect', () => process.exit())
  // Not killed: what is to be done at the exit, is done.
  process.once('SIGTERM', () => process.exit())
}
