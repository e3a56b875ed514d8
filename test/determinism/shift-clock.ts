/** Preloaded into a peer: its clock is wrong by TRANCHE_CLOCK_SHIFT milliseconds. */
const shift = Number(process.env['TRANCHE_CLOCK_SHIFT'] ?? 0);
const trueNow = Date.now.bind(Date);
const now = (): number => trueNow() + shift;

globalThis.Date = new Proxy(Date, {
  construct: (target, given: readonly unknown[], newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as object,
  get: (target, property) =>
    property === 'now' ? now : (Reflect.get(target, property) as unknown),
});
