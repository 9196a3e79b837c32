import { coverSmallSoftware, smallSoftwareFront } from "../drawings/covers-print.ts";
import { makeEpub } from "../epub.ts";
import type { DemoProduct } from "../types.ts";
import { smallSoftwareChapters } from "./small-software-chapters.ts";

const title = "Notes on small software";
const author = "Priya Raman";

/** A short book as EPUB and plain text. */
export const smallSoftware: DemoProduct = {
  key: "small-software",
  creatorKey: "plainwork",
  title,
  description: `Six short essays on building programs that one or two people can keep, written after eleven years of doing it for a living and one year of closing down properly.

**Chapters**

1. The size of a thing
2. Write the invoice first
3. Files are a fine database
4. Saying no in advance
5. Three numbers on the wall
6. Leaving well

There is no method in it and no diagram with arrows. It is about deciding what a program will not do, about keeping it in a state where you can come back after a holiday, and about handing customers their data when it is over.

The book comes as EPUB 3, which opens in Apple Books, Kobo, Thorium, Calibre and on current Kindles by e-mail, and as a plain text file for reading anywhere else. No copy protection. A quarter of an hour of reading, second edition, in English.`,
  price: { amount: 1100, currency: "usd" },
  category: "books",
  tags: ["essays", "software", "epub", "small business"],
  covers: [{ alt: "The book Notes on small software, standing", draw: coverSmallSoftware }],
  files: [
    { name: "notes-on-small-software.epub", contentType: "application/epub+zip", make: epub },
    { name: "notes-on-small-software.txt", contentType: "text/plain", make: async () => plainText() },
  ],
};

async function epub(): Promise<Buffer> {
  return makeEpub({
    id: "0197f3c2-5a10-7c44-9b1e-6d2f8a04c9e1",
    title,
    author,
    summary: "Six essays on programs that one or two people can keep.",
    chapters: smallSoftwareChapters,
    cover: await smallSoftwareFront(),
  });
}

function plainText(): Buffer {
  const chapters = smallSoftwareChapters.map(
    (chapter, i) => `${i + 1}. ${chapter.title}\n\n${chapter.paragraphs.join("\n\n")}`,
  );
  return Buffer.from(`${title}\n${author}\n\n\n${chapters.join("\n\n\n")}\n`, "utf8");
}
