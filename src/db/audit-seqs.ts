const BITS = 65_536;

/** A set of row numbers at one bit each, in pages: ten million rows take little more than 1 MB. */
export type Seqs = {
  /** Answers whether it was new. */
  add(seq: number): boolean;
  has(seq: number): boolean;
  readonly size: number;
};

export function createSeqs(): Seqs {
  const pages = new Map<number, Uint8Array>();
  let size = 0;
  const placeOf = (seq: number) => {
    const inPage = ((seq % BITS) + BITS) % BITS;
    return { page: Math.floor(seq / BITS), byte: inPage >> 3, mask: 1 << (inPage & 7) };
  };
  const has = (seq: number): boolean => {
    const { page, byte, mask } = placeOf(seq);
    return ((pages.get(page)?.[byte] ?? 0) & mask) !== 0;
  };
  return {
    has,
    add(seq) {
      if (has(seq)) return false;
      const { page, byte, mask } = placeOf(seq);
      const bits = pages.get(page) ?? new Uint8Array(BITS / 8);
      pages.set(page, bits);
      bits[byte] = (bits[byte] ?? 0) | mask;
      size += 1;
      return true;
    },
    get size() {
      return size;
    },
  };
}
