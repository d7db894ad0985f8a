// What is used of WebAssembly: its types are a browser's library's, with all that a server lacks.
declare namespace WebAssembly {
  class Module {
    private constructor();
  }
  class Instance {
    constructor(module: Module);
    readonly exports: Record<string, unknown>;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  interface Global {
    readonly value: number | bigint;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
}
