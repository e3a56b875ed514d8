export * from './milestone-kinds.js';
export * from './pattern.js';
export * from './silence.js';
export * from './templates.js';
export * from './terms-from-template.js';
