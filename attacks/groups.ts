/** The five groups of attack patterns, by what goes wrong. */
export interface AttackGroup {
  /** Letter that the pattern files name. */
  id: string;
  /** Part of the address of its page and of the pages of its patterns. */
  slug: string;
  name: string;
  /** One sentence on what the patterns of the group have in common. */
  about: string;
}

export const ATTACK_GROUPS = [
  {
    id: 'A',
    slug: 'steering-text',
    name: 'Text that steers the agent',
    about:
      'Somebody else’s words reach the model and are taken for instructions: from a definition, from a result, or from content that a tool fetches.',
  },
  {
    id: 'B',
    slug: 'data-leaving',
    name: 'Data leaving',
    about:
      'Private data ends up where it does not belong: with a stranger, another customer, a log or the model itself.',
  },
  {
    id: 'C',
    slug: 'code-and-input',
    name: 'Code and input handling',
    about: 'An argument becomes a command, a statement or code, or the code does more than the definition says.',
  },
  {
    id: 'D',
    slug: 'irreversible-harm',
    name: 'Irreversible harm',
    about: 'A call that is allowed does something that nobody can take back: data, money, access or history is gone.',
  },
  {
    id: 'E',
    slug: 'identity-and-supply',
    name: 'Identity, transport and supply chain',
    about: 'The way to the server, its identity or its code is what fails, before any tool is called.',
  },
] as const satisfies readonly AttackGroup[];

export type GroupId = (typeof ATTACK_GROUPS)[number]['id'];

/** The group with that letter. */
export function attackGroup(id: GroupId): (typeof ATTACK_GROUPS)[number] {
  return ATTACK_GROUPS.find((group) => group.id === id)!;
}
