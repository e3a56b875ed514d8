/**
 * Preloaded into a peer: every map is gone through in the peer's order, however it was filled. Only
 * milestones keep the order of their terms, which is part of the rules.
 */
import { inOrderOfPeer } from './order.js';

const PlainMap = Map;

function isMilestone(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'slice' in value;
}

globalThis.Map = class<K, V> extends PlainMap<K, V> {
  #ordered(): readonly [K, V][] {
    const entries = [...super.entries()];
    const hasMilestones = entries.some(([, value]) => isMilestone(value));
    return hasMilestones ? entries : [...inOrderOfPeer(entries)];
  }

  override entries(): MapIterator<[K, V]> {
    return this.#ordered().values();
  }

  override keys(): MapIterator<K> {
    const keys = this.#ordered().map(([key]) => key);
    return keys.values();
  }

  override values(): MapIterator<V> {
    const values = this.#ordered().map(([, value]) => value);
    return values.values();
  }

  override forEach(each: (value: V, key: K, map: Map<K, V>) => void): void {
    for (const [key, value] of this.#ordered()) each(value, key, this);
  }

  override [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }
};
