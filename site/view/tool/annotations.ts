import type { Finding } from '../../../catalog/model/classification.ts';

/** One annotation, as the server declares it. */
export interface AnnotationRow {
  name: string;
  value: string;
  /** What the protocol says that this value claims; absent for annotations it does not define. */
  claim?: string;
}

export interface AnnotationsView {
  rows: AnnotationRow[];
  omitted: number;
  /** Where they contradict our reading, in the classifier's words. */
  contradictions: string[];
}

const MAX_ROWS = 12;

/** The hints of the Model Context Protocol and what each value claims, in a sentence "The server says that the tool …". */
const CLAIMS: Record<string, { true: string; false: string }> = {
  readOnlyHint: { true: 'does not modify its environment', false: 'may modify its environment' },
  destructiveHint: { true: 'may destroy or overwrite data', false: 'only adds, never destroys' },
  idempotentHint: { true: 'has no further effect when repeated', false: 'has an effect each time it is called' },
  openWorldHint: { true: 'reaches outside entities', false: 'stays inside a closed domain' },
};

/** The declared annotations, and the findings that concern them. */
export function annotationsView(
  annotations: Record<string, unknown> | undefined,
  findings: readonly Finding[],
): AnnotationsView {
  const entries = Object.entries(annotations ?? {});
  return {
    rows: entries.slice(0, MAX_ROWS).map(([name, value]) => annotationRow(name, value)),
    omitted: Math.max(entries.length - MAX_ROWS, 0),
    contradictions: findings
      .filter((finding) => finding.rule === 'annotation-contradiction')
      .map((finding) => finding.message),
  };
}

function annotationRow(name: string, value: unknown): AnnotationRow {
  const text = JSON.stringify(value) ?? 'null';
  const row = { name: name.slice(0, 100), value: text.length > 200 ? `${text.slice(0, 200)}…`.toWellFormed() : text };
  const claims = Object.hasOwn(CLAIMS, name) ? CLAIMS[name] : undefined;
  return typeof value === 'boolean' && claims !== undefined ? { ...row, claim: claims[`${value}`] } : row;
}
