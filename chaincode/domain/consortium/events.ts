import type { Participant, Proposal } from './state.js';
import type { Msp } from '../ids.js';

/** What can happen to the consortium. */
export type ConsortiumEvent =
  | { readonly type: 'BootstrapProposed'; readonly proposal: Omit<Proposal, 'commands'> }
  | { readonly type: 'BootstrapConfirmed'; readonly proposalId: string; readonly msp: Msp }
  | { readonly type: 'ConsortiumBootstrapped'; readonly proposalId: string }
  | {
      readonly type: 'ParticipantRegistered';
      readonly participant: Omit<Participant, 'since' | 'commands'>;
    };
