/** The licence text that goes into every archive of a creator. */
export function licenceText(product: string, holder: string, terms: string[]): string {
  const lines = terms.map((term, i) => `${i + 1}. ${term}`);
  return `${product}\nCopyright 2026 ${holder}\n\n${lines.join("\n\n")}\n`;
}

/** What a buyer of pictures, sounds and models may do. */
export const mediaTerms = [
  "You may use the files in any number of your own or your clients' works, commercial or not.",
  "You may change them as you like. Credit is welcome and not required.",
  "You may not sell or give away the files as files, changed or unchanged, alone or in a collection.",
  "The licence is for one person or one company of up to ten people and does not end.",
];
