/** Tools that somebody says a server has (a registry, a bundle's manifest, a server card); nobody asked the server itself. */
import { z } from 'zod';
import { MalformedTool, ToolDefinition } from './tool-definition.ts';

export const DeclaredTools = z.object({
  tools: z.array(ToolDefinition).max(2000),
  /** Items of the list that were no tools. */
  malformed: z.array(MalformedTool).optional(),
  /** False when the source says that the server has more, or cannot know. */
  complete: z.boolean(),
});
export type DeclaredTools = z.infer<typeof DeclaredTools>;
