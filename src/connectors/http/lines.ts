/** A line of a stream, or the fact that it was longer than a line may be. */
export type Line = { readonly text: string } | { readonly tooLong: true };

const NEWLINE = 0x0a;

/** Splits bytes into lines, holding no more than one line and one piece at a time. */
export async function* splitLines(
  pieces: AsyncIterable<Buffer>,
  limitBytes: number,
): AsyncGenerator<Line> {
  let kept: Buffer[] = [];
  let length = 0;
  const take = (): Line => {
    const line: Line =
      length > limitBytes ? { tooLong: true } : { text: Buffer.concat(kept).toString("utf8") };
    kept = [];
    length = 0;
    return line;
  };
  const keep = (part: Buffer) => {
    length += part.length;
    // A line over the limit is only counted: its bytes are let go.
    if (length <= limitBytes) kept.push(part);
    else kept = [];
  };
  for await (const piece of pieces) {
    let from = 0;
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, from)) {
      keep(piece.subarray(from, at));
      yield take();
      from = at + 1;
    }
    if (from < piece.length) keep(piece.subarray(from));
  }
  if (length > 0) yield take();
}
