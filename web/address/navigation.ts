import {useSyncExternalStore} from "react";
import {type Address, embedAddress, readAddress} from "./address.ts";

const listeners = new Set<() => void>();
let current: Address | null = null;
let read = "";

/** Goes to an address of the app, inside a frame to its twin there; `replace` leaves no step behind to go back to. */
export function navigate(to: string, {replace = false}: {readonly replace?: boolean} = {}): void {
  const href = snapshot().embedded && to.startsWith("/") && !to.startsWith("/embed/") ? embedAddress(to) : to;
  if (replace) history.replaceState(null, "", href);
  else {
    history.pushState(null, "", href);
    if (new URL(href, location.href).hash === "") scrollTo({top: 0});
  }
  announce();
}

/** Where the person is now; the component is drawn anew when that changes. */
export function useAddress(): Address {
  return useSyncExternalStore(subscribe, snapshot);
}

/** Whether the app stands in a frame of another page; other than `useAddress`, it draws nothing anew when a person goes on. */
export function useEmbedded(): boolean {
  return useSyncExternalStore(subscribe, isEmbedded);
}

function isEmbedded(): boolean {
  return snapshot().embedded;
}

/** Takes over clicks on links of the app, so that they need no new page. */
export function takeOverLinks(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!(link instanceof HTMLAnchorElement) || !plain || event.defaultPrevented || !isOfApp(link)) return;
    event.preventDefault();
    navigate(link.href);
  });
}

function isOfApp({origin, pathname, target, hash, download}: HTMLAnchorElement): boolean {
  const served = pathname.startsWith("/api/") || pathname === "/plain";
  return origin === location.origin && !served && target === "" && hash === "" && download === "";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
}

function snapshot(): Address {
  const {pathname, search} = location;
  if (current === null || read !== pathname + search) {
    current = readAddress(pathname, search);
    read = pathname + search;
  }
  return current;
}

function announce(): void {
  for (const listener of listeners) listener();
}
