import {
  commandCatalogue,
  policy,
  startsNew,
  type Permission,
  type SubmissionType,
} from '@tranche/chaincode/domain';

/** The page that says who may send which command, as Markdown. */
export function permissionsPage(): string {
  const rows = (Object.keys(policy) as SubmissionType[]).map((type) => {
    const { contract } = commandCatalogue[type];
    const { party, role } = wordsOfPermission(type);
    const goesOn = startsNew[type] ? 'no' : 'yes';
    return `| \`${type}\` | \`${contract}:${type}\` | ${party} | ${role} | ${goesOn} |`;
  });
  return `${[
    '# Who may do what',
    '',
    'Generated from `chaincode/domain/policy.ts` by `npm run generate`. Everything else is denied.',
    'Member, participant and roles come from the certificate alone; they count only for a client',
    'certificate of the member that hosts the participant, and whose key is pinned once the',
    'participant has pinned keys.',
    '',
    'A suspended member, and a deactivated participant, start nothing new: the last column says',
    'which commands they go on with (`chaincode/domain/starting.ts`).',
    '',
    '| command | transaction | party | user role | when suspended |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n')}\n`;
}

/** Who may send a command, in words. */
export function wordsOfPermission(type: SubmissionType): {
  readonly party: string;
  readonly role: string;
} {
  const permission: Permission = policy[type];
  if (permission.by === 'administrator') {
    return { party: 'any member', role: 'administrator’s certificate' };
  }
  const { parties, roles } = permission;
  return {
    party: parties.length === 0 ? 'any participant of the consortium' : parties.join(' or '),
    role: roles.join(' or '),
  };
}
