// What a route is: one entry of one table, from which the server is built, its guard works, and the tests and the API's description are made.
import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Actor } from "../records/audit.ts";
import type { Delivery } from "../records/deliveries.ts";
import type { Person, Role } from "../records/people.ts";
import type { Session } from "../records/sessions.ts";
import type { Services } from "../services.ts";
import type { Answer } from "./answer.ts";

/** `everyone`: no account needed. `people`: any account. A list: accounts with one of these roles. */
export type Access = "everyone" | "people" | readonly Role[];

/** What a token may do: a token has some of them, a session all. */
const scopes = ["read", "write"] as const;
export type Scope = (typeof scopes)[number];

/** What the API's description says of a route; every route below /api/ has it. */
export interface ApiFacts {
  /** Spanish, one sentence. */
  summary: string;
  tag: string;
  scope: Scope;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Of the answer's JSON; null: it is no JSON. */
  response: z.ZodType | null;
  /** Where the answer is no JSON. */
  contentType?: string;
  /** It is a table that is answered in Arrow too, where that is asked for. */
  isTable?: boolean;
}

export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As Fastify reads it. With `:delivery` in it, the delivery is found and must be within the person's reach; else 404. */
  path: string;
  access: Access;
  /** Requests of one address in a minute, where fewer than usual are enough. */
  mostPerMinute?: number;
  /** Largest body in bytes; default 1 MB. */
  bodyLimit?: number;
  api?: ApiFacts;
  handle(visit: Visit): Promise<Answer> | Answer;
}

/** One request, by whom, and what it is about. */
export class Visit {
  readonly services: Services;
  readonly request: FastifyRequest;
  readonly session: Session | null;
  /** Null: nobody has entered. */
  readonly visitor: Person | null;
  readonly #delivery: Delivery | null;

  constructor(facts: {
    services: Services;
    request: FastifyRequest;
    session: Session | null;
    visitor: Person | null;
    delivery: Delivery | null;
  }) {
    this.services = facts.services;
    this.request = facts.request;
    this.session = facts.session;
    this.visitor = facts.visitor;
    this.#delivery = facts.delivery;
  }

  /** Whoever has entered; only on routes that are not for everyone. */
  get person(): Person {
    if (!this.visitor) throw new Error("a route for everyone asked who is there");
    return this.visitor;
  }

  /** The delivery of the path; only on routes with `:delivery`. */
  get delivery(): Delivery {
    if (!this.#delivery) throw new Error("a route without :delivery asked for it");
    return this.#delivery;
  }

  get actor(): Actor {
    return { person: this.visitor, address: this.request.ip };
  }

  /** A part of the path. */
  parameter(name: string): string {
    return String((this.request.params as Record<string, unknown>)[name] ?? "");
  }

  /** The query, each name once; a name given twice counts with its last value. */
  get query(): Record<string, string> {
    const given = this.request.query as Record<string, string | string[]>;
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, Array.isArray(value) ? (value.at(-1) ?? "") : value]));
  }

  /** The form's fields; a field given twice is a list. */
  get form(): Record<string, unknown> {
    const body = this.request.body;
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  }
}
