import type { Finding } from './findings.js';

const MARKS = { ok: '✓', warning: '!', error: '✗' } as const;

/** The findings as text for people, each problem with its fix below it. */
export function findingsText(findings: readonly Finding[]): string {
  return findings
    .map(({ level, check, subject, message, fix }) => {
      const about = subject === null ? check : `${check}, ${subject}`;
      const line = `  ${MARKS[level]} ${about}: ${message}`;
      return fix === null ? line : `${line}\n      fix: ${fix}`;
    })
    .join('\n');
}
