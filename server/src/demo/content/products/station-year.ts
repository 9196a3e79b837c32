import { coverStationYear } from "../drawings/covers-maps.ts";
import { stationYear } from "../station-year.ts";
import type { DemoProduct } from "../types.ts";

const columns = "hour_utc,temperature_c,wind_ms,rain_mm,pressure_hpa";

/** Hourly weather as CSV and JSON lines. */
export const stationYearData: DemoProduct = {
  key: "station-year",
  creatorKey: "contour",
  title: "Station year: 8,760 hours of weather",
  description: `A year of hourly readings from a weather station that does not exist: temperature, wind, rain and pressure at 69 degrees north, with polar night, midnight sun, fronts that last for days and the odd warm week in March.

Real station data is free and full of gaps, odd codes and licences. This set is for the days when you want to teach or test and not clean: it behaves like weather, it has no holes, and nobody minds if you break it.

**Columns**

- \`hour_utc\`: ISO 8601, every hour of 2025
- \`temperature_c\`, \`wind_ms\`, \`rain_mm\`, \`pressure_hpa\`

**Files**: one CSV with a header line, the same as JSON Lines, and a page of questions that work well in class, from the mean of July to "how long do fronts stay?"

The variables depend on each other as they should: pressure falls before rain, wind rises with fronts, days swing more in summer than in winter. Use it anywhere.`,
  price: { amount: 1200, currency: "usd" },
  category: "data",
  tags: ["csv", "weather", "teaching", "time series"],
  covers: [
    { alt: "Every hour of one year as a field of colour from cold blue to warm red", draw: coverStationYear },
  ],
  files: [
    { name: "station-year.csv", contentType: "text/csv", make: async () => csv() },
    { name: "station-year.jsonl", contentType: "application/jsonl", make: async () => jsonLines() },
    { name: "questions.md", contentType: "text/markdown", make: async () => Buffer.from(questions) },
  ],
};

function csv(): Buffer {
  const rows = stationYear().map((hour) => Object.values(hour).join(","));
  return Buffer.from(`${[columns, ...rows].join("\r\n")}\r\n`);
}

function jsonLines(): Buffer {
  const names = columns.split(",");
  const lines = stationYear().map((hour) =>
    JSON.stringify(Object.fromEntries(Object.values(hour).map((value, i) => [names[i]!, value]))),
  );
  return Buffer.from(`${lines.join("\n")}\n`);
}

const questions = `# Questions for a year of weather

1. What is the mean temperature of each month? Draw it as a line, then as a range from the tenth to the ninetieth percentile.
2. On how many days does it freeze and thaw? Why are most of them in April and October?
3. Does pressure fall before rain? By how many hours? Shift one column against the other until they agree best.
4. How long does a front stay? Find out how fast a warm spell is forgotten: the autocorrelation of the daily means.
5. In which months do days differ most from nights, and what would that say about the latitude if you did not know it?
6. Remove one week, fill the gap in three ways, and compare each with the truth.
`;
