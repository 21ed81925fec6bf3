import { type Fact, subjectOf } from "../../core/fact.ts";

/** A CloudEvent 1.0 in JSON, as `toFact` reads it back. */
export type OutgoingEvent = {
  readonly specversion: "1.0";
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** "order:PED-1042": what the fact is about. */
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype: "application/json";
  readonly data: Readonly<Record<string, unknown>>;
};

export const PING_TYPE = "remo.ping.v1";

const ENVELOPE = new Set(["type", "source", "externalId", "occurredAt"]);

/** A fact for other systems, who know this Remo as `source`. */
export function toEvent(fact: Fact, source: string): OutgoingEvent {
  const data = Object.fromEntries(Object.entries(fact).filter(([field]) => !ENVELOPE.has(field)));
  return {
    specversion: "1.0",
    id: fact.externalId,
    source,
    type: `remo.${fact.type}.v1`,
    subject: subjectOf(fact),
    time: fact.occurredAt,
    datacontenttype: "application/json",
    data,
  };
}

/** An event that says nothing: it only shows whether events arrive and their signature is right. */
export function pingEvent(id: string, source: string, time: string): OutgoingEvent {
  return {
    specversion: "1.0",
    id,
    source,
    type: PING_TYPE,
    time,
    datacontenttype: "application/json",
    data: {},
  };
}
