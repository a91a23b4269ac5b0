import { startFakeBroker } from '@export-buckets/test-support/fake-broker'
import { helpOf, type Row } from '../row.ts'

/** With a stand-in for the broker that nobody can be asked for here. */
async function withBroker(command: string): Promise<string> {
  const { url } = await startFakeBroker()
  return `export PACT_BROKER_BASE_URL=${url} PACT_BROKER_TOKEN=token GITHUB_SHA=1
${command}`
}

/** In a repository without changes, whose commit is the version that the broker is asked about. */
async function inRepository(command: string): Promise<string> {
  return `test -d .git || { git init --quiet --initial-branch main; echo '*' >> .git/info/exclude; git -c user.name=n -c user.email=e commit --quiet --allow-empty --message first; }
${await withBroker(command)}`
}

const because = 'there is no broker to be had; a stand-in answers'
const fromRegistry = 'npx -y --package @pact-foundation/pact-cli '
const ofWorkspace = 'npx -y pnpm@12 --filter @export-buckets/contracts exec '

export const brokerRows: readonly Row[] = [
  {
    command: 'npx -y pnpm@12 --silent contracts:publish',
    because,
    needs: ['git'],
    as: inRepository,
    prints: /Pact published successfully/,
  },
  {
    command:
      /^npx -y pnpm@12 --silent contracts:can-i-deploy --to-environment production( --retry-while-unknown \d+ --retry-interval \d+)?$/,
    because,
    needs: ['git'],
    as: inRepository,
    prints: /Computer says yes/,
  },
  {
    command: 'npx -y pnpm@12 --silent contracts:record-deployment --environment production',
    because,
    needs: ['git'],
    as: inRepository,
    prints: /Recorded deployment/,
  },
  {
    command:
      /^npx -y --package @pact-foundation\/pact-cli pact-broker (can-i-deploy|record-deployment) /,
    because,
    as: (command) => withBroker(command.replace(fromRegistry, ofWorkspace)),
    prints: /Computer says yes|Recorded deployment/,
  },
  helpOf(
    /exec pact-broker create-environment /,
    'pact-broker create-environment',
    'it is Pact’s own, and there is no broker to be had',
  ),
  helpOf(
    /^npx -y @export-buckets\/contracts verify .* --publish /,
    '@export-buckets/contracts verify',
    'contracts/test/cli/publish.test.ts runs it against a stand-in of the broker',
  ),
]
