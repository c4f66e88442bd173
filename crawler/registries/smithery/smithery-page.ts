import { z } from 'zod';

/** One page of the list (https://smithery.ai/docs/api-reference/servers/list-all-servers). */
export const SmitheryPage = z.object({
  servers: z.array(z.unknown()).max(1000),
  pagination: z.object({ totalPages: z.int().min(0).max(100_000) }),
});

/** What it takes to ask for the detail of a server. */
export const QualifiedName = z.object({ qualifiedName: z.string().min(1).max(200) });

/** What it takes to list the namespace of a record that may be unreadable otherwise. */
export const Namespaced = z.union([
  z.object({ namespace: z.string().min(1).max(200) }).transform(({ namespace }) => namespace),
  QualifiedName.transform(({ qualifiedName }) => qualifiedName.split('/')[0]!),
]);
