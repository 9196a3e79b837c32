/** A CSV file that is made while it is sent. */
export type CsvFile = { name: string; lines: AsyncIterable<string> };

/** Spreadsheets read UTF-8 only where the file begins with it. */
export const BYTE_ORDER_MARK = "\uFEFF";
