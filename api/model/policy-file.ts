import { z } from 'zod';
import { jsonSchemaOf } from '../../policy/json-schema-of.ts';
import { Policy } from '../../policy/model.ts';

/** A policy.json inside a document. Its schema is written out, so that a document's schema needs no other file. */
export const PolicyFile = z.custom<Policy>().meta({
  ...jsonSchemaOf(Policy),
  id: 'Policy',
  description: 'A recommended policy.json, version 1. It can be saved as it is.',
});
