// The part of the WebAssembly interface that is used here: the types of Node do not declare it.
declare global {
  namespace WebAssembly {
    class Memory {
      constructor(descriptor: {initial: number; maximum: number; shared: true});
      readonly buffer: SharedArrayBuffer;
      grow(pages: number): number;
    }
    function validate(bytes: Uint8Array): boolean;
    class Module {
      constructor(bytes: Uint8Array);
    }
    class Instance {
      constructor(module: Module, imports: {env: {memory: Memory}});
      readonly exports: Readonly<Record<string, unknown>>;
    }
  }
}

/** Memory that threads share. */
export type SharedMemory = WebAssembly.Memory;
