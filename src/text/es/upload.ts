import type { UploadText } from "../upload-text.ts";

const NEW_LINK = "El botón de la tarjeta del caso da uno nuevo.";

export const upload: UploadText = {
  takePhoto: "Tomar foto",
  chooseFiles: "Elegir archivos",
  orDrop: "o soltarlos aquí",
  remove: "Quitar",
  optional: "opcional",
  signedAs: (name) => `Queda a nombre de ${name}.`,
  goodFor: (minutes) => `El enlace vence en ${minutes} min y es personal.`,
  sending: "Enviando",
  saving: "Guardando",
  doneTitle: "Listo",
  refusedTitle: "Sin cambios",
  another: "Adjuntar otra",
  mayClose: "Esta página ya se puede cerrar.",
  chooseAgain: "Los archivos hay que elegirlos otra vez.",
  linkTitle: "El enlace no sirve",
  expired: `Este enlace venció. ${NEW_LINK}`,
  broken: `Este enlace está incompleto o no es de aquí. ${NEW_LINK}`,
  troubleTitle: "No se recibió nada",
  tooOften: "Este enlace se usó demasiadas veces seguidas. Hace falta esperar un minuto.",
  busy: "Están llegando muchos archivos a la vez. Hace falta intentarlo otra vez en un minuto.",
  tooMuch: (limitMb) =>
    `El envío pesa más de ${limitMb} MB en total. Hace falta enviar menos archivos a la vez.`,
  tooSlow: (minutes) =>
    `El envío tardó más de ${minutes} min. Hace falta mejor señal, o menos archivos a la vez.`,
  cutOff: "El envío llegó incompleto y nada cambió. Hace falta intentarlo otra vez.",
  notThisPage: `Ese envío no salió de esta página y nada cambió. Hace falta abrir el enlace y enviarlo desde ahí.`,
  offline: "No hay conexión. Nada se perdió: los archivos siguen aquí para enviarlos otra vez.",
  goBack: "Volver al formulario",
};
