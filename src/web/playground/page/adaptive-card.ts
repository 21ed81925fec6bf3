import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** What the page uses of Adaptive Cards' own renderer, which is loaded when a card is first drawn. */
type Action = { getJsonTypeName(): string; id?: string; url?: string };
type Input = { id?: string; value?: unknown };
type Drawn = {
  hostConfig: unknown;
  onExecuteAction: (action: Action) => void;
  parse(card: unknown): void;
  render(): HTMLElement | undefined;
  getAllInputs(): Input[];
  validateInputs?(): unknown;
};
type Library = { AdaptiveCard: new () => Drawn; HostConfig: new (config: unknown) => unknown };

declare global {
  interface Window {
    AdaptiveCards?: Library;
  }
}

let loading: Promise<Library> | undefined;

function library(): Promise<Library> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "/playground/modules/adaptivecards.js";
    script.addEventListener("load", () => {
      const loaded = window.AdaptiveCards;
      if (loaded) resolve(loaded);
      else reject(new Error("Adaptive Cards did not load."));
    });
    script.addEventListener("error", () => reject(new Error("Adaptive Cards did not load.")));
    document.head.append(script);
  });
  return loading;
}

/** Which button it was, as its card has it, and what was filled in. */
export type Pressed = { action: Named; inputs: Record<string, string> };
type Named = { verb?: string; title?: string; data?: unknown };

/** A card, drawn by Adaptive Cards' own renderer in the colours of the page. */
export function CardView(o: { card: unknown; onPress: (pressed: Pressed) => void }): VNode {
  const place = useRef<HTMLDivElement>(null);
  const written = JSON.stringify(o.card);
  const press = useRef(o.onPress);
  press.current = o.onPress;
  useEffect(() => {
    let gone = false;
    library().then(
      (cards) => {
        if (!gone) draw(cards, JSON.parse(written), place.current, (one) => press.current(one));
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [written]);
  return html`<div class="ac" ref=${place}></div>`;
}

function draw(
  { AdaptiveCard, HostConfig }: Library,
  card: unknown,
  place: HTMLElement | null,
  onPress: (pressed: Pressed) => void,
): void {
  const drawn = new AdaptiveCard();
  drawn.hostConfig = new HostConfig(LOOK);
  drawn.onExecuteAction = (action) => {
    if (action.getJsonTypeName() === "Action.OpenUrl") {
      if (action.url) window.open(action.url, "_blank", "noopener");
      return;
    }
    const inputs = drawn.getAllInputs().flatMap(({ id, value }) => {
      return id === undefined || typeof value !== "string" ? [] : [[id, value] as const];
    });
    const named = buttons.get(action.id ?? "");
    if (named) onPress({ action: named, inputs: Object.fromEntries(inputs) });
  };
  const buttons = numbered(card);
  drawn.parse(card);
  const element = drawn.render();
  if (element) place?.replaceChildren(element);
}

/** Gives every button an id of its own: of two with the same words, which one was it? */
function numbered(card: unknown): ReadonlyMap<string, Named> {
  const found = new Map<string, Named>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value) && isExecute(value)) {
      const { verb, title, data } = value;
      value.id = `button-${found.size}`;
      found.set(value.id, { verb, title, data });
    }
    Object.values(value).forEach(walk);
  };
  walk(card);
  return found;
}

type Execute = { type: string; id?: string; verb: string; title: string; data: unknown };

function isExecute(value: object): value is Execute {
  return "type" in value && value.type === "Action.Execute" && "title" in value;
}

const tone = (name: string) => ({
  default: `var(--ac-${name})`,
  subtle: `var(--ac-${name}-subtle, var(--ac-${name}))`,
});
const colours = {
  default: tone("ink"),
  accent: tone("accent"),
  attention: tone("attention"),
  good: tone("good"),
  warning: tone("warning"),
};
const container = (background: string) => ({
  backgroundColor: `var(--ac-${background})`,
  foregroundColors: colours,
});

/** The page's type and colours; its theme changes them by CSS variables alone. */
const LOOK = {
  fontFamily: "inherit",
  spacing: { small: 6, default: 8, medium: 12, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  fontSizes: { small: 12, default: 14, medium: 15, large: 18, extraLarge: 22 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  supportsInteractivity: true,
  containerStyles: {
    default: container("ground"),
    emphasis: container("emphasis-ground"),
    accent: container("accent-ground"),
    attention: container("attention-ground"),
    good: container("good-ground"),
    warning: container("warning-ground"),
  },
  actions: {
    maxActions: 12,
    spacing: "default",
    buttonSpacing: 8,
    showCard: { actionMode: "inline", inlineTopMargin: 10 },
    actionsOrientation: "horizontal",
    actionAlignment: "left",
  },
  inputs: { label: { requiredInputs: { suffix: " *", suffixColor: "attention" } } },
};
