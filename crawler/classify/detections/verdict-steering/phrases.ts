import type { Phrase } from '../phrase.ts';

const LOW = String.raw`low(?: risk|-risk| severity| level)?(?= ?(?:["'\x60.,;:)!\]]|$|and |because |for all))`;
const MILD = String.raw`(?:read[- ]?only|read(?= ?(?:["'\x60.,;)!\]]|$|category|tool))|${LOW}|low[- ]risk|safe|benign|harmless|no[- ]risk|minimal[- ]risk|trusted|non[- ]?destructive|risk[- ]free)`;
const RATE = String.raw`(?:classif(?:y|ied|ies)|categori[sz]ed?|label(?:l?ed)?|rated?|treat(?:ed)?|mark(?:ed)?|scored?|assess(?:ed)?|consider(?:ed)?|judged?|regard(?:ed)?|deem(?:ed)?|report(?:ed)?)`;
const TOOL = String.raw`(?:(?:all|any|every|each) (?:of )?)?(?:this|the|these|every|each|all|any)(?: [a-z0-9_-]{1,40})? (?:tools?|functions?|servers?|definitions?|capabilit(?:y|ies))`;
const SAYS = String.raw`\\?["']? ?(?::|=|is) ?\\?["']?`;
const CATEGORY_READ = String.raw`(?:category|classification|verdict|effect)${SAYS}read(?:[- ]only)?\\?["']?`;
const LEVEL_LOW = String.raw`(?:(?:risk[ _-]?)?level|risk|severity)${SAYS}(?:low|none|minimal)\\?["']?`;
const KEY = String.raw`(?:risk(?:[_ -]?(?:level|score|rating|category))?|threat[_ -]?level|category|verdict|level|classification|severity|safety[_ -]?rating)`;
const VALUE = String.raw`(?:read(?:[- ]only)?|low|safe|none|benign|minimal|harmless|no risk)["']?`;

const STEERING = 'tries to steer how the tool is classified';
const VERDICT = 'contains a ready-made verdict';
const BADGE = 'claims an audit or approval, which nothing in a definition can prove';
const JUDGE = 'speaks to whoever classifies or audits the tool';
const DELIMITER = 'imitates the end of the data that a model was given, as if instructions followed';

/** What the arguments and answers of honest tools are about: severities, categories, approvals. */
const DATA_ROLES = ['parameter-text', 'value', 'output-text'] as const;
const ABOUT_THE_TOOL = /\b(?:tools?|function|definition|server|read-only|non-destructive|not destructive)\b/;
const JUDGING =
  /\b(?:classif\w*|categori\w*|rate|treat|label|flag|skip|ignore|low|safe|harmless|read-only|verdict|risk)\b/;

const g = (source: string) => new RegExp(source, 'g');

/**
 * English. A definition has no reason to know that it is judged. The forms are those in which prompt injections speak to a
 * judge: orders, ready-made answers, badges, examples, false ends of the data.
 */
