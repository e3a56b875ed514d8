/** Bounds of every record and command; each is tested at its maximum and at one more. */
export const limits = {
  milestones: 40,
  directDependants: 8,
  tranchesPerMilestone: 8,
  evidenceOfExporter: 32,
  evidenceOfOther: 8,
  presentations: 20,
  /** What a buyer waives of a milestone, conditions and lateness together. */
  waivers: 32,
  /** What each side opens of one milestone. */
  disputesPerParty: 8,
  /** What each side offers in one dispute. */
  offersPerParty: 5,
  /** Each is an order of its own. */
  reductions: 8,
  inspectors: 4,
  alternatesPerInspector: 4,
  dataSources: 4,
  auditors: 8,
  financiers: 4,
  /** Acts of a participant on a milestone after which it adds nothing more to the record. */
  actsPerParticipant: 200,
  /** Acts of a participant on a milestone of any kind. */
  decisionsPerParticipant: 1_000,
  actsPerMinute: 12,
  commandsRemembered: 32,
  commandsRememberedInAll: 128,
  discrepancies: 50,
  /** How far above the last amendment the number of the next may be. */
  amendmentsAhead: 16,
  /** Disclosures that an agreement keeps. */
  disclosures: 32,
  /** Documents of one disclosure: those of all milestones, and the header. */
  partsDisclosed: 41,
  attempts: 99,
  openExceptions: 16,
  assignmentsPerMilestone: 4,
  /** The last acts of others that an assignment keeps its assignee's consents to. */
  consentsKept: 8,
  reductionsPerInstrument: 8,
  demandsPerInstrument: 8,
  needsPerMilestone: 8,
  exceptionsPerMilestone: 64,
  /** The last attestations of its balance that an agreement keeps. */
  attestations: 12,
  holidays: 400,
  textBytes: 256,
  idLength: 64,
  termsBytes: 64 * 1024,
  commandBytes: 128 * 1024,
  /** The part of the terms that a milestone keeps, with calendar and parties. */
  sliceBytes: 16 * 1024,
  /** What the exporter puts on record of a milestone. */
  bytesOfExporter: 20 * 1024,
  /** What all others that may put something on record of a milestone share equally. */
  bytesOfOthers: 24 * 1024,
  /** What each of them has in any case. */
  bytesOfOtherMin: 4 * 1024,
  eventBytes: 8 * 1024,
  conditionDepth: 5,
  conditionNodes: 32,
  jsonDepth: 32,
  coEndorsersMin: 3,
  coEndorsersMax: 8,
  membersAtBootstrap: 32,
  /** Members ever admitted, suspended ones too. */
  members: 64,
  /** A suspension leaves as many active members as a founding needs. */
  activeMembersMin: 3,
  /** Longest time that a vote may stay open. */
  voteDays: 365,
  /** Every command reads them all. */
  outages: 64,
  outageDays: 30,
  pinnedKeys: 16,
  /** Most records that a question about the registry answers. */
  listed: 1_000,
} as const;
