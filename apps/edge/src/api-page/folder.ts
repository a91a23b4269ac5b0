/** The folder of this package's API page: static files for a server, or for a static file host. */
export const pageFolder: string = `${import.meta.dirname}/../../dist/page`
