/** Text in the WinAnsi encoding, one character a byte. Refuses what it cannot hold. */
export function winAnsi(text: string): string {
  return [...text]
    .map((character) => {
      const code = special[character] ?? character.codePointAt(0)!;
      if (code > 255) throw new Error(`a PDF page cannot hold ${JSON.stringify(character)}`);
      return String.fromCharCode(code);
    })
    .join("");
}

/** The character that a WinAnsi code stands for. */
export function fromWinAnsi(code: number): string {
  return specialBack.get(code) ?? String.fromCharCode(code);
}

const special: Record<string, number> = {
  "€": 0x80,
  "…": 0x85,
  "‘": 0x91,
  "’": 0x92,
  "“": 0x93,
  "”": 0x94,
  "•": 0x95,
  "–": 0x96,
  "—": 0x97,
};
const specialBack = new Map(Object.entries(special).map(([character, code]) => [code, character]));
