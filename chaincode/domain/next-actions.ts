import type { Agreement, TermsRecord } from './agreement/state.js';
import type { SubmissionType } from './catalogue.js';
import { evaluate, type Leaf } from './condition.js';
import { trancheRanges } from './consequences.js';
import type { MilestoneId, OrderId, ParticipantId } from './ids.js';
import type { Instant } from './instant.js';
import { judgeOf } from './judge.js';
import { signatoriesOf } from './parties.js';
import { stateOf } from './payment/order.js';
import { measure } from './position.js';
import type { Milestone } from './state.js';

/** Something that one participant can do now to move an agreement on. */
export interface NextAction {
  readonly participant: ParticipantId;
  readonly command: SubmissionType;
  readonly milestoneId?: MilestoneId;
  readonly orderId?: OrderId;
  /** After which silence has its stated effect. */
  readonly deadline?: Instant;
  /** The leaf of a condition that asks for it. */
  readonly leaf?: Leaf;
}

/** What each party can do now, from the same evaluation that releases. */
export function nextActionsOf(of: {
  readonly agreement: Agreement;
  readonly terms: TermsRecord;
  readonly milestones: readonly Milestone[];
  readonly at: Instant;
}): readonly NextAction[] {
  const { agreement, terms, milestones, at } = of;
  if (agreement.status === 'proposed') return missingSignatures(agreement, terms);
  if (agreement.status !== 'active') return [];
  return milestones.flatMap((milestone) => [
    ...securing(milestone),
    ...performing(milestone, at),
    ...paying(milestone),
  ]);
}

function missingSignatures(agreement: Agreement, { terms }: TermsRecord): readonly NextAction[] {
  const signed = agreement.signatures.map(({ by }) => by.participant);
  return signatoriesOf(terms.parties)
    .filter((participant) => !signed.includes(participant))
    .map((participant) => ({
      participant,
      command: 'acceptAgreement',
      deadline: terms.openUntil,
    }));
}

function securing(milestone: Milestone): readonly NextAction[] {
  if (measure(milestone.position).unsecured === 0) return [];
  const { parties, fundingBy } = milestone.slice;
  return [
    {
      participant: parties.bank,
      command: 'secureFunds',
      milestoneId: milestone.id,
      deadline: fundingBy,
    },
  ];
}

function performing(milestone: Milestone, at: Instant): readonly NextAction[] {
  const { delivery, review, slice } = milestone;
  const milestoneId = milestone.id;
  if (delivery.status === 'waiting') return [];
  const open = review.presentations.find(({ outcome }) => outcome === undefined);
  const { by } = slice.definition.review;
  if (open !== undefined && by !== 'none') {
    return [
      { participant: by, command: 'acceptPresentation', milestoneId, deadline: open.deadline },
      ...recording(milestone, at),
    ];
  }
  const canPresent = by !== 'none' && delivery.status !== 'accepted';
  const present: NextAction = {
    participant: slice.parties.exporter,
    command: 'presentMilestone',
    milestoneId,
    deadline: review.dueDate,
  };
  return canPresent ? [present, ...recording(milestone, at)] : recording(milestone, at);
}

/** Facts that others than the presenter still owe. */
function recording(milestone: Milestone, at: Instant): readonly NextAction[] {
  const judge = judgeOf(milestone, at);
  const held = measure(milestone.position).held;
  if (held === 0) return [];
  const leaves = trancheRanges(milestone).flatMap(({ tranche }) =>
    tranche.condition === undefined ? [] : evaluate(tranche.condition, judge).missing,
  );
  const actions: NextAction[] = [];
  for (const leaf of leaves) {
    const command = commandFor(leaf, milestone);
    if (command === undefined) continue;
    const participant = judge.owedBy(leaf) as ParticipantId;
    const isListed = actions.some(
      (each) => each.participant === participant && sameSubject(each.leaf, leaf),
    );
    if (!isListed) actions.push({ participant, command, milestoneId: milestone.id, leaf });
  }
  return actions;
}

/** Whether two leaves ask one participant for the same thing. */
function sameSubject(one: Leaf | undefined, other: Leaf): boolean {
  return one?.type === other.type && subjectOf(one) === subjectOf(other);
}

function subjectOf(leaf: Leaf): string | undefined {
  if (leaf.type === 'evidence') return leaf.docType;
  if (leaf.type === 'event') return leaf.code;
  return leaf.type === 'instrument' ? leaf.instrument : undefined;
}

function commandFor(leaf: Leaf, milestone: Milestone): SubmissionType | undefined {
  switch (leaf.type) {
    case 'evidence':
      return leaf.from === milestone.slice.parties.exporter ? undefined : 'attachEvidence';
    case 'inspection':
      return 'recordInspection';
    case 'event':
      return 'recordEvent';
    case 'instrument':
      return 'recordInstrument';
    default:
      return undefined;
  }
}

function paying(milestone: Milestone): readonly NextAction[] {
  const { bank, exporter } = milestone.slice.parties;
  const milestoneId = milestone.id;
  return milestone.orders.flatMap((order): readonly NextAction[] => {
    const orderId = order.id;
    const step = { milestoneId, orderId } as const;
    switch (stateOf(milestone, order)) {
      case 'due':
        return [
          { participant: bank, command: 'approveOrder', ...step, deadline: order.approvalDeadline },
        ];
      case 'approved':
        return [
          {
            participant: bank,
            command: 'instructOrder',
            ...step,
            ...(order.instructDeadline === undefined ? {} : { deadline: order.instructDeadline }),
          },
        ];
      case 'instructed':
        return [{ participant: bank, command: 'settleOrder', ...step }];
      case 'settled':
        return order.credited === undefined
          ? [{ participant: exporter, command: 'acknowledgeCredit', ...step }]
          : [];
      default:
        return [];
    }
  });
}
