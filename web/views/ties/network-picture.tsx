import {useMemo} from "react";
import {useWidth} from "../../parts/use-width.ts";
import {words} from "../../words/index.ts";
import type {Link, Network, Node} from "./network-layout.ts";

const said = words.ties;
const MARGIN_PX = 34;

/** The network as a still picture: what is drawn without WebGL, and what is saved and printed. */
export function NetworkPicture({network, name}: {readonly network: Network; readonly name: string}) {
  const [ref, measured] = useWidth<HTMLDivElement>(1000);
  const width = Math.min(measured, 1400);
  const height = Math.max(280, Math.round(width * 0.6));
  const placed = useMemo(() => placedOn(network, {width, height}), [network, width, height]);
  return (
    <div ref={ref} className="network-picture">
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`${name} ${words.chart.keyboard}`}
        data-picture=""
      >
        {network.links.map((link) => (
          <LinkLine key={`${link.a} ${link.b}`} link={link} placed={placed} />
        ))}
        {network.nodes
          .filter(({ties}) => ties > 0)
          .map((node) => (
            <NodeDot key={node.code} node={node} placed={placed} />
          ))}
      </svg>
    </div>
  );
}

type Placed = ReadonlyMap<string, readonly [number, number]>;

function placedOn({nodes}: Network, {width, height}: {width: number; height: number}): Placed {
  const [xs, ys] = [nodes.map(({x}) => x), nodes.map(({y}) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [wide, tall] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const [roomX, roomY] = [width - 2 * MARGIN_PX - 60, height - 2 * MARGIN_PX];
  const scale = Math.min(roomX / Math.max(wide, 1e-6), roomY / Math.max(tall, 1e-6));
  const [shiftX, shiftY] = [(roomX - wide * scale) / 2, (roomY - tall * scale) / 2];
  return new Map(
    nodes.map(({code, x, y}) => [
      code,
      [MARGIN_PX + shiftX + (x - left) * scale, MARGIN_PX + shiftY + (y - top) * scale] as const,
    ]),
  );
}

function LinkLine({link, placed}: {readonly link: Link; readonly placed: Placed}) {
  const [from, to] = [placed.get(link.a), placed.get(link.b)];
  if (from === undefined || to === undefined) return null;
  return (
    <line
      className="tie-link"
      x1={from[0]}
      y1={from[1]}
      x2={to[0]}
      y2={to[1]}
      strokeWidth={Math.min(6, 0.8 + 0.7 * link.ties)}
      data-layer={link.layers.length > 1 ? "several" : link.layers[0]}
      data-standing={link.standing}
    >
      <title>{said.link(link.a, link.b, link.says.join("; "))}</title>
    </line>
  );
}

function NodeDot({node, placed}: {readonly node: Node; readonly placed: Placed}) {
  const at = placed.get(node.code);
  if (at === undefined) return null;
  const size = Math.min(11, 3 + Math.sqrt(node.ties));
  return (
    <g>
      {node.isState ? (
        <circle className="tie-node" cx={at[0]} cy={at[1]} r={size} />
      ) : (
        <rect
          className="tie-node tie-organisation"
          x={at[0] - size * 0.85}
          y={at[1] - size * 0.85}
          width={size * 1.7}
          height={size * 1.7}
        />
      )}
      <title>{said.node(node.name, node.ties)}</title>
      <text className="tie-name" data-state={node.isState} x={at[0] + size + 3} y={at[1] + 4}>
        {node.isState ? node.name : node.code}
      </text>
    </g>
  );
}
