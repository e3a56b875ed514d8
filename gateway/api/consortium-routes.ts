import { commandCatalogue, voteStatusSchema } from '@tranche/chaincode/domain';
import { z } from 'zod';
import {
  governanceActionsSchema,
  membersViewSchema,
  participantsViewSchema,
  votesViewSchema,
  voteViewSchema,
} from './responses.js';
import type { Route } from './route.js';
import {
  nothing,
  ofVote,
  onConsortium,
  onHosted,
  onParticipant,
  onVote,
  said,
} from './route-parts.js';

const consortium = '/v1/consortium';

const saidOfVote = { ...said, voteId: true } as const;
const saidOfHosted = { ...said, localId: true } as const;

/** Routes that change the registry or a vote; each is named as its command is. */
export const consortiumRoutes = {
  updateParticipant: onHosted(
    'updateParticipant',
    'updates',
    'Say anew what the member knows of a participant that it hosts',
    commandCatalogue.updateParticipant.schema.omit(saidOfHosted),
  ),
  deactivateParticipant: onHosted(
    'deactivateParticipant',
    'deactivations',
    'End the hosting of a participant',
    commandCatalogue.deactivateParticipant.schema.omit(saidOfHosted),
  ),
  pinKeys: onConsortium(
    'pinKeys',
    'pinned-keys',
    'Pin the keys that act for the caller’s participant',
    commandCatalogue.pinKeys.schema.omit(said),
  ),
  proposeRehost: onConsortium(
    'proposeRehost',
    'rehosts',
    'Say, with a pinned key, to which host the caller’s participant would move',
    commandCatalogue.proposeRehost.schema.omit(said),
  ),
  acceptRehost: onParticipant(
    'acceptRehost',
    'rehost-acceptances',
    'Take a participant that would move to this member',
    commandCatalogue.acceptRehost.schema.omit({ ...said, participant: true }),
    201,
  ),
  proposeVote: onConsortium(
    'proposeVote',
    'votes',
    'Put a motion to the vote of the members',
    commandCatalogue.proposeVote.schema.omit(said),
    201,
  ),
  castVote: onVote(
    'castVote',
    'ballots',
    'Vote for the caller’s member',
    commandCatalogue.castVote.schema.omit(saidOfVote),
  ),
  withdrawVote: onVote(
    'withdrawVote',
    'withdrawals',
    'Take a motion back',
    commandCatalogue.withdrawVote.schema.omit(saidOfVote),
  ),
  advanceConsortium: onVote(
    'advanceConsortium',
    'advances',
    'End a vote whose time is over',
    commandCatalogue.advanceConsortium.schema.omit(saidOfVote),
  ),
} as const satisfies Readonly<Record<string, Route>>;

const read = { method: 'GET', params: nothing, query: nothing, status: 200 } as const;

/** Routes that show the registry and its votes to anybody of the consortium. */
export const registryRoutes = {
  readMembers: {
    ...read,
    path: `${consortium}/members`,
    summary: 'The members, their parameters and the rules in force',
    action: { kind: 'registry', type: 'members' },
    response: membersViewSchema,
  },
  readParticipants: {
    ...read,
    path: `${consortium}/participants`,
    summary: 'The participants that members host',
    action: { kind: 'registry', type: 'participants' },
    response: participantsViewSchema,
  },
  readVotes: {
    ...read,
    path: `${consortium}/votes`,
    summary: 'The votes of the members, open and past',
    action: { kind: 'registry', type: 'votes' },
    query: z.strictObject({ status: voteStatusSchema.exactOptional() }),
    response: votesViewSchema,
  },
  readVote: {
    ...read,
    path: `${consortium}/votes/:voteId`,
    summary: 'One vote, and how it stands',
    action: { kind: 'registry', type: 'vote' },
    params: ofVote,
    response: voteViewSchema,
  },
  readGovernanceActions: {
    ...read,
    path: `${consortium}/next-actions`,
    summary: 'What the governors of each member can vote on now',
    action: { kind: 'registry', type: 'governanceActions' },
    response: governanceActionsSchema,
  },
} as const satisfies Readonly<Record<string, Route>>;
