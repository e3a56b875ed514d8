const MILLIS_PER_SECOND = 1000;

/** How many tests passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Takes one or more finished lines of the report. */
export type Print = (line: string) => void;

/** Adds two tallies. */
export function add(one: Tally, other: Tally): Tally {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

/** A duration for people, in seconds with one decimal. */
export function seconds(millis: number): string {
  return `${(millis / MILLIS_PER_SECOND).toFixed(1)} s`;
}

/** The text with every line moved to the right, without white space at its end. */
export function indent(text: string): string {
  return text.trimEnd().replaceAll(/^(?=.)/gm, '    ');
}

/** The sum as the last line of a test run, on which whatever calls it relies. */
export function sumLine(tally: Tally): string {
  return `${String(tally.passed)} passed, ${String(tally.failed)} failed`;
}

/** The line that closes a stage. */
export function stageLine(name: string, tally: Tally, millis: number): string {
  const mark = tally.failed === 0 ? 'ok  ' : 'FAIL';
  return `${mark} ${name.padEnd(20)} ${sumLine(tally).padEnd(24)} ${seconds(millis)}`;
}
