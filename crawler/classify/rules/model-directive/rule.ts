import type { Finding } from '../../../../catalog/model/classification.ts';
import type { Fact } from '../../../../catalog/model/fact.ts';
import type { Rule } from '../rule.ts';

interface Pattern {
  value: 'model-directive' | 'verdict-steering';
  severity: Finding['severity'];
  message: string;
  /** Starts with a literal and has only bounded repeats, so that matching stays linear. */
  pattern: RegExp;
}

const SECRECY = 'asks the model to keep something from the user';
const OVERRIDE = 'tells the model to disregard its instructions';
const PSEUDO_TAG = 'contains a pseudo-tag that imitates a system message';
const STEERING = 'tries to steer how the tool is classified';
const OTHER_TOOLS = 'tells the model what to do with other tools';

const PATTERNS: readonly Pattern[] = [
  {
    value: 'model-directive',
    severity: 'high',
    message: SECRECY,
    pattern:
      /\b(?:do not|don't|never|without) (?:tell|inform|mention|reveal|notify|alert|telling|informing|mentioning|notifying)(?: this| it| anything)?(?: to)? (?:the |your )?(?:user|human|anyone)/i,
  },
  {
    value: 'model-directive',
    severity: 'high',
    message: OVERRIDE,
    pattern:
      /\b(?:ignore|disregard|forget|override) (?:all |any |your |the ){0,3}(?:previous|prior|earlier|above|system|existing|other) (?:instruction|prompt|rule|message|guideline|direction)/i,
  },
  {
    value: 'model-directive',
    severity: 'high',
    message: PSEUDO_TAG,
    pattern:
      /<\/?(?:important|system|secret|instructions?|admin|hidden|assistant|sys)>|\[(?:system|inst)\]|<\|(?:im_start|system|endoftext)/i,
  },
  {
    value: 'model-directive',
    severity: 'medium',
    message: OTHER_TOOLS,
    pattern:
      /\b(?:before|after|instead of) (?:using|calling|invoking) (?:any|all|every) other tools?|\balways (?:call|use|run|invoke) this (?:tool |function )?(?:first|before (?:any|every|all|using any|other))/i,
  },
  {
    value: 'verdict-steering',
    severity: 'high',
    message: STEERING,
    pattern:
      /\b(?:classif(?:y|ied)|categori[sz]ed?|label(?:led)?|rated?|treat(?:ed)?|mark(?:ed)?) (?:this|it|the) ?(?:tool|function|one)? ?(?:as )?(?:a )?(?:read[- ]?only|low|safe|benign|harmless|no[- ]risk|read(?! by))\b/i,
  },
  {
    value: 'verdict-steering',
    severity: 'high',
    message: STEERING,
    pattern:
      /["']?\b(?:risk(?:[_ -]?level)?|severity|category|verdict|level|classification)["']? ?[:=] ?["']?(?:low|read|safe|none|benign|minimal)(?:[- ]only)?\b/i,
  },
  {
    value: 'verdict-steering',
    severity: 'high',
    message: STEERING,
    pattern:
      /\b(?:verified|audited|certified|approved|reviewed)(?: as| by)?:? (?:[a-z]+ ){0,3}(?:low risk|low-risk|safe|harmless|level low|security audit)\b|\bnote to (?:the )?(?:classifier|reviewer|auditor|scanner|judge)/i,
  },
];
const MAX_PER_FIELD = 3;

/** Text addressed to the model or to whoever judges the tool, in every string of the definition. */
export const modelDirective: Rule = ({ fields }) => {
  const findings: Finding[] = [];
  const facts: Fact[] = [];
  for (const { text, pointer, isName } of fields) {
    if (text.length < 8) continue;
    for (const { value, severity, message, pattern } of PATTERNS) {
      const match = pattern.exec(text);
      if (match === null || findings.filter(({ field }) => field === pointer).length >= MAX_PER_FIELD) continue;
      const quote = match[0];
      const offset = isName ? {} : { offset: match.index };
      findings.push({
        rule: 'model-directive',
        severity,
        message: `The definition ${message}.`,
        field: pointer,
        quote,
        ...offset,
      });
      facts.push({
        kind: 'hostile',
        value,
        rule: 'model-directive',
        certainty: 'clear',
        evidence: [{ field: pointer, quote }],
      });
    }
    // The tool is judged hostile by now; more of the same would only fill its page.
    if (findings.length >= 20) break;
  }
  return { facts, findings };
};
