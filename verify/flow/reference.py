# Largest flows of least cost by linear programming: HiGHS in scipy.optimize.linprog.
# Writes networks.csv (network, nodes, source, sink, tail, head, capacity, cost) and reference.csv (network, value, cost).
import csv
import random

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

draw = random.Random(20220224)


def any_network(nodes, arcs):
    """Arcs at random: parallel ones, loops on one node and parts that nothing reaches included."""
    made = [(draw.randrange(nodes), draw.randrange(nodes)) for _ in range(arcs)]
    return [(a, b, draw.choice([0, draw.randrange(1, 10**9)]), draw.choice([0, draw.randrange(1, 9000)])) for a, b in made]


def layered(origins, hubs):
    """Origins to hubs, hubs to hubs and hubs to the target, as corridors have them."""
    source, target = origins + hubs, origins + hubs + 1
    arcs = [(source, o, 10**12, 0) for o in range(origins)]
    arcs += [(o, origins + h, draw.randrange(10**9), draw.randrange(200, 9000)) for o in range(origins) for h in range(hubs)]
    arcs += [(origins + a, origins + b, draw.randrange(10**8), draw.randrange(200, 9000)) for a in range(hubs) for b in range(hubs) if a != b]
    arcs += [(origins + h, target, draw.randrange(origins * 10**9), draw.randrange(200, 9000)) for h in range(hubs)]
    return arcs


def solve(nodes, source, sink, arcs):
    """Value first, then cost at that value: two programs, so that no large price stands for the order of the aims."""
    tail, head, capacity, cost = (np.array(column) for column in zip(*arcs))
    count = len(arcs)
    rows = np.concatenate([tail, head])
    signs = np.concatenate([np.ones(count), -np.ones(count)])
    balance = coo_matrix((signs, (rows, np.tile(np.arange(count), 2))), shape=(nodes, count)).tocsr()
    inner = [node for node in range(nodes) if node not in (source, sink)]
    bounds = np.column_stack([np.zeros(count), capacity])
    leaving = np.asarray(balance[source].todense()).ravel()
    most = linprog(-leaving, A_eq=balance[inner], b_eq=np.zeros(len(inner)), bounds=bounds, method="highs-ds")
    value = round(-most.fun)
    wanted = np.zeros(nodes)
    wanted[source], wanted[sink] = value, -value
    least = linprog(cost.astype(float), A_eq=balance, b_eq=wanted, bounds=bounds, method="highs-ds")
    assert most.status == 0 and least.status == 0
    return value, least.fun


networks = [(n, 0, n - 1, any_network(n, m)) for n, m in [(3, 5), (4, 9), (6, 14), (8, 30), (12, 40), (20, 90), (20, 200)] for _ in range(3)]
networks += [(o + h + 2, o + h, o + h + 1, layered(o, h)) for o, h in [(1, 3), (2, 4), (3, 6), (5, 8)] for _ in range(2)]
with open("networks.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["network", "nodes", "source", "sink", "tail", "head", "capacity", "cost"])
    for number, (nodes, source, sink, arcs) in enumerate(networks):
        out.writerows([number, nodes, source, sink, *arc] for arc in arcs)
with open("reference.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["network", "value", "cost"])
    for number, (nodes, source, sink, arcs) in enumerate(networks):
        value, cost = solve(nodes, source, sink, arcs)
        out.writerow([number, value, f"{cost:.6g}" if cost == 0 else f"{cost:.15g}"])
