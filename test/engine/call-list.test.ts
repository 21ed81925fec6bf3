import { describe, expect, it } from "vitest";
import { createCallList } from "../../src/app/call-list.ts";
import { createDirectory } from "../../src/app/directory.ts";
import type { KnownPerson } from "../../src/app/ports.ts";

const NOW = "2026-11-18T16:00:00.000Z";

const person = (id: string, roles: KnownPerson["roles"]): KnownPerson => ({
  id,
  name: id,
  teams: ["logistics"],
  roles,
  accounts: {},
  lang: null,
});
const calls = createCallList(
  createDirectory({
    channels: [],
    people: [person("luis", ["member"]), person("marta", ["lead"])],
    zone: "UTC",
    lang: "es",
  }),
  {},
);

describe("whom the owner's step of a policy tells", () => {
  it.each([
    ["the assignee", "luis", ["luis"]],
    ["the team's leads where nobody has it", null, ["marta"]],
    ["the team's leads where its assignee is in remo.yaml no more", "ivan", ["marta"]],
  ])("%s", (_says, assignee, told) => {
    const given = assignee === null ? null : { personId: assignee, personName: assignee };
    const people = calls.peopleFor("owner", "logistics", given, null, NOW);
    expect(people.map(({ personId }) => personId)).toEqual(told);
  });
});
