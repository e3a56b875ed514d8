import { isOver, type Moment } from '../deadline.js';
import type { Msp, VoteId } from '../ids.js';
import type { Instant } from '../instant.js';
import { activeMembers } from '../standing.js';
import type { Parameters } from '../terms.js';
import type { Member, Vote } from './state.js';

/** Something that the governors of one member, or anybody, can do now about a vote. */
export interface GovernanceAction {
  /** The member whose governors can; anybody of the consortium when absent. */
  readonly msp?: Msp;
  readonly command: 'castVote' | 'advanceConsortium';
  readonly voteId: VoteId;
  /** After which the vote ends without its motion. */
  readonly deadline: Instant;
}

/** Who can vote on what, and which votes wait to be ended. */
export function governanceActions(of: {
  readonly votes: readonly Vote[];
  readonly members: readonly Member[];
  readonly parameters: Parameters;
  readonly moment: Moment;
}): readonly GovernanceAction[] {
  const { votes, members, parameters, moment } = of;
  return votes
    .filter(({ status }) => status === 'open')
    .flatMap(({ id: voteId, openUntil: deadline, ballots }): readonly GovernanceAction[] => {
      if (isOver(deadline, moment, parameters)) {
        return [{ command: 'advanceConsortium', voteId, deadline }];
      }
      const voted = ballots.map(({ msp }) => msp);
      return activeMembers(members)
        .filter(({ msp }) => !voted.includes(msp))
        .map(({ msp }) => ({ msp, command: 'castVote', voteId, deadline }));
    });
}
