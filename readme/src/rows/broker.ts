import { standInBroker } from '../../../contracts/broker/test/stand-in.ts'
import { helpOf, type Row } from '../row.ts'

/** In a repository with everything committed, and with a stand-in for the broker that nobody can be asked for here. */
async function withBroker(command: string): Promise<string> {
  const { url } = await standInBroker()
  return `test -d .git || { git init --quiet --initial-branch main; git add --all; git -c user.name=n -c user.email=e commit --quiet --message first; }
export PACT_BROKER_BASE_URL=${url} PACT_BROKER_TOKEN=token GITHUB_SHA=1
${command}`
}

const because = 'there is no broker to be had; a stand-in answers'
const fromRegistry = 'npx -y --package @pact-foundation/pact-cli '
const ofWorkspace = 'npx -y pnpm@12 --filter @export-buckets/contracts exec '

export const brokerRows: readonly Row[] = [
  {
    command: 'npx -y pnpm@12 --silent contracts:publish',
    because,
    as: withBroker,
    prints: /Pact published successfully/,
  },
  {
    command:
      /^npx -y pnpm@12 --silent contracts:can-i-deploy --to-environment production( --retry-while-unknown \d+ --retry-interval \d+)?$/,
    because,
    as: withBroker,
    prints: /Computer says yes/,
  },
  {
    command: 'npx -y pnpm@12 --silent contracts:record-deployment --environment production',
    because,
    as: withBroker,
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
    'contracts/cli/test/publish.test.ts runs it against a stand-in of the broker',
  ),
]
