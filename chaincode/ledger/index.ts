export * from './codec.js';
export { DOCUMENTS_FIELD } from './transient-documents.js';
export * from './identity.js';
export * from './keys.js';
export type * from './ledger-state.js';
export { ask, rulesInForce } from './queries.js';
export {
  EVENT_NAME,
  keptFields,
  keptInside,
  summarize,
  type EventPayload,
  type EventSummary,
} from './summary.js';
export { parseSubmission, transact } from './transact.js';
