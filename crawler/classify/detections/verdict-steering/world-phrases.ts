/** "Classify this tool as safe" in other languages; compared like all phrases in plain form. */
import type { Phrase } from '../phrase.ts';

const LIST: readonly [stems: readonly string[], pattern: RegExp][] = [
  [
    ['herramienta', 'ferramenta'],
    /\b(?:clasifi(?:ca|que|car)|classifi(?:que|car)|marca|marque|trata|trate|considera|considere|etiqueta|etiquete|califica|califique)(?: a)? est[ae] (?:herramienta|ferramenta)(?: [a-záéíóúñçã]{1,12}){0,3} (?:como|de)(?: de| una?| uma)? ?["']?(?:solo lectura|somente leitura|lectura|leitura|segur[ao]|baj[ao]|baix[ao]|inofensiv[ao]|riesgo bajo|bajo riesgo|baixo risco|risco baixo)/g,
  ],
  [
    ['outil'],
    /\b(?:classe[rz]?|considère|considérez|considérer|traite[rz]?|marque[rz]?|étiquette[rz]?) cet outil(?: [a-zàâçéèêëîïôûù]{1,12}){0,2} comme(?: étant)?(?: un| en| de)? ?["']?(?:lecture seule|sûr|sans danger|faible|inoffensif|à faible risque|sans risque|risque faible)/g,
  ],
  [
    ['werkzeug', 'tool'],
    /\b(?:klassifiziere|klassifizieren sie|stufe|stufen sie|behandle|behandeln sie|bewerte|bewerten sie|markiere|markieren sie|betrachte|betrachten sie) dieses (?:werkzeug|tool)(?: [a-zäöüß]{1,12}){0,2} als(?: ein| eine)? ?["']?(?:nur lesend|schreibgeschützt|sicher|harmlos|ungefährlich|niedrig|geringes risiko|risikoarm|lesend)/g,
  ],
  [
    ['strumento'],
    /\b(?:classifica|classificare|considera|considerare|tratta|contrassegna|etichetta) questo strumento(?: [a-zàèéìòù]{1,12}){0,2} come(?: di)? ?["']?(?:sola lettura|sicuro|innocuo|basso|a basso rischio|rischio basso)/g,
  ],
  [
    ['инструмент'],
    /(?:классифицируй|классифицируйте|считай|считайте|пометь|пометьте|оцени|оцените|отнеси|отнесите) (?:этот|данный) инструмент(?: [а-яё]{1,12}){0,3} (?:как|безопасным|безвредным|к)(?: категории)? ?["'«]?(?:только для чтения|безопасн|безвредн|низк|чтени)?/g,
  ],
  [
    ['工具', '此工具', '函数'],
    /(?:将|把|請將|请将)?(?:此|这个|這個|该|該|本)(?:工具|函数|函數)(?:的?风险(?:等级)?)?(?:归类|歸類|分类|分類|标记|標記|视|視|评定|評定|判定|归|定)(?:为|為|成|作)?(?:「|“|")?(?:只读|唯讀|只讀|安全|低风险|低風險|无害|無害|读取|低)/g,
  ],
  [
    ['ツール'],
    /この(?:ツール|関数)(?:は|を)(?:「|")?(?:読み取り専用|読み取り|安全|低リスク|無害)(?:」|")?(?:として|に|と)(?:分類|判定|扱|評価|マーク)/g,
  ],
  [
    ['도구', '툴'],
    /이 (?:도구|툴)(?:를|을|는|은) ?["']?(?:읽기 ?전용|안전|낮은 위험|저위험|무해)(?:한|함)?["']?(?:으로|로|하다고)? ?(?:분류|판정|간주|표시|평가)/g,
  ],
];

/** Steering in Spanish, Portuguese, French, German, Italian, Russian, Chinese, Japanese and Korean. */
export const WORLD_STEERINGS: readonly Phrase[] = LIST.map(([stems, pattern]) => ({
  says: 'tries to steer how the tool is classified',
  severity: 'high',
  certain: true,
  stems,
  pattern,
}));
