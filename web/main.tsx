import {StrictMode} from "react";
import {createRoot} from "react-dom/client";
import {takeOverLinks} from "./address/index.ts";
import {App} from "./shell/app.tsx";
import {applyTheme, keptTheme} from "./shell/theme.ts";
import "./style/tokens.css";
import "./style/page.css";
import "./style/parts.css";
import "./style/views.css";
import "./style/relations.css";
import "./style/print.css";

applyTheme(keptTheme());
takeOverLinks();
const place = document.getElementById("app");
if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
