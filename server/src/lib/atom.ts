import { xmlText } from "./xml.ts";

export type AtomFeed = {
  baseUrl: string;
  /** Names the feed for good. */
  id: string;
  /** Where it is read, from the site's root; null where that is a secret. */
  path: string | null;
  /** Of the page it follows. */
  pagePath: string;
  title: string;
  subtitle: string;
  updatedAt: string;
  entries: AtomEntry[];
};
export type AtomEntry = {
  id: string;
  path: string;
  title: string;
  publishedAt: string;
  updatedAt: string;
  author: { name: string; path: string };
  category?: { term: string; label: string } | undefined;
  summary: string;
  /** The whole, as plain text. */
  content?: string | undefined;
  picture?: { url: string; width: number } | undefined;
};

/** An Atom feed, newest first (RFC 4287), pictures as Media RSS thumbnails. All in it is text and stays text. */
export function writeAtom(feed: AtomFeed): string {
  const { baseUrl, path, pagePath, title, subtitle, updatedAt, entries } = feed;
  const self = path === null ? "" : link("self", "application/atom+xml", baseUrl + path);
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en">
<id>${xmlText(feed.id)}</id>
<title>${xmlText(title)}</title>
<subtitle>${xmlText(subtitle)}</subtitle>
<updated>${updatedAt}</updated>
${self}${link("alternate", "text/html", baseUrl + pagePath)}<icon>${xmlText(`${baseUrl}/icon.svg`)}</icon>
${entries.map((entry) => entryOf(baseUrl, entry)).join("")}</feed>
`;
}

function entryOf(baseUrl: string, entry: AtomEntry): string {
  const { author, category, content, picture } = entry;
  return `<entry>
<id>${xmlText(entry.id)}</id>
<title>${xmlText(entry.title)}</title>
${link("alternate", "text/html", baseUrl + entry.path)}<published>${entry.publishedAt}</published>
<updated>${entry.updatedAt}</updated>
<author><name>${xmlText(author.name)}</name><uri>${xmlText(baseUrl + author.path)}</uri></author>
${category ? `<category term="${xmlText(category.term)}" label="${xmlText(category.label)}"/>\n` : ""}<summary>${xmlText(entry.summary)}</summary>
${content === undefined ? "" : `<content type="text">${xmlText(content)}</content>\n`}${picture ? `<media:thumbnail url="${xmlText(baseUrl + picture.url)}" width="${picture.width}"/>\n` : ""}</entry>
`;
}

function link(rel: string, type: string, href: string): string {
  return `<link rel="${rel}" type="${type}" href="${xmlText(href)}"/>\n`;
}
