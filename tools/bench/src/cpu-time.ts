/** Returns the processor time of this process in microseconds, in user and system mode. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}
