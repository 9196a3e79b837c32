/** Where a size of a picture lies: beside its original, under a key that only whoever may know the original's can say. */
export function sizeKey(storageKey: string, width: number): string {
  return `${storageKey}-w${width}`;
}
