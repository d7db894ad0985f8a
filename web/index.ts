// The way into the web application.
export { type Running, type ServeOptions, startServer } from "./server.ts";
