# Synthetic control, synthetic difference-in-differences and difference-in-differences on the cigarette panel of
# California (Abadie, Diamond & Hainmueller 2010), written from the papers, by base R alone.
# Usage: Rscript reference.R california_prop99.csv   Writes reference.csv beside this script.
path <- commandArgs(TRUE)[1]
d <- read.csv(path, sep = ";")
y <- xtabs(PacksPerCapita ~ State + Year, d); y <- matrix(y, nrow(y), dimnames = dimnames(y))
treated <- rownames(y) == "California"
y <- rbind(y[!treated, ], California = y[treated, ])
n0 <- nrow(y) - 1; t0 <- sum(as.integer(colnames(y)) < 1989); t1 <- ncol(y) - t0
noise <- sd(apply(y[1:n0, 1:t0], 1, diff))

# As published: Frank-Wolfe, stopped when a step gains less than (1e-5 noise)^2 or after 10,000 steps.
frank_wolfe <- function(a, b, zeta, w, steps) {
  n <- length(b); value <- c()
  while (length(value) < steps && (length(value) < 2 || -diff(tail(value, 2)) > (1e-5 * noise)^2)) {
    slope <- drop(crossprod(a, a %*% w - b)) + n * zeta^2 * w
    d <- -w; i <- which.min(slope); d[i] <- 1 - w[i]
    curve <- sum((a %*% d)^2) + n * zeta^2 * sum(d^2)
    if (curve > 0) w <- w + min(1, max(0, -sum(slope * d) / curve)) * d
    value <- c(value, zeta^2 * sum(w^2) + mean((a %*% w - b)^2))
  }
  w
}
published <- function(a, b, zeta) {
  w <- frank_wolfe(a, b, zeta, rep(1 / ncol(a), ncol(a)), 100)
  w[w <= max(w) / 4] <- 0
  frank_wolfe(a, b, zeta, w / sum(w), 1e4)
}
# The optimum: accelerated projected gradient until the support settles, then the equality-constrained solution on it, and
# a check of the Karush-Kuhn-Tucker conditions, which are sufficient because the problem is convex.
onto_simplex <- function(v) {
  u <- sort(v, decreasing = TRUE); s <- (cumsum(u) - 1) / seq_along(u)
  pmax(v - s[max(which(u > s))], 0)
}
optimum <- function(a, b, zeta) {
  n <- length(b); q <- crossprod(a) / n + zeta^2 * diag(ncol(a)); r <- drop(crossprod(a, b)) / n
  step <- 1 / max(eigen(q, symmetric = TRUE, only.values = TRUE)$values)
  w <- z <- rep(1 / ncol(a), ncol(a)); momentum <- 1
  for (i in 1:400000) {
    new <- onto_simplex(z - step * drop(q %*% z - r)); m <- (1 + sqrt(1 + 4 * momentum^2)) / 2
    if (sum((z - new) * (new - w)) > 0) m <- 1          # restart where the momentum points uphill
    z <- new + (momentum - 1) / m * (new - w); w <- new; momentum <- m
  }
  held <- which(w > 1e-7); k <- length(held)
  s <- solve(rbind(cbind(q[held, held, drop = FALSE], 1), c(rep(1, k), 0)), c(r[held], 1))
  w[] <- 0; w[held] <- s[1:k]
  slope <- drop(q %*% w - r); gap <- sum(w * slope) - min(slope)
  stopifnot(all(w >= 0), gap < 1e-9 * sum(abs(r)) / length(r))
  w
}
centred <- function(m) sweep(as.matrix(m), 2, colMeans(as.matrix(m)))
estimate <- function(method, solve_weights) {
  tiny <- 1e-6 * noise
  pre <- t(y[1:n0, 1:t0]); goal <- y[n0 + 1, 1:t0]
  after <- rowMeans(y[1:n0, -(1:t0)])
  omega <- switch(method, did = rep(1 / n0, n0), sc = solve_weights(pre, goal, tiny),
    sdid = solve_weights(centred(pre), drop(centred(goal)), t1^.25 * noise))
  lambda <- switch(method, did = rep(1 / t0, t0), sc = rep(0, t0),
    sdid = solve_weights(centred(y[1:n0, 1:t0]), drop(centred(after)), tiny))
  drop(c(-omega, 1) %*% y %*% c(-lambda, rep(1 / t1, t1)))
}
rows <- NULL
for (method in c("sdid", "sc", "did")) for (solver in c("published", "exact")) {
  rows <- rbind(rows, data.frame(method, solver, effect = sprintf("%.15g", estimate(method, if (solver == "exact") optimum else published))))
}
rows <- rbind(rows, data.frame(method = "noise", solver = "", effect = sprintf("%.15g", noise)))
write.csv(rows, "reference.csv", row.names = FALSE, quote = FALSE)
print(rows)
