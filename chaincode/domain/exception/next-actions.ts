import type { ActionsOf, NextAction } from '../next-action.js';
import { creditorOf, openExceptions } from './exception.js';

/** Who resolves what a person must look at. */
export const exceptionActions: ActionsOf = (milestone) =>
  openExceptions(milestone).flatMap((exception): readonly NextAction[] => {
    const { owner, deadline, resolution, opened } = exception;
    const on = { milestoneId: milestone.id, deadline, since: opened.at } as const;
    if (resolution === undefined) {
      return [{ participant: owner, command: 'resolveException', ...on }];
    }
    const isMissing = resolution.as === 'written-off' && resolution.consented === undefined;
    if (!isMissing) return [{ participant: owner, command: 'confirmResolution', ...on }];
    const participant = creditorOf(milestone, exception);
    return [{ participant, command: 'consentToResolution', ...on }];
  });
