import type { AccountText, ActText, MissingPart, OfficeText, WhyText } from "../command-texts.ts";

const MISSING: Readonly<Record<MissingPart, string>> = {
  case: "Falta el número del pedido o del caso",
  order: "Falta el número",
  invoice: "Falta el número de factura",
  date: "Falta la fecha",
  text: "Falta el texto",
  person: "Falta la persona, con @",
  until: "Falta hasta cuándo",
  source: "Falta la fuente",
  customer: "Falta el cliente",
  which: "Falta indicar cuál termina",
};

export const act: ActText = {
  missing: (what, usage) => `${MISSING[what]}: /remo ${usage}`,
  badWhen: (typed) =>
    `«${typed}» no es una fecha ni una hora; por ejemplo «2h», «mañana 9:00», «viernes» o «15/12».`,
  noOpenCase: (subject) => `${subject} no tiene casos abiertos; nada que hacer.`,
  noInvoice: (typed, similar) =>
    similar.length > 0
      ? `La factura ${typed} no existe. ¿${similar.join(" o ")}?`
      : `La factura ${typed} no existe.`,
  noPerson: (typed, similar) =>
    similar.length > 0
      ? `Remo no conoce a ${typed}. ¿${similar.join(" o ")}?`
      : `Remo no conoce a ${typed}. La persona se menciona con @ y debe estar en remo.yaml.`,
  commented: (subject) => `✅ Comentado en los hilos de ${subject}.`,
  escalated: (subject) => `✅ ${subject} quedó escalado. Se avisó a quien decide.`,
  assigned: (subject, name) => `✅ ${subject} quedó asignado a ${name}.`,
  notInvolved: (name, teams) => `${name} no es de los equipos de este caso: ${teams}.`,
  watched: (subject) => `✅ ${subject} llegará también por mensaje directo.`,
  unwatched: (subject) => `✅ ${subject} ya no llegará por mensaje directo.`,
  snoozed: (subject, until, unless) =>
    `✅ ${subject} en pausa hasta ${until}${unless ? `, o antes si ${unless}` : ""}.`,
  unlessEta: "cambia la hora estimada de llegada",
  unlessPasses: (amount) => `el monto pasa de ${amount}`,
  unlessReplies: "el cliente responde",
  promised: (invoiceId, on, amount) =>
    `✅ ${invoiceId}: el cliente pagará ${amount ?? "todo lo que debe"} el ${on}. Quedó registrado.`,
  disputed: (invoiceId, cause, reason) =>
    `✅ ${invoiceId} en disputa: ${cause}${reason ? ` (${reason})` : ""}. Quedó registrado.`,
  notOwed: (invoiceId) =>
    `${invoiceId} no está por cobrar: se pagó, se canceló o no se ha emitido.`,
  alreadyDisputed: (invoiceId) => `${invoiceId} ya está en disputa; nada que hacer.`,
  moreThanOwed: (owed) => `El monto es mayor que lo que se debe: ${owed}.`,
  whichCause: (usage, causes) => `Falta la causa: /remo ${usage}. Causas: ${causes}.`,
};

