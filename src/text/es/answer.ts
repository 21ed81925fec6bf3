import type { AnswerText, DialogText } from "../dialog-texts.ts";

export const dialog: DialogText = {
  submit: "Guardar",
  cancel: "Cancelar",
  close: "Cerrar",
  field: {
    reason: "Motivo",
    on: "Fecha",
    until: "Hasta",
    wakeWhen: "O antes, si",
    invoiceId: "Número de factura",
    amount: "Monto",
    reasonCode: "Causa",
    person: "Persona",
    scope: "Qué casos",
    proofKind: "Tipo de evidencia",
    files: "Archivos",
  },
  fieldIn: {
    date: { on: "Nueva fecha" },
    proof: { reason: "Nota" },
    snooze: { until: "Pausar hasta", amount: "Monto que despierta el caso" },
    maintenance: { until: "En mantenimiento hasta" },
    silence: { until: "Silenciar hasta" },
    promise: { on: "Pagará el", amount: "Monto, si no es todo" },
    dispute: { amount: "Monto en disputa, si no es todo" },
    amount: { amount: "Monto, escrito otra vez" },
    amend: { amount: "Nuevo monto" },
    credit: { invoiceId: "Factura", files: "Evidencia" },
  },
  hint: {
    reason: "Lo leerán los demás equipos en el hilo del caso.",
    invoiceId: "Como aparece en el documento, por ejemplo FAC-2210.",
    files: "Foto con luz de la hoja completa, o PDF. Hasta 5 archivos.",
  },
  case: "Caso",
  attachTitle: "Adjuntar evidencia",
  title: {
    reason: "Motivo",
    date: "Nueva fecha",
    proof: "Adjuntar evidencia",
    snooze: "Pausar el caso",
    invoice: "Número de factura",
    amount: "Confirmar monto",
    amend: "Cambiar monto",
    credit: "Nota de crédito",
    dispute: "Disputa",
    promise: "Promesa de pago",
    "with-files": "Motivo y archivos",
    certificate: "Adjuntar constancia",
    person: "Asignar el caso",
    maintenance: "Mantenimiento",
    silence: "Silenciar casos",
  },
  intro: (action, subject, customer) => `${action} · ${subject}${customer ? ` · ${customer}` : ""}`,
  snoozeFor: (span, when) => `${span}, hasta ${when}`,
  wake: {
    time: "solo al llegar la hora",
    "eta-changes": "cambia la hora estimada de llegada",
    "amount-passes": "el monto pasa de lo indicado abajo",
    "customer-replies": "el cliente responde",
  },
  scope: {
    customer: (name) => `Todo lo de ${name}`,
    rule: (tag) => `Todos los casos «${tag}»`,
    both: (name, tag) => `«${tag}» de ${name}`,
    warehouse: (id) => `Todo lo del almacén ${id}`,
  },
  working: "Guardando los archivos. El resultado aparecerá aquí.",
  workingTitle: "Guardando",
  upload: {
    open: "Subir archivos",
    page: "Los archivos se suben en una página de Remo; sirve la cámara del teléfono.",
    pageToo: "¿Con archivos? Se responde en una página de Remo; sirve la cámara del teléfono.",
    here: "Los archivos se envían aquí, en este chat; Remo pregunta después de qué caso son.",
    chat: "Los archivos se envían en el chat personal con Remo, que pregunta de qué caso son.",
  },
  doneTitle: "Listo",
  refusedTitle: "Sin cambios",
};

