/** A decoded request body: text at the leaves, nested as the brackets say; list items are named 0, 1, … */
export type FormValue = string | Form;
export type Form = { [name: string]: FormValue };

/**
 * Decodes `application/x-www-form-urlencoded` text in Stripe's bracket notation: `card[number]=…`,
 * `expand[]=…`, `line_items[0][price]=…` and `line_items[][price]=…`, where a repeated field starts the
 * next item. Throws a plain Error on text that contradicts itself,
 * nests deeper than 12 levels or holds a NUL character, which no database text can.
 */
export function parseForm(text: string): Form {
  const root: Node = new Map();
  for (const [name, value] of new URLSearchParams(text)) {
    if (`${name}${value}`.includes("\0")) throw new Error("A NUL character");
    place(root, path(name), value);
  }
  return toForm(root);
}

// Maps while building: a field may be called `__proto__` without harm.
type Node = Map<string, Node | string>;

function path(name: string): string[] {
  const open = name.indexOf("[");
  if (open < 1) return [name];
  const rest = name.slice(open);
  const keys = [...rest.matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1]!);
  const plain = keys.map((key) => `[${key}]`).join("") !== rest;
  if (keys.length > 12) throw new Error(`Too deeply nested: ${name}`);
  return plain ? [name] : [name.slice(0, open), ...keys];
}

function place(node: Node, [key, ...rest]: string[], value: string): void {
  const name = key === "" ? itemFor(node, rest) : key!;
  if (rest.length === 0) {
    if (node.get(name) instanceof Map) throw new Error(`Both a value and a group: ${name}`);
    node.set(name, value);
    return;
  }
  const child = node.get(name) ?? new Map();
  if (typeof child === "string") throw new Error(`Both a value and a group: ${name}`);
  node.set(name, child);
  place(child, rest, value);
}

/** `a[]=1&a[]=2` are two items; `a[][x]=1&a[][y]=2` is one, until a field comes a second time. */
function itemFor(node: Node, rest: string[]): string {
  const last = node.get(String(node.size - 1));
  const continues = rest.length > 0 && rest[0] !== "" && last instanceof Map && !last.has(rest[0]!);
  return String(continues ? node.size - 1 : node.size);
}

function toForm(node: Node): Form {
  const form: Form = Object.create(null);
  for (const [key, value] of node) form[key] = typeof value === "string" ? value : toForm(value);
  return form;
}
