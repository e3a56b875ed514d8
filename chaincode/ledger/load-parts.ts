import type { UnitOfWork } from './unit-of-work.js';

/** Records by their ids. */
export function mapOf<K, V>(
  values: readonly (V | undefined)[],
  keyOf: (value: V) => K,
): ReadonlyMap<K, V> {
  const known = values.filter((value) => value !== undefined);
  return new Map(known.map((value) => [keyOf(value), value]));
}

/** The records of some ids, those that there are. */
export async function loadAll<K extends string, V>(
  work: UnitOfWork,
  ids: readonly K[],
  keyOf: (id: K) => string,
): Promise<ReadonlyMap<K, V>> {
  const found = new Map<K, V>();
  for (const id of ids) {
    const record = await work.load<V>(keyOf(id));
    if (record !== undefined) found.set(id, record);
  }
  return found;
}
