import { expect, test } from 'vitest';
import { nameActions } from './name-actions.ts';

const read = (name: string) =>
  nameActions(name, '/name', 'name').map(({ verb, certainty, object }) => `${verb} ${object.join(' ')} ${certainty}`);

test.each([
  ['createIssueComment', ['create issue comment clear']],
  ['browser_switch_to_frame', ['switch  weak']],
  ['app_set_user_id', ['set user id weak']],
  ['endStream', ['end stream likely']],
  ['calls_archive', ['archive call weak']],
  ['shell_command', ['shell command likely']],
  ['shell_ps', ['shell ps weak']],
  ['get_or_create_user', ['get  clear', 'create user clear']],
])('%s: %j', (name, actions) => {
  expect(read(name)).toEqual(actions);
});

test.each(['should_i_deploy', 'how_to_delete_a_branch'])('%s asks, and does nothing', (name) => {
  expect(nameActions(name, '/name', 'name').map(({ sense }) => sense)).toEqual(['read']);
});

test.each(['order_history', 'test_set_info', 'end_date', 'script_timeout', 'test_case_generator'])(
  '%s: no verb',
  (name) => {
    expect(read(name)).toEqual([]);
  },
);