export const account: AccountText = {
  named: (name, id) => (name ? `${name} (${id})` : id),
  noCustomer: (typed, similar) =>
    similar.length > 0
      ? `El cliente «${typed}» no existe. ¿${similar.join(" o ")}?`
      : `El cliente «${typed}» no existe, y nada se le parece.`,
  noDebt: "No debe nada.",
  owes: (amounts) => `Debe ${amounts}.`,
  balance: "Saldo",
  balanceOf: (owed, overdue) =>
    overdue ? `${owed} · vencido ${overdue}` : `${owed} · al corriente`,
  credit: "Crédito disponible",
  creditOf: (available, limit) => `${available} de ${limit}`,
  open: "Documentos abiertos",
  openOf: (invoices, orders) =>
    `${invoices === 1 ? "1 factura" : `${invoices} facturas`}, ` +
    `${orders === 1 ? "1 pedido" : `${orders} pedidos`}`,
  unapplied: "Pagos sin aplicar",
  overdue: (invoiceId, amount, days, due, disputed) =>
    `Vencido · ${invoiceId} · ${amount} · ${days} (venció el ${due})${disputed ? " · en disputa" : ""}`,
  withholding: (invoiceId, tax, amount) =>
    ["Sin constancia de retención", invoiceId, tax, amount].filter(Boolean).join(" · "),
  promise: (invoiceId, on, amount, outcome) => {
    const words = { kept: "cumplida", broken: "sin cumplir", waiting: "en plazo" };
    return [`Promesa de pago`, invoiceId, on, amount, words[outcome]].filter(Boolean).join(" · ");
  },
  caseOf: (row) => `Caso · ${row}`,
  delivery: (deliveryId, orderId, when) =>
    `Entrega · ${deliveryId}${orderId ? ` de ${orderId}` : ""} · ${when}`,
  recurring: (agreementId, every, amount, last) =>
    [`Recurrente`, agreementId, every, amount, last ? `facturado hasta ${last}` : "sin facturar"]
      .filter(Boolean)
      .join(" · "),
  every: { week: "cada semana", month: "cada mes" },
  andMore: (count) => `y ${count} más`,
  agingTitle: (who) => (who ? `Antigüedad de saldos · ${who}` : "Antigüedad de saldos"),
  agingNone: "Nadie debe nada.",
  agingWorst: (count) =>
    count === 1 ? "El cliente con más vencido:" : `Los ${count} clientes con más vencido:`,
  agingLine: (who, owed, overdue, buckets) =>
    `${who} · debe ${owed}${overdue ? ` · vencido ${overdue}` : ""} · ${buckets}`,
  bucket: {
    current: "al corriente",
    d30: "1–30 días",
    d60: "31–60 días",
    d90: "61–90 días",
    older: "más de 90 días",
    undated: "sin vencimiento",
  },
  closeTitle: (month) => `Cierre de ${month}`,
  closeClear: (month) => `Nada detiene el cierre de ${month}.`,
  closeCount: (count, month) =>
    count === 1
      ? `1 pendiente detiene el cierre de ${month}.`
      : `${count} pendientes detienen el cierre de ${month}.`,
  closeTotal: (count, amount) =>
    [amount, count === 1 ? "1 pendiente" : `${count} pendientes`].filter(Boolean).join(" · "),
  closeLine: (what, team, count, amount) =>
    [`${team}`, `${what}: ${count}`, amount].filter(Boolean).join(" · "),
  closeTop: (about, what, amount, team) =>
    [about, what, amount, `le toca a ${team}`].filter(Boolean).join(" · "),
  blocker: {
    "delivered-not-invoiced": "entregado sin facturar",
    "period-not-invoiced": "periodo sin facturar",
    "evidence-missing": "falta evidencia",
    "evidence-rejected": "evidencia que no sirve",
    "invoice-not-filed": "factura sin presentar",
    "invoice-rejected": "factura rechazada",
    "invoice-disputed": "factura en disputa",
    "credit-note-pending": "nota de crédito por decidir",
  },
  badMonth: (typed) => `«${typed}» no es un mes; por ejemplo «2026-11» o «noviembre».`,
};

export const why: WhyText = {
  title: (subject) => `Por qué · ${subject}`,
  nothing: (subject) => `${subject} no tiene casos: ninguna regla encuentra nada.`,
  rule: (tag, title, id) => `${tag}: ${title} · regla ${id}`,
  foldedUnder: (tag) => `Es consecuencia de «${tag}».`,
  since: (when) => `Desde ${when}.`,
  thresholds: (list) => `Umbrales: ${list}`,
  mayAnswer: (action, who) => `${action}: ${who}`,
  teamOf: (team, names) => (names ? `${team} (${names})` : team),
  approvers: "Quien aprueba",
  meTitle: (name) => name,
  teams: "Equipos",
  roles: "Funciones",
  accounts: "Cuentas",
  onDuty: "De turno",
  notOnDuty: "no",
  delegates: "Delegado",
  delegateLine: (name, until) => `${name}, hasta ${until}`,
  nobody: "nadie",
  role: {
    member: "integrante",
    lead: "líder",
    controller: "contraloría",
    manager: "gerencia",
    director: "dirección",
    admin: "administración",
  },
  holders: {
    member: "integrantes",
    lead: "líderes",
    controller: "contraloría",
    manager: "gerencia",
    director: "dirección",
    admin: "administración",
  },
  dutyHome: (teams) => `De turno por ${teams}`,
};

