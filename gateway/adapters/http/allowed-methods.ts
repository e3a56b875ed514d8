import { routes } from '../../api/index.js';

interface Pattern {
  readonly method: string;
  readonly pattern: RegExp;
}

const operations = ['/healthz/live', '/healthz/ready', '/openapi.json', '/errors/:code', '/docs'];

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:[a-zA-Z]+/g, '[^/]+')}/?$`);
}

const patterns: readonly Pattern[] = [
  ...Object.values(routes).map(({ method, path }) => ({ method, pattern: patternOf(path) })),
  ...operations.map((path) => ({ method: 'GET', pattern: patternOf(path) })),
];

/** The methods that an address takes; none when there is nothing at it. */
export function allowedMethods(url: string): readonly string[] {
  const [path = ''] = url.split('?');
  const found = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  const methods = found.includes('GET') ? [...found, 'HEAD'] : found;
  return [...new Set(methods)].sort();
}
