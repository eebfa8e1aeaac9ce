/** As many marks on one character as the Stream-Safe Text Format allows; no language uses more than a few. */
const excessMarks = /(\p{M}{30})\p{M}+/gu;

/**
 * The text in a normalization form, in time that grows with its length alone. Marks on one character are put into an order
 * by normalizing, which engines do in quadratic time: 40,000 of them stop a process for seconds. So what exceeds 30 is left
 * out before.
 * Source: Unicode Standard Annex #15, section 13, https://unicode.org/reports/tr15/#Stream_Safe_Text_Format
 */
export function normalized(text: string, form: 'NFC' | 'NFKC' | 'NFKD'): string {
  return text.replace(excessMarks, '$1').normalize(form);
}
