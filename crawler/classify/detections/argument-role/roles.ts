import type { Severity } from '../../../../catalog/model/detections.ts';
import type { Effect, Fact } from '../../../../catalog/model/fact.ts';
import type { Parameter } from '../../reading.ts';

type FactRole = (Fact & { kind: 'argument' })['value'];

/** A part that arguments play, with the sentence that a finding begins with: "Takes …". */
interface Role {
  id: string;
  takes: string;
  severity: Severity;
  /** The rules have found it already: arguments of these facts. */
  fact?: FactRole;
  /** Folded words of an argument's name, joined by underscores. */
  name?: RegExp;
  types?: readonly string[];
  /** Only tools that have one of these effects. */
  effects?: readonly Effect[];
  /** Free text without a bound is worth saying so. */
  bounded?: 'text' | 'number';
  /** Object whose members are not declared. */
  open?: true;
}

/** Every role, gravest first; an argument plays the first one that fits. */
export const ROLES: readonly Role[] = [
  { id: 'shell', takes: 'a command line', severity: 'low', fact: 'shell', bounded: 'text' },
  { id: 'code', takes: 'source code', severity: 'low', fact: 'code', bounded: 'text' },
  { id: 'sql', takes: 'a database statement', severity: 'low', fact: 'sql', bounded: 'text' },
  { id: 'request', takes: 'the method and address of an API call', severity: 'low', fact: 'request' },
  {
    id: 'sub-command',
    takes: 'the name of a command that the definition does not list',
    severity: 'low',
    fact: 'sub-command',
  },
  { id: 'url', takes: 'an address that the server asks', severity: 'info', fact: 'url', bounded: 'text' },
  { id: 'path', takes: 'a file-system path', severity: 'info', fact: 'path', bounded: 'text' },
  {
    id: 'amount',
    takes: 'an amount of money or value',
    severity: 'low',
    name: /^(?!.*gas)(?:.*_)?(?:amount|lamports|price|stake|quantity|qty|amount_in|amount_out)$/,
    effects: ['transfer'],
    bounded: 'number',
  },
  {
    id: 'recipient',
    takes: 'a recipient',
    severity: 'info',
    name: /^(?:to|recipients?|receivers?|(?:recipient|receiver|to|destination|dest|payee)_(?:e_?mails?|address(?:es)?|id|ids|user|users|phone|number|account|wallet)|e_?mail_to|destination|payee)$/,
    effects: ['send', 'transfer'],
  },
  {
    id: 'recipient',
    takes: 'a recipient',
    severity: 'info',
    name: /^(?:cc|bcc|phone_number|chat_id|channel(?:_id)?)$/,
    effects: ['send'],
  },
  {
    id: 'confirmation',
    takes: 'a confirmation, which the model can give by itself',
    severity: 'info',
    name: /^(?:confirm|confirmed|confirmation|yes|auto_approve|auto_confirm|skip_confirmation|no_confirm|i_understand)$/,
    types: ['boolean', 'string'],
    effects: ['delete', 'execute', 'transfer', 'update', 'send'],
  },
  {
    id: 'force',
    takes: 'a flag that switches a safeguard off or widens the effect',
    severity: 'low',
    name: /^(?:force|forced|recursive|recursively|hard|hard_delete|purge|cascade|unsafe|dangerously_.*|allow_dangerous.*|bypass_.*|skip_(?:checks?|validation|verification|hooks)|no_verify|delete_all|force_(?:delete|remove|push|stop|kill|reset))$/,
    types: ['boolean'],
    effects: ['delete', 'execute'],
  },
  {
    id: 'overwrite',
    takes: 'a flag to go on where the tool would stop, or to replace what is there',
    severity: 'info',
    name: /^(?:force|forced|overwrite|overwrite_existing|replace_existing|bypass_.*|skip_(?:checks?|validation|verification)|force_(?:update|overwrite|write))$/,
    types: ['boolean'],
    effects: ['create', 'update', 'send', 'transfer'],
  },
  {
    id: 'selector',
    takes: 'a selection of many things at once',
    severity: 'info',
    name: /^(?:filters?|where|where_clause|selector|query|criteria|(?:.*_)?(?:ids|uuids)|wildcard|glob)$/,
    effects: ['delete'],
  },
  {
    id: 'html',
    takes: 'HTML or a template that somebody’s browser or the server renders',
    severity: 'info',
    name: /^(?:.*_)?(?:html|html_body|body_html|html_content|template_(?:string|body|content|source)|jinja|handlebars|mustache|liquid|svg)$/,
    types: ['string'],
  },
  {
    id: 'regex',
    takes: 'a regular expression, which can be made slow to evaluate',
    severity: 'info',
    name: /^(?!use_|is_|enable_)(?:.*_)?(?:regex|regexp|regular_expression)$/,
    types: ['string'],
    bounded: 'text',
  },
  {
    id: 'object',
    takes: 'an object whose members the definition does not declare',
    severity: 'info',
    name: /^(?:params|parameters|args|arguments|kwargs|payload|body|request_body|extra|extra_params|raw|input_data|custom_fields)$/,
    types: ['object'],
    open: true,
  },
];

/** The folded words of an argument's name, joined by underscores. */
export function plainName({ words }: Parameter): string {
  return words.map(({ text }) => text).join('_');
}
