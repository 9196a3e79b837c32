export type CsvValue = string | number | bigint | boolean | Date | null | undefined;

/**
 * Writes one CSV record, ending in CRLF (RFC 4180). Null, undefined and numbers that are not finite become empty fields,
 * dates ISO 8601 in UTC.
 *
 * Text that a spreadsheet would run as a formula gets an apostrophe in front of it: after the start of the field, or after
 * a line break, tab or semicolon within, where programs set to another separator begin a new cell. Plain numbers ("-5.00")
 * stay numbers; all other text comes back as it was.
 */
export function csvRow(values: readonly CsvValue[]): string {
  // A lone empty field must be quoted, or the record would be an empty line.
  if (values.length === 1 && textOf(values[0]) === "") return '""\r\n';
  return `${values.map((value) => quoted(textOf(value))).join(",")}\r\n`;
}

function textOf(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? withoutFormulas(value) : String(value);
}

const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

// Spreadsheets skip blanks and quotes before looking for the sign, and take its full-width form too (OWASP, CSV injection).
const FORMULA_START = /(^|[;\t\r\n])(?=(?:"|[^\S\t\r\n])*[=+\-@＝＋－＠])/g;

function withoutFormulas(text: string): string {
  if (PLAIN_NUMBER.test(text)) return text;
  // A leading tab or line break can be dropped on opening, which would bring the next character to the front.
  const guarded = text.replace(FORMULA_START, "$1'");
  return /^[\t\r\n]/.test(guarded) ? `'${guarded}` : guarded;
}

function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
