import type { Sense } from './senses.ts';
import { wordSet } from './word-set.ts';

/** English verbs in their base form, by sense. A word stands in one list only; a test asserts it. */
export const VERBS: Readonly<Record<Sense, string>> = {
  read: `get list search read fetch retrieve find query describe show view lookup check count look display print dump
    browse explore discover inspect examine analyze analyse compare calculate compute estimate predict forecast
    summarize summarise explain convert translate parse decode encode format validate verify resolve geocode
    measure monitor watch observe poll ping wait sleep think reason reflect consult recommend suggest identify
    detect classify extract scrape crawl scan sample peek preview enumerate determine assess audit diff trace
    track profile visualize visualise plot capture screenshot snapshot echo hash beautify lint minify download
    obtain gather collect return provide access ask answer know tell give receive tail grep select filter sort
    group aggregate rank score simulate introspect investigate research review recall looksup transcribe ocr
    recognize match contain is has can exist head stat ls cat whoami whois traceroute dig simplify factor solve
    integrate differentiate multiply subtract divide round interpolate paginate iterate disassemble decompile
    demangle tokenize detokenize diagnose locate trend cite demonstrate outline enrich proofread rewrite
    paraphrase rephrase decompose correlate cluster lemmatize stem tabulate pluck greet hello spell choose guess
    roll shuffle uppercase lowercase capitalize decrypt deobfuscate unminify interpret assert inquire peruse
    surface learn see viewall loadmore getall grab reference help distinguish reveal infer advise critique
    decompress chat export engage load transform upscale crop stitch unpack recite tally quantify flatten
    transcode concat combine clarify sniff probe sum average vectorize trim price slice isolate enhance
    understand elicit unseal predefine regeocode visit autocomplete
    quote categorize categorise normalize normalise rerank blame expect concatenate transpose standardize defang obfuscate
    deblur indicate disambiguate map`,
  create: `create add insert upload write save store append import register attach link clone copy duplicate fork
    record log note memorize remember index embed bookmark star like follow pin schedule initialize init
    setup define declare bootstrap scaffold provision new draft enqueue queue push put post upsert backup
    archive commit tag label annotate comment join enroll prepend persist seed populate replicate mirror mount
    allocate reserve instantiate establish pair connect sync synchronize synchronise apply favorite favourite
    upvote downvote vote react request propose contribute checkin reopen unarchive restore recover
    undelete ingest untrash reindex associate raise shorten dub issue cache compress zip unzip encrypt chunk mkdir touch spawn expose watermark`,
  update: `open update set edit modify change patch replace rename move toggle enable disable activate deactivate
    configure adjust assign unassign merge mark unmark complete close switch alter transition increment
    decrement rotate resize reorder rearrange lock unlock mute unmute hide unhide unlike unstar unfollow unpin
    unlink detach untag unlabel unfavorite unfavourite unsubscribe disconnect leave login signin authenticate
    authorize authorise auth claim confirm accept reject decline approve deny submit finish checkout stash
    rebase squash revert undo redo rollback amend overwrite highlight freeze unfreeze suspend unsuspend snooze
    defer postpone reschedule promote demote escalate triage prioritize customize extend expand collapse shift
    align reparent refresh renew bump tweak reassign stage unstage favour block unblock train finetune tune skip
    unresolve equip unequip dim brighten reactivate deprecate undeprecate unpublish moderate flag unflag
    reconfigure seek rewind fastforward refine mutate acknowledge ack silence unsilence enforce focus unfocus
    arm disarm bind unbind manage maintain reorganize organize organise repair fix rate handle pull resubscribe
    reconnect maximize minimize prolong end ungroup unmerge override dismiss unconfirm unrepost resign finalize
    finalise unselect deselect uncheck fold unfold redirect split regenerate color colour reprioritize protect unprotect
    uncomplete unapprove rekey invalidate revise arrange relocate refactor paste exchange turn sign recolor begin advance manipulate trash cordon uncordon boost`,
  delete: `delete erase destroy purge wipe truncate uninstall terminate revoke expunge nuke shred obliterate annihilate
    del rmdir rm unregister deregister deprovision prune bulkdelete deleteall forget unmint raze decommission`,
  remove: `remove drop discard evict eject kick unset dispose`,
  clear: `clear reset empty flush clean cleanup`,
  execute: `execute exec eval evaluate invoke shell bash dispatch hotreload sudo ssh`,
  run: `benchmark run start stop restart launch trigger deploy redeploy build rebuild compile reboot kill shutdown
    pause resume halt boot power install upgrade downgrade scale rerun retry replay test debug process call
    orchestrate automate fuzz attack exploit bruteforce stress migrate perform conduct play respawn wake spin inject shut
    tear drain continue step actuate delegate control crash fire unleash initiate hibernate
    rollout failover reload bring serve recycle reparse reprocess recompute vacuum defragment proxy
    quit exit retrigger unpause recreate hangup operate`,
  make: `plan generate make produce render compose draw design craft formulate construct synthesize synthesise
    prepare assemble paint sketch optimize optimise brainstorm develop speak say whisper gen imagine reimagine`,
  send: `send email mail notify message broadcast publish tweet retweet reply forward share announce dm sms deliver
    emit invite remind respond transmit repost`,
  pay: `pay charge refund payout repay reimburse donate tip remit disburse settle prepay overpay bill topup recharge
    liquidate shortsell airdrop debit`,
  trade: `buy sell purchase swap transfer trade withdraw deposit stake unstake restake mint bridge borrow lend bet
    wager bid order place rent lease redeem cashout burn subscribe book wire snipe redelegate undelegate award fund distribute`,
  cancel: `cancel abort expire void`,
  'sign-out': `logout signout logoff signoff`,
  act: `click tap type press hover drag swipe scroll navigate goto dblclick doubleclick rightclick keypress keydown
    keyup mousedown mouseup mousemove longpress zoom pan fill emulate go act`,
  grant: `grant impersonate elevate chmod chown whitelist blacklist allowlist blocklist denylist ban unban restrict timeout`,
};

