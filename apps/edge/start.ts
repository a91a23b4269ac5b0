/** Starts the server from its sources, with the API page built. */
await import('./page/build.ts')
await import('./src/runtimes/node.ts')
