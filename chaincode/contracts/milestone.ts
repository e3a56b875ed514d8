import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

@Info({ title: 'milestone', description: 'Evidence, inspections, events, presentations and their review' })
export class MilestoneContract extends Contract {
  constructor() {
    super('milestone');
  }

  @Transaction()
  @Returns('string')
  attachEvidence(context: Context, command: string): Promise<string> {
    return submit(context, 'attachEvidence', command);
  }

  @Transaction()
  @Returns('string')
  recordInspection(context: Context, command: string): Promise<string> {
    return submit(context, 'recordInspection', command);
  }

  @Transaction()
  @Returns('string')
  recordEvent(context: Context, command: string): Promise<string> {
    return submit(context, 'recordEvent', command);
  }

  @Transaction()
  @Returns('string')
  recordInstrument(context: Context, command: string): Promise<string> {
    return submit(context, 'recordInstrument', command);
  }

  @Transaction()
  @Returns('string')
  advanceMilestone(context: Context, command: string): Promise<string> {
    return submit(context, 'advanceMilestone', command);
  }

  @Transaction()
  @Returns('string')
  presentMilestone(context: Context, command: string): Promise<string> {
    return submit(context, 'presentMilestone', command);
  }

  @Transaction()
  @Returns('string')
  acceptPresentation(context: Context, command: string): Promise<string> {
    return submit(context, 'acceptPresentation', command);
  }

  @Transaction()
  @Returns('string')
  refusePresentation(context: Context, command: string): Promise<string> {
    return submit(context, 'refusePresentation', command);
  }
}