/**
 * Verbs that are as often nouns in tool names and headings ("order history", "test results", "post"): a name that has a
 * plain verb elsewhere is led by that one, and before a word of data they are nouns.
 */
export const NOUN_VERBS =
  wordSet(`order post test build list check track query search report comment view set log run release fork star filter
    plan trade charge transfer play move copy archive backup export import schedule stream watch process call
    map model file book email mail message text tag label pin block mute share host monitor score rate record
    note mark contact chat prompt design match contain display profile group sample sort trace scan access
    answer help head stat cat dig review research reference audit diff rank quote index link queue request vote
    draft page place tip bet bid rent lease wire bill mint stake bridge swap purchase power step control
    trigger upgrade patch commit stash branch stage lock flag bump tune tweak train switch toggle change start
    stop exit type press tap zoom pan fill drag scroll focus point store embed seed mirror mount cluster
    trend stem factor round hash sound scale exploit attack stress debug boot fire plot forecast estimate
    snapshot screenshot capture shell bash ssh drop empty clean reset cancel void new open close complete extend
    lead alert cache react like follow favorite favourite bookmark join fix repair claim push pull put touch
    sync project template sketch outline render dump print cite can is has use reason shift format benchmark
    trash burn ban end spell hello guess roll pair setup download upload draw document signal summary abort
    expire deposit borrow speak tear drain retry replay rollback revert checkout rebase merge refund preview
    wait sleep echo know tell give see dm sms del extract say handle manage perform surface learn support
    feature payout load average sum combine probe crop override resume trim slice proxy fold go timeout serve
    award auth launch register rollout transition price install split color colour turn issue act fund exchange visit arm watermark boost`);

/** Verbs that are half of a noun before these words: "pull requests", "Access to this API is …". */
export const COMPOUND_NOUNS: Readonly<Record<string, ReadonlySet<string>>> = {
  pull: wordSet('request requests'),
  merge: wordSet('request requests'),
  access: wordSet('to'),
  make: wordSet('sure'),
};

/** The same in names, where nothing but the next word tells: `order_items`, `test_cases`, `forward_geocoding`. */
export const NAME_COMPOUNDS: Readonly<Record<string, ReadonlySet<string>>> = {
  test: wordSet('case cases data suite suites set sets plan plans result results environment report coverage'),
  order: wordSet('item items line lines book books history status detail details id ids number list info'),
  forward: wordSet('geocode geocoding pass rate rates curve'),
  process: wordSet('list id ids name'),
  change: wordSet('request requests log logs history set sets'),
  release: wordSet('note notes info'),
  call: wordSet('graph stack log logs history'),
  attack: wordSet('technique techniques tactic tactics vector vectors surface path pattern patterns'),
};

/** Verbs of sentences that are nouns wherever a name has them: `tcp_proxy_rules`. */
export const NOUNS_IN_NAMES = wordSet('proxy issue fund exchange');

/** Noun-verbs that are the thing itself where a name ends in them: `happiness_index`. */
export const NOUNS_AT_END = wordSet('index rate note document model project template schedule image file book timeout');

/** Noun-verbs that are verbs before these words of data: "store data", "call an endpoint". */
export const VERBS_BEFORE: Readonly<Record<string, string>> = {
  store: 'data',
  copy: 'data',
  import: 'data',
  push: 'data',
  upload: 'data',
  archive: 'data',
  backup: 'data',
  load: 'data',
  share: 'data',
  scale: 'data',
  play: 'with',
  call: 'endpoint',
};
