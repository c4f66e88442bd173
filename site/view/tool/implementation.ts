import type { ToolRecord } from '../../../catalog/store/reader.ts';
import { webLink } from '../text/web-link.ts';

/** A place in the code behind a tool, linked only when its repository is a web address. */
export interface SourceRow {
  role: string;
  label: string;
  url?: string;
}

const MAX_SOURCES = 20;

/** Where the code behind a tool stands. */
export function implementationView({ sourceReferences }: Pick<ToolRecord, 'sourceReferences'>): SourceRow[] {
  return sourceReferences.slice(0, MAX_SOURCES).map(({ role, repository, commit, path, lineStart, lineEnd }) => {
    const link = webLink(`${repository.replace(/\/$/, '')}/blob/${commit}/${path}#L${lineStart}-L${lineEnd}`);
    const label = `${path}, lines ${lineStart} to ${lineEnd}, at ${commit.slice(0, 12)}`;
    return { role, label, ...(link === undefined ? {} : { url: link }) };
  });
}
