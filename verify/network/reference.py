# Measures of invented networks by networkx, a general graph library. Writes edges.csv and reference.csv.
# networkx 3.6.1, numpy, scipy. Nodes are named to constraint and effective_size: asked for all nodes at once with weights, 3.6.1 divides by the largest
# weight of the other node, and gives another effective size than its own definition.
import csv
import random

import networkx as nx

SEED = 20220224
NODES = 12


def invented(number, directed, density):
    draw = random.Random(SEED + number)
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(NODES))
    for a in range(NODES):
        for b in range(NODES):
            if a == b or (not directed and a > b):
                continue
            if draw.random() < density:
                graph.add_edge(a, b, weight=round(0.1 + draw.random(), 3))
    return graph


def both_ways(graph):
    """Weights there and back added up."""
    if not graph.is_directed():
        return graph
    plain = nx.Graph()
    plain.add_nodes_from(graph)
    for a, b, weight in graph.edges(data="weight"):
        before = plain.get_edge_data(a, b, {"weight": 0})["weight"]
        plain.add_edge(a, b, weight=before + weight)
    return plain


def eigenvector(plain):
    """Of the largest connected part by eigenvalue; the others have none."""
    values = {node: 0.0 for node in plain}
    parts = [plain.subgraph(part) for part in nx.connected_components(plain) if len(part) > 1]
    if not parts:
        return values
    import numpy

    leading = []
    for part in parts:
        matrix = nx.to_numpy_array(part, weight="weight")
        eigenvalues, vectors = numpy.linalg.eigh(matrix)
        leading.append((eigenvalues[-1], list(part), numpy.abs(vectors[:, -1])))
    _, names, vector = max(leading, key=lambda one: one[0])
    for name, value in zip(names, vector):
        values[name] = value / max(vector)
    return values


def number(value):
    return "" if value != value else repr(float(value))


with open("edges.csv", "w", newline="") as edges, open("reference.csv", "w", newline="") as results:
    to_edges, to_results = csv.writer(edges, lineterminator="\n"), csv.writer(results, lineterminator="\n")
    to_edges.writerow(["graph", "directed", "a", "b", "weight"])
    to_results.writerow(["graph", "node", "betweenness", "pagerank", "eigenvector", "constraint", "effective_size"])
    for graph_number in range(16):
        directed = graph_number % 2 == 0
        graph = invented(graph_number, directed, 0.08 + 0.04 * (graph_number // 2))
        for a, b, weight in graph.edges(data="weight"):
            to_edges.writerow([graph_number, int(directed), a, b, weight])
        plain = both_ways(graph)
        between = nx.betweenness_centrality(graph, normalized=False)
        rank = nx.pagerank(graph, alpha=0.85, weight="weight", tol=1e-14, max_iter=10_000)
        central = eigenvector(plain)
        constraint = nx.constraint(plain, nodes=list(plain), weight="weight")
        size = nx.effective_size(plain, nodes=list(plain), weight="weight")
        for node in graph:
            alone = plain.degree(node) == 0
            nan = float("nan")
            to_results.writerow(
                [
                    graph_number,
                    node,
                    number(between[node]),
                    number(rank[node]),
                    number(central[node]),
                    number(nan if alone else constraint[node]),
                    number(nan if alone else size[node]),
                ]
            )
