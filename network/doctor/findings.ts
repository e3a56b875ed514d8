/** Something that the operator should know. */
export interface Finding {
  /** What was looked at, for example `certificates`. */
  readonly check: string;
  /** `error`: does not work; `warning`: soon, or less safely; `ok`: looked at and found well. */
  readonly level: 'ok' | 'warning' | 'error';
  /** Node or member concerned; `null` for the whole network. */
  readonly subject: string | null;
  readonly message: string;
  /** What to do; `null` for `ok`. */
  readonly fix: string | null;
}

/** A problem, or what will become one. */
export interface Problem {
  readonly level: 'warning' | 'error';
  readonly subject?: string;
  readonly message: string;
  readonly fix: string;
}

/** The problems of a check as findings; without any, one that says what was found well. */
export function findingsOf(
  check: string,
  problems: readonly Problem[],
  whenWell: string,
): readonly Finding[] {
  if (problems.length === 0) {
    return [{ check, level: 'ok', subject: null, message: whenWell, fix: null }];
  }
  return problems.map(({ level, subject, message, fix }) => ({
    check,
    level,
    subject: subject ?? null,
    message,
    fix,
  }));
}
