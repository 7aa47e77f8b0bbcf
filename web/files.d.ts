declare module "*.css";

/** A file that the build copies, by its address. */
declare module "*?url" {
  const address: string;
  export default address;
}

interface ImportMeta {
  /** Files that the build finds, each loaded when asked for. */
  glob<T>(
    pattern: string,
    options: {readonly query: "?raw"; readonly import: "default"},
  ): Readonly<Record<string, () => Promise<T>>>;
}
