/** Why a server is launched in a run, in the order in which launches are made. */
export const LAUNCH_REASONS = ['new', 'changed', 'retry', 'tag', 'oldest', 'asked'] as const;
export type LaunchReason = (typeof LAUNCH_REASONS)[number];

/** Each reason, for a sentence "It is launched because …". */
export const LAUNCH_REASON_MEANING: Record<LaunchReason, string> = {
  new: 'it was never launched',
  changed: 'its record or the way to launch it changed since the last launch',
  retry: 'its last launch failed in a way that may pass',
  tag: 'its version is a tag, which is looked at daily',
  oldest: 'its last launch is among the oldest of the catalogue',
  asked: 'it was asked for before its time',
};
