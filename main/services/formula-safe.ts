/** What a spreadsheet takes for the beginning of a formula, in half and full width. */
const formulaStart = /^\s*[=+\-@＝＋－＠]/u;
const phoneNumber = /^[+-]?[\d\s()/.-]+$/;

/** Text that no spreadsheet runs: it would do what somebody wrote into a name. */
export function formulaSafe(text: string): string {
  return formulaStart.test(text) && !phoneNumber.test(text) ? `'${text}` : text;
}
