/**
 * Whether brackets with numbers may be something else than a citation, by what stands around them. What is doubtful is
 * never resolved: it stays as it is written, and the chat offers the sources that it may mean.
 */

/** Brackets with numbers, and what stands around them in their block, as far as it matters. */
export interface Surroundings {
  /** The words before, the last of them at the end. */
  readonly before: string;
  /** The words behind. */
  readonly after: string;
  /** Whether the whole text names reports of judgments. */
  readonly amongJudgments: boolean;
}

/** As many characters before and behind as are looked at. */
export const farthestBefore = 120;
export const farthestAfter = 40;

/** Whether brackets that hold `numbers` are certainly meant as a citation, as far as their surroundings tell. */
export function isDoubtful(numbers: readonly number[], { before, after, amongJudgments }: Surroundings): boolean {
  return (
    isIndex(before, after) ||
    isParagraphOfJudgment(before, amongJudgments) ||
    isLabelOf(before) ||
    (numbers.length > 1 && (isInterval(numbers, before, after) || isSequence(before)))
  );
}

/** A name as programs have it, right before the bracket: `A[1]`, `x_i[2]`, `argv[1]`, `f(x)[1]`, `m[0][1]`. */
const indexed =
  /(?:^|[^\p{L}\p{N}_$.])(?:[A-Za-z]|[A-Za-z$]*_[\w$]*|arg[sv]?|arr(?:ay)?|buf|idx|mat|obj|ptr|str|tmp|vec|this|self|[A-Za-z][\w$.]*\([\w$., ]{0,40}\)|[A-Za-z]\[\w{1,20}\])$/u;
const continuesCode = /^(?:\s?(?:[-+*/%]?=(?![=>])|\+\+|--|;\s*$)|\.\w+\(|\[\w+\]\s?=)/;

function isIndex(before: string, after: string): boolean {
  return indexed.test(before) || /[=∈]\s?$/.test(before) || (continuesCode.test(after) && /[\w$)]$/.test(before));
}

/** Paragraphs that stand side by side: `[3]`, `[3]–[5]`, `[3] and [7]`. */
const chain = String.raw`(?:\[\d{1,3}\](?:\s?[-–—,;]\s?|\s(?:and|to|und|et)\s))*$`;
/** A report of a judgment: `[2020] UKSC 5`, `(2015) 255 CLR 46`, `[1990] 1 AC 109`. Its paragraphs are numbers in brackets. */
const report = String.raw`[[(](?:1[89]|20)\d\d[\])]\s(?:\d{1,4}\s)?[A-Z][A-Za-z.]{0,12}(?:\s[A-Z(][A-Za-z.)]{0,12}){0,3}\s\d{1,5}`;
const lawReport = new RegExp(report);
const paragraphOfReport = new RegExp(String.raw`${report}[,;:]?\s(?:at\s|(?:paras?|paragraphs?)\.?\s)?${chain}`);
const paragraph = new RegExp(
  String.raw`(?:\b(?:paras?|paragraphs?|Rn|Rz|Rdnr)\.?\s?|¶{1,2}\s?|§{1,2}\s?|第)${chain}`,
  'u',
);
const paragraphWhereJudgmentsAre = new RegExp(String.raw`\bat\s${chain}`);

/** Whether a text names reports of judgments, so that `at [3]` is a paragraph of one. */
export function namesJudgments(text: string): boolean {
  return lawReport.test(text);
}

function isParagraphOfJudgment(before: string, amongJudgments: boolean): boolean {
  if (paragraph.test(before) || paragraphOfReport.test(before)) return true;
  return amongJudgments && paragraphWhereJudgmentsAre.test(before);
}

/** A thing with a number of its own in the text: `see Figure [3]`, `Eq. [2]`, `(step [1])`. */
const labelled =
  /(?:^|[(;,]\s?|\b(?:see|in|from|by|of|and|to|per|cf\.|siehe|aus|voir|dans|ver|véase|en)\s)(?:fig(?:ure)?s?|tab(?:le)?s?|eqs?|equations?|steps?|sections?|chapters?|appendix|lines?|listings?|lemma|theorem|abb(?:ildung)?|tabelle|gleichung|schritt|abschnitt|kapitel|zeile|figura|tabla|paso|ecuaci[oó]n|étape|équation|tableau|рис(?:унок)?|табл(?:ица)?|шаг)\.?\s$/iu;
/** Short for such a thing. */
const abbreviated = /(?<!\p{L})(?:figs?|eqs?|tabs?|abb|рис|табл)\.\s?$/iu;
/** The same in scripts that set no space between words. */
const labelledEastAsian = /(?:[图圖図式]|公式|步骤|步驟|그림|단계)\s?$/u;

function isLabelOf(before: string): boolean {
  return labelled.test(before) || abbreviated.test(before) || labelledEastAsian.test(before);
}

/** Words before an interval or a scale, with what may stand between: `95% CI of [1, 5]`, `on a scale of [1–5]`. */
const intervalWords =
  /(?:(?<![\p{L}\p{N}])(?:c\.?i\.?|cri|hdi|hpdi|iqr|ki|ic|intervals?|intervalle?[ns]?|intervalos?|intervall[oi]|ranges?|ranging|scales?|ratings?|rated|scored?|likert|between|within|domain|bounds?|bounded|limits?|clamped|bereiche?|skala|spannweite|zwischen|plage|échelle|entre|rango|escala|scala|fra|bereik|schaal|tussen|skalan?|mellan|zakres|skali|aralık|ölçek)|ди|довер\p{L}*|интервал\p{L}*|диапазон\p{L}*|шкал\p{L}*|区间|區間|範囲|范围|範圍|量表|评分|尺度|구간|범위|척도|النطاق|טווח)(?:[\s:=,(]{0,3}(?:of|from|is|was|are|von|de|di|da|van|av|от|на|为|是|は|が|의)?[\s:=,(]{0,3})$/iu;
const mathBefore = /[≈±≤≥<>~∼×·]\s?$/u;
const unitBehind =
  /^(?:\s?[%‰°]|\s(?:mm|cm|km|kg|mg|µg|g|ml|l|ms|s|min|h|hours?|days?|weeks?|months?|years?|points?|mmhg|usd|eur|bp|db|hz|k?wh?|percent|prozent|jahre|tage)\b)/i;
const estimate = /(\d+(?:[.,]\d+)?)\s?%?\s?[:;,(]?\s?$/;

function isInterval(numbers: readonly number[], before: string, after: string): boolean {
  if (intervalWords.test(before) || mathBefore.test(before) || unitBehind.test(after)) return true;
  const value = Number(estimate.exec(before)?.[1]?.replace(',', '.') ?? NaN);
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  // `2.3 [1–5]`: an estimate with its bounds.
  return numbers.length >= 2 && first < value && value < last;
}

/** Words before a list of numbers that is data: `the array [1, 2, 3]`, `returns [1, 2]`. */
const sequenceWords =
  /(?:\b(?:arrays?|vectors?|tuples?|matri(?:x|ces)|indices|indexes|coordinates|shape|kernel|prints|vektor|feld|vecteur|vettore)|массив\p{L}*|вектор\p{L}*|数组|陣列|向量|配列|ベクトル|배열)(?:\s(?:of|is|are|was|von|de|di))?[\s:=(]{0,3}$/iu;

function isSequence(before: string): boolean {
  return sequenceWords.test(before);
}
