import { ATTACKS, METHODOLOGY, POLICY_FORMAT, RISK, SERVERS, STATE } from './links.ts';

/** The links in the head of every page. */
export const MAIN_NAVIGATION: readonly (readonly [url: string, label: string])[] = [
  [SERVERS, 'Servers'],
  [RISK, 'Risk'],
  [ATTACKS, 'Attacks'],
  [POLICY_FORMAT, 'Policy'],
  [STATE, 'State'],
  [METHODOLOGY, 'Method'],
];
