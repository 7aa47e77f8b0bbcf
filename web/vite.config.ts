import {defineConfig} from "vite";

// One page, split by view; every file is small enough to be read from memory by the server.
export default defineConfig({
  base: "/",
  cacheDir: "../node_modules/.vite",
  publicDir: "public",
  build: {target: "es2023", assetsInlineLimit: 0, sourcemap: false, reportCompressedSize: false},
});
