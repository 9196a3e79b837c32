import { Fragment, type ReactNode } from "react";
import { safeHref } from "./safe-href.ts";

/* Alternatives in order of binding: code, picture or link, bare address, strong, emphasis, strike, line break, escape. */
const token =
  /(?<!`)(`{1,3})(?!`)(.{0,1000}?[^`])\1(?!`)|!?\[([^[\]\n]{0,500})\]\(\s*<?([^\s<>()]{1,2000}(?:\([^\s<>()]{0,200}\)[^\s<>()]{0,500})?)>?(?:\s+"[^"\n]{0,300}")?\s*\)|<?(https?:\/\/[^\s<>"')\]]{1,2000})>?|(\*\*|__)(?=\S)(.{0,2000}?\S)\6|(\*|(?<!\w)_)(?=\S)([^*_\n]{0,1000}?[^*_\s])\8(?![\w*])|~~(?=\S)(.{0,1000}?\S)~~|((?<! ) {2,}|\\)\n|\\([\\`*_{}[\]()#+\-.!~>|])/;

/** Emphasis, code, links and breaks of one paragraph as elements; everything else stays text. */
export function renderInline(source: string, depth = 0): ReactNode[] {
  const parts: ReactNode[] = [];
  let rest = source;
  while (rest !== "") {
    const match = depth > 6 ? null : token.exec(rest);
    if (!match) {
      parts.push(rest);
      break;
    }
    if (match.index > 0) parts.push(rest.slice(0, match.index));
    parts.push(<Fragment key={`${parts.length}-${match.index}`}>{element(match, depth)}</Fragment>);
    rest = rest.slice(match.index + match[0].length);
  }
  return parts;
}

function element(match: RegExpExecArray, depth: number): ReactNode {
  const [whole, , code, label, target, bare, , strong, , emphasis, struck, broken, escaped] = match;
  const inner = (text: string) => renderInline(text, depth + 1);
  if (code !== undefined) return <code>{code.trim()}</code>;
  if (label !== undefined && target !== undefined)
    return link(target, label === "" ? target : inner(label), whole);
  if (bare !== undefined) return link(bare, bare, whole);
  if (strong !== undefined) return <strong>{inner(strong)}</strong>;
  if (emphasis !== undefined) return <em>{inner(emphasis)}</em>;
  if (struck !== undefined) return <s>{inner(struck)}</s>;
  if (broken !== undefined) return <br />;
  return escaped ?? whole;
}

function link(target: string, children: ReactNode, source: string): ReactNode {
  const href = safeHref(target);
  return href ? (
    <a href={href} rel="nofollow ugc noopener">
      {children}
    </a>
  ) : (
    source
  );
}
