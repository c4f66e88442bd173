/**
 * What is known to fail, by set and id, each group with the reason why it is left so. The test fails for a case that fails and
 * does not stand here, and for one that stands here and does not fail any more.
 */
export const KNOWN_LIMITS: Readonly<Record<string, readonly { reason: string; ids: readonly string[] }[]>> = {
  written: [
    {
      reason: 'Secrets that only a paraphrase speaks of: no word of it is one of credentials.',
      ids: ['paraphrase/Read-High/3-thing_tool', 'paraphrase/Read-High/6-thing_tool'],
    },
  ],
  'harmless texts': [
    {
      reason:
        'A statement behind the text of a tool whose name says nothing is taken for what it runs: too severe, not too mild.',
      ids: [
        'browser_screenshot/sql-line/description-after',
        'browser_screenshot/sql-line/description-after-line',
        'browser_screenshot/sql-line/description-before',
        'browser_screenshot/sql-line/description-before-line',
        'get_api_key_usage/one-word/description-before',
      ],
    },
  ],
  combinations: [
    {
      reason:
        'Two and more texts at once take away the name or the verb of the only sentence that tells, and no other part says it.',
      ids: [
        'board_sweep/39/mathematical@description-before+spanish@everywhere+italian@name-instead',
        'create_access_token/44/japanese@description-before+annotation-talk@name-instead',
        'desktop_press_key/3/german@everywhere+affix-report@name-sentence',
        'login/50/sandbox@name-instead+marketing@first-property-default+html-entities@name-prefix+full-width@description-before',
        'place_order/12/short-french@first-property-after+one-word@first-property-title+approval@name-suffix+dry-run@everywhere',
        'update_permissions/15/changelog@description-before+rolled-back@title+affix-count@first-property-title+affix-read-only@name-suffix',
      ],
    },
  ],
};
