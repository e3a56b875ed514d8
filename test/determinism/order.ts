/** The orders in which a peer may come upon things that have none. */
const orders: Readonly<Record<string, <T>(items: readonly T[]) => readonly T[]>> = {
  reversed: (items) => items.toReversed(),
  rotated: (items) => [...items.slice(1), ...items.slice(0, 1)],
};

/** Things in the order that TRANCHE_ORDER names, `reversed` or `rotated`; else as they came. */
export function inOrderOfPeer<T>(items: readonly T[]): readonly T[] {
  const order = orders[process.env['TRANCHE_ORDER'] ?? ''];
  return order === undefined ? items : order(items);
}

/** A parsed value whose objects have their keys in the peer's order. */
export function withKeysInOrderOfPeer(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withKeysInOrderOfPeer);
  const entries = Object.entries(value).map(
    ([key, item]) => [key, withKeysInOrderOfPeer(item)] as const,
  );
  return Object.fromEntries(inOrderOfPeer(entries));
}
