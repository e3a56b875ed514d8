import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DomainError } from '@tranche/chaincode/domain';
import type { Answer } from '@tranche/chaincode/ledger';
import { projectFolder } from './project.js';

/** What the page says that a transaction can end in. */
export interface DocumentedTransaction {
  readonly errors: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
}

/** The page of the transactions, read back. */
export interface DocumentedRules {
  readonly transactions: ReadonlyMap<string, DocumentedTransaction>;
}

const ERRORS = '- Errors in order: ';
const EVENTS = '- Events: ';
const FOLLOWING = '- Events that follow from any change of a milestone: ';
const TIMELY = '- Events that time alone brings about, by `advanceMilestone`: ';

/** Reads the page of the transactions. */
export function documentedRules(page: string): DocumentedRules {
  const [common = '', ...sections] = page.split('\n### ');
  const errors = wordsAfter(common, ERRORS);
  const following = wordsAfter(common, FOLLOWING);
  const timely = wordsAfter(common, TIMELY);
  const transactions = sections.map((section): [string, DocumentedTransaction] => {
    const [type = ''] = section.split('\n');
    const byTime = type === 'advanceMilestone' ? timely : [];
    const events = [...wordsAfter(section, EVENTS), ...following, ...byTime];
    return [
      type,
      { errors: new Set([...errors, ...wordsAfter(section, ERRORS)]), events: new Set(events) },
    ];
  });
  return { transactions: new Map(transactions) };
}

function wordsAfter(text: string, beginning: string): readonly string[] {
  const line = text.split('\n').find((each) => each.startsWith(beginning)) ?? '';
  return [...line.slice(beginning.length).matchAll(/`(?<word>\w+)`/g)].map(
    ({ groups }) => groups?.['word'] ?? '',
  );
}

const PAGE = 'docs/rules.md';
const documented = documentedRules(readFileSync(path.join(projectFolder, PAGE), 'utf8'));

/** What a transaction came to: a refusal, or events. */
export type Ending = { readonly code: string } | { readonly events: readonly string[] };

/** Fails when a transaction ends in something that the page does not say of it. */
export function checkDocumented(type: string, ending: Ending): void {
  const found = documented.transactions.get(type);
  assert.ok(found !== undefined, `${PAGE} has no ${type}: run \`npm run generate\``);
  const isRefusal = 'code' in ending;
  const words = isRefusal ? [ending.code] : ending.events;
  const known = isRefusal ? found.errors : found.events;
  for (const word of words) {
    assert.ok(known.has(word), `${PAGE} does not say that ${type} can give ${word}`);
  }
}

/** What a transaction answers, or its refusal; fails when its page says neither. */
export async function documentedEnding(type: string, run: () => Promise<Answer>): Promise<Answer> {
  try {
    const answer = await run();
    const { events = [] } = JSON.parse(answer.response) as {
      readonly events?: readonly { readonly type: string }[];
    };
    checkDocumented(type, { events: events.map((event) => event.type) });
    return answer;
  } catch (error) {
    if (error instanceof DomainError) checkDocumented(type, error);
    throw error;
  }
}
