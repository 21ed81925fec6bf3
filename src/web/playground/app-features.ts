import { z } from "zod";

/**
 * What the app's manifest offers to people: slash commands to complete, shortcuts for the menus.
 */
export type AppFeatures = {
  name: string;
  /** Whether the app writes direct messages, and whether people may write back. */
  directMessages: boolean;
  canAnswer: boolean;
  commands: readonly { command: string; description: string; usageHint: string }[];
  shortcuts: readonly { name: string; callbackId: string; on: "message" | "global" }[];
};

const manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    app_home: z
      .object({
        messages_tab_enabled: z.boolean().optional(),
        messages_tab_read_only_enabled: z.boolean().optional(),
      })
      .optional(),
    slash_commands: z
      .array(
        z.object({
          command: z.string(),
          description: z.string(),
          usage_hint: z.string().optional(),
        }),
      )
      .optional(),
    shortcuts: z
      .array(
        z.object({
          name: z.string(),
          type: z.enum(["message", "global"]),
          callback_id: z.string(),
        }),
      )
      .optional(),
  }),
});

/** Reads the features out of a Slack app manifest (the JSON of manifests/slack/manifest.json). */
export function appFeatures(json: unknown): AppFeatures {
  const { display_information: display, features } = manifest.parse(json);
  return {
    name: display.name,
    directMessages: features.app_home?.messages_tab_enabled !== false,
    canAnswer:
      features.app_home?.messages_tab_enabled !== false &&
      features.app_home?.messages_tab_read_only_enabled !== true,
    commands: (features.slash_commands ?? []).map((one) => ({
      command: one.command,
      description: one.description,
      usageHint: one.usage_hint ?? "",
    })),
    shortcuts: (features.shortcuts ?? []).map((one) => ({
      name: one.name,
      callbackId: one.callback_id,
      on: one.type,
    })),
  };
}
