/** What a function makes of an object, made once: for functions of objects that nobody changes. */
export function onceForEach<Input extends object, Output extends NonNullable<unknown>>(
  make: (input: Input) => Output,
): (input: Input) => Output {
  const made = new WeakMap<Input, Output>()
  return (input) => {
    const before = made.get(input)
    if (before !== undefined) return before
    const output = make(input)
    made.set(input, output)
    return output
  }
}
