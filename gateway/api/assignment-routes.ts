import { commandCatalogue } from '@tranche/chaincode/domain';
import type { Route } from './route.js';
import { onAssignment, onMilestone, saidOfAssignment, saidOfMilestone } from './route-parts.js';

/** Routes about financed invoices and assignments; each is named as its command is. */
export const assignmentRoutes = {
  recordFinancing: onMilestone(
    'recordFinancing',
    'financings',
    'Reserve an invoice for one milestone, to finance it once',
    commandCatalogue.recordFinancing.schema.omit(saidOfMilestone),
    201,
  ),
  proposeAssignment: onMilestone(
    'proposeAssignment',
    'assignments',
    'Propose to assign parts to a financier',
    commandCatalogue.proposeAssignment.schema.omit(saidOfMilestone),
    201,
  ),
  acknowledgeAssignment: onAssignment(
    'acknowledgeAssignment',
    'acknowledgements',
    'Take note of an assignment: its financier is the payee',
    commandCatalogue.acknowledgeAssignment.schema.omit(saidOfAssignment),
  ),
  rejectAssignment: onAssignment(
    'rejectAssignment',
    'rejections',
    'End a proposed assignment',
    commandCatalogue.rejectAssignment.schema.omit(saidOfAssignment),
  ),
  releaseAssignment: onAssignment(
    'releaseAssignment',
    'releases',
    'Give assigned parts back to the exporter',
    commandCatalogue.releaseAssignment.schema.omit(saidOfAssignment),
  ),
  consentToAct: onAssignment(
    'consentToAct',
    'consents',
    'Consent to an act of others that touches assigned parts',
    commandCatalogue.consentToAct.schema.omit(saidOfAssignment),
  ),
} as const satisfies Readonly<Record<string, Route>>;
