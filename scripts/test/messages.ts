/** What the process that runs mocha tells the test script, through its message channel. */
export type SuiteMessage =
  | { readonly type: 'passed'; readonly title: string; readonly durationMillis: number }
  | { readonly type: 'failed'; readonly title: string; readonly error: string }
  | { readonly type: 'broken'; readonly error: string }
  | { readonly type: 'end' };

/** What the test script asks of the process that runs mocha, as its one argument in JSON. */
export interface SuiteRequest {
  /** Absolute paths of the compiled suites. */
  readonly files: readonly string[];
  /** Absolute path of the mocha configuration. */
  readonly configuration: string;
  /** Regular expression: run only the tests whose full title matches it. */
  readonly grep?: string;
  /** Longest that one test may take, in milliseconds. */
  readonly timeout?: number;
}
