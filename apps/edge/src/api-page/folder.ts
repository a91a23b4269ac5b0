/** Where this package's API page lies, as a path: static files for a server, or for a host of such files. */
export const pageFolder: string = `${import.meta.dirname}/../../dist/page`
