import { policy } from '@tranche/chaincode/domain';
import {
  isErrorCode,
  isEventType,
  wordsIn,
  type Rulebook,
  type TransactionRules,
} from './transactions.js';

/** How a comment says that more comes from elsewhere, which the page lists by itself. */
const ELSEWHERE = /\b(those of|what follows|what it releases)\b/;

const CODE = /^[A-Z]+(?:_[A-Z]+)+$/;
const EVENT = /^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/;

/** Where the doc comment of a transaction says something else than its code does. */
export function commentFaults(rules: TransactionRules, rulebook: Rulebook): readonly string[] {
  return [...errorFaults(rules, rulebook), ...eventFaults(rules, rulebook), ...callerFaults(rules)];
}

function errorFaults(
  { comment, errors }: TransactionRules,
  { commonErrors }: Rulebook,
): readonly string[] {
  const named = wordsIn(affirmed(comment.errors), (word) => CODE.test(word));
  const own = named.filter((code) => errors.includes(code));
  const inOrder = errors.filter((code) => own.includes(code));
  const isSame = own.every((code, index) => code === inOrder[index]);
  const isAllowed = (code: string): boolean => errors.includes(code) || commonErrors.includes(code);
  return [
    ...named.filter((code) => !isErrorCode(code)).map((code) => `${code} is no error`),
    ...named
      .filter((code) => isErrorCode(code) && !isAllowed(code))
      .map((code) => `${code} cannot be given`),
    ...missing(errors, named, comment.errors),
    ...(isSame ? [] : [`the order is ${inOrder.join(', ')}`]),
  ];
}

function eventFaults(
  { type, comment, events }: TransactionRules,
  { following, timely }: Rulebook,
): readonly string[] {
  const named = wordsIn(affirmed(comment.events), (word) => EVENT.test(word));
  const possible = [...events, ...following, ...(type === 'advanceMilestone' ? timely : [])];
  return [
    ...named.filter((word) => !isEventType(word)).map((word) => `${word} is no event`),
    ...named
      .filter((word) => isEventType(word) && !possible.includes(word))
      .map((word) => `${word} cannot come of it`),
    ...missing(events, named, comment.events),
  ];
}

/** A text without what it says never happens. */
function affirmed(text: string): string {
  return text.replace(/\bnever \w+/g, '');
}

function missing(
  real: readonly string[],
  named: readonly string[],
  text: string,
): readonly string[] {
  if (ELSEWHERE.test(text)) return [];
  return real.filter((word) => !named.includes(word)).map((word) => `${word} is not named`);
}

function callerFaults({ type, comment }: TransactionRules): readonly string[] {
  const permission = policy[type];
  if (permission.by === 'administrator') {
    return comment.caller.includes('administrator') ? [] : ['it takes an administrator'];
  }
  if (comment.caller.includes('any user')) return [];
  return permission.roles
    .filter((role) => !comment.caller.includes(role))
    .map((role) => `a user with the role ${role} may call it`);
}
