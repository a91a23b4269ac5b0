import type { GroupId } from '@export-buckets/core'
import { defaultSimulation, type Simulation, simulationKey } from '../store/resources.ts'
import type { Store } from '../store/store.ts'

/**
 * Returns the simulation of projects that have none of their own.
 *
 * @throws TypeError when a number of seconds is negative or not finite
 */
export function createSimulation(options: Partial<Simulation>): Simulation {
  const simulation = { ...defaultSimulation, ...options }
  for (const [name, value] of Object.entries(simulation)) {
    if (typeof value === 'number' && !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new TypeError(`simulation.${name}: expected a number of seconds from 0, got ${value}`)
    }
  }
  return simulation
}

/** Returns the simulation of a project. @param defaults - the simulation of projects that have none of their own */
export async function findSimulation(
  store: Store,
  groupId: GroupId,
  defaults: Simulation,
): Promise<Simulation> {
  return (await store.resource(simulationKey(groupId))) ?? defaults
}
