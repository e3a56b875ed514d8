import { readDeployment } from '../chaincode/deployment.js';
import { messageOf } from '../errors.js';
import { caClientOf } from '../identities/enrol.js';
import { nodesOf } from '../nodes/nodes.js';
import type { ProcessTable } from '../process/process-table.js';
import { settingsDigest } from '../process/settings-digest.js';
import { memberSites, type MemberSite, type Site } from '../site.js';
import type { NodeStatus } from '../status.js';
import { findingsOf, type Finding, type Problem } from './findings.js';

/** The peers refuse proposals beyond two minutes; half of that leaves time to act. */
const SKEW_WARNING_MILLIS = 10_000;
const SKEW_ERROR_MILLIS = 60_000;

/** Whether every node runs and is healthy. */
export function checkNodes(
  nodes: readonly NodeStatus[],
  table: ProcessTable,
): readonly Finding[] {
  const problems = nodes.filter(({ healthy }) => !healthy).map((node) => problemOf(node, table));
  return findingsOf('nodes', problems, `all ${nodes.length} nodes are healthy`);
}

function problemOf(node: NodeStatus, table: ProcessTable): Problem {
  const { name } = node;
  switch (table.state(name)) {
    case 'running':
      return {
        level: 'error',
        subject: name,
        message: 'runs, but is not healthy',
        fix: `see \`logs ${name}\`, then \`restart ${name}\``,
      };
    case 'crashed':
      return {
        level: 'error',
        subject: name,
        message: 'has ended by itself',
        fix: `see \`logs ${name}\`, then \`start ${name}\``,
      };
    case 'stopped':
      return { level: 'warning', subject: name, message: 'is stopped', fix: `\`start ${name}\`` };
  }
}

/** Whether the running nodes have the settings that they would be started with now. */
export function checkSettings(site: Site, table: ProcessTable): readonly Finding[] {
  if (site.toolbox.find() === undefined) return [];
  const running = nodesOf(site, readDeployment(site.paths)).filter(
    ({ name }) => table.pid(name) !== undefined,
  );
  const problems = running
    .filter((node) => table.entry(node.name)?.settings !== settingsDigest(node.launch()))
    .map(
      ({ name }): Problem => ({
        level: 'warning',
        subject: name,
        message: 'runs with other settings or code than it would be started with now',
        fix: `\`restart ${name}\`, or \`up\``,
      }),
    );
  return findingsOf('settings', problems, 'every running node has its settings');
}

/** Whether the members' clocks agree with this machine's, as their CAs tell the time. */
export async function checkClocks(
  site: Site,
  healthy: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  const running = memberSites(site).filter(({ member }) => healthy.has(`ca.${member.name}`));
  if (running.length === 0) return [];
  const problems = await Promise.all(running.map(clockProblem));
  return findingsOf(
    'clocks',
    problems.filter((problem) => problem !== undefined),
    `${running.length} members' clocks agree with this one`,
  );
}

async function clockProblem(of: MemberSite): Promise<Problem | undefined> {
  const subject = of.member.name;
  const fix = 'synchronise the clocks (NTP): peers refuse what is more than two minutes off';
  const client = caClientOf(of);
  try {
    // The answer tells whole seconds: the middle of its second is the best guess.
    const theirs = (await client.time()) + 500;
    const skew = Math.abs(theirs - of.site.clock.now());
    if (skew < SKEW_WARNING_MILLIS) return undefined;
    const level = skew < SKEW_ERROR_MILLIS ? 'warning' : 'error';
    return { level, subject, message: `its clock is off by ${Math.round(skew / 1000)} s`, fix };
  } catch (thrown) {
    return { level: 'warning', subject, message: `tells no time: ${messageOf(thrown)}`, fix };
  } finally {
    client.close();
  }
}
