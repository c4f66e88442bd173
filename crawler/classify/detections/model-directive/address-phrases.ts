import type { Phrase } from '../phrase.ts';

const SOME = (most: number) => String.raw`(?: [a-z0-9',-]{1,20}){0,${most}}`;
/** The model by its common names; "the agent" and "the model" alone are as often things that a server keeps. */
const MODEL = String.raw`(?:(?:the )?llms?|ai assistants?|ai agents?|ai models?|language models?|the assistant|the ai|claude|chatgpt|copilot)`;
const OWN_TOOL = String.raw`(?:this|the|it|me)(?: [a-z0-9_-]{1,40})?(?: (?:tool|function|server))?`;
const ORDER = 'is addressed to the model: it asks to be used before other tools';
const PREFERENCE = 'is addressed to the model: it asks to be preferred to other tools';
const STANDING = 'is addressed to the model: it says what the model is, was told or may do';
const g = (source: string) => new RegExp(source, 'g');

/** How a text speaks to the model about itself and other tools; honest definitions do so too. */
export const ADDRESSES: readonly Phrase[] = [
  {
    says: STANDING,
    severity: 'low',
    certain: false,
    stems: [
      'you did',
      'you do',
      "you didn't",
      "you don't",
      'you cannot',
      "you can't",
      'grants you',
      'gives you',
      'grant you',
      'give you',
    ],
    pattern: g(
      String.raw`(?<!\b(?:if|when|deciding|that) )\b(?:you (?:did not|didn't|do not|don't|cannot|can't) (?:originally |normally |usually |actually )?have (?:internet |web |network |direct |real-?time |file system |filesystem )?access\b|(?:grants?|gives?) you (?:now )?(?:internet|full|unrestricted|direct|web|root|admin|complete) (?:[a-z]{1,12} )?(?:access|permission|authority|control)\b|you (?:are|were|have been) (?:now |hereby |fully |already |originally )?(?:advised|told|instructed|trained|permitted|free) to\b)`,
    ),
  },
  {
    says: STANDING,
    severity: 'low',
    certain: false,
    stems: [
      'your training',
      'your system prompt',
      'your instructions',
      'your guidelines',
      'your safety',
      'your built-in',
      'your internal knowledge',
      'your own knowledge',
    ],
    pattern: g(
      String.raw`\b(?:contrary to|regardless of|despite|instead of|rather than|more than|not (?:use|rely on|trust)|don't (?:use|rely on|trust)|never (?:use|rely on|trust))${SOME(3)} your (?:training|system prompt|instructions|guidelines|safety [a-z]{1,15}|built-in knowledge|internal knowledge|own knowledge)\b`,
    ),
  },
  {
    says: ORDER,
    severity: 'low',
    certain: false,
    stems: [
      'first',
      'before any',
      'before every',
      'before all',
      'before using any',
      'before calling any',
      'before doing',
      'before answer',
      'before respond',
      'on every',
      'for every',
      'with every',
      'after every',
      'in every',
    ],
    pattern: g(
      String.raw`\b(?:always|must|should|need to|have to|required to|be sure to|make sure to|mandatory:?|please)(?: [a-z]{1,12}){0,2} (?:call|use|run|invoke|execute|consult)(?:ing)? ${OWN_TOOL}(?: [a-z]{1,15}){0,3} (?:first\b|before (?:any|every|all|using any|calling any|doing|answering|responding)\b|(?:on|for|with|in|after) every (?:[a-z]{1,12} )?(?:message|request|question|query|response|conversation|turn|task|prompt|session|reply))`,
    ),
  },
  {
    says: ORDER,
    severity: 'low',
    certain: false,
    stems: ['before '],
    pattern: g(
      String.raw`\bbefore (?:using|calling|invoking|running) (?:any|all|every)(?: of the)?(?: [a-z]{1,12})? (?:other |another )tools?\b`,
    ),
  },
  {
    says: ORDER,
    severity: 'low',
    certain: false,
    stems: ['anything'],
    pattern:
      /\bbefore (?:doing|you do) anything(?: else)?,? (?:[a-z]{1,12} ){0,2}(?:run|execute|call|verify|read|send|invoke|use)\b/g,
  },
  {
    says: PREFERENCE,
    severity: 'low',
    certain: false,
    stems: ['this tool', 'this function', 'this server'],
    pattern: g(
      String.raw`\b(?:(?:prefer|favor|prioriti[sz]e|choose|select) this (?:tool|function|server)(?: [a-z]{1,12}){0,2} (?:over|to|instead|above|rather)|(?:always |should |must )(?:always |exclusively )?(?:default to |prefer |prefer using |defaulting to )(?:using )?this (?:tool|function|server)|(?:always|exclusively|only) (?:use|call|choose) this (?:tool|function|server)(?: [a-z]{1,12}){0,3} (?:instead of|rather than|over|and never|and not))`,
    ),
  },
  {
    says: PREFERENCE,
    severity: 'low',
    certain: false,
    stems: [
      'other tool',
      'built-in',
      'builtin',
      'native',
      'default tool',
      'existing tool',
      'any tool',
      'standard tool',
    ],
    pattern: g(
      String.raw`\b(?:(?:instead of|rather than|do not use|don't use|never use|avoid using|not use)(?: [a-z]{1,12}){0,2} (?:other|built-?in|native|default|existing|standard|alternative) (?:[a-z]{1,15} )?(?:tools?|functions?|search|capabilities|abilities|commands?))\b`,
    ),
    notIn: ['parameter-text', 'value', 'output-text'],
  },
  {
    says: 'is addressed to the model: it takes the place of another tool',
    severity: 'low',
    certain: false,
    stems: ['supersedes', 'overrides', 'replaces'],
    pattern:
      /\bthis (?:tool|server|function) (?:supersedes|overrides|replaces) (?:the )?(?:[a-z]{1,20}[_-][a-z_-]{1,40}|[a-z0-9-]{2,30} tool)/g,
  },
  {
    says: 'is addressed to the model by name',
    severity: 'low',
    certain: false,
    stems: [
      'note to',
      'note for',
      'instructions for',
      'instruction for',
      'message to',
      'assistant instructions',
      'hidden directive',
      'hidden instruction',
    ],
    pattern:
      /\b(?:notes?|instructions?|messages?|hints?)(?: to| for) (?:the |any |all )?(?:assistants?|models?|ai(?: assistants?| agents?| models?)?|llms?|agents?|claude|chatgpt)(?= ?[:.,-])|\b(?:assistant instructions|hidden directive|hidden instructions?):/g,
  },
  {
    says: 'is addressed to the model by name',
    severity: 'info',
    certain: false,
    stems: [
      'llm',
      'ai assistant',
      'ai agent',
      'ai model',
      'language model',
      'the assistant',
      'the ai',
      'claude',
      'chatgpt',
      'copilot',
    ],
    pattern: g(
      String.raw`(?<!\b(?:how|which|what|whether|closely)(?: the| an?| large| custom| primary){0,2} )\b${MODEL} (?:must|should|shall|needs? to|has to|have to|is required to|may not)(?: not| never| always| only)? (?!be\b|have\b)[a-z]{2,20}\b`,
    ),
  },
];
