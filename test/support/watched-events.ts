import { evolvers, type Event } from '@tranche/chaincode/domain';

type AnyEvolver = (state: unknown, event: Event, cause: unknown) => unknown;

/**
 * Tells every event that is applied to a record in this process from now on.
 * @returns what ends it
 */
export function watchEvents(tell: (event: Event) => void): () => void {
  const rows = Object.entries(evolvers) as unknown as readonly (readonly [string, AnyEvolver])[];
  const watched = rows.map(([type, evolver]): [string, AnyEvolver] => [
    type,
    (state, event, cause) => {
      tell(event);
      return evolver(state, event, cause);
    },
  ]);
  Object.assign(evolvers, Object.fromEntries(watched));
  return () => {
    Object.assign(evolvers, Object.fromEntries(rows));
  };
}
