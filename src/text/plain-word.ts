/** Lower case, without accents: "Mías" and "mias" are one word. */
export function plainWord(word: string): string {
  return word.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
