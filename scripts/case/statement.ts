import {
  amountOfAll,
  commercialMilestoneSchema,
  commercialHeaderSchema,
  type MilestoneTerms,
  type Order,
  type PositionState,
} from '@tranche/chaincode/domain';
import type { Party } from './party.js';

/** One payment order of a statement; times are ISO 8601, amounts minor units as text. */
export interface StatementOrder {
  readonly id: string;
  readonly amountMinor: string;
  readonly dueAt: string | null;
  readonly approvedAt: string | null;
  readonly instructedAt: string | null;
  readonly settledAt: string | null;
  readonly txIds: readonly string[];
  /** Number of the block that holds the settlement; null before it. */
  readonly block: string | null;
}

/** What became of the money of one agreement. */
export interface Statement {
  readonly agreementId: string;
  readonly currency: string;
  readonly totalMinor: string;
  readonly settledMinor: string;
  readonly milestones: readonly {
    readonly id: string;
    readonly shareBps: number;
    readonly amountMinor: string;
    readonly orders: readonly StatementOrder[];
  }[];
}

/** A milestone as a gateway shows it, as far as a statement needs it. */
interface MilestoneView {
  readonly definition: MilestoneTerms;
  readonly orders: readonly (Order & { readonly state: PositionState })[];
}

/** Number of the block that holds a transaction. */
export type BlockOf = (txId: string) => Promise<string>;

/**
 * The statement as one party sees it: public records from the ledger, amounts from its own private
 * documents.
 */
export async function statementOf(
  party: Party,
  agreementId: string,
  blockOf: BlockOf,
): Promise<Statement> {
  const path = `/v1/agreements/${agreementId}`;
  const { terms } = await party.read<{
    terms: { terms: { milestones: readonly MilestoneTerms[] } };
  }>(path);
  const header = commercialHeaderSchema.parse(await documentOf(party, path, 'header'));
  const milestones = [];
  let settled = 0n;
  for (const { id, shareBps } of terms.terms.milestones) {
    const document = commercialMilestoneSchema.parse(await documentOf(party, path, id));
    const amountMinor = BigInt(document.amountMinor);
    const view = await party.read<MilestoneView>(`${path}/milestones/${id}`);
    const orders: StatementOrder[] = [];
    for (const order of view.orders) {
      const amount = amountOfAll(amountMinor, order.ranges);
      if (order.state === 'settled') settled += amount;
      orders.push(await orderLine(order, amount, blockOf));
    }
    milestones.push({ id, shareBps, amountMinor: String(amountMinor), orders });
  }
  const { currency, totalMinor } = header;
  return { agreementId, currency, totalMinor, settledMinor: String(settled), milestones };
}

async function documentOf(party: Party, path: string, part: string): Promise<unknown> {
  const { document } = await party.read<{ document: unknown }>(
    `${path}/documents/commercial/${part}`,
  );
  return document;
}

async function orderLine(order: Order, amount: bigint, blockOf: BlockOf): Promise<StatementOrder> {
  const attempt = order.attempts.at(-1);
  const settlement = attempt?.settled;
  const txIds = [
    order.due.txId,
    order.approved?.txId,
    attempt?.instructed.txId,
    settlement?.txId,
  ].filter((txId) => txId !== undefined);
  return {
    id: order.id,
    amountMinor: String(amount),
    dueAt: iso(order.due.at),
    approvedAt: iso(order.approved?.at),
    instructedAt: iso(attempt?.instructed.at),
    settledAt: iso(settlement?.at),
    txIds,
    block: settlement === undefined ? null : await blockOf(settlement.txId),
  };
}

function iso(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
