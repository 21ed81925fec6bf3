import type { AnyElement } from "./block-elements.ts";
import type { Block } from "./blocks.ts";

// The page runs this file in the browser, so it may import types only.

/** All elements of a block that a person can press, choose from or fill. */
export function elementsOf(of: Block): AnyElement[] {
  if (of.type === "actions") return of.elements;
  if (of.type === "input") return [of.element];
  if (of.type === "section" && of.accessory !== undefined && of.accessory.type !== "image") {
    return [of.accessory];
  }
  return [];
}
