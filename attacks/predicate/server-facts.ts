import type { Finding } from '../../catalog/model/classification.ts';
import type { Category, Facet } from '../../catalog/model/rubric.ts';
import type { ServerView, ToolRecord } from '../../catalog/store/reader.ts';
import { argumentRole, type ArgumentRole } from './argument-roles.ts';
import { posturesOf, type Postures } from './postures.ts';
import { subjectsOf, type Subject } from './subjects.ts';

/** A finding as predicates see it. */
export interface SeenFinding {
  rule: string;
  severity: Finding['severity'];
  message: string;
  /** RFC 6901 pointer into the definition; absent for what shows only beside other servers. */
  field?: string;
}

/** What predicates are judged by, of one tool. */
export interface ToolFacts {
  name: string;
  /** Category and facets; absent for a tool without a supported verdict, of which they are not known. */
  verdict?: { category: Category; facets: ReadonlySet<Facet> };
  findings: readonly SeenFinding[];
  roles: ReadonlySet<ArgumentRole>;
  subjects: ReadonlySet<Subject>;
}

/** What predicates are judged by, of a server and all of its tools, in the order of the view. */
export interface ServerFacts {
  tools: readonly ToolFacts[];
  /** Findings of the inspection that are about no single tool. */
  findings: readonly SeenFinding[];
  postures: Postures;
}

/** Gathers what predicates are judged by; nothing is read but what the catalogue stores. */
export function serverFacts(view: ServerView): ServerFacts {
  const seen = ({ rule, severity, message }: SeenFinding): SeenFinding => ({ rule, severity, message });
  const byTool = new Map<string | undefined, SeenFinding[]>();
  for (const finding of view.findings) {
    const known = byTool.get(finding.tool);
    if (known === undefined) byTool.set(finding.tool, [seen(finding)]);
    else known.push(seen(finding));
  }
  return {
    tools: view.tools.map((tool) => toolFacts(tool, byTool.get(tool.name) ?? [])),
    findings: byTool.get(undefined) ?? [],
    postures: posturesOf(view),
  };
}

function toolFacts({ name, definition, classification }: ToolRecord, beside: readonly SeenFinding[]): ToolFacts {
  const found = classification?.findings ?? [];
  const known = classification !== undefined && classification.category !== 'Unclassified';
  return {
    name,
    ...(known && { verdict: { category: classification.category, facets: new Set(classification.facets) } }),
    findings: [...found, ...beside],
    roles: new Set(found.flatMap((finding) => argumentRole(finding) ?? [])),
    subjects: new Set(subjectsOf(definition)),
  };
}
