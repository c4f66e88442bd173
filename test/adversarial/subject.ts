export type Json = Record<string, unknown>;

/** A tool as its server sends it, with what a classifier with context would see around it. */
export interface Subject {
  /** The raw entry of the tool list; it passes the edge before it is judged. */
  tool: Json;
  server: { name: string; instructions: string; siblings: Json[] };
}

/** A tool on a harmless server with two neighbours. */
export function subjectOf({ tool }: { tool: object }): Subject {
  return {
    tool: structuredClone(tool) as Json,
    server: {
      name: 'example-server',
      instructions: 'Tools for the daily work with the product.',
      siblings: [
        { name: 'get_item', description: 'Gets an item by its identifier.' },
        { name: 'remove_everything', description: 'Deletes all items for good.' },
      ],
    },
  };
}

/** The subject with another tool; the parts that did not change are shared. */
export function withTool(subject: Subject, change: Json): Subject {
  return { ...subject, tool: { ...subject.tool, ...change } };
}

/** The subject with another input schema. */
export function withSchema(subject: Subject, change: (schema: Json) => Json): Subject {
  return withTool(subject, { inputSchema: change(inputSchema(subject)) });
}

/** The subject with one more property in its input schema, in front of the others. */
export function withProperty(subject: Subject, name: string, schema: Json): Subject {
  return withSchema(subject, (input) => ({ ...input, properties: { [name]: schema, ...propertiesOf(input) } }));
}

export function inputSchema({ tool }: Subject): Json {
  return (tool['inputSchema'] as Json | undefined) ?? { type: 'object' };
}

export function propertiesOf(schema: Json): Json {
  return (schema['properties'] as Json | undefined) ?? {};
}
