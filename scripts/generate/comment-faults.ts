import { policy } from '@tranche/chaincode/domain';
import {
  isElsewhere,
  isErrorCode,
  isEventType,
  wordsIn,
  type Rulebook,
  type TransactionRules,
} from './transactions.js';

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
  const named = wordsIn(comment.errors, (word) => CODE.test(word));
  const own = named.filter((code) => errors.includes(code));
  const inOrder = errors.filter((code) => own.includes(code));
  const isSame = own.every((code, index) => code === inOrder[index]);
  const missing = isElsewhere(comment.errors) ? [] : errors.filter((code) => !named.includes(code));
  const isAllowed = (code: string): boolean => errors.includes(code) || commonErrors.includes(code);
  return [
    ...named.filter((code) => !isErrorCode(code)).map((code) => `${code} is no error`),
    ...named
      .filter((code) => isErrorCode(code) && !isAllowed(code))
      .map((code) => `${code} cannot be given`),
    ...missing.map((code) => `${code} is not named`),
    ...(isSame ? [] : [`the order is ${inOrder.join(', ')}`]),
  ];
}

function eventFaults(
  { type, comment, events }: TransactionRules,
  { following, timely }: Rulebook,
): readonly string[] {
  const named = wordsIn(comment.events, (word) => EVENT.test(word));
  const possible = [...events, ...following, ...(type === 'advanceMilestone' ? timely : [])];
  return [
    ...named.filter((word) => !isEventType(word)).map((word) => `${word} is no event`),
    ...named
      .filter((word) => isEventType(word) && !possible.includes(word))
      .map((word) => `${word} cannot come of it`),
  ];
}

function callerFaults({ type, comment }: TransactionRules): readonly string[] {
  const permission = policy[type];
  if (permission.by === 'administrator') {
    return comment.caller.includes('administrator') ? [] : ['it takes an administrator'];
  }
  if (/\b(?:any user|anyone)\b/.test(comment.caller)) return [];
  return permission.roles
    .filter((role) => !comment.caller.includes(role))
    .map((role) => `a user with the role ${role} may call it`);
}
