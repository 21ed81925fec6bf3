const KEY = "playground-theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function chosen(): string | null {
  return localStorage.getItem(KEY);
}

/** Follows the system until the reader chooses; the choice is kept in this browser. */
export function applyTheme(): void {
  document.documentElement.dataset["theme"] = chosen() ?? (dark.matches ? "dark" : "light");
}

export function switchTheme(): void {
  const now = document.documentElement.dataset["theme"];
  localStorage.setItem(KEY, now === "dark" ? "light" : "dark");
  applyTheme();
}

dark.addEventListener("change", applyTheme);
