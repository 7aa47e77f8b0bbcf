declare module "*.css";

/** A file that the build copies, by its address. */
declare module "*?url" {
  const address: string;
  export default address;
}
