/** The workspace's people as remo.yaml may name them: with a manager, and Marta reading English. */
export const OFFICE_PEOPLE = [
  { id: "ana", name: "Ana Ríos", slack: "U0ANA", teams: ["sales"], roles: ["lead"] },
  { id: "simon", name: "Simón Paz", slack: "U0SIMON", teams: ["sales"] },
  { id: "luis", name: "Luis Peña", slack: "U0LUIS", teams: ["logistics"] },
  {
    id: "marta",
    name: "Marta Gil",
    slack: "U0MARTA",
    teams: ["logistics"],
    roles: ["lead"],
    language: "en",
  },
  { id: "carmen", name: "Carmen Soto", slack: "U0CARMEN", teams: ["collections"] },
  { id: "vera", name: "Vera Luna", slack: "U0VERA", teams: [], roles: ["manager"] },
  { id: "ada", name: "Ada Mora", slack: "U0ADA", teams: ["administrator"], roles: ["admin"] },
] as const;

/** Logistics has somebody on duty; public holidays are Mexico's; Monday to Friday, 08:00 to 18:00. */
export const OFFICE = {
  country: "MX",
  people: OFFICE_PEOPLE,
  duty: { logistics: { people: ["luis", "marta"], startsOn: "2026-11-02", everyDays: 28 } },
};
