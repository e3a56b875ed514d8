// ESLint reads no TypeScript on every Node that we support: the rules stand in scripts/lint, and
// `npm run build` compiles them.
export { lintConfiguration as default } from './dist/scripts/lint/configuration.js';
