import { formatValue } from './validator.ts'

/** Storage accounts: "Storage account name" of the Azure Storage account overview; containers: one segment of the path. */
const serviceUrlPattern =
  /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.blob\.core\.windows\.net(?:\/([^/?#]*))?\/?$/

/** What is wrong with the URL of an Azure storage account or of a container in it, or `undefined`. */
export function serviceUrlIssue(serviceUrl: string): string | undefined {
  if (serviceUrlPattern.test(serviceUrl)) return undefined
  return `expected https://ACCOUNT.blob.core.windows.net, or /CONTAINER after it, got ${formatValue(serviceUrl)}`
}

/** The container that the URL names, `undefined` where it names the account alone. */
export function containerFromUrl(serviceUrl: string): string | undefined {
  const [, container] = serviceUrlPattern.exec(serviceUrl) ?? []
  return container || undefined
}
