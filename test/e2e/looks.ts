import type { Page } from "playwright-core";

/** How light a colour of the page's body is, from 0 to 1. */
export function lightness(page: Page, property: "color" | "background-color"): Promise<number> {
  return page.evaluate((name) => {
    const colour = getComputedStyle(document.body).getPropertyValue(name);
    const canvas = document.createElement("canvas").getContext("2d");
    if (canvas === null) return Number.NaN;
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return (r + g + b) / (3 * 255);
  }, property);
}

/** Whatever is wider than the window that must show it. */
export function sideways(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll(".pane, .messages, .card")]
      .filter((one) => one.scrollWidth > Math.min(one.clientWidth + 1, innerWidth))
      .map((one) => `${one.className || one.tagName}: ${one.scrollWidth} px`),
  );
}
