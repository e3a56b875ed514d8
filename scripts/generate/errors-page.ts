import type { ErrorEntry } from '@tranche/chaincode/domain';

/** What a caller can do, in words. */
const retryWords: Readonly<Record<ErrorEntry['retry'], string>> = {
  never: 'Mend the request; the same one is refused again.',
  'after-change': 'Try again when somebody has changed the state.',
  'after-time': 'Try again later.',
  retry: 'Send the same again, with the same Idempotency-Key.',
};

/** A section of the page: where its codes come from. */
export interface ErrorSection {
  readonly title: string;
  readonly table: Readonly<Record<string, ErrorEntry>>;
}

/**
 * The page of all error codes, as Markdown; gateways answer with `type` pointing to a code's own
 * heading.
 */
export function errorsPage(sections: readonly ErrorSection[]): string {
  const lines = [
    '# Errors',
    '',
    'Generated from the error tables by `npm run generate`. Codes are permanent. A refusal changes',
    'nothing. Parameters never carry private values.',
  ];
  for (const { title, table } of sections) {
    lines.push('', `## ${title}`);
    for (const [code, entry] of Object.entries(table)) lines.push('', ...describe(code, entry));
  }
  return `${lines.join('\n')}\n`;
}

function describe(code: string, entry: ErrorEntry): readonly string[] {
  const params =
    entry.params.length === 0 ? 'none' : entry.params.map((name) => `\`${name}\``).join(', ');
  return [
    `### ${code}`,
    '',
    entry.text,
    '',
    `- HTTP status: ${String(entry.status)}`,
    `- Parameters: ${params}`,
    `- What to do: ${retryWords[entry.retry]}`,
  ];
}
