# Weights of families by a general optimiser: scipy's SLSQP on the same least squares.
# Writes problems.csv (invented families and cells) and reference.csv. Python 3, scipy.
import csv
import random

import numpy as np
from scipy.optimize import minimize

random.seed(20220101)
SHAPES = [(1, 2), (1, 4), (2, 2), (2, 3), (3, 3), (4, 6), (5, 4), (8, 7)]


def family(n, m):
    links = {(s, random.randrange(m)) for s in range(n)} | {(random.randrange(n), t) for t in range(m)}
    while len(links) < min(n + m, n * m):
        links.add((random.randrange(n), random.randrange(m)))
    return sorted(links)


def problem(n, m, cells, noise):
    links = family(n, m)
    raw = {link: random.expovariate(1) for link in links}
    sums = [sum(v for (s, _), v in raw.items() if s == i) for i in range(n)]
    rows = []
    for c in range(cells):
        before = [round(1000 * random.expovariate(1), 3) for _ in range(n)]
        growth = 0.5 + random.random()
        after = [0.0] * m
        for (s, t), v in raw.items():
            after[t] += growth * before[s] * v / sums[s] * (1 + noise * (2 * random.random() - 1))
        rows.append((before, [round(value, 3) for value in after]))
    return links, rows


def solve(links, rows, n, m):
    total = sum(sum(after) for _, after in rows)
    blocks, right = [], []
    for before, after in rows:
        root = (sum(after) / total) ** 0.5
        block = np.zeros((m, len(links)))
        for e, (s, t) in enumerate(links):
            block[t, e] = root * before[s] / sum(before)
        blocks.append(block)
        right.append(root * np.array(after) / sum(after))
    a, b = np.vstack(blocks), np.concatenate(right)
    h, f = a.T @ a, a.T @ b
    sums = np.array([[float(s == i) for s, _ in links] for i in range(n)])
    start = sums.T @ (1 / sums.sum(axis=1))
    return minimize(
        lambda w: float((a @ w - b) @ (a @ w - b)),
        start,
        jac=lambda w: 2 * (h @ w - f),
        bounds=[(0, 1)] * len(links),
        constraints=[{"type": "eq", "fun": lambda w: sums @ w - 1, "jac": lambda w: sums}],
        method="SLSQP",
        options={"ftol": 1e-16, "maxiter": 2000},
    )


with open("problems.csv", "w") as problems, open("reference.csv", "w") as reference:
    p = csv.writer(problems, lineterminator="\n")
    r = csv.writer(reference, lineterminator="\n")
    p.writerow(["family", "cell", "side", "code", "value"])
    r.writerow(["family", "source", "target", "weight", "objective"])
    for number, (n, m) in enumerate(SHAPES):
        for noise in (0.1, 0.6):
            name = f"{n}x{m}-{noise}"
            links, rows = problem(n, m, 12 + 4 * n, noise)
            for c, (before, after) in enumerate(rows):
                for s, value in enumerate(before):
                    p.writerow([name, c, "before", s, value])
                for t, value in enumerate(after):
                    p.writerow([name, c, "after", t, value])
            best = solve(links, rows, n, m)
            for e, (s, t) in enumerate(links):
                r.writerow([name, s, t, f"{max(0.0, best.x[e]):.8f}", f"{best.fun:.14f}"])
