import { commandCatalogue, type Command } from './catalogue.js';
import { limits } from './limits.js';
import { actorKey } from './memory.js';
import { inspectorsOf } from './parties.js';
import type { Facts, Milestone } from './state.js';

/** Something of a milestone's record whose size is bounded. */
export interface Room {
  /** What is measured, by its canonical text. */
  readonly content: unknown;
  /** Most bytes. */
  readonly max: number;
}

/**
 * The room that a command needs in a milestone's record; none for commands that decide. Everybody
 * has room of its own, so that nobody keeps others from the record by filling it.
 */
export function roomOf(of: {
  readonly command: Command;
  readonly actor: Facts['actor'];
  readonly milestone: Milestone;
}): Room | undefined {
  const { command, actor, milestone } = of;
  if (commandCatalogue[command.type].effect === 'decides') return undefined;
  if (command.type === 'proposeAgreement') {
    return { content: milestone.slice, max: limits.sliceBytes };
  }
  const participant = actorKey(actor);
  const isExporter = milestone.slice.parties.exporter === participant;
  return {
    content: itemsOf(milestone, participant),
    max: isExporter ? limits.bytesOfExporter : roomOfOther(milestone),
  };
}

function itemsOf(
  { delivery, exceptions = [] }: Milestone,
  participant: string,
): readonly unknown[] {
  const { evidence, inspections, events, instruments } = delivery;
  const items = [...evidence, ...inspections, ...events, ...instruments];
  return [
    ...items.filter(({ by }) => by.participant === participant),
    ...exceptions.filter(({ opened, note }) => note && opened.by.participant === participant),
  ];
}

/** The bank, every inspector and alternate, and every source have the same. */
function roomOfOther({ slice }: Milestone): number {
  const others = 1 + inspectorsOf(slice.parties).length + slice.parties.sources.length;
  return Math.max(limits.bytesOfOtherMin, Math.floor(limits.bytesOfOthers / others));
}
