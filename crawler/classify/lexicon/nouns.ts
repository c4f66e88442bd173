/** Classes of nouns that decide what a verb means. All words are singular; a word may stand in several classes. */
const CLASSES = {
  /** Data about a thing. Before or after these a is a noun ("order history"), and acting on them is reading. */
  data: `status history behavior behaviour info information detail list result stat statistic summary report metadata count data schema
    type price quote volume overview feed snippet example documentation doc guide help version health analytics metric
    insight trend forecast analysis estimate estimation calculation ranking leaderboard score rating time date calendar
    directory catalog catalogue balance usage limit rate value preview simulation statement timeline trace log book
    property field attribute content name id parameter option setting state progress transcript suggestion
    recommendation difference distance route finder lookup hit finding overview requirement profile spec definition
    tree structure hierarchy chart graph activity event candle candlestick kline ticker symbol orderbook trade fill
    position portfolio performance breakdown comparison probability reference sample source stream endpoint number url
    link address path identifier search query response`,
  /** More of these, which are too often something else beside a verb. */
  looked: `revenue income earning dividend valuation sentiment inflation gdp cashflow range logcat following arrival departure index ratio distribution imagery balanceof uri weather temperature news leaderboard
    combination composition pokemon timestamp currency stock company article doc directions settings matrix map
    image photo picture sound song movie film episode book novel poem poetry joke riddle fact idiom dictionary word
    station airport flight player league standing character species planet vehicle plot scatter heatmap dashboard view technique tactic starship recipe ingredient drug
    disease gene protein paper author citation law regulation city country region address coordinate place product
    review listing category version package dependency follower holder artist album ledger payee commodity uuid hash color palette vector embedding atom molecule compound reasoning 文章 图片 美图 壁纸 摄影 天气
    价格 信息 数据 列表 新闻 日报 早报 诗词 笑话 谜语 歇后语 语录 名言 情话 热榜 榜单 字典 词典 天文 星座 汇率 油价 黄金
    域名 模型 问答 日记 美文 站点 行情 人物 电影 音乐 记录 详情 ニュース 天気 情報 価格 データ 날씨 정보 뉴스 가격 데이터 목록`,
  /** Things that tools are often about; they decide nothing, and only help to take apart names written as one word. */
  thing: `account invoice webhook customer contact document product subscription email mail server service instance
    deployment site domain template form lead deal company person employee device sensor light camera room hotel flight
    booking reservation cart coupon discount shop store vendor supplier warehouse shipment address phone number comment
    reply thread channel member team group role file folder image photo video audio song podcast book article blog
    news paper chapter section paragraph slide sheet cell row column table field record entry node edge graph cluster
    pod container volume snapshot backup bucket object queue topic event alert incident rule policy budget expense
    report dashboard metric wallet token transaction block contract user admin client tenant tag label setting config
    version release build test case suite bug feature milestone sprint epic story`,
  /** Data about an effect: `get_delete_status` deletes nothing. */
  about: `status history info information list log result summary report quote event request simulation preview
    confirmation operation policy permission option rule stat detail count code snippet fee cost estimate limit response
    schema type instruction guide url link id metric`,
  /** Running these computes an answer and leaves nothing behind. */
  computation: `diagnostic diagnosis check query search report analysis analytics calculation simulation evaluation lookup
    inspection comparison forecast prediction estimate estimation validation verification scan audit lint statistic
    aggregation healthcheck similarity inference regression correlation backtest benchmark ocr
    whois traceroute research explain assessment discovery reconnaissance enumeration survey conversion math equation
    formula calculator lookup profiling detection summary review reasoning crawl whois prompt llm completion clustering`,
  /** A text in a query language; whether it only reads is for the statement rules to say. */
  statement: `sql modification statement cypher mutation procedure dml ddl aql gremlin n1ql cql mongosh redis hql
    tsql plsql mysql postgres postgresql sqlite transaction database db`,
  /** Query languages that cannot write. */
  readingLanguage: `promql soql sosl logql traceql jql kql jmespath jsonpath xpath lucene dql spl kusto logsql select wql cmr rql splunk
    insights nrql fetchxml salesforce logsql search elasticsearch esql`,
  /** Attachments between two things that both survive. */
  link: `label tag reaction star like favorite favourite bookmark assignee assignment participant attendee reviewer
    collaborator watcher follower filter highlight relation relationship association link member membership breakpoint
    emoji upvote vote approval repost retweet relation flag override mapping selection watch border background overlay marker effect
    style format formatting class constraint limit mute hold lock pin block friend parent child
    dependency hint duplicate whitespace noise threshold`,
  /** Attachments that nothing but "delete" can end; deleting one leaves both sides as they were. */
  bond: `relation relationship association permission approval reaction repost retweet invitation consent`,
  /** Things that hold others without owning them: removing from one keeps what is removed. */
  container: `cart basket playlist list group team channel board collection favorite favourite wishlist cycle sprint
    watchlist queue library segment role milestone album folder campaign audience portfolio blacklist whitelist blocklist
    allowlist denylist bucketlist selection circle room space view dashboard stack staging scene issue task page message
    post object element node user track set rotation party inventory pool network module project organization organisation
    workspace record conversation ticket pr card event`,
  session: `session login  auth authentication connection client logon signin`,
  /** What a person would have to pay for, or money itself. */
  money: `order payment refund charge payout transfer trade purchase bet wager withdrawal deposit buy sell swap transaction
    money fund liquidity amount bounty token coin eth sol btc bitcoin ether usdc usdt erc20 erc721 erc1155 nft crypto cryptocurrency currency
    asset share stock position bid donation tip credit cash dollar satoshi sat lamport xrp
    payroll remittance liquidity collateral loan native spl checkout stake staking reward offer fiat
    sui apt avax matic bnb trx ada dot near xlm algo doge ltc paymentintent escrow zap`,
  /** Running work, which is stopped rather than lost. */
  job: `job run task build execution process query workflow pipeline deployment operation scan render command download
    upload migration export import crawl training batch prediction test action replay timer goal research
    generation backup sync thread crew recording schedule call request`,
  /** What is gone for good when it is cleared or reset. */
  store: `database db table index collection memory history log data queue all cookie repository repo trash bin bucket
    storage record message chat conversation graph document store entry everything note knowledge workspace volume
    dataset recyclebin project vector chunk file branch commit transcript namespace topic
    recycle localstorage`,
  /** Who may do what. */
  access: `permission role member user access acl policy firewall blacklist whitelist blocklist allowlist denylist ownership
    owner collaborator invitation invite membership privilege grant apikey admin administrator rbac iam sso mfa
    guest waf grantee entitlement seat serviceaccount delegate scope authorization acls
    restriction ruleset consumer acces`,
  credential: `credential password secret apikey passphrase mnemonic privatekey keypair wallet pat connectionstring dsn
    accesstoken otp totp seedphrase passcode keystore passwd`,
  browser: `browser page tab element selector button keyboard mouse screen cursor dropdown checkbox dialog webpage window
    desktop viewport puppeteer playwright selenium webdriver dom iframe simulator emulator device gamepad gameboy
    joystick touchscreen field textbox textarea mobile android ios adb chrome chromium firefox ui gui app form`,
  /** Results that a "generate" gives back instead of keeping. */
  answer: `code snippet text report summary query url link description prompt suggestion idea plan chart diagram graph number uuid
    name hash password qr qrcode color colour palette story content answer response documentation test schema sql
    visualization visualisation analysis overview markdown html json embedding signature outline recommendation map
    random id template guide title caption insight explanation statistic forecast preview matrix sequence keyword
    string date command regex type interface value key list table tree slug hashtag context mermaid ascii plot
    metadata review digest brief instruction strategy roadmap`,
} as const;

