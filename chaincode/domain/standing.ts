import type { Member, Participant } from './consortium/state.js';

/** Whether a participant may start something new: neither it nor its host was stopped. */
export function isInBusiness(participant: Participant, host: Member | undefined): boolean {
  const { deactivated, rehostedTo } = participant;
  return host?.status === 'active' && deactivated === undefined && rehostedTo === undefined;
}

/** The members whose votes count. */
export function activeMembers(members: Iterable<Member>): readonly Member[] {
  return [...members].filter(({ status }) => status === 'active');
}
