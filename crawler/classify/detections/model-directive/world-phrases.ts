/**
 * The two directives that no honest definition has, "ignore your instructions" and "do not tell the user", in other languages.
 * Text is compared in its plain form (lower case, compatibility forms made plain).
 */
import type { Phrase } from '../phrase.ts';

const OVERRIDE: readonly [stems: readonly string[], pattern: RegExp][] = [
  [
    ['ignor', 'olvid'],
    /\b(?:ignora|ignore|ignorar|olvida|olvide|olvidar)(?: todas?)?(?: las?| tus| sus| mis)? (?:instrucciones|reglas|indicaciones|directrices)(?: (?:anteriores|previas|del sistema))?/g,
  ],
  [
    ['ignor', 'esque'],
    /\b(?:ignore|ignora|ignorar|esqueça|esqueca|desconsidere)(?: todas?)?(?: as| suas)? (?:instruções|instrucoes|regras|diretrizes)(?: (?:anteriores|prévias|do sistema))?/g,
  ],
  [
    ['ignor', 'oubli'],
    /\b(?:ignorez|ignore|ignorer|oubliez|oublie|oublier)(?: toutes)?(?: les| tes| vos) (?:instructions|consignes|règles|directives)(?: (?:précédentes|antérieures|du système))?/g,
  ],
  [
    ['ignorier', 'vergiss', 'missacht'],
    /\b(?:ignoriere|ignorieren sie|vergiss|vergessen sie|missachte)(?: alle)?(?: die| deine| ihre)?(?: vorherigen| bisherigen| obigen| früheren)? (?:anweisungen|instruktionen|regeln|vorgaben)/g,
  ],
  [
    ['ignora', 'dimentica'],
    /\b(?:ignora|ignorare|dimentica|dimenticare)(?: tutte)?(?: le| tue| le tue) (?:istruzioni|regole|direttive)(?: (?:precedenti|di sistema))?/g,
  ],
  [
    ['игнорир', 'забудь'],
    /(?:игнорируй|игнорируйте|проигнорируй|забудь|забудьте)(?: все)?(?: свои| твои| ваши)?(?: предыдущие| прежние| системные)? (?:инструкции|указания|правила)/g,
  ],
  [
    ['negeer', 'vergeet'],
    /\b(?:negeer|vergeet)(?: alle)?(?: de| je| uw)?(?: vorige| eerdere| bovenstaande)? (?:instructies|aanwijzingen|regels)/g,
  ],
  [
    ['zignoruj', 'ignoruj', 'zapomnij'],
    /\b(?:zignoruj|ignoruj|zapomnij)(?: wszystkie)?(?: swoje| poprzednie| wcześniejsze){0,2} (?:instrukcje|polecenia|zasady)/g,
  ],
  [
    ['yoksay', 'yok say', 'unut'],
    /(?:önceki|tüm|sistem)(?: [a-zçğıöşü]{1,15}){0,2} (?:talimatları|talimatlarını|kuralları)(?: [a-zçğıöşü]{1,15}){0,2} (?:yoksay|yok say|unut|görmezden gel)/g,
  ],
  [
    ['忽略', '無視', '无视', '忘记', '忘記', '不要理会'],
    /(?:忽略|无视|無視|忘记|忘記|不要理会)(?:掉)?(?:你)?(?:的)?(?:所有|全部|之前|以前|先前|以上|上述|前面|系统|系統|の|的){0,4}(?:指令|指示|提示词|提示詞|提示|规则|規則)/g,
  ],
  [
    ['無視', '忘れ'],
    /(?:以前|これまで|前|上記|すべて|全て|システム)の?(?:すべての|全ての)?(?:指示|命令|指令|プロンプト|ルール)(?:を)?(?:すべて|全て)?(?:無視|忘れ)/g,
  ],
  [
    ['무시', '잊'],
    /(?:이전|위|기존|모든|시스템)(?:의)? ?(?:모든 ?)?(?:지시|명령|지침|프롬프트|규칙)(?:사항)?(?:을|를|들을)? ?(?:모두 ?)?(?:무시|잊)/g,
  ],
  [['تجاهل'], /تجاهل(?: جميع| كل)? (?:التعليمات|الأوامر|القواعد)/g],
];