export const office: OfficeText = {
  silencesTitle: "Silencios en curso",
  noSilences: "No hay silencios en curso.",
  silence: (id, what, until, by, reason) =>
    [id, what, `hasta ${until}`, by, reason].filter(Boolean).join(" · "),
  matcher: {
    customer: (name) => `cliente ${name}`,
    rule: (tag, id) => `«${tag}» (${id})`,
    warehouse: (id) => `almacén ${id}`,
  },
  silenced: (id, what, until) =>
    `✅ Silencio ${id}: ${what}, hasta ${until}. Para terminarlo antes: /remo silencio fin ${id}`,
  silenceEnded: (id) => `✅ El silencio ${id} terminó.`,
  noRule: (typed, similar) =>
    similar.length > 0
      ? `La regla «${typed}» no existe. ¿${similar.join(" o ")}?`
      : `La regla «${typed}» no existe. /remo porque PED-1042 dice cómo se llama la de un caso.`,
  maintenanceTitle: "Mantenimientos en curso",
  noMaintenance: "No hay mantenimientos en curso.",
  maintenance: (source, until, by) => `${source} · hasta ${until} · ${by}`,
  maintained: (source, until) =>
    `✅ ${source} en mantenimiento hasta ${until}: su silencio no será noticia.`,
  maintenanceEnded: (source) => `✅ El mantenimiento de ${source} terminó.`,
  noSource: (typed, similar) =>
    similar.length > 0
      ? `La fuente «${typed}» no existe. ¿${similar.join(" o ")}?`
      : `La fuente «${typed}» no existe: todavía no ha contado nada.`,
  dutyTitle: "De turno",
  duty: (team, name, next) => `${team}: ${name ?? "nadie"}${next ? ` · ${next}` : ""}`,
  dutyNext: (name, from, until) => `después ${name}, de ${from} a ${until}`,
  dutyTaken: (team, name, from, until) =>
    `✅ ${name} queda de turno por ${team}, de ${from} a ${until}.`,
  notOfTeam: (name, team) => `${name} no es de ${team}.`,
  delegatesTitle: "Delegados",
  noDelegates: "Nadie aprueba en lugar de otra persona.",
  delegation: (of, to, from, until) => `${to} aprueba en lugar de ${of}, de ${from} a ${until}`,
  delegated: (name, of, from, until) =>
    `✅ ${name} puede aprobar en lugar de ${of}, de ${from} a ${until}. ` +
    "Para terminarlo: /remo delegado fin",
  delegateEnded: (names) => `✅ Delegación terminada: ${names}.`,
  ownDelegate: "Nadie puede ser su propio delegado.",
  matchesAll: "Falta qué callar: un cliente, una regla o un almacén.",
  nothingToEnd: (typed) =>
    typed ? `«${typed}» no está en curso; nada que terminar.` : "No hay nada que terminar.",
  tooLong: (days) => `Es demasiado tiempo: el máximo son ${days} días.`,
  backwards: "Termina antes de empezar.",
  needsRole: (roles) => `Eso le toca a ${roles}.`,
  needsTeam: (teams) => `Eso le toca a ${teams}.`,
  linkCode: (code, minutes) =>
    `El código es ${code}. En la otra plataforma: /remo vincular ${code}. Sirve una vez, durante ` +
    `${minutes} minutos; no se comparte con nadie.`,
  linked: (name, userName, platform) =>
    `✅ ${userName} en ${platform} y ${name} son desde ahora la misma persona para Remo.`,
  linkUnknown: "Ese código no existe, ya se usó o ya venció. /remo vincular da uno nuevo.",
  linkHere: "El código se escribe en la otra plataforma, no donde se mostró.",
  linkTwo: "Las dos cuentas ya son de personas distintas en remo.yaml; nada cambió.",
  linkNobody:
    "Remo no conoce ninguna de las dos cuentas: el administrador agrega una en remo.yaml primero.",
  linkAlready: "Las dos cuentas ya son la misma persona; nada que hacer.",
};
