// The columns by their numbers, as in ../columns.ts.
export const address: i32 = 0;
export const method: i32 = 1;
export const path: i32 = 2;
export const query: i32 = 3;
export const protocol: i32 = 4;
export const referrer: i32 = 5;
export const agent: i32 = 6;
export const host: i32 = 7;
export const user: i32 = 8;
export const extra: i32 = 9;
export const forwarded: i32 = 10;
export const cache: i32 = 13;
export const scheme: i32 = 14;
export const lineHash: i32 = 15;
export const lineKind: i32 = 16;
export const time: i32 = 17;
export const status: i32 = 18;
export const sentBytes: i32 = 19;
export const port: i32 = 20;
export const duration: i32 = 21;
export const file: i32 = 22;
export const sampled: i32 = 23;

