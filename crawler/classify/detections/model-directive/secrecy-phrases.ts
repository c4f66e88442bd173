import type { Phrase } from '../phrase.ts';

const USER = String.raw`(?:users?|humans?|persons?|people|anyone|anybody|customers?|operators?|owners?|end[- ]users?)`;
const NOT = String.raw`(?:do not|don't|dont|never|must not|mustn't|should not|shouldn't|may not|cannot|can't|without|avoid|refrain from)`;
const SOME = (most: number) => String.raw`(?: [a-z0-9',-]{1,20}){0,${most}}`;
const SECRECY = 'asks the model to keep something from the user';
const CONSENT = 'asks the model not to ask the user first';
const g = (source: string) => new RegExp(source, 'g');

/** Orders to keep something from the user, or not to ask. */
export const SECRECIES: readonly Phrase[] = [
  {
    says: SECRECY,
    severity: 'high',
    certain: true,
    stems: ['tell', 'mention', 'inform', 'notify', 'alert', 'warn', 'let the'],
    pattern: g(
      String.raw`\b${NOT} (?:ever |to )?(?:tell|telling|mention|mentioning|inform|informing|notify|notifying|alert|alerting|warn|warning|let|letting) (?:(?:this|it|that|any of this|anything)(?: (?:to|about|with))? )?(?:the |your |any )?${USER}\b`,
    ),
    // "Do not notify users" is what a flag of a sending tool means.
    notIn: ['parameter-text', 'value', 'output-text'],
  },
  {
    says: SECRECY,
    severity: 'high',
    certain: true,
    stems: ['tell', 'mention', 'reveal', 'disclose'],
    pattern: g(
      String.raw`\b${NOT} (?:ever )?(?:tell|telling|mention|mentioning|reveal|revealing|disclose|disclosing) (?:(?:this|it|that|any of this|anything|these steps?|this step|these instructions?)(?: (?:to|about|with))? )?(?:the |your |any )?${USER}\b`,
    ),
  },
  {
    says: SECRECY,
    severity: 'high',
    certain: true,
    stems: [
      'these instruction',
      'this instruction',
      'these step',
      'this step',
      'this directive',
      'these directive',
      'hidden instruction',
    ],
    pattern: g(
      String.raw`\b${NOT} (?:ever )?(?:reveal|mention|disclose|tell anyone about|talk about|acknowledge) (?:these|this|the hidden|any of these) (?:hidden |secret )?(?:instructions?|steps?|directives?)\b`,
    ),
  },
  {
    says: SECRECY,
    severity: 'medium',
    certain: false,
    stems: [
      'without telling',
      'without informing',
      'without their knowledge',
      "without the user's knowledge",
      'without user knowledge',
    ],
    pattern:
      /\bwithout (?:(?:telling|informing) (?:them|him|her|anyone)|(?:their|the user's|user|any user's) knowledge)\b/g,
  },
  {
    says: SECRECY,
    severity: 'high',
    certain: true,
    stems: ['from the user', 'from your user', 'from users', 'from the human'],
    pattern: g(
      String.raw`\b(?:keep|hide|conceal|withhold)(?:ing)? (?:this|it|that|these)(?: [a-z]{1,15}){0,3} from (?:the |your )?${USER}\b`,
    ),
    notIn: ['parameter-text', 'value', 'output-text'],
  },
  {
    says: SECRECY,
    severity: 'high',
    certain: true,
    stems: ['user'],
    pattern: g(
      String.raw`\b${USER} (?:must|should|may|can|shall)(?: not|n't| never)(?: [a-z]{1,12}){0,2} (?:know|notice|find out|be told|be informed|be aware|realize|learn) (?:about|of|that|this|it)\b`,
    ),
  },
  {
    says: SECRECY,
    severity: 'medium',
    certain: true,
    stems: ['secretly', 'covertly', 'stealthily', 'surreptitiously'],
    pattern: g(
      String.raw`\b(?:secretly|covertly|stealthily|surreptitiously)(?: [a-z]{1,12}){0,2} (?:send|forward|copy|include|append|attach|upload|post|bcc|transmit|leak|exfiltrate|record|collect|read|add|insert|call|invoke|execute|run|pass)\b`,
    ),
  },
  {
    says: SECRECY,
    severity: 'low',
    certain: false,
    stems: ['show', 'display', 'reveal', 'expose', 'present', 'mention', 'output', 'print'],
    pattern: g(
      String.raw`\b(?:do not|don't|never|must not|should not) (?:ever )?(?:show|display|reveal|expose|mention|disclose|output|print|present)${SOME(6)} (?:to|with) (?:the |your |any )?${USER}\b`,
    ),
    notIn: ['parameter-text', 'value', 'output-text'],
  },
  {
    says: CONSENT,
    severity: 'medium',
    certain: false,
    stems: ['confirmation', 'permission', 'approval', 'consent'],
    pattern: g(
      String.raw`\b(?:do not|don't|never|no need to|don't need to|must not|should not) (?:ever )?(?:ask|wait|request|seek|prompt|require)${SOME(5)} (?:confirmation|permission|approval|consent)\b`,
    ),
    sentence: { lacks: /\b(?:unless|until|before|again|twice)\b/ },
    notIn: ['parameter-text', 'value', 'output-text'],
  },
  {
    says: CONSENT,
    severity: 'medium',
    certain: false,
    stems: ['confirmation', 'approval', 'consent', 'permission'],
    pattern:
      /\b(?:always|must|should|directly|important:?|immediately)\b[^.]{0,120}\bwithout (?:asking for |requiring |requesting |waiting for |any )?(?:explicit )?(?:user |human |the user's )(?:confirmation|approval|consent|permission)\b/g,
    // "The number will be dialed immediately without confirmation" says what happens, and asks nothing of the model.
    sentence: {
      lacks: /\b(?:never|not|cannot|no default|only|(?:will be|is|are) [a-z]+ed (?:directly|immediately))\b|n't\b/,
    },
    notIn: ['parameter-text', 'value', 'output-text'],
  },
  {
    says: CONSENT,
    severity: 'low',
    certain: false,
    stems: ['ask the user', 'ask user', 'ask users'],
    pattern: g(
      String.raw`\b(?:do not|don't|never|no need to|without)(?: [a-z]{1,12})? (?:ask|asking)(?: the)? ${USER}\b`,
    ),
    sentence: { lacks: /\b(?:unless|until|never [a-z ]{1,30} without)\b/ },
    notIn: ['value', 'output-text'],
  },
];
