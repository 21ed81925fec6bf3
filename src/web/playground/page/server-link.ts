import type { Outcome } from "../driving.ts";
import type { Entry, Values } from "../element-state.ts";
import type { Live } from "../live.ts";
import type { PageState } from "../page-api.ts";

const API = "/playground/api";

export type Place = { channel: string; ts: string } | { viewId: string };
type Pressed = {
  at: Place;
  blockId: string;
  actionId: string;
  choice?: Entry;
  values?: Values;
};

/** Everything the page asks of its server, for the person `user`. */
export type ServerLink = {
  state: () => Promise<PageState>;
  listen(o: { opened(): void; lost(): void; heard(live: Live): void }): () => void;
  act: (pressed: Pressed) => Promise<Outcome>;
  submit: (viewId: string, values: Values) => Promise<Outcome>;
  closeView: (viewId: string) => Promise<Outcome>;
  post: (o: {
    channel: string;
    text: string;
    threadTs?: string;
    files: File[];
  }) => Promise<Outcome>;
  command: (o: { channel: string; line: string; threadTs?: string }) => Promise<Outcome>;
  shortcut: (o: { channel: string; ts: string; callbackId: string }) => Promise<Outcome>;
  openHome: () => Promise<Outcome>;
  dismiss: (o: { channel: string; ts: string }) => Promise<Outcome>;
  upload(file: File): Promise<{ ok: true; id: string } | { ok: false; error: string }>;
  advance: (ms: number) => Promise<Outcome>;
  speak: (language: "es" | "en") => Promise<Outcome>;
  reset: () => Promise<Outcome>;
};

export function serverLink(user: string): ServerLink {
  const send = (path: string, body: object) => post(path, { user, ...body });
  return {
    state: () => get(`/state?user=${encodeURIComponent(user)}`),
    listen: (listener) => listen(user, listener),
    act: (pressed) => send("/act", pressed),
    submit: (viewId, values) => send("/submit", { viewId, values }),
    closeView: (viewId) => send("/close", { viewId }),
    post: async ({ files, ...said }) =>
      send("/post", { ...said, files: await Promise.all(files.map(encoded)) }),
    command: (typed) => send("/command", typed),
    shortcut: (asked) => send("/shortcut", asked),
    openHome: () => send("/home", {}),
    dismiss: (at) => send("/dismiss", at),
    upload: (file) => upload(user, file),
    advance: (advanceMs) => send("/clock", { advanceMs }),
    speak: (language) => send("/language", { language }),
    reset: () => send("/reset", {}),
  };
}

function listen(
  user: string,
  listener: { opened(): void; lost(): void; heard(live: Live): void },
): () => void {
  const source = new EventSource(`${API}/events?user=${encodeURIComponent(user)}`);
  source.addEventListener("open", () => listener.opened());
  source.addEventListener("error", () => listener.lost());
  source.addEventListener("message", (event: MessageEvent<string>) => {
    listener.heard(JSON.parse(event.data) as Live);
  });
  return () => source.close();
}

async function get(path: string): Promise<PageState> {
  const response = await fetch(`${API}${path}`);
  if (!response.ok) throw new Error(`The playground answered ${response.status}.`);
  return (await response.json()) as PageState;
}

export async function post(path: string, body: object): Promise<Outcome> {
  try {
    const response = await fetch(`${API}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-playground": "1" },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Outcome;
  } catch {
    return { ok: false, error: "network" };
  }
}

async function upload(user: string, file: File) {
  const form = new FormData();
  form.append("file", file, file.name);
  try {
    const response = await fetch(`${API}/upload?user=${encodeURIComponent(user)}`, {
      method: "POST",
      headers: { "x-playground": "1" },
      body: form,
    });
    if (response.status === 413) return { ok: false as const, error: "file_too_large" };
    const answer = (await response.json()) as
      | { ok: true; file: { id: string } }
      | { ok: false; error: string };
    return answer.ok ? { ok: true as const, id: answer.file.id } : answer;
  } catch {
    return { ok: false as const, error: "network" };
  }
}

export async function encoded(file: File): Promise<{ name: string; base64: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  // In slices, because a call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 32_768) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 32_768));
  }
  return { name: file.name, base64: btoa(binary) };
}
