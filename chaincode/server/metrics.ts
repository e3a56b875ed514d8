/** How a call ended: with an answer, a coded refusal, a failure of the node, or not admitted. */
export type Outcome = 'answered' | 'refused' | 'failed' | 'turned_away';

/** Values that are read when the metrics are asked for. */
export interface Gauges {
  /** Calls that run now. */
  readonly running: number;
  /** Peers that are connected. */
  readonly connections: number;
}

/** What identifies the process in its metrics. */
export interface MetricsOptions {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly codeDigest: string;
  readonly packageVersion: string;
}

/** Media type of the text exposition format of Prometheus. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Counts calls and writes the text exposition format of Prometheus. */
export class Metrics {
  readonly #calls = new Map<string, number>();
  readonly #options: MetricsOptions;

  constructor(options: MetricsOptions) {
    this.#options = options;
  }

  /** Counts a call; functions are those of the contracts, so that the series stay few. */
  count(call: { readonly function: string; readonly outcome: Outcome }): void {
    const labels = `function="${escapeLabel(call.function)}",outcome="${call.outcome}"`;
    this.#calls.set(labels, (this.#calls.get(labels) ?? 0) + 1);
  }

  /** The page that Prometheus reads. */
  expose(gauges: Gauges): string {
    const { startedAt, codeDigest, packageVersion } = this.#options;
    const build = `code_digest="${codeDigest}",version="${escapeLabel(packageVersion)}"`;
    const calls = [...this.#calls].sort(([one], [other]) => (one < other ? -1 : 1));
    return [
      ...family('process_start_time_seconds', 'gauge', 'Start of the process, since 1970.'),
      `process_start_time_seconds ${startedAt / 1000}`,
      ...family('tranche_chaincode_build_info', 'gauge', 'The code that runs; always 1.'),
      `tranche_chaincode_build_info{${build}} 1`,
      ...family('tranche_chaincode_connections', 'gauge', 'Connected peers.'),
      `tranche_chaincode_connections ${gauges.connections}`,
      ...family('tranche_chaincode_running_calls', 'gauge', 'Calls that run now.'),
      `tranche_chaincode_running_calls ${gauges.running}`,
      ...family('tranche_chaincode_calls_total', 'counter', 'Calls by function and outcome.'),
      ...calls.map(([labels, count]) => `tranche_chaincode_calls_total{${labels}} ${count}`),
      '',
    ].join('\n');
  }
}

function family(name: string, type: 'gauge' | 'counter', help: string): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
