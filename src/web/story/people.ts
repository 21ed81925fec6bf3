import type { Role } from "../../core/action.ts";
import type { Team } from "../../core/fact.ts";
import type { Lang } from "../../text/format.ts";

/** The story's zone for whoever has no other: the distributor's head office. */
export const HOME_ZONE = "America/Mexico_City";

/** Somebody of the distributor: a member of the chat workspace and a person of remo.yaml at once. */
export type StoryPerson = {
  readonly id: string;
  readonly slack: string;
  /** Microsoft Entra's object id: who they are in Teams. */
  readonly entra: string;
  readonly name: string;
  readonly title: string;
  readonly teams: readonly Team[];
  readonly roles: readonly Role[];
  readonly language: Lang;
  /** BCP 47: figures and dates follow the reader. */
  readonly locale: string;
  readonly zone: string;
};

type Rest = Partial<Pick<StoryPerson, "roles" | "language" | "locale" | "zone">>;

function person(
  id: string,
  name: string,
  title: string,
  teams: readonly Team[],
  rest: Rest = {},
): StoryPerson {
  const spanish = { language: "es", locale: "es-MX", zone: HOME_ZONE, roles: ["member"] } as const;
  const accounts = { slack: `U${id.toUpperCase()}`, entra: entraOf(id) };
  return { id, ...accounts, name, title, teams, ...spanish, ...rest };
}

/** The invented organisation's directory: an id that shows whose it is. */
function entraOf(id: string): string {
  const letters = Buffer.from(id).toString("hex").slice(0, 12).padStart(12, "0");
  return `5ea70000-0000-4000-8000-${letters}`;
}

const COLOMBIA = { locale: "es-CO", zone: "America/Bogota" } as const;

export const STORY_PEOPLE: readonly StoryPerson[] = [
  person("mariana", "Mariana Ríos", "Ventas, Guadalajara", ["sales"], { roles: ["lead"] }),
  person("andres", "Andrés Cárdenas", "Ventas, Medellín", ["sales"], COLOMBIA),
  person("lucia", "Lucía Herrera", "Jefa de logística", ["logistics"], { roles: ["lead"] }),
  person("tomas", "Tomás Aguilar", "Tráfico, León", ["logistics"]),
  person("patricia", "Patricia Salgado", "Jefa de cobranza", ["collections"], { roles: ["lead"] }),
  person("emily", "Emily Carter", "Collections, Bogotá", ["collections"], {
    language: "en",
    locale: "en-US",
    zone: "America/Bogota",
  }),
  person(
    "elena",
    "Elena Villaseñor",
    "Gerente de operaciones",
    ["sales", "logistics", "collections"],
    {
      roles: ["manager"],
    },
  ),
  person("rodrigo", "Rodrigo Beltrán", "Contralor", ["controller"], { roles: ["controller"] }),
  person("ines", "Inés Palacios", "Directora de finanzas", ["controller"], {
    roles: ["director"],
  }),
  person("gabriel", "Gabriel Ontiveros", "Director general", ["sales", "logistics"], {
    roles: ["director"],
  }),
  person("ximena", "Ximena Duarte", "Administradora de sistemas", ["administrator"], {
    roles: ["admin"],
  }),
];
