/** Address of the gateway under test, without a slash at its end. */
export const gateway = (process.env.DOCKGRAPH_URL ?? 'http://localhost:8080').replace(/\/$/, '');

export const endpoint = `${gateway}/graphql`;
