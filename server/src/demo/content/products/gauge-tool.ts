import { coverGauge } from "../drawings/covers-knit.ts";
import type { DemoProduct } from "../types.ts";
import { gaugePage } from "./gauge-tool-source.ts";

/** A small program in one HTML file; free. */
export const gaugeTool: DemoProduct = {
  key: "gauge-tool",
  creatorKey: "thistle",
  title: "Gauge: a swatch calculator in one file",
  description: `A page that answers the question between swatch and sweater: my gauge is not the pattern's gauge, so how many stitches do I cast on, how long will it be, and do I have enough wool?

Enter what the pattern says and what your swatch says. It shows the stitches to cast on, rounded to the repeat you give, how the finished width differs if you follow the pattern blindly, rows for any length, and metres of yarn with a tenth to spare.

**It is one HTML file.** Keep it on the phone, on the laptop or on a stick. It needs no network, asks for no account and remembers the last numbers in the browser that you used.

Washes out? Measure after washing: the page says so too, since I have forgotten it often enough.

Free. Look inside, change it, put it on your shop's site.`,
  price: { amount: 0, currency: "usd" },
  category: "software",
  tags: ["knitting", "calculator", "html", "free"],
  covers: [{ alt: "A pink swatch under a frame that measures ten centimetres", draw: coverGauge }],
  files: [{ name: "gauge.html", contentType: "text/html", make: async () => Buffer.from(gaugePage) }],
};
