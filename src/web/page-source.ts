import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";

/**
 * Reads a page's files once, by their paths relative to `base`; TypeScript comes without its types,
 * line for line. Undefined for what is not there.
 */
export function pageSource(base: string): (relative: string) => string | undefined {
  const cache = new Map<string, string | undefined>();
  return (relative) => {
    if (!cache.has(relative)) cache.set(relative, read(new URL(relative, base)));
    return cache.get(relative);
  };
}

function read(url: URL): string | undefined {
  try {
    const text = readFileSync(url, "utf8");
    return url.pathname.endsWith(".ts") ? withoutTypes(text) : text;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

// Node warns once that stripping is experimental. The whole project already runs on it, so the
// warning would only startle whoever starts the program.
function withoutTypes(text: string): string {
  const warn = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(text);
  } finally {
    process.emitWarning = warn;
  }
}
