/** Returns whether a property has a cloud provider as its value: buckets and roles name it differently. */
export function isProviderProperty(name: string): boolean {
  return name === 'cloudProvider' || name === 'providerName'
}
