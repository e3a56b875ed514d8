import type { QueryType, RegistryQueryType, SubmissionType } from '@tranche/chaincode/domain';
import type { z } from 'zod';

/** What a route does, in the words of the core. */
export type RouteAction =
  | { readonly kind: 'command'; readonly type: SubmissionType }
  | { readonly kind: 'query'; readonly type: Exclude<QueryType, 'document' | RegistryQueryType> }
  | { readonly kind: 'registry'; readonly type: RegistryQueryType }
  | { readonly kind: 'document' }
  | { readonly kind: 'transaction' }
  | { readonly kind: 'build' }
  | { readonly kind: 'catalogue'; readonly of: 'templates' | 'template' | 'milestone-kinds' };

/** One row of the route table. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Fastify's form of a path: `/v1/agreements/:agreementId`. */
  readonly path: string;
  /** One line for the OpenAPI page. */
  readonly summary: string;
  readonly action: RouteAction;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** Absent when the route takes no body. */
  readonly body?: z.ZodType;
  /** Status of a full answer. */
  readonly status: 200 | 201;
  readonly response: z.ZodType;
}

/** A path with its parameters filled in, each encoded. */
export function pathWith(path: string, params: Readonly<Record<string, string | number>>): string {
  return path.replace(/:([a-zA-Z]+)/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : encodeURIComponent(String(value));
  });
}

/** A path as OpenAPI writes it: `/v1/agreements/{agreementId}`. */
export function openApiPath(path: string): string {
  return path.replace(/:([a-zA-Z]+)/g, '{$1}');
}
