import api from 'fabric-contract-api';

/** The library's decorators and classes: a CommonJS package whose names an ES module cannot import one by one. */
export const { Contract, Context, Info, Returns, Transaction } = api;

/** What a transaction is called with. */
export type Context = InstanceType<typeof api.Context>;