export type NounClass = keyof typeof CLASSES;

const MEMBERS = new Map<NounClass, ReadonlySet<string>>(
  (Object.keys(CLASSES) as NounClass[]).map((name) => [name, new Set(CLASSES[name].split(/\s+/))]),
);

/** The words of all classes. */
export const everyNoun: ReadonlySet<string> = new Set([...MEMBERS.values()].flatMap((members) => [...members]));

/** `true` when a singular word belongs to a class. */
export function isNoun(word: string | undefined, of: NounClass): boolean {
  return word !== undefined && (MEMBERS.get(of)?.has(word) ?? false);
}

/** The words of a class. */
export function nounsOf(name: NounClass): string[] {
  return [...(MEMBERS.get(name) ?? [])];
}

/** `true` when any of the words belongs to a class. */
export function anyNoun(words: readonly string[], of: NounClass): boolean {
  return words.some((word) => isNoun(word, of));
}

/** The singular of an English noun, near enough for look-ups; other words come back unchanged. */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is|ios|news|dns|sms|aws|address)$/.test(word)) return word;
  if (/^(?:cook|mov|zomb|rook)ies$/.test(word)) return word.slice(0, -1);
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:sh|ch|x|ss|z)es$/.test(word)) return word.slice(0, -2);
  if (word === 'analyses') return 'analysis';
  if (word === 'statuses') return 'status';
  return word.slice(0, -1);
}
