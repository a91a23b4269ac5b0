/** A value, or the promise of one where it has yet to be fetched. */
export type MaybePromise<Value> = Value | Promise<Value>

/** Goes on with a value, at once where it is at hand: to wait for what is there costs more than most of what is done with it. */
export function goOn<Value, Result>(
  value: MaybePromise<Value>,
  next: (value: Value) => MaybePromise<Result>,
): MaybePromise<Result> {
  return value instanceof Promise ? value.then(next) : next(value)
}
