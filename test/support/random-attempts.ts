import {
  amountOfAll,
  measure,
  SHARE_BASIS_POINT,
  stateOf,
  type Milestone,
  type Order,
  type PrivateDocument,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import { hashOf, sha256 } from '@tranche/chaincode/ledger';
import { textileParties } from '../../scripts/case/textile-deal.js';
import { castParticipants } from './cast.js';
import type { Dice } from './dice.js';
import { DOC_TYPE, TRANSPORT_DOCUMENT, type RandomDeal } from './random-deal.js';

/** What the bank files before it acts. */
export interface Filing {
  readonly kind: 'security' | 'settlement';
  readonly document: PrivateDocument;
}

/** Something that a user tries, sensible or not. */
export interface Attempt {
  readonly label: string;
  readonly type: SubmissionType;
  readonly fields: Readonly<Record<string, unknown>>;
  /** An earlier command's, when the attempt repeats it or takes its id. */
  readonly commandId?: string;
  /** A document that the bank files with its holders before. */
  readonly filing?: Filing;
}

/** What whoever tries something can see. */
export interface Sight {
  readonly deal: RandomDeal;
  readonly milestones: readonly Milestone[];
  readonly at: number;
  /** What was tried before, with its command ids. */
  readonly before: readonly (Attempt & { readonly commandId: string })[];
}

const YEARS = 20;
const YEAR_MILLIS = 365 * 86_400_000;
const UETR = '3f0c8a52-0f1e-4a7b-9c3d-5b6e7f8a9b0c';
const users = castParticipants.flatMap(({ localId, users: names }) =>
  names.map((name) => `${localId}.${name}`),
);

/** The next thing that somebody tries: mostly what the milestone waits for. */
export function nextAttempt(dice: Dice, sight: Sight): Attempt {
  const milestone = dice.pick(sight.milestones);
  const options = optionsFor(dice, milestone, sight);
  const attempt = dice.pick(options)();
  return dice.chance(12) ? spoiled(dice, attempt, sight) : attempt;
}

type Option = () => Attempt;

function optionsFor(dice: Dice, milestone: Milestone, sight: Sight): readonly Option[] {
  const { unsecured } = measure(milestone.position);
  const isFundable = sight.at <= milestone.slice.fundingBy || dice.chance(10);
  if (unsecured > 0 && isFundable && dice.chance(80)) return [() => secure(dice, milestone, sight)];
  const advance: Option = () => on(milestone, anybody(dice), 'advanceMilestone', {});
  const { by } = milestone.slice.definition.review;
  const { status } = milestone.delivery;
  return [
    advance,
    ...milestone.orders.flatMap((order) => payment(dice, milestone, order, sight)),
    ...(by === 'none' || status === 'accepted' ? [] : review(dice, milestone)),
    ...(by === 'none' || dice.chance(30) ? recording(dice, milestone, sight) : []),
  ];
}

function on(
  { id: milestoneId }: Milestone,
  label: string,
  type: SubmissionType,
  fields: Attempt['fields'],
): Attempt {
  return { label, type, fields: { milestoneId, ...fields } };
}

function anybody(dice: Dice): string {
  return dice.pick(users);
}

function fresh(dice: Dice, what: string): string {
  return sha256(`${what} ${String(dice.below(1e9))}`);
}

function secure(dice: Dice, { id }: Milestone, { deal, at }: Sight): Attempt {
  const { currency, totalMinor } = deal;
  const expiry = at + YEARS * YEAR_MILLIS;
  const document = {
    kind: 'security',
    salt: fresh(dice, 'salt'),
    form: dice.pick(['escrow-deposit', 'payment-undertaking']),
    number: 'E-1',
    currency,
    amountMinor: String(totalMinor),
    expiry,
  } as PrivateDocument & { readonly form: string };
  const scope = dice.chance(60) ? {} : { milestoneId: id };
  const reference = fresh(dice, 'statement');
  const fields = { ...scope, form: document.form, reference, document: hashOf(document), expiry };
  const filing = { kind: 'security', document } as const;
  return { label: 'trade-bank.maker', type: 'secureFunds', fields, filing };
}

function review(dice: Dice, milestone: Milestone): readonly Option[] {
  const { exporter } = textileParties;
  const { delivery } = milestone;
  if (delivery.status === 'presented') return judgement(dice, milestone);
  const own = delivery.evidence.filter(({ by }) => by.participant === exporter);
  const attach = (): Attempt => evidence(dice, milestone, 'textiles.maker');
  const numbers = own.filter(() => dice.chance(60)).map(({ number }) => number);
  const claim = dice.chance(60) ? {} : shareFields(dice, 'claimedShare', claimable(milestone));
  const present = (): Attempt =>
    on(milestone, 'textiles.maker', 'presentMilestone', { evidence: numbers, ...claim });
  return numbers.length === 0 ? [attach, attach] : [present, present, present, attach];
}

function claimable({ position, review: { acceptedShare } }: Milestone): number {
  return Math.max(1, measure(position).held - acceptedShare);
}

/** A share of up to `limit`: of whole basis points, exact to one part, or neither. */
function shareFields(dice: Dice, field: string, limit: number): Attempt['fields'] {
  const points = Math.max(1, Math.floor(limit / SHARE_BASIS_POINT));
  if (dice.chance(60)) return { [field]: dice.between(1, points) * SHARE_BASIS_POINT };
  const share = dice.between(1, Math.max(1, limit));
  return dice.chance(90) ? { [field]: share, exact: true } : { [field]: share };
}

function judgement(dice: Dice, milestone: Milestone): readonly Option[] {
  const open = milestone.review.presentations.at(-1);
  if (open === undefined) return [];
  const reviewer = milestone.slice.definition.review.by.split(':')[1] ?? '';
  const label = `${reviewer}.checker`;
  const named = { presentation: open.number, hash: open.hash };
  const discrepancies = [{ code: 'SHORT', about: DOC_TYPE, text: fresh(dice, 'text') }];
  const accept = (fields: Attempt['fields']): Attempt =>
    on(milestone, label, 'acceptPresentation', { ...named, discrepancies: [], ...fields });
  const part = shareFields(dice, 'acceptedShare', open.claimedShare);
  const refusal = { ...named, discrepancies, documents: dice.pick(['returned', 'held']) };
  return [
    () => accept({}),
    () => accept({}),
    () => accept({ ...part, discrepancies }),
    () => on(milestone, label, 'refusePresentation', refusal),
  ];
}

function evidence(dice: Dice, milestone: Milestone, label: string): Attempt {
  return on(milestone, label, 'attachEvidence', {
    docType: dice.chance(90) ? DOC_TYPE : 'other',
    hash: fresh(dice, 'file'),
    size: dice.between(1, 1e6),
    mediaType: 'application/pdf',
    issuer: 'Issuer',
    reference: 'R-1',
  });
}

function recording(dice: Dice, milestone: Milestone, { at }: Sight): readonly Option[] {
  const inspection = {
    outcome: dice.pick(['pass', 'pass', 'conditional', 'fail']),
    certificate: fresh(dice, 'certificate'),
    findings: fresh(dice, 'findings'),
  };
  const event = {
    code: dice.pick(['DEPA', 'DEPA', 'LOAD']),
    classifier: dice.pick(['ACT', 'ACT', 'ACT', 'EST']),
    location: 'INNSA',
    eventTime: Math.max(milestone.delivery.activatedAt ?? 0, at - dice.below(2 * 86_400_000)),
    transportDocument: dice.chance(95) ? TRANSPORT_DOCUMENT : fresh(dice, 'transport'),
  };
  const instrument = {
    instrument: dice.pick(['performance-guarantee', 'credit']),
    reference: fresh(dice, 'guarantee'),
    expiry: at + dice.between(-1, 30) * 86_400_000,
  };
  return [
    () => on(milestone, 'quality.maker', 'recordInspection', inspection),
    () => on(milestone, 'line.maker', 'recordEvent', event),
    () => on(milestone, 'trade-bank.maker', 'recordInstrument', instrument),
    () => evidence(dice, milestone, 'quality.maker'),
  ];
}

function payment(
  dice: Dice,
  milestone: Milestone,
  order: Order,
  { deal }: Sight,
): readonly Option[] {
  const { id: orderId, hash } = order;
  const officer = `trade-bank.approver-${String(dice.between(1, 2))}`;
  const bank = 'trade-bank.maker';
  switch (stateOf(milestone, order)) {
    case 'due': {
      const approve = (): Attempt => on(milestone, officer, 'approveOrder', { orderId, hash });
      return [approve, approve, approve];
    }
    case 'approved': {
      const paymentFile = fresh(dice, 'payment file');
      const instruct = (): Attempt =>
        on(milestone, bank, 'instructOrder', { orderId, paymentFile });
      return [instruct, instruct, instruct];
    }
    case 'instructed': {
      const pay = (): Attempt => settle(dice, milestone, order, deal);
      return [pay, pay, pay];
    }
    case 'settled': {
      const again = (): Attempt => settle(dice, milestone, order, deal);
      const acknowledge = (): Attempt =>
        on(milestone, 'textiles.maker', 'acknowledgeCredit', { orderId });
      return dice.chance(order.credited === undefined ? 60 : 10) ? [acknowledge, again] : [];
    }
    default:
      return [];
  }
}

function settle(dice: Dice, milestone: Milestone, order: Order, deal: RandomDeal): Attempt {
  const amount = deal.amounts.get(milestone.id) ?? 0n;
  const document: PrivateDocument = {
    kind: 'settlement',
    salt: fresh(dice, 'salt'),
    currency: deal.currency,
    amountMinor: String(amountOfAll(amount, order.ranges)),
    chargesMinor: '0',
    payTo: deal.terms.commitments.payTo,
  };
  const attempt = on(milestone, 'trade-bank.maker', 'settleOrder', {
    orderId: order.id,
    attempt: order.attempts.length,
    bankReference: 'HB-1',
    uetr: UETR,
    valueDate: '2026-03-05',
    message: fresh(dice, 'message'),
    document: hashOf(document),
  });
  return { ...attempt, filing: { kind: 'settlement', document } };
}

/** The attempt with something wrong about it; often still refused for another reason. */
function spoiled(dice: Dice, attempt: Attempt, sight: Sight): Attempt {
  const { fields } = attempt;
  const others = sight.milestones.flatMap(({ orders }) => orders.map(({ id }) => id));
  const earlier = sight.before.length === 0 ? undefined : dice.pick(sight.before);
  const { filing: _filing, ...unfiled } = attempt;
  const ways: readonly Option[] = [
    () => ({ ...attempt, label: anybody(dice) }),
    () => ({ ...attempt, fields: { ...fields, hash: sha256('another hash') } }),
    () => ({ ...attempt, fields: { ...fields, surplus: 1 } }),
    () => ({ ...attempt, fields: { ...fields, milestoneId: 'm9' } }),
    () => ({ ...attempt, fields: { ...fields, milestoneId: dice.pick(sight.milestones).id } }),
    () => ({ ...attempt, fields: { ...fields, attempt: dice.between(0, 3) } }),
    () => ({ ...attempt, fields: { ...fields, expiry: sight.at + 1 } }),
    () => ({ ...attempt, fields: { ...fields, claimedShare: 10 ** 12, exact: true } }),
    () => unfiled,
    () => ({ label: anybody(dice), type: 'withdrawAgreement', fields: {} }),
    ...(others.length === 0
      ? []
      : [() => ({ ...attempt, fields: { ...fields, orderId: dice.pick(others) } })]),
    ...(earlier === undefined
      ? []
      : [() => earlier, () => earlier, () => ({ ...attempt, commandId: earlier.commandId })]),
  ];
  return dice.pick(ways)();
}
