/** A stylesheet that a white-label installation may not use, with the reason. */
export class BrandCssError extends Error {}

/**
 * Reads a brand's stylesheet: `:root { --name: value; … }` and comments, nothing else, so that it can change how our pages look
 * and never what they do or whom they ask. Answers it rewritten with a weight above our own tokens, whatever order a browser meets
 * them in. Throws {@link BrandCssError} for any other rule, property or a value that fetches something.
 */
export function readBrandCss(source: string): string {
  const text = source.replace(/\/\*[\s\S]*?\*\//g, " ").trim();
  const declarations: string[] = [];
  let rest = text;
  while (rest !== "") {
    const block = /^:root\s*\{([^{}]*)\}\s*/.exec(rest);
    if (!block) throw new BrandCssError(`only ":root { … }" is taken, not "${start(rest)}"`);
    declarations.push(...readDeclarations(block[1]!));
    rest = rest.slice(block[0].length);
  }
  if (declarations.length === 0) throw new BrandCssError("it sets no variable");
  return `:root:root,.themed.themed{${declarations.join(";")}}\n`;
}

function readDeclarations(body: string): string[] {
  return body
    .split(";")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, name, value] = /^(--[a-z][a-z0-9-]*)\s*:\s*([\s\S]+)$/.exec(line) ?? [];
      if (!name || !value)
        throw new BrandCssError(`only variables such as "--accent" are taken, not "${start(line)}"`);
      // What fetches, what leaves the rule, and escapes, which could spell either.
      if (/[\\<>@!{}]|\b(?:url|src|image|image-set|element|attr|env)\s*\(/i.test(value))
        throw new BrandCssError(`${name} has a value that is not taken: "${start(value)}"`);
      return `${name}:${value.replace(/\s+/g, " ")}`;
    });
}

function start(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
