/** Calls a listener of the caller. Its errors and rejections are ignored: a notice must not fail the call. */
export function notify<T>(listener: ((notice: T) => void) | undefined, notice: T): void {
  new Promise<void>((resolve) => resolve(listener?.(notice))).catch(() => undefined)
}
