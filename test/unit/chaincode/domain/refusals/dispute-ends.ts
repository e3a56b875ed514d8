import { limits, SHARE_WHOLE } from '@tranche/chaincode/domain';
import type { CommandFields } from '../../../../support/consortium.js';
import { after, type Act } from '../support/after.js';
import { DAY, fileHash } from '../support/deal.js';
import {
  acceptOffer,
  add,
  confirmAward,
  confirmRuling,
  disputed,
  disputeIn,
  escalated,
  offer,
  open,
  PERCENT,
  recordAward,
  refused,
  rule,
  stay,
  TOLERANCE,
  withdraw,
} from '../support/dispute.js';
import { rewrite } from '../support/records.js';
import type { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const odd = { toPayee: 1, toBuyer: 0 } as const;
const tooMuch = { toPayee: SHARE_WHOLE, toBuyer: PERCENT } as const;
const HALF = SHARE_WHOLE / 2;

const half: Act = (scene) => open(scene, { share: HALF });
const escalate: Act = (scene) =>
  scene.on('only', 'textiles.maker', 'escalateDispute', { number: 1 });

function splitRefusals(what: string, prepare: () => Promise<Scene>, act: SplitAct): Refusal[] {
  return [
    {
      code: 'SHARE_NOT_HELD',
      when: `${what} divides more than is disputed`,
      params: { available: SHARE_WHOLE },
      provoke: after(prepare, (scene) => act(scene, tooMuch)),
    },
    {
      code: 'SHARE_NOT_BASIS_POINT',
      when: `${what} divides a basis point and is not called exact`,
      provoke: after(prepare, (scene) => act(scene, odd)),
    },
    {
      code: 'SHARE_NOT_BASIS_POINT',
      when: `${what} gives the buyer a part of a basis point and is not called exact`,
      provoke: after(prepare, (scene) => act(scene, { toPayee: 0, toBuyer: 1 })),
    },
  ];
}

type SplitAct = (scene: Scene, fields: CommandFields) => Promise<unknown>;

/** Refusals of what the sides do about a dispute. */
export const negotiationRefusals: readonly Refusal[] = [
  ...splitRefusals('an offer', disputed, offer),
  {
    code: 'DISPUTE_NOT_OPEN',
    when: 'a split is offered of a dispute that was taken back',
    params: { number: 1, status: 'withdrawn' },
    provoke: after(disputed, (scene) => withdraw(scene), offer),
  },
  {
    code: 'OFFERS_EXHAUSTED',
    when: 'a side offers for the sixth time',
    params: { max: limits.offersPerParty },
    provoke: after(disputed, async (scene) => {
      for (let count = 0; count < limits.offersPerParty; count += 1) await offer(scene);
      await offer(scene, {}, 'retail.checker');
      return offer(scene);
    }),
  },
  {
    code: 'OFFER_DATE_PAST',
    when: 'an offer ends as it is made',
    provoke: after(disputed, (scene) => offer(scene, { until: scene.consortium.now() })),
  },
  {
    code: 'OFFER_NOT_FOUND',
    when: 'an offer is accepted that another took the place of',
    params: { offer: 1 },
    provoke: after(disputed, offer, offer, (scene) => acceptOffer(scene, { offer: 1 })),
  },
  {
    code: 'OFFER_EXPIRED',
    when: 'an offer is accepted after its end',
    provoke: after(disputed, offer, (scene) => {
      scene.consortium.wait(8 * DAY);
      return acceptOffer(scene);
    }),
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'a side accepts its own offer',
    params: { reason: 'this party made the offer' },
    provoke: after(disputed, offer, (scene) => acceptOffer(scene, {}, 'textiles.checker')),
  },
  {
    code: 'OFFER_HASH_MISMATCH',
    when: 'another offer is accepted than was made',
    provoke: after(disputed, offer, (scene) => acceptOffer(scene, { hash: fileHash('other') })),
  },
  {
    code: 'DISPUTE_ALREADY_ESCALATED',
    when: 'the arbiter is called a second time',
    params: { number: 1 },
    provoke: after(escalated, escalate),
  },
  {
    code: 'NEGOTIATION_STILL_OPEN',
    when: 'one side alone calls the arbiter again before the negotiation is over',
    provoke: after(disputed, escalate, escalate),
  },
  {
    code: 'DOCUMENT_NOT_FILED',
    when: 'the arbiter does not hold the specification',
    params: { part: 'technical/only', msp: 'AuditorMSP' },
    provoke: after(disputed, async (scene) => {
      const { slice } = scene.milestone('only');
      const technical = fileHash('another specification');
      const commitments = { ...slice.definition.commitments, technical };
      const definition = { ...slice.definition, commitments };
      await rewrite(scene, 'only', { slice: { ...slice, definition } });
      scene.consortium.setClock(disputeIn(scene).negotiateUntil + TOLERANCE);
      return escalate(scene);
    }),
  },
  {
    code: 'DISPUTE_NOT_OWN',
    when: 'the other side takes a dispute back',
    params: { number: 1 },
    provoke: after(disputed, (scene) => withdraw(scene, 1, 'retail.checker')),
  },
  {
    code: 'DISPUTE_SHARED',
    when: 'a dispute is taken back to which the other side added its share',
    params: { number: 1 },
    provoke: after(
      refused,
      half,
      (scene) => add(scene),
      (scene) => withdraw(scene),
    ),
  },
];

/** Refusals of what decides a dispute. */
export const decisionRefusals: readonly Refusal[] = [
  ...splitRefusals('a ruling', escalated, rule),
  ...splitRefusals('an award', disputed, recordAward),
  {
    code: 'DISPUTE_NOT_ESCALATED',
    when: 'the arbiter rules before it is called',
    params: { number: 1 },
    provoke: after(disputed, rule),
  },
  {
    code: 'RULING_TOO_LATE',
    when: 'the arbiter rules after its time',
    provoke: after(escalated, (scene) => {
      scene.consortium.setClock(disputeIn(scene).decideBy ?? 0);
      return rule(scene);
    }),
  },
  {
    code: 'DISPUTE_HASH_MISMATCH',
    when: 'the arbiter rules on something else',
    provoke: after(escalated, (scene) => rule(scene, { hash: fileHash('other') })),
  },
  {
    code: 'RULING_NOT_FOUND',
    when: 'another ruling is confirmed than was entered',
    params: { number: 1 },
    provoke: after(escalated, rule, (scene) => confirmRuling(scene, { hash: fileHash('other') })),
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'whoever entered the ruling confirms it',
    params: { reason: 'this user entered the ruling' },
    provoke: after(escalated, rule, async (scene) => {
      const { ruling, ...dispute } = disputeIn(scene);
      const by = { participant: ruling?.by.participant, user: 'arbitration.checker' };
      const disputes = [{ ...dispute, ruling: { ...ruling, by } }] as never;
      await rewrite(scene, 'only', { disputes });
      return confirmRuling(scene);
    }),
  },
  {
    code: 'DISPUTE_BEING_DECIDED',
    when: 'the arbiter rules while an award waits to take effect',
    params: { number: 1 },
    provoke: after(escalated, recordAward, confirmAward, rule),
  },
  {
    code: 'AWARD_NOT_FOUND',
    when: 'another award is confirmed than was entered',
    params: { number: 1 },
    provoke: after(disputed, recordAward, (scene) =>
      confirmAward(scene, { hash: fileHash('other') }),
    ),
  },
  {
    code: 'AWARD_NOT_FOUND',
    when: 'an award is stayed that nobody confirmed',
    params: { number: 1 },
    provoke: after(disputed, recordAward, stay),
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'whoever entered the award confirms it',
    params: { reason: 'this user entered the award' },
    provoke: after(disputed, recordAward, async (scene) => {
      const { award, ...dispute } = disputeIn(scene);
      const by = { participant: award?.by.participant, user: 'trade-bank.checker' };
      const disputes = [{ ...dispute, award: { ...award, by } }] as never;
      await rewrite(scene, 'only', { disputes });
      return confirmAward(scene);
    }),
  },
  {
    code: 'STAY_TOO_LATE',
    when: 'an award is stayed after its days',
    provoke: after(disputed, recordAward, confirmAward, (scene) => {
      scene.consortium.setClock(disputeIn(scene).award?.effectiveAt ?? 0);
      return stay(scene);
    }),
  },
];
