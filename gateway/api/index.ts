export * from './problems.js';
export * from './responses.js';
export * from './route.js';
export * from './routes.js';
export * from './templates/index.js';
