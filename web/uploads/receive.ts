// Resumable uploads (tus) of large files: not there yet.
import type { FastifyInstance } from "fastify";
import type { Services } from "../services.ts";

export function receiveUploads(_app: FastifyInstance, _services: Services): void {}
