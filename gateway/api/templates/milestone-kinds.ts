import { milestoneKindSchema, type MilestoneKind } from '@tranche/chaincode/domain';
import { viewOf, type KindRow } from './kind.js';
import type { MilestoneKindView } from './pattern.js';
import { serviceKinds } from './service-kinds.js';
import { tradeKinds } from './trade-kinds.js';

/** One row for each kind that terms can name: a missing one does not compile. */
const rows: { readonly [K in MilestoneKind]: KindRow } = { ...tradeKinds, ...serviceKinds };

/** The catalogue of milestone kinds with their defaults, in the usual order of the stages. */
export const milestoneKinds: readonly MilestoneKindView[] = milestoneKindSchema.options.map(
  (kind) => viewOf(kind, rows[kind]),
);

/** The defaults of a kind, which a proposer can change. */
export function defaultsOf(kind: MilestoneKind): MilestoneKindView['defaults'] {
  return rows[kind].defaults;
}

/** What a milestone of that kind is called where nobody says otherwise. */
export function titleOfKind(kind: MilestoneKind): string {
  return rows[kind].title;
}
