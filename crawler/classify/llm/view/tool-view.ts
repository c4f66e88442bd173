import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import { pointerSegment } from '../../quote.ts';
import { normaliseText, type NormalisedText } from './normalised-text.ts';

/**
 * Bounds of what a model is shown, in characters: of one text, of one member name, and of one tool. Of 42,724 real tools none
 * has a text of 12,000 characters or a definition of 50,000 bytes.
 */
const LIMITS = { text: 12_000, name: 200, tool: 60_000 };

/** How long the lists of what was removed or cut may get. */
const MAX_NOTES = 20;

/** A place of the view that a quote can come from, and what it is in the definition. */
export interface ViewNode {
  /** Pointer into the definition. */
  raw: string;
  /** Pointer of the value around it. */
  parent: string;
  /** The name of the object member that it is; absent for items of lists. */
  name?: NormalisedText | undefined;
  /** Its text, where it is one. */
  text?: NormalisedText | undefined;
  /** Its value in the view. */
  value: unknown;
}

/** A definition as a model sees it: a plain JSON value with every text normalised and cut to a length. */
export interface ToolView {
  value: Readonly<Record<string, unknown>>;
  /** Every value of the view by its pointer, in document order. */
  nodes: ReadonlyMap<string, ViewNode>;
  /** Invisible characters that were taken out, in words, by field. */
  removed: readonly string[];
  /** What is not shown, in words, by field. */
  truncated: readonly string[];
}

const MEMBERS = ['name', 'title', 'description', 'inputSchema', 'outputSchema', 'annotations'] as const;

/** Makes the view of a definition. The caller has bounded its nesting; its size is bounded here. */
export function toolView(definition: ToolDefinition): ToolView {
  const nodes = new Map<string, ViewNode>();
  const removed: string[] = [];
  const truncated: string[] = [];
  let room = LIMITS.tool;
  const cut = (pointer: string, what: string) => {
    if (truncated.length < MAX_NOTES) truncated.push(`${pointer.slice(0, 200)}: ${what}`);
    else truncated[MAX_NOTES - 1] = 'more';
  };
  const normal = (text: string, limit: number, pointer: string): NormalisedText => {
    const found = normaliseText(text, Math.max(0, Math.min(limit, room)));
    room -= found.text.length;
    if (found.removed.size > 0 && removed.length < MAX_NOTES) {
      const kinds = [...found.removed].map(([kind, n]) => `${n} × ${kind}`);
      removed.push(`${pointer.slice(0, 200)}: ${kinds.join(', ')}`);
    }
    if (found.read < text.length) cut(pointer, `the first ${found.read} of ${text.length} characters`);
    return found;
  };

  const visit = (value: unknown, pointer: string, place: Omit<ViewNode, 'value' | 'text'>): unknown => {
    const node: ViewNode = { ...place, value };
    nodes.set(pointer, node);
    if (typeof value === 'string') {
      node.text = normal(value, LIMITS.text, pointer);
      node.value = node.text.text;
    } else if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const [i, item] of value.entries()) {
        if (room <= 0) {
          cut(pointer, `the first ${i} of ${value.length} items`);
          break;
        }
        room -= 1;
        items.push(visit(item, `${pointer}/${i}`, { raw: `${place.raw}/${i}`, parent: place.raw }));
      }
      node.value = items;
    } else if (typeof value === 'object' && value !== null) {
      node.value = object(Object.entries(value), pointer, place.raw);
    } else room -= 4;
    return node.value;
  };

  const object = (members: [string, unknown][], pointer: string, raw: string): Record<string, unknown> => {
    // Without a prototype, so that a member called __proto__ is one like any other.
    const copy = Object.create(null) as Record<string, unknown>;
    for (const [i, [key, child]] of members.entries()) {
      if (room <= 0) {
        cut(pointer, `the first ${i} of ${members.length} members`);
        break;
      }
      const rawPointer = `${raw}/${pointerSegment(key)}`;
      const name = normal(key, LIMITS.name, rawPointer);
      // Two names can become one; the second is told apart, and quoting it will not hold.
      const shown = Object.hasOwn(copy, name.text) ? `${name.text} (${i})` : name.text;
      room -= 2;
      copy[shown] = visit(child, `${pointer}/${pointerSegment(shown)}`, { raw: rawPointer, parent: raw, name });
    }
    return copy;
  };

  const members = MEMBERS.flatMap((key): [string, unknown][] =>
    definition[key] === undefined ? [] : [[key, definition[key]]],
  );
  return { value: object(members, '', ''), nodes, removed, truncated };
}
