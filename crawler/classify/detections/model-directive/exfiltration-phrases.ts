import type { Phrase } from '../phrase.ts';

const SOME = (most: number) => String.raw`(?: [a-z0-9',-]{1,20}){0,${most}}`;
const EXFILTRATION = 'tells the model to read something that is not the tool’s business and to pass it on';
const g = (source: string) => new RegExp(source, 'g');

/** Orders to read, copy or redirect what is not the tool’s business. */
export const EXFILTRATIONS: readonly Phrase[] = [
  {
    says: EXFILTRATION,
    severity: 'high',
    certain: true,
    stems: [
      '.ssh',
      'id_rsa',
      'id_ed25519',
      '.aws',
      'mcp.json',
      '/etc/passwd',
      '/etc/shadow',
      'keychain',
      '.netrc',
      '.gnupg',
      'wallet.dat',
      '.kube/config',
      'claude_desktop_config',
    ],
    pattern:
      /(?:\.ssh\b|id_rsa|id_ed25519|\.aws\b|mcp\.json|\/etc\/(?:passwd|shadow)|keychain|\.netrc|\.gnupg|wallet\.dat|\.kube\/config|claude_desktop_config)/g,
    sentence: {
      has: /\b(?:reads?|open|cat|load|access|retrieve|get|call)\b[^]{0,250}(?:\b(?:pass|send|include|provide|put|append|attach|paste|submit|supply|embed)\b[^]{0,80}\b(?:contents?|it|its|them|output|results?|as|in|into|to)\b|\b(?:into|as|in) (?:an?|the|this) ["'\x60]?(?:[a-z_]{1,20}["'\x60]? )?(?:argument|parameter|sidenote|field)\b)/,
      lacks: /\b(?:path to|location of|defaults? to|never|do not|don't|to the (?:caller|user|client))\b/,
    },
  },
  {
    says: EXFILTRATION,
    severity: 'high',
    certain: true,
    stems: ['exfiltrat'],
    pattern: /\bexfiltrat(?:e|es|ing)\b(?: [^ ]{1,40}){0,3}/g,
    sentence: {
      lacks:
        /\b(?:detect|prevent|simulat|block|stop|attempts? to|could|might|may|risk|protect|monitor|attackers? (?:to|can|could))/,
    },
    statement: true,
  },
  {
    says: EXFILTRATION,
    severity: 'high',
    certain: true,
    stems: [
      'api key',
      'credential',
      'password',
      'secret',
      'environment variable',
      '.env',
      'private key',
      'ssh key',
      'every message',
      'all messages',
      'conversation history',
      'access token',
      'clipboard',
    ],
    pattern: g(
      String.raw`\b(?:send|sends|upload|uploads|post|posts|forward|forwards|transmit|transmits|leak|leaks|email|emails|append|include|embed|insert|add|copy)(?: also)?(?:(?: the contents of)? (?:the |your |their |any |all )?(?:user's|users'|user) (?:[a-z]{1,15} ){0,2}(?:api keys?|credentials?|passwords?|secrets?|environment variables|private keys?|ssh keys?|access tokens?|clipboard)| the (?:full |entire )?contents? of (?:the |your |any )?(?:\.env|environment variables|private keys?|clipboard)| (?:every|each|all) messages?)`,
    ),
    sentence: {
      has: /\bto (?:an?|the|our|my|another|its)? ?(?:[a-z-]{1,20} ){0,2}(?:server|endpoint|host|collector|webhook|address|url|site|attacker)|https?:\/\/|\b(?:in|into|to) (?:the|your|a|this) ["'\x60]?[a-z_]{1,20}["'\x60]? (?:field|parameter|argument|response|output)\b/,
    },
  },
  {
    says: 'asks the model for its own instructions',
    severity: 'high',
    certain: true,
    stems: ['system prompt', 'system instruction', 'hidden instruction', 'initial instruction'],
    pattern:
      /\b(?:reveal|print|output|repeat|disclose|leak|dump|recite) (?:me )?(?:your|the (?:full|entire|complete|hidden|original)) (?:(?:full|entire|complete|hidden|own) ){0,2}(?:system prompt|system instructions|hidden (?:system )?instructions|initial instructions)\b/g,
  },
  {
    says: 'changes for the model what a tool of another server does',
    statement: true,
    severity: 'high',
    certain: true,
    stems: ['is called', 'is invoked', 'is used', 'is run'],
    pattern: /\bwhen(?:ever)? (?:the )?[a-z0-9_.-]{3,40} (?:tool )?is (?:called|invoked|used|run)\b/g,
    sentence: {
      has: /\b(?:bcc|reroutes?|redirects? (?:it|them|the)|attacker|change the (?:recipient|destination)|replace the (?:recipient|destination))\b/,
    },
  },
  {
    says: 'announces that the tool will do something else once it is approved',
    statement: true,
    severity: 'medium',
    certain: false,
    stems: ['approved', 'approval'],
    pattern:
      /\b(?:once|after|post-?)[ -]?(?:(?:this (?:tool|description|definition)|it) (?:is|has been|gets) )?(?:approved|approval)(?: by the user| hash)?\b[^.]{0,80}\b(?:will|begins?|activates?|swap|starts?)\b/g,
    sentence: { has: /\b(?:this (?:tool|description|definition)|later version|behaves|exfiltrat|arbitrary)\b/ },
  },
  {
    says: EXFILTRATION,
    severity: 'medium',
    certain: false,
    stems: ['conversation', 'chat history', 'system prompt', 'message history', 'previous messages'],
    pattern: g(
      String.raw`\b(?:pass|include|send|provide|put|append|attach|submit|forward|copy|insert)${SOME(4)} (?:entire|full|complete|whole|all)${SOME(3)} (?:conversation|chat history|system prompt|message history|previous messages)\b`,
    ),
  },
  {
    says: 'fixes for the model where something is sent or copied to',
    severity: 'medium',
    certain: true,
    stems: ['bcc', 'forward', 'a copy', 'recipient'],
    pattern: g(
      String.raw`\b(?:must|always|should|make sure to|be sure to)${SOME(5)} (?:bcc|forward|forwarded|a copy|copied|the recipient|change the recipient|set the recipient)\b`,
    ),
    sentence: { has: /[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]|https?:\/\/|\+\d{6}/ },
  },
];
