import type { SetupText } from "../text.ts";

const PAGE = `La página "OAuth & Permissions" de la aplicación lo muestra`;
const AGAIN = `después, "remo doctor" otra vez`;

export const setup: SetupText = {
  token: "Token del bot",
  appToken: "Token de aplicación (Socket Mode)",
  signingSecret: "Signing secret",
  scope: (name) => `Permiso ${name}`,
  channel: (team, id) => `Canal de ${team} (${id})`,
  tokenMissing: (name) => `Falta ${name}. ${PAGE}; ${AGAIN}.`,
  tokenInvalid: (name, error) => `${name} no es válido (${error}). ${PAGE}; ${AGAIN}.`,
  appTokenInvalid: (error) =>
    `SLACK_APP_TOKEN no sirve (${error}). Se crea en "Basic Information", "App-Level Tokens", con ` +
    `el permiso connections:write; ${AGAIN}.`,
  appTokenMissing:
    `Falta SLACK_APP_TOKEN, que Socket Mode necesita. Se crea en "Basic Information", ` +
    `"App-Level Tokens", con el permiso connections:write.`,
  signingSecretMissing:
    `Falta SLACK_SIGNING_SECRET, que el modo HTTP necesita. Está en "Basic Information", ` +
    `"App Credentials".`,
  unreachable: (url, error) =>
    `${url} no responde (${error}). Conviene revisar la red, el proxy o SLACK_API_URL.`,
  scopeMissing: (scope) =>
    `Falta el permiso ${scope}. Se agrega en "OAuth & Permissions" y luego se reinstala la aplicación.`,
  threadsUnheard: (scopes) =>
    `Hilos: lo que se escribe bajo las tarjetas no pasa a otros canales sin ${scopes.join(" y ")} ` +
    `(permisos opcionales en "OAuth & Permissions")`,
  notInChannel: (id) => `Remo no está en ${id}. En ese canal: /invite @Remo`,
  channelNotFound: (id) =>
    `El canal ${id} no existe o es privado. El número está al final de los detalles del canal; en ` +
    `uno privado, primero /invite @Remo`,
  personNotFound: (id) =>
    `Slack no entrega mensajes directos a ${id}. Conviene revisar "slack" de esa persona en remo.yaml.`,
  channelTrouble: (id, error) => `${id} no se pudo revisar (${error}).`,
  refused: (error) => `Slack no aceptó el mensaje (${error}).`,
  teamsApp: "Aplicación de Teams (TEAMS_APP_ID)",
  teamsAppInvalid: (error) =>
    `Microsoft no acepta las credenciales de la aplicación de Teams (${error}). Revisar TEAMS_APP_ID, TEAMS_APP_PASSWORD y TEAMS_TENANT_ID y repetir "remo doctor".`,
  notInTeamsChannel: (channel) =>
    `Remo no está en la conversación ${channel} de Teams. Agregar la aplicación a ese equipo, o corregir el canal en remo.yaml.`,
  teamsPersonUnknown: (account) =>
    `Remo no está en ninguna conversación de Teams con ${account}. Agregar la aplicación a un equipo de esa persona.`,
  teamsRefused: (error) => `Teams no aceptó el mensaje (${error}).`,
};