const SECRECY: readonly [stems: readonly string[], pattern: RegExp][] = [
  [
    ['usuario', 'usuária', 'usuário'],
    /\b(?:no|não|nao|sin|sem) (?:le |lo |se lo )?(?:digas?|informes?|informar|menciones?|mencionar|reveles?|revelar|avises?|avisar|diga|informe|mencione|revele|conte|contar|notifiques?|notifique)(?: esto| isso| nada| nunca)?(?: al| a| ao| o) (?:la |el )?(?:usuario|usuária|usuário)/g,
  ],
  [
    ['utilisateur'],
    /\b(?:ne|n') ?(?:le |rien )?(?:dis|dites|dire|informe|informez|informer|mentionne|mentionnez|mentionner|révèle|révélez|révéler)(?: pas| rien| jamais)?(?: cela| ceci)?(?: à| a)? ?l'utilisateur/g,
  ],
  [
    ['benutzer', 'nutzer', 'anwender'],
    /\b(?:sag|sage|sagen sie|erzähle|erwähne|erwähnen sie|verrate|verraten sie|informiere|informieren sie|teile)(?: es| das| dies| davon)?(?: dem| den| gegenüber dem| gegenüber)? (?:benutzer|nutzer|anwender)n?(?: [a-zäöüß]{1,15}){0,3} (?:nicht|nichts|niemals)\b/g,
  ],
  [
    ['utente'],
    /\bnon (?:dire|dirlo|informare|menzionare|rivelare|avvisare|comunicare|notificare)(?: questo| nulla| ciò)?(?: all'| l'| a )utente/g,
  ],
  [
    ['пользовател'],
    /не (?:говори|говорите|сообщай|сообщайте|упоминай|упоминайте|раскрывай|раскрывайте|уведомляй|уведомляйте)(?: об этом| этого| ничего| это)? ?пользовател/g,
  ],
  [
    ['gebruiker'],
    /\b(?:vertel|meld|zeg|noem)(?: dit| het| niets)?(?: aan)?(?: de)? gebruiker(?: dit| het| hier)? (?:niet|niets|nooit)\b/g,
  ],
  [
    ['użytkownik'],
    /\bnie (?:mów|informuj|wspominaj|ujawniaj|powiadamiaj)(?: o tym| tego)?(?: [a-ząćęłńóśźż]{1,12})? użytkownik/g,
  ],
  [['kullanıcı'], /kullanıcıya(?: bunu| bundan)?(?: [a-zçğıöşü]{1,12}){0,2} (?:söyleme|bahsetme|bildirme)/g],
  [
    ['用户', '用戶', '使用者'],
    /(?:不要|不得|不可|切勿|请勿|請勿|别|別|禁止)(?:把|将|將)?(?:这|這|此)?(?:件事|些)?(?:告诉|告訴|告知|通知|透露给|透露給|提醒|让|讓)(?:任何)?(?:用户|用戶|使用者)/g,
  ],
  [
    ['ユーザ'],
    /ユーザー?に(?:は|も)?(?:この(?:こと|事)を)?(?:絶対に|決して)?(?:言わない|伝えない|知らせない|明かさない|教えない|通知しない)で/g,
  ],
  [['사용자'], /사용자에게(?:는)? ?(?:이 ?사실을 ?|이를 ?)?(?:절대 ?)?(?:말하지|알리지|언급하지|공개하지) ?(?:마|말)/g],
  [['المستخدم'], /لا (?:تخبر|تبلغ|تذكر)(?: هذا| ذلك)? ?(?:ل)?المستخدم/g],
];

const OWN_PROMPT: typeof OVERRIDE = [
  [
    ['系统提示', '系統提示'],
    /(?:输出|輸出|显示|顯示|泄露|洩露|告诉我|告訴我|打印|列印|重复|重複)(?:你|您)的?(?:完整|全部)?(?:的)?(?:系统提示|系統提示)/g,
  ],
  [['システムプロンプト'], /システムプロンプトを(?:出力|表示|教え|開示|漏)/g],
  [['시스템 프롬프트'], /시스템 프롬프트를 (?:출력|공개|표시|알려)/g],
];

const phrases = (says: string, list: typeof OVERRIDE): Phrase[] =>
  list.map(([stems, pattern]) => ({ says, severity: 'high', certain: true, stems, pattern }));

/** Directives in Spanish, Portuguese, French, German, Italian, Russian, Dutch, Polish, Turkish, Chinese, Japanese, Korean, Arabic. */
export const WORLD_DIRECTIVES: readonly Phrase[] = [
  ...phrases('tells the model to disregard its instructions', OVERRIDE),
  ...phrases('asks the model to keep something from the user', SECRECY),
  ...phrases('asks the model for its own instructions', OWN_PROMPT),
];
