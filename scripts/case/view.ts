import type { MilestoneTerms } from '@tranche/chaincode/domain';
import { RefusedError } from './http-cast.js';
import type { Cast } from './party.js';
import type { Statement } from './statement.js';

/** One reader of each member. */
const readers = [
  ['exporter', 'textiles.maker'],
  ['buyer', 'retail.maker'],
  ['bank', 'trade-bank.maker'],
  ['inspector', 'quality.maker'],
  ['auditor', 'audit.auditor'],
] as const;

/** An agreement as a gateway shows it, as far as a view needs it. */
interface AgreementView {
  readonly agreement: { readonly status: string };
  readonly terms: { readonly terms: { readonly milestones: readonly MilestoneTerms[] } };
  readonly milestones: readonly {
    readonly id: string;
    readonly status: string;
    readonly shares: Readonly<Record<string, number>>;
  }[];
}

/** What each member sees of an agreement through its own gateway, one line a member. */
export async function viewOfEachMember(
  cast: Cast,
  agreementId: string,
): Promise<readonly string[]> {
  const path = `/v1/agreements/${agreementId}`;
  const lines: string[] = [];
  for (const [member, label] of readers) {
    const party = cast(label);
    const { agreement, milestones } = await party.read<AgreementView>(path);
    const states = milestones.map(
      ({ id, status, shares }) => `${id} ${status}, ${wordsOf(shares)}`,
    );
    const amounts = await amountsSeenBy(cast, label, path);
    lines.push(`${member.padEnd(9)} ${agreement.status}: ${states.join(' · ')} — ${amounts}`);
  }
  return lines;
}

function wordsOf(shares: Readonly<Record<string, number>>): string {
  const states = Object.entries(shares).filter(([, size]) => size > 0);
  return states.map(([state]) => state).join('/');
}

async function amountsSeenBy(cast: Cast, label: string, path: string): Promise<string> {
  try {
    const { document } = await cast(label).read<{
      document: { readonly totalMinor: string; readonly currency: string };
    }>(`${path}/documents/commercial/header`);
    return `sees ${document.totalMinor} ${document.currency} in minor units`;
  } catch (error) {
    if (error instanceof RefusedError) return `sees no amount (${error.code})`;
    throw error;
  }
}

/** A statement for people. */
export function renderStatement(statement: Statement): string {
  const { agreementId, currency, totalMinor, settledMinor, milestones } = statement;
  const lines = [`Statement of ${agreementId} (minor units of ${currency})`];
  for (const { id, shareBps, amountMinor, orders } of milestones) {
    lines.push(`  ${id.padEnd(10)} ${percent(shareBps).padStart(6)} ${amountMinor.padStart(12)}`);
    for (const order of orders) {
      lines.push(
        `    order ${order.id}  ${order.amountMinor}`,
        `      due        ${order.dueAt ?? '-'}`,
        `      approved   ${order.approvedAt ?? '-'}`,
        `      instructed ${order.instructedAt ?? '-'}`,
        `      settled    ${order.settledAt ?? '-'}  block ${order.block ?? '-'}`,
        ...order.txIds.map((txId) => `      transaction ${txId}`),
      );
    }
  }
  const verdict = settledMinor === totalMinor ? 'they match' : 'THEY DO NOT MATCH';
  lines.push(`  settled ${settledMinor} of ${totalMinor}: ${verdict}`);
  return lines.join('\n');
}

function percent(bps: number): string {
  return `${(bps / 100).toFixed(2)} %`;
}
