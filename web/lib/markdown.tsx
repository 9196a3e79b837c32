import type { ReactNode } from "react";
import { type Block, parseBlocks } from "./markdown-blocks.ts";
import { renderInline } from "./markdown-inline.tsx";

/**
 * Markdown as React elements: headings, paragraphs, lists, emphasis, code, links, quotes, rules.
 * HTML in the source stays text; links lead to http, https and mailto only; pictures become links.
 * Headings start at level `top` and never skip one, whatever the source does: the page above owns those before it.
 */
export function Markdown({ source, top = 3 }: { source: string; top?: 2 | 3 }): ReactNode {
  return <div className="prose">{renderBlocks(source, 0, top)}</div>;
}

function renderBlocks(source: string, depth: number, top: 2 | 3): ReactNode[] {
  const blocks = parseBlocks(source);
  const levels = headingLevels(blocks, LEVELS.slice(top - 2));
  return blocks.map((block, index) => {
    const key = `${block.kind}-${index}`;
    switch (block.kind) {
      case "heading": {
        const Tag = levels.get(block) ?? "h4";
        return <Tag key={key}>{renderInline(block.text)}</Tag>;
      }
      case "code":
        return (
          <pre key={key}>
            <code>{block.text}</code>
          </pre>
        );
      case "quote":
        return (
          <blockquote key={key}>
            {depth < 4 ? renderBlocks(block.text, depth + 1, top) : <p>{block.text}</p>}
          </blockquote>
        );
      case "list": {
        const items = block.items.map((item, position) => (
          <li key={position}>{depth < 4 ? renderItem(item, depth, top) : item}</li>
        ));
        return block.start === null ? (
          <ul key={key}>{items}</ul>
        ) : (
          <ol key={key} start={block.start}>
            {items}
          </ol>
        );
      }
      case "rule":
        return <hr key={key} />;
      case "paragraph":
        return <p key={key}>{renderInline(block.text)}</p>;
      default:
        return null;
    }
  });
}

const LEVELS = ["h2", "h3", "h4", "h5"] as const;
type Level = (typeof LEVELS)[number];

function headingLevels(blocks: Block[], tags: readonly Level[]): Map<Block, Level> {
  const headings = blocks.filter((block) => block.kind === "heading");
  const used = [...new Set(headings.map((heading) => heading.level))].sort();
  const levels = new Map<Block, Level>();
  let previous = -1;
  for (const heading of headings) {
    previous = Math.min(used.indexOf(heading.level), previous + 1, 2);
    levels.set(heading, tags[previous] ?? "h4");
  }
  return levels;
}

function renderItem(item: string, depth: number, top: 2 | 3): ReactNode {
  const blocks = parseBlocks(item);
  const [first] = blocks;
  return blocks.length === 1 && first?.kind === "paragraph"
    ? renderInline(first.text)
    : renderBlocks(item, depth + 1, top);
}