export const answer: AnswerText = {
  unknownPerson: (userName, userId, platform) =>
    `Remo todavía no conoce a ${userName}. Para agregar a esta persona, el administrador escribe ` +
    `su cuenta de ${platform} (${userId}), sus equipos y sus funciones en "people" de remo.yaml.`,
  caseGone: "Este caso ya no existe; nada que hacer.",
  buttonFrom: (at) => `Este botón es de ${at}.`,
  meanwhileDid: (at, who, did) => `${atTime(at)} ${who} ya ${did}; nada que hacer.`,
  meanwhileResolved: (at, resolved) =>
    `${atTime(at)} se resolvió: ${resolved.toLowerCase()}; nada que hacer.`,
  changed: "El caso cambió desde entonces; la tarjeta muestra lo que hay ahora.",
  wrongState: (state, by) => `El caso ya está ${state}${by ? `: ${by}` : ""}. Nada que hacer.`,
  notYourTeam: (action, teams) => `«${action}» le toca a ${teams}.`,
  needsApprover: (action, names) =>
    names
      ? `«${action}» necesita aprobación. Quién puede darla: ${names}.`
      : `«${action}» necesita la aprobación de un líder o de Contraloría.`,
  needsLead: (names) =>
    `Silenciar una regla, un cliente o un almacén por completo lo decide un líder o Administración` +
    `${names ? ` (${names})` : ""}. Sí se puede silenciar este tipo de caso de este cliente.`,
  silenceTooLong: (days) => `Un silencio dura ${days} días como máximo.`,
  silenced: (when, by) => `El caso está en silencio hasta el ${when}, por ${by}. Nada que hacer.`,
  approvalWaits: "Este caso espera una aprobación, y eso no se silencia.",
  done: (action, subject) => `✅ ${action} · ${subject}. Quedó registrado.`,
  closed: (action, subject) => `✅ ${action} · ${subject}. El caso quedó resuelto.`,
  missing: {
    reason: "Falta el motivo.",
    on: "Falta la fecha.",
    until: "Falta indicar hasta cuándo.",
    wakeWhen: "Falta la condición.",
    invoiceId: "Falta el número de factura.",
    amount: "Falta el monto.",
    reasonCode: "Falta la causa.",
    person: "Falta la persona.",
    scope: "Falta indicar qué casos.",
    proofKind: "Falta el tipo de evidencia.",
    files: "Falta al menos un archivo.",
    case: "Falta elegir el caso.",
  },
  badAmount: (typed, example) => `«${typed}» no es un monto; por ejemplo ${example}.`,
  notPayable: (why, invoiceId) =>
    ({
      unknown: `${invoiceId} no está entre las facturas pendientes de este cliente.`,
      "nothing-owed": `${invoiceId} no debe nada: el pago no se puede aplicar ahí.`,
      "other-currency": `${invoiceId} está en otra moneda que el pago.`,
      "nothing-left": "De este pago no queda nada por aplicar.",
    })[why],
  pastDate: (date) => `${date} ya pasó; hace falta una fecha de hoy en adelante.`,
  pastInstant: (when) => `${capital(when)} ya pasó; hace falta una hora posterior.`,
  tooManyFiles: (limit) => `El límite es de ${limit} archivos por envío; los demás van en otro.`,
  fileTooLarge: (name, limitMb) =>
    `${name} pesa demasiado: el límite es ${limitMb} MB. Sirve una foto de menor tamaño.`,
  fileUnreadable: (name) =>
    `${name} no se puede leer. Falta: foto con luz de la hoja completa, o el PDF original.`,
  fileWrongType: (name) => `${name} no es foto ni PDF. Sirven JPG, PNG, WebP, HEIC y PDF.`,
  fileNoRight: (name) =>
    `Slack no entregó ${name}: a Remo le falta el permiso files:read. El administrador lo agrega ` +
    `en "OAuth & Permissions", reinstala la aplicación y ejecuta "remo doctor".`,
  fileGone: (name) => `${name} ya no está en Slack; hace falta adjuntarlo otra vez.`,
  fileSlow: (name) => `Slack tardó demasiado en entregar ${name}; hace falta intentarlo otra vez.`,
  noFiles: "Ese mensaje no tiene archivos. La evidencia se toma de un mensaje con foto o PDF.",
  noCaseForProof: "Ningún caso abierto de estos equipos espera evidencia.",
  failed:
    "La respuesta no se pudo guardar y nada cambió. Hace falta intentarlo otra vez; si se repite, " +
    `el administrador puede ver la causa con "remo doctor".`,
};

/** "A las 14:25", "Ayer 18:05". */
function atTime(at: string): string {
  return at.startsWith("las ") ? `A ${at}` : capital(at);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
