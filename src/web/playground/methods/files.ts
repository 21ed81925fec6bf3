import { z } from "zod";
import { appChannel, asApp, method, refuse } from "../backend.ts";
import type { Backend, Method } from "../backend.ts";
import { FILE_MAX_BYTES, fileObject, newFile } from "../files.ts";
import type { Message, StoredFile } from "../message.ts";

const getUploadURLExternal = method(
  z.object({ filename: z.string().min(1).max(255), length: z.coerce.number().int().min(1) }),
  (backend, args) => {
    if (args.length > FILE_MAX_BYTES) return refuse("file_too_large");
    const userId = backend.workspace.botUserId;
    const nowMs = backend.now();
    const file = newFile({ name: args.filename, size: args.length, userId, nowMs });
    backend.store.commit({ op: "file", file });
    return { ok: true, file_id: file.id, upload_url: `${backend.base()}/upload/${file.id}` };
  },
);

const completeUploadExternal = method(
  z.object({
    files: z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1),
    channel_id: z.string().optional(),
    thread_ts: z.string().optional(),
    initial_comment: z.string().optional(),
  }),
  (backend, args) => {
    const stored: StoredFile[] = [];
    for (const { id, title } of args.files) {
      const file = backend.store.files.get(id);
      if (file === undefined || backend.store.shelf.get(id) === undefined) {
        return refuse("file_not_found");
      }
      stored.push({ ...file, title: title ?? file.title });
    }
    const channel = args.channel_id ? appChannel(backend, args.channel_id) : undefined;
    if (channel !== undefined && "refusal" in channel) return channel.refusal;
    const files = stored.map((f) => ({ ...f, channels: channel ? [channel.id] : f.channels }));
    for (const file of files) backend.store.commit({ op: "file", file });
    if (channel !== undefined) share(backend, channel.id, files, args);
    return { ok: true, files: files.map((file) => fileObject(file, backend.base())) };
  },
);

const info = method(z.object({ file: z.string().min(1) }), (backend, args) => {
  const file = backend.store.files.get(args.file);
  if (file === undefined) return refuse("file_not_found");
  return { ok: true, file: fileObject(file, backend.base()) };
});

type Sharing = { thread_ts?: string | undefined; initial_comment?: string | undefined };

function share(backend: Backend, channel: string, files: StoredFile[], how: Sharing): void {
  const message: Message = {
    type: "message",
    subtype: "file_share",
    ts: backend.store.nextTs(),
    channel,
    ...asApp(backend.workspace),
    text: how.initial_comment ?? "",
    files,
    ...(how.thread_ts === undefined ? {} : { thread_ts: how.thread_ts }),
  };
  backend.store.commit({ op: "message", channel, message });
}

export const fileMethods: Readonly<Record<string, Method>> = {
  "files.getUploadURLExternal": getUploadURLExternal,
  "files.completeUploadExternal": completeUploadExternal,
  "files.info": info,
};
