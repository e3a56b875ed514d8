import { z } from 'zod';

/** Name of a document among those of its kind: `header`, `payee`, a milestone id, or its hash. */
export const partSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

/** What stands before a part’s name where a filing shows what the part is by the terms in force. */
export const IN_FORCE = '~';

/** Name of a document in a filing: a part, or a part as it is by the terms in force. */
export const filedPartSchema = z.string().regex(/^~?[a-z0-9][a-z0-9-]{0,63}$/);
