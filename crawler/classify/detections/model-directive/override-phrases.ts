import type { Phrase } from '../phrase.ts';

const OVERRIDE = 'tells the model to disregard its instructions';
const g = (source: string) => new RegExp(source, 'g');

/** Orders to disregard instructions, safeguards and users. */
export const OVERRIDES: readonly Phrase[] = [
  {
    says: OVERRIDE,
    severity: 'high',
    certain: true,
    stems: ['ignore', 'disregard', 'forget', 'overrule', 'override', 'discard', 'follow', 'attention to'],
    pattern: g(
      String.raw`\b(?:ignore|disregard|forget|overrule|override|discard|do not follow|don't follow|stop following|pay no attention to)(?: (?:all|any|every|of|the|my|these|those|its|and|other|current|existing|original)){0,4} (?:previous|prior|earlier|above|preceding|former|initial|your|safety|system|developer|user's)(?: (?:and|or|safety|system|developer|previous|prior|given|own|initial|user|context|content)){0,3} (?:instructions?|prompts?|guidelines?|directives?|directions|training|safeguards?|rules|restrictions|policy|policies|programming|orders|constraints)\b`,
    ),
  },
  {
    says: OVERRIDE,
    severity: 'high',
    certain: true,
    stems: ["the user's", 'the user s', "'s safety", "'s security", "'s system"],
    pattern:
      /\b(?:ignore|disregard|override) (?:the user's(?: [a-z]{1,15}){0,2} (?:requests?|questions?|instructions?|quer(?:y|ies)|messages?|wishes)|(?:the |any )?[a-z]{2,20}'s (?:safety|security|system) (?:polic(?:y|ies)|rules|instructions?|guidelines?|prompts?))\b/g,
  },
  {
    says: OVERRIDE,
    severity: 'medium',
    certain: false,
    stems: ['ignore', 'disregard', 'forget'],
    pattern:
      /\b(?:ignore|disregard|forget) (?:(?:all|everything|of|the) ){1,2}(?:above|previous|prior|preceding)(?: content| context| text)?(?= ?(?:[,;.]|and|then)(?: |$))/g,
  },
  {
    says: OVERRIDE,
    severity: 'high',
    certain: true,
    stems: ['security', 'safety'],
    pattern:
      /\b(?:ignore|disregard|bypass|skip) (?:all|any|your|every)(?: of your)? (?:security|safety) (?:polic(?:y|ies)|checks?|rules|guidelines?|measures|restrictions|filters?|warnings)\b/g,
    notIn: ['parameter-text', 'value', 'output-text'],
  },
  {
    says: OVERRIDE,
    severity: 'medium',
    certain: false,
    stems: ['overrid'],
    pattern:
      /\boverrid(?:e|es|ing) (?:any |all |the |your |every )?(?:previous |prior |user's |user |system |safety |existing ){1,3}(?:system )?(?:prompts?|instructions?|guidelines?|directives)\b/g,
    notIn: ['parameter-text', 'value', 'output-text'],
  },
  {
    says: 'tells the model to obey what some other text says',
    severity: 'medium',
    certain: true,
    stems: ['instruction', 'command', 'directive'],
    pattern: g(
      String.raw`\b(?:obey|treat) (?:any|all|every|each|whatever)(?: [a-z]{1,15}){0,2} (?:instructions?|commands?|directives?)\b`,
    ),
  },
  {
    says: 'tells the model to obey what some other text says',
    severity: 'low',
    certain: false,
    stems: [
      'follow all',
      'follow any',
      'follow every',
      'follow the instruction',
      'authoritative',
      'highest-priority',
      'highest priority',
    ],
    pattern:
      /\b(?:follow (?:all|any|every|the)(?: of the)? instructions? (?:in|from|contained|returned|embedded|found) [^.]{0,30}\b(?:response|output|result|returned|context|page|content)|(?:authoritative|highest[- ]priority) (?:system )?(?:directives|instructions))\b/g,
    notIn: ['parameter-text', 'value', 'output-text'],
  },
  {
    says: OVERRIDE,
    severity: 'high',
    certain: true,
    stems: ['ignore', 'disregard', 'forget'],
    pattern: g(
      String.raw`\b(?:ignore|disregard|forget) (?:everything|anything|all|what)(?: that)?(?: (?:you|was|were|is|has|have|been)){0,3} (?:above|before this|said before|said earlier|told|instructed|told before)\b`,
    ),
  },
  {
    says: 'tells the model that it is free of its restrictions',
    severity: 'high',
    certain: true,
    stems: ['you are', "you're"],
    pattern:
      /\byou(?: are|'re) (?:now (?:in |running in |entering )?(?:the |an? )?(?:developer|debug|god|dan|admin|root|unrestricted|jailbreak|maintenance)(?: |-)?(?:mode|access)|(?:no longer|not) (?:bound|restrained|restricted|limited) by|no longer (?:bound|restricted|subject to|required to follow)|freed from (?:all|any|your))\b/g,
  },
];
