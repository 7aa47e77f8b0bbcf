import Graph from "graphology";
import {useEffect, useMemo, useRef} from "react";
import Sigma from "sigma";
import {words} from "../../words/index.ts";
import type {Network} from "./network-layout.ts";

const said = words.ties;

/** The network on WebGL: it can be dragged and come near to; pressing a node shows its own ties alone. */
export function NetworkCanvas({
  network,
  name,
  scheme,
}: {
  readonly network: Network;
  readonly name: string;
  /** Changes with the page's colours. */
  readonly scheme: string;
}) {
  const holder = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLParagraphElement>(null);
  const sigma = useRef<Sigma | null>(null);
  const key = useMemo(() => ({network, scheme}), [network, scheme]);
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const drawn = drawNetwork(element, key.network, (text) => {
      if (tip.current !== null) tip.current.textContent = text;
    });
    sigma.current = drawn;
    return () => {
      sigma.current = null;
      drawn.kill();
    };
  }, [key]);
  const camera = () => sigma.current?.getCamera();
  return (
    <div className="network-canvas">
      <div
        ref={holder}
        className="network-field"
        role="img"
        aria-label={`${name} ${words.chart.keyboard}`}
        data-drawn="webgl"
      />
      <fieldset className="map-buttons">
        <legend className="unseen">{said.networkView}</legend>
        <button
          type="button"
          className="button"
          aria-label={words.atlas.nearer}
          onClick={() => void camera()?.animatedZoom()}
        >
          +
        </button>
        <button
          type="button"
          className="button"
          aria-label={words.atlas.farther}
          onClick={() => void camera()?.animatedUnzoom()}
        >
          −
        </button>
        <button type="button" className="button" onClick={() => void camera()?.animatedReset()}>
          {said.whole}
        </button>
      </fieldset>
      <p ref={tip} className="soft network-tip" role="status">
        {said.networkHint}
      </p>
    </div>
  );
}

function drawNetwork(element: HTMLElement, network: Network, tell: (text: string) => void): Sigma {
  const ink = inkOf(element);
  const graph = new Graph({type: "undirected"});
  for (const {code, name, isState, x, y, ties} of network.nodes) {
    graph.addNode(code, {
      // The field's y grows downward, that of the drawing upward.
      x,
      y: -y,
      size: Math.min(11, 3 + Math.sqrt(ties)),
      label: isState ? name : code,
      color: ink(isState ? "--ink" : "--faint"),
      hidden: ties === 0,
      forceLabel: isState,
    });
  }
  for (const {a, b, ties, layers, standing} of network.links) {
    const layer = layers.length > 1 ? "--tie-several" : `--tie-${layers[0]}`;
    const shown = standing === "halted" ? "--shock" : layer;
    graph.addEdge(a, b, {
      size: Math.min(6, 0.8 + 0.7 * ties),
      // One tie of many is drawn pale, so that pairs of several stand out.
      color: ties > 1 ? ink(shown) : mixed(ink(shown), ink("--sea")),
    });
  }
  const sigma = new Sigma(graph, element, {
    labelColor: {color: ink("--ink")},
    labelFont: getComputedStyle(element).fontFamily,
    labelSize: 13,
    labelDensity: 2,
    labelRenderedSizeThreshold: 4,
    stagePadding: 48,
    zIndex: true,
  });
  withFocus(sigma, graph, network, tell);
  return sigma;
}

/** Pressing or pointing at a node leaves its own ties alone on the picture; the empty field brings all back. */
function withFocus(sigma: Sigma, graph: Graph, network: Network, tell: (text: string) => void): void {
  const show = (code: string | null) => {
    const near = code === null ? null : new Set([code, ...graph.neighbors(code)]);
    sigma.setSetting("nodeReducer", (node, data) =>
      near === null || near.has(node) ? data : {...data, label: null, color: `${data.color}`, hidden: true},
    );
    sigma.setSetting("edgeReducer", (edge, data) =>
      code === null || graph.hasExtremity(edge, code) ? data : {...data, hidden: true},
    );
    const node = network.nodes.find((one) => one.code === code);
    tell(node === undefined ? said.networkHint : said.node(node.name, node.ties));
  };
  sigma.on("clickNode", ({node}) => show(node));
  sigma.on("clickStage", () => show(null));
  sigma.on("enterNode", ({node}) => {
    const found = network.nodes.find((one) => one.code === node);
    if (found !== undefined) tell(said.node(found.name, found.ties));
  });
}

function mixed(one: string, other: string): string {
  const channel = (colour: string, at: number) => Number.parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16);
  const halves = [0, 1, 2].map((at) => Math.round(0.45 * channel(one, at) + 0.55 * channel(other, at)));
  return `#${halves.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** The page's colours as hexadecimal, which is what WebGL reads. */
function inkOf(element: HTMLElement): (name: string) => string {
  return (name) => {
    const probe = document.createElement("span");
    probe.style.color = `var(${name})`;
    element.append(probe);
    const {color} = getComputedStyle(probe);
    probe.remove();
    const channels = color.match(/[\d.]+/g)?.slice(0, 3) ?? ["0", "0", "0"];
    return `#${channels.map((channel) => Math.round(Number(channel)).toString(16).padStart(2, "0")).join("")}`;
  };
}
