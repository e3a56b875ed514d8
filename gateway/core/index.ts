export { Admission, type Load } from './admission.js';
export { AgreementDirectory } from './agreement-directory.js';
export * from './failures.js';
export { OutcomeWatcher } from './outcome-watcher.js';
export type * from './ports.js';
export {
  readBuild,
  readDocument,
  readRecord,
  readRegistry,
  readTransaction,
} from './read.js';
export type { BaseServices, Patience } from './base-services.js';
export type { Services } from './services.js';
export { submitCommand, type CommandOutcome, type CommandRequest } from './submit-command.js';
export { endorsementPaths, layoutsOf } from './endorsement-paths.js';
