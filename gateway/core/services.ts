import type { AgreementDirectory } from './agreement-directory.js';
import type { BaseServices } from './base-services.js';
import type { OutcomeWatcher } from './outcome-watcher.js';

/** What the use cases stand on. */
export interface Services extends BaseServices {
  readonly directory: AgreementDirectory;
  readonly watcher: OutcomeWatcher;
}
