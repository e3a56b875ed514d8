import { checkConsented, givingUp } from '../assignees.js';
import { isOver } from '../deadline.js';
import { milestoneOf, type DecidersOf } from '../decider.js';
import { requireThat } from '../errors.js';
import { unclaimedParts } from '../free-parts.js';
import { partsIn, takeHighest } from '../position.js';
import { securityReleased } from '../security-release.js';
import { SHARE_BASIS_POINT, SHARE_WHOLE, totalSize, type Range } from '../shares.js';
import { checkLive } from './scope.js';

const WHOLE: Range = { from: 0, until: SHARE_WHOLE };

/** What is given back, and what was never secured in time. */
export const releaseDeciders: DecidersOf<'releaseSecurity' | 'lapseUnsecured'> = {
  releaseSecurity: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive([milestone]);
    const held = unclaimedParts(milestone);
    const available = totalSize(held);
    const share = command.share ?? available;
    requireThat(share > 0 && share <= available, 'SHARE_NOT_HELD', { available });
    const isBasisPoint = share % SHARE_BASIS_POINT === 0 || share === available;
    requireThat(command.exact === true || isBasisPoint, 'SHARE_NOT_BASIS_POINT');
    const ranges = takeHighest(held, share);
    const act = givingUp(milestone, { type: command.type, ranges }, facts);
    checkConsented(milestone, ranges, act);
    return securityReleased(milestone, ranges, facts);
  },

  lapseUnsecured: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive([milestone]);
    const ranges = partsIn(milestone.position, 'unsecured', WHOLE);
    const { agreementId, milestoneId } = command;
    requireThat(ranges.length > 0, 'MILESTONE_NOT_UNSECURED', { milestone: milestoneId });
    const { fundingBy, parameters } = milestone.slice;
    requireThat(isOver(fundingBy, facts, parameters), 'FUNDING_STILL_OPEN', { fundingBy });
    return [{ type: 'ShareLapsed', agreementId, milestoneId, ranges }];
  },
};
