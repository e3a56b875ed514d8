import type { ActionsOf, NextAction } from '../next-action.js';
import { openExceptions } from './exception.js';

/** Who resolves what a person must look at. */
export const exceptionActions: ActionsOf = (milestone) =>
  openExceptions(milestone).flatMap(
    ({ owner, deadline, resolution, opened }): readonly NextAction[] => {
      const on = { milestoneId: milestone.id, deadline, since: opened.at } as const;
      if (resolution === undefined) {
        return [{ participant: owner, command: 'resolveException', ...on }];
      }
      const isMissing = resolution.as === 'written-off' && resolution.consented === undefined;
      if (!isMissing) return [{ participant: owner, command: 'confirmResolution', ...on }];
      const { exporter } = milestone.slice.parties;
      return [{ participant: exporter, command: 'consentToResolution', ...on }];
    },
  );
