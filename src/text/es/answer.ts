import type { AnswerText, DialogText } from "../text.ts";

export const dialog: DialogText = {
  submit: "Guardar",
  cancel: "Cancelar",
  close: "Cerrar",
  reason: "Motivo",
  reasonHint: "Lo leerán los demás equipos en el hilo del caso.",
  date: "Nueva fecha",
  invoiceId: "Número de factura",
  invoiceHint: "Como aparece en el documento, por ejemplo FAC-2210.",
  until: "Pausar hasta",
  proofKind: "Tipo de evidencia",
  files: "Archivos",
  filesHint: "Foto con luz de la hoja completa, o PDF. Hasta 5 archivos.",
  case: "Caso",
  attachTitle: "Adjuntar evidencia",
  title: {
    reason: "Motivo",
    date: "Nueva fecha",
    proof: "Adjuntar evidencia",
    snooze: "Pausar el caso",
    invoice: "Factura emitida",
  },
  intro: (action, subject, customer) => `${action} · ${subject}${customer ? ` · ${customer}` : ""}`,
  snoozeFor: (span, when) => `${span}, hasta ${when}`,
  working: "Guardando los archivos. El resultado aparecerá aquí.",
  workingTitle: "Guardando",
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
  done: (action, subject) => `✅ ${action} · ${subject}. Quedó registrado.`,
  closed: (action, subject) => `✅ ${action} · ${subject}. El caso quedó resuelto.`,
  missing: {
    reason: "Falta el motivo.",
    date: "Falta la fecha.",
    proof: "Falta al menos un archivo.",
    snooze: "Falta indicar hasta cuándo.",
    invoice: "Falta el número de factura.",
  },
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
