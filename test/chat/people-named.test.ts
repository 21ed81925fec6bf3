import { expect, test } from "vitest";
import { isMention, personNamed } from "../../src/app/desk/people-named.ts";
import { createDirectory } from "../../src/app/directory.ts";
import type { KnownPerson } from "../../src/app/ports.ts";

const person = (id: string, name: string, slack?: string): KnownPerson => ({
  id,
  name,
  teams: ["sales"],
  roles: ["lead"],
  lang: null,
  accounts: slack ? { slack } : {},
});
const entries = {
  channels: [],
  people: [
    person("ana", "Ana Ríos", "U1"),
    person("ana.maria", "Ana María Gil", "U2"),
    person("mgil", "Marta Gil"),
    person("mpaz", "Marta Paz"),
    person("luis", "Luis Peña"),
  ],
  zone: "UTC",
  lang: "es",
} as const;

test.each([
  ["<@U1>", "ana"],
  ["<@U2|ana.maria>", "ana.maria"],
  ["@luis", "luis"],
  ["@LUIS", "luis"],
  ["@luis.pena", "luis"],
  ["@ana.maria", "ana.maria"],
  ["<@U9|pedro>", { typed: "@pedro", similar: [] }],
  ["<@U9>", { typed: "@U9", similar: [] }],
  // Two people answer to it: one is asked which.
  ["@marta", { typed: "@marta", similar: ["Marta Gil", "Marta Paz"] }],
  // The id of one is hers, though another one's first name is the same.
  ["@ana", "ana"],
  ["@pe", { typed: "@pe", similar: ["Luis Peña"] }],
  ["@x", { typed: "@x", similar: [] }],
])("%s", (word, expected) => {
  const named = personNamed(word, "slack", createDirectory(entries));
  expect("person" in named ? named.person.id : named).toEqual(expected);
});

test("a mention is told from other words", () => {
  expect(["<@U1>", "<@U1|ana>", "@ana"].map(isMention)).toEqual([true, true, true]);
  expect(["ana", "@", "<#C1>", "PED-1"].map(isMention)).toEqual([false, false, false, false]);
});

test("a directory learns the accounts that people linked, and moves none that remo.yaml names", () => {
  const directory = createDirectory(entries);
  const link = (personId: string, platform: "slack" | "teams", account: string) =>
    directory.learn([{ personId, platform, account }]);
  link("ana", "teams", "T1");
  expect(directory.personOf("teams", "T1")?.id).toBe("ana");
  expect(directory.personOf("slack", "U1")?.accounts).toEqual({ slack: "U1", teams: "T1" });
  expect(directory.people[0]?.accounts).toEqual({ slack: "U1", teams: "T1" });
  expect(directory.leadsOf("sales")[0]?.accounts.teams).toBe("T1");
  link("luis", "slack", "U1");
  expect(directory.personOf("slack", "U1")?.id).toBe("ana");
  link("nobody", "slack", "U7");
  expect(directory.personOf("slack", "U7")).toBeNull();
});
