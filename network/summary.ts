import { issuerUrl } from './nodes/issuer.js';
import { memberSites, type Site } from './site.js';

/** What to do next, printed when the network is up. */
export function summaryOf(site: Site): string {
  const gateways = memberSites(site).map(
    (of) => `  ${of.member.name.padEnd(10)} http://${of.address('gateway')}/docs`,
  );
  const profile = site.profile.name === 'local' ? '' : ` --profile ${site.profile.name}`;
  const commands = ['status', 'doctor', 'logs gateway.bank', 'down'].map(
    (command) => `  npm run network -- ${command}${profile}`,
  );
  return [
    `The network "${site.profile.name}" is up. Gateways:`,
    ...gateways,
    `Development issuer (never in production): ${issuerUrl(site)}`,
    `Its clients, one for each user: ${site.paths.issuerConfig}`,
    'Next:',
    ...commands,
  ].join('\n');
}
