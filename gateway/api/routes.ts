import { commandRoutes } from './command-routes.js';
import { registryRoutes } from './consortium-routes.js';
import { readRoutes } from './read-routes.js';

/**
 * The one table of routes: the HTTP adapter, the OpenAPI document and the client are made from it.
 */
export const routes = { ...commandRoutes, ...readRoutes, ...registryRoutes } as const;

/** Name of a route: of its command, or of what is read. */
export type RouteName = keyof typeof routes;
