import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { commandIdSchema, conditionSchema } from '@tranche/chaincode/domain';
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import { conditionPatternSchema, problemSchema } from '../../api/index.js';

/** Schemas with a name of their own: one that holds itself can only be referred to. */
const schemaRegistry = z
  .registry<{ id: string }>()
  .add(conditionSchema, { id: 'Condition' })
  .add(conditionPatternSchema, { id: 'ConditionPattern' })
  .add(problemSchema, { id: 'Problem' });

/** Writes the schemas of the routes, and the named ones, into the document. */
export const openApiTransforms: Pick<
  FastifyDynamicSwaggerOptions,
  'transform' | 'transformObject'
> = {
  transform: createJsonSchemaTransform({ schemaRegistry }),
  transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
};

/** The frame of the OpenAPI document; paths come from the routes. */
export function openApi(version: string): NonNullable<FastifyDynamicSwaggerOptions['openapi']> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tranche gateway',
      version,
      description:
        'Milestone payments of one member. Money is in minor units, times are in milliseconds ' +
        'since 1970. Every refusal is a problem document (RFC 9457) with a permanent code.',
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  };
}

/** Headers of a command. */
export const commandHeadersSchema = z.looseObject({
  'idempotency-key': commandIdSchema,
  prefer: z.string().exactOptional(),
});

/** How a refusal looks in the OpenAPI document. */
export const problemResponse = {
  description: 'A refusal; nothing was changed unless it names a transaction',
  content: { 'application/problem+json': { schema: problemSchema } },
} as const;
