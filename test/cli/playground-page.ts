import { z } from "zod";

const Message = z.looseObject({
  ts: z.string(),
  text: z.string(),
  bot_id: z.string().optional(),
  thread_ts: z.string().optional(),
  blocks: z.unknown().optional(),
});
const State = z.looseObject({
  nowMs: z.number(),
  language: z.string(),
  screen: z.looseObject({
    channels: z.array(z.looseObject({ name: z.string(), messages: z.array(Message) })),
  }),
});
export type PageState = z.infer<typeof State>;

/** What the page's own server says to it, as the controller, who reads every channel. */
export async function pageState(url: string): Promise<PageState> {
  const response = await fetch(`${url}/playground/api/state?user=rodrigo`);
  return State.parse(await response.json());
}

/** Presses a button of the page's top bar: the clock's or the language's. */
export async function press(url: string, path: "clock" | "language", body: object): Promise<void> {
  const response = await fetch(`${url}/playground/api/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-playground": "1" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
}

/** Every card and thread entry by its channel and time, as a person sees it. */
export function cardsOf({ screen }: PageState): readonly string[] {
  return screen.channels.flatMap(({ name, messages }) =>
    messages.map(({ ts, text, blocks }) => `#${name} ${ts} ${text} ${JSON.stringify(blocks)}`),
  );
}

/** Waits until nothing more is posted or edited, longer than edits of cards wait for more. */
export async function quietPage(url: string): Promise<PageState> {
  const deadline = Date.now() + 30_000;
  let before = "";
  for (;;) {
    const state = await pageState(url);
    const now = cardsOf(state).join("\n");
    if (now === before && now !== "") return state;
    if (Date.now() > deadline) throw new Error("The page does not come to rest.");
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 3_500));
  }
}
