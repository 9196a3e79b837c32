import { madeOn } from "./types.ts";
import { makeZip } from "./zip.ts";

/** A chapter: its title and paragraphs of plain text. */
export type Chapter = { title: string; paragraphs: string[] };
type Book = {
  id: string;
  title: string;
  author: string;
  summary: string;
  chapters: Chapter[];
  cover: Buffer;
};

/**
 * Writes an EPUB 3.3 book (W3C): the `mimetype` entry first and stored, package document, navigation, one XHTML file a
 * chapter, a JPEG cover. Also carries the older NCX table of contents for readers of EPUB 2. `id` is a uuid.
 */
export function makeEpub(book: Book): Buffer {
  const names = book.chapters.map((_, i) => `chapter-${i + 1}`);
  return makeZip([
    { name: "mimetype", data: "application/epub+zip", store: true },
    { name: "META-INF/container.xml", data: container },
    { name: "OEBPS/package.opf", data: packageDocument(book, names) },
    { name: "OEBPS/nav.xhtml", data: navigation(book, names) },
    { name: "OEBPS/toc.ncx", data: ncx(book, names) },
    { name: "OEBPS/book.css", data: css },
    { name: "OEBPS/cover.jpg", data: book.cover, store: true },
    {
      name: "OEBPS/cover.xhtml",
      data: page("Cover", `<img class="cover" src="cover.jpg" alt="${xml(book.title)}"/>`),
    },
    ...book.chapters.map((chapter, i) => ({ name: `OEBPS/${names[i]}.xhtml`, data: chapterPage(chapter) })),
  ]);
}

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

const css = `body { font-family: serif; line-height: 1.5; margin: 5%; }
h1 { font-family: sans-serif; font-size: 1.5em; line-height: 1.2; margin: 2em 0 1.5em; }
p { margin: 0; text-indent: 1.4em; }
h1 + p { text-indent: 0; }
img.cover { display: block; margin: 0 auto; max-width: 100%; }
`;

function packageDocument(book: Book, names: string[]): string {
  const items = names.map(
    (name) => `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/>`,
  );
  const order = names.map((name) => `<itemref idref="${name}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:${book.id}</dc:identifier>
<dc:title>${xml(book.title)}</dc:title>
<dc:creator>${xml(book.author)}</dc:creator>
<dc:language>en</dc:language>
<dc:description>${xml(book.summary)}</dc:description>
<meta property="dcterms:modified">${madeOn.toISOString().slice(0, 19)}Z</meta>
<meta name="cover" content="cover-image"/>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="css" href="book.css" media-type="text/css"/>
<item id="cover-image" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
${items.join("\n")}
</manifest>
<spine toc="ncx">
<itemref idref="cover" linear="no"/>
<itemref idref="nav"/>
${order.join("\n")}
</spine>
</package>
`;
}

function navigation(book: Book, names: string[]): string {
  const links = names.map(
    (name, i) => `<li><a href="${name}.xhtml">${xml(book.chapters[i]!.title)}</a></li>`,
  );
  return page("Contents", `<nav epub:type="toc"><h1>Contents</h1><ol>${links.join("")}</ol></nav>`);
}

function ncx(book: Book, names: string[]): string {
  const points = names.map(
    (name, i) =>
      `<navPoint id="p${i + 1}" playOrder="${i + 1}"><navLabel><text>${xml(book.chapters[i]!.title)}</text></navLabel>` +
      `<content src="${name}.xhtml"/></navPoint>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head><meta name="dtb:uid" content="urn:uuid:${book.id}"/></head>
<docTitle><text>${xml(book.title)}</text></docTitle>
<navMap>${points.join("")}</navMap>
</ncx>
`;
}

function chapterPage(chapter: Chapter): string {
  const paragraphs = chapter.paragraphs.map((text) => `<p>${xml(text)}</p>`).join("\n");
  return page(
    chapter.title,
    `<section epub:type="chapter">\n<h1>${xml(chapter.title)}</h1>\n${paragraphs}\n</section>`,
  );
}

function page(title: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>${xml(title)}</title><link rel="stylesheet" href="book.css"/></head>
<body>${body}</body>
</html>
`;
}

function xml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
