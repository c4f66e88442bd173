/** The one spelling of a project's name: https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function projectName(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase();
}