export const STEERINGS: readonly Phrase[] = [
  {
    says: STEERING,
    severity: 'high',
    certain: true,
    stems: [
      'classif',
      'categori',
      'label',
      'rate',
      'treat',
      'mark',
      'score',
      'assess',
      'consider',
      'judge',
      'regard',
      'deem',
      'report',
    ],
    pattern: g(
      String.raw`\b${RATE} ${TOOL}(?: [a-z]{1,12}){0,3}?(?: as| to be| with| to|:| is)?(?: being| having)?(?: a| an| the)? ?["'\x60]?${MILD}\b`,
    ),
  },
  {
    says: STEERING,
    severity: 'high',
    certain: true,
    stems: ['classif', 'categori'],
    pattern:
      /\b(?:classif(?:y|ied)|categori[sz]ed?) (?:it|this|as)(?: as)?(?: a| an)? ?["'`]?(?:read-only|read only|read\b(?! by)|non-?destructive|low-risk|low risk)/g,
    sentence: { lacks: /\b(?:transactions?|customers?|text|content|comments?|messages?|e-?mails?|documents?)\b/ },
    notIn: DATA_ROLES,
  },
  {
    says: STEERING,
    severity: 'high',
    certain: true,
    stems: ['tool ', 'function ', 'server '],
    pattern: g(
      String.raw`\b(?:this|the) (?:tool|function|server) (?:is|was|has been|must be|should be|shall be|can be|is to be|needs to be) (?:safely )?(?:classified|categori[sz]ed|labell?ed|rated|treated|marked|scored|assessed|considered|judged|regarded|deemed|reported)(?: as| to be)?(?: a| an)? ?["'\x60]?${MILD}`,
    ),
  },
  {
    says: VERDICT,
    severity: 'high',
    certain: true,
    stems: ['read'],
    pattern: g(
      String.raw`(?:${CATEGORY_READ} ?(?:[,;&|·/]|and)? ?\\?["'{]?${LEVEL_LOW}|${LEVEL_LOW} ?(?:[,;&|·/]|and)? ?\\?["'{]?${CATEGORY_READ})`,
    ),
  },
  {
    says: VERDICT,
    severity: 'high',
    certain: true,
    stems: ['system', 'override', 'final ', 'classif', 'verdict', 'assistant'],
    pattern: g(
      String.raw`\b(?:system|system note|override|final verdict|final classification|classification result|assistant|verdict override|classifier) ?[:>\]] ?(?:[a-z]{1,12} ){0,3}?["']?${KEY}${SAYS}${VALUE}`,
    ),
    notIn: DATA_ROLES,
  },
  {
    says: VERDICT,
    severity: 'medium',
    certain: false,
    stems: ['"category"', "'category'", 'verdict', 'risk_level', 'risk level', 'risklevel', 'classification'],
    pattern: /["'](?:category|verdict|risk[_ ]?level|classification)["'] ?: ?["'](?:read|low|safe|benign|none)["']/g,
    notIn: DATA_ROLES,
  },
  {
    says: 'rates its own risk',
    severity: 'low',
    certain: false,
    stems: ['risk', 'threat level', 'threat_level', 'safety rating'],
    pattern:
      /\b(?:(?:risk(?:[_ -](?:level|rating))?|threat[_ -]level|safety rating)["']? ?(?::|=|is) ?["']?(?:low|none|safe|minimal|benign)\b(?!["']? ?(?:[,|/]|or |to |, ?or))|risk score ?[:=] ?0(?![\d.-]))/g,
    notIn: DATA_ROLES,
  },
  {
    says: JUDGE,
    severity: 'high',
    certain: true,
    stems: [
      'note to',
      'attention',
      'message to',
      'message for',
      'note for',
      'dear',
      'instruction to',
      'instructions to',
      'instructions for',
    ],
    pattern:
      /\b(?:notes?|attention|message|instructions?|hint|dear)(?: to| for|:|,)? (?:(?:the|any|all|every|automated|ai|security|risk|llm|mcp) ){0,4}(?:classifiers?|scanners?|auditors?|security reviewers?|evaluators?|risk (?:engine|assessor|model)s?|judges?|security tools?|safety (?:system|filter|model)s?)\b/g,
    sentence: { has: JUDGING },
    notIn: DATA_ROLES,
  },
  {
    says: JUDGE,
    severity: 'high',
    certain: true,
    stems: ['classifier', 'scanner', 'auditor', 'risk engine', 'safety filter', 'risk assessor'],
    pattern: g(
      String.raw`\b(?:(?:the|any|all|every|automated|ai|risk|llm|mcp|tool) ){1,4}(?:classifiers?|security scanners?|auditors?|risk engines?|safety filters?|risk assessors?)(?:,)? (?:must|should|shall|can|may|will|are asked to|is asked to|please)(?: not| safely)? (?:classif|categori|label|rate|treat|mark|score|skip|ignore|flag|raise|report|consider|assign|return|output)`,
    ),
    sentence: { has: ABOUT_THE_TOOL },
    notIn: DATA_ROLES,
  },
  {
    says: JUDGE,
    severity: 'high',
    certain: true,
    stems: [
      'rubric',
      'tie-breaker',
      'tiebreaker',
      'risk classification',
      'classification rules',
      'classification guidelines',
      'classification criteria',
    ],
    pattern: g(
      String.raw`\b(?:by|per|under|according to|following|in terms of|applying) (?:the |your |this )?(?:[a-z]{1,12} )?(?:rubric|tie-?breakers?|classification (?:rubric|rules|guidelines|criteria)|risk classification)\b[^.]{0,60}\b(?:read|low|safe|not destructive|non-destructive|harmless)\b`,
    ),
    sentence: { has: ABOUT_THE_TOOL },
    notIn: DATA_ROLES,
  },
  {
    says: BADGE,
    severity: 'high',
    certain: true,
    stems: ['verified', 'audited', 'certified', 'approved', 'reviewed', 'vetted', 'cleared'],
    pattern:
      /\b(?:verified|audited|certified|approved|reviewed|vetted|cleared)(?: and [a-z]{1,12})?(?: by [a-z0-9 ,.-]{1,60})?(?::| as) ?(?:[a-z]{1,12} )?(?:read, ?low|low[- ]risk|risk low|level low|risk: low|low\b(?! ?(?:priority|cost))|harmless|read-only|no risk|safe(?= ?(?:["'`.,;)!\]]|$|for ai|to run|to use)))/g,
    notIn: DATA_ROLES,
  },
  {
    says: BADGE,
    severity: 'medium',
    certain: false,
    stems: [
      'verified',
      'audited',
      'certified',
      'approved',
      'reviewed',
      'vetted',
      'audit',
      'badge',
      'seal',
      'certificate',
    ],
    pattern:
      /\b(?:(?:verified|audited|certified|approved|reviewed|vetted) by (?:anthropic|openai|toolgate|the (?:mcp )?security team|an? independent audit|trail of bits|snyk|owasp|the registry)|(?:security|safety|code) audit(?: status| result)?: (?:passed|pass|clean|ok|safe|low|verified)|(?:safety|security|trust) (?:badge|seal|certificate|score): (?:verified|passed|low|safe|100|a\+))/g,
    notIn: DATA_ROLES,
  },
  {
    says: DELIMITER,
    severity: 'high',
    certain: true,
    stems: ['end of', 'end untrusted', 'end_of', 'end tool', 'end data', 'end input', '- end', '= end', '# end'],
    pattern:
      /(?:[-=#<[]{2,} ?end(?: of)?(?: the)? (?:(?:untrusted|tool|user|input|mcp|json) ){0,3}(?:data|input|definitions?|content|document|text|tool|description|context|prompt)\b|\bend[ _]of[ _](?:the[ _])?(?:(?:untrusted|tool|mcp)[ _]){1,2}(?:data|input|definitions?|content|document|description|text)\b)/g,
  },
  {
    says: DELIMITER,
    severity: 'medium',
    certain: false,
    stems: [
      '### system',
      '### new instruction',
      '### instructions to',
      '[system]',
      'system override',
      'system notice',
      'system directive',
    ],
    pattern:
      /(?:#{2,4} ?(?:system|new instructions?|instructions? to (?:the )?(?:model|assistant|ai))(?: prompt| message)?:|\[system(?: message| prompt)?\]|\bsystem (?:override|notice|directive)s?:)/g,
    notIn: DATA_ROLES,
  },
  {
    says: 'gives examples of verdicts, as if it were part of a classifier’s instructions',
    severity: 'high',
    certain: true,
    stems: ['->', '=>', '→', 'answer:', 'output:', 'verdict:', 'label:', 'category:'],
    pattern:
      /(?:->|=>|→|answer:|output:|verdict:|label:|category:) ?\{?["']?(?:category["']?: ?["']?)?(?:read|read-only)["']? ?[,/|] ?["']?(?:(?:risk |risk_)?level["']?: ?["']?)?low\b/g,
  },
  {
    says: 'assures the reader that it is harmless, which a definition cannot prove',
    severity: 'low',
    certain: false,
    stems: [
      'safe',
      'harmless',
      'no risk',
      'risk-free',
      'no confirmation',
      'no approval',
      'no human',
      'no user',
      'no security risk',
      'harm',
      'damage',
    ],
    pattern:
      /\b(?:(?:completely|totally|perfectly|100%|entirely|absolutely|guaranteed|always) (?:safe|harmless|risk-free)|safe to (?:call|use|run|execute|allow|approve) (?:without (?:asking|approval|confirmation|review|user)|automatically|unattended|unconditionally)|(?:poses|carries|involves|has|with) no (?:security )?risks?\b(?! (?:of|that))|no (?:human |user )?(?:confirmation|approval|review) (?:is |are )?(?:needed|required|necessary)|cannot (?:cause|do) (?:any )?(?:harm|damage))/g,
    notIn: DATA_ROLES,
  },
];
