// The way in of `npm run memoria`: plain JavaScript, so that Node.js reads its own reader of TypeScript only where source is new (0.04 s).
require("./require-node.cjs");
require("./compiled-source.cjs");
import("./cli.ts");
