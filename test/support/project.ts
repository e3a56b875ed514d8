import path from 'node:path';

/** The project's folder: compiled tests stand in dist/test/support. */
export const projectFolder = path.resolve(import.meta.dirname, '../../..');
