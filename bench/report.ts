import { type Goal, meets, type Result } from "./measurement.ts";

/** A table for people. */
export function table(results: Result[]): string {
  const rows = [["", "value", "ratio", "to", "goal", ""], ...results.map(toRow)];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          RIGHT.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** One line for programs: `{name, value, unit, against, ratio}`. */
export function jsonLine({ name, value, unit, against, ratio }: Result): string {
  return JSON.stringify({
    name,
    value: round(value),
    unit,
    against,
    ratio: ratio === null ? null : round(ratio),
  });
}

const RIGHT = new Set([1, 2]);

function toRow(result: Result): string[] {
  const met = meets(result);
  return [
    result.name,
    `${written(result.value)} ${result.unit}`,
    result.ratio === null ? "" : result.ratio.toFixed(2),
    result.against ?? "",
    result.goal ? goalText(result.goal, result.unit) : "",
    met === null ? "" : met ? "reached" : "MISSED",
  ];
}

function goalText({ on, bound, is }: Goal, unit: string): string {
  return `${is === "at least" ? ">=" : "<="} ${bound}${on === "value" ? ` ${unit}` : ""}`;
}

function written(value: number): string {
  return value.toLocaleString(
    "en",
    value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  );
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}
