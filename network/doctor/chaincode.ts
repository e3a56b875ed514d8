import { codeDigest } from '@tranche/chaincode/code-digest';
import { existsSync } from 'node:fs';
import { readDeployment, type Deployment } from '../chaincode/deployment.js';
import { queryAsAdmin } from '../chaincode/invoke.js';
import { approvedPackage, committedDefinition } from '../chaincode/lifecycle.js';
import { messageOf } from '../errors.js';
import { memberSites, type MemberSite, type Site } from '../site.js';
import { findingsOf, type Finding, type Problem } from './findings.js';

/** Whether every member approves and runs the same code, and the staged copy is that code. */
export async function checkChaincode(
  site: Site,
  healthy: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  const deployment = readDeployment(site.paths);
  if (deployment === undefined) return [];
  const running = memberSites(site).filter(({ member }) => healthy.has(`peer.${member.name}`));
  const [first] = running;
  const problems = [...(await stagedProblems(site, deployment))];
  if (first !== undefined) {
    problems.push(...(await channelProblems(first, deployment)));
    const found = await Promise.all(running.map((of) => memberProblems(of, deployment)));
    problems.push(...found.flat());
  }
  const { digest } = deployment;
  const whenWell =
    first === undefined
      ? `the staged code is ${digest}; no peer runs that could tell more`
      : `${running.length} members approve and run the code ${digest}`;
  return findingsOf('chaincode', problems, whenWell);
}

async function stagedProblems(site: Site, deployment: Deployment): Promise<readonly Problem[]> {
  const folder = site.paths.stagedChaincode(deployment.digest);
  const digest = existsSync(folder) ? await codeDigest(folder) : 'missing';
  if (digest === deployment.digest) return [];
  const message = `the staged code in ${folder} was changed: its digest is ${digest}`;
  const fix = 'delete the folder and run `up`, which stages it again';
  return [{ level: 'error', message, fix }];
}

async function channelProblems(
  of: MemberSite,
  deployment: Deployment,
): Promise<readonly Problem[]> {
  const fix = 'run `up`: it installs, approves and commits what is deployed';
  try {
    const committed = await committedDefinition(of);
    if (committed?.version === deployment.version) return [];
    const message =
      `the channel runs version ${committed?.version ?? 'none'}, deployed is ${deployment.version}`;
    return [{ level: 'error', message, fix }];
  } catch (thrown) {
    return [{ level: 'error', subject: `peer.${of.member.name}`, message: messageOf(thrown), fix }];
  }
}

async function memberProblems(
  of: MemberSite,
  deployment: Deployment,
): Promise<readonly Problem[]> {
  const subject = of.member.name;
  try {
    const problems: Problem[] = [];
    const approved = await approvedPackage(of);
    if (approved !== deployment.packageId) {
      const message = `approves the package ${approved ?? 'none'}, not ${deployment.packageId}`;
      problems.push({ level: 'error', subject, message, fix: 'run `up`, which approves it' });
    }
    const answer = await queryAsAdmin(of, { transaction: 'query:build', command: {} });
    const build = JSON.parse(answer) as { readonly codeDigest?: string };
    if (build.codeDigest !== deployment.digest) {
      const message = `runs the code ${build.codeDigest ?? 'unknown'}, not ${deployment.digest}`;
      problems.push({ level: 'error', subject, message, fix: `\`restart chaincode.${subject}\`` });
    }
    return problems;
  } catch (thrown) {
    const fix = `see \`logs chaincode.${subject}\` and \`logs peer.${subject}\``;
    return [{ level: 'error', subject, message: messageOf(thrown), fix }];
  }
}
