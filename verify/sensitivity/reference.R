# Sensitivity of an event study to trends (Rambachan & Roth 2023): the same quantities by other means, base R alone.
# Writes study.csv (estimates and covariance) and reference.csv beside this script.
set.seed(7)
periods <- c(-5:-2, 0:3)                                        # -1 is the reference
a <- matrix(rnorm(64), 8)
v <- crossprod(a) / 800 + diag(8) / 400
v <- round(v, 8)
b <- round(c(-.06, -.02, -.05, .01, .32, .41, .38, .52), 6)
write.csv(data.frame(period = periods, estimate = b, v), "study.csv", row.names = FALSE, quote = FALSE)
z <- qnorm(.975)
rows <- NULL
add <- function(restriction, target, size, low, high, id_low, id_high)
  rows <<- rbind(rows, data.frame(restriction, target, size, low, high, id_low, id_high))

targets <- list(mean = rep(1 / 4, 4), first = c(1, 0, 0, 0))
# Relative magnitudes: the identified set by a linear programme in spirit: corners of the cube of changes after the event.
corners <- as.matrix(expand.grid(rep(list(c(-1, 1)), 4)))
change <- rbind(c(0, 0, 0, -1), c(0, 0, -1, 1), c(0, -1, 1, 0), c(-1, 1, 0, 0))  # of the four before, nearest first
for (name in names(targets)) for (m in c(0, .5, 1, 2)) {
  l <- targets[[name]]
  reach <- max(apply(corners, 1, function(e) sum(l * cumsum(e))))
  w <- do.call(rbind, lapply(c(-1, 1), function(s) cbind(s * m * reach * change, matrix(l, 4, 4, byrow = TRUE))))
  est <- drop(w %*% b); se <- sqrt(rowSums((w %*% v) * w))
  add("relative-magnitudes", name, m, min(est - z * se), max(est + z * se), min(est), max(est))
}
# Smoothness: the fixed-length interval by a general optimiser over the weights on the periods before; the worst bias by
# trying every corner of second differences, a different way than the lasso path of the program.
q_folded <- function(t) uniroot(function(c) pnorm(c - t) - pnorm(-c - t) - .95, c(0, t + 10), tol = 1e-13)$root
trend <- function(slope, bend) {                                  # bends at periods -4..-2, -1, 0, 1, 2; slope just before the reference
  before <- slope - cumsum(c(0, rev(bend[1:3])))                  # slopes ending at -1, -2, -3, -4
  after <- slope + cumsum(bend[4:7])
  c(rev(-cumsum(before)), cumsum(after))
}
unit <- sapply(1:7, function(i) trend(0, as.numeric(1:7 == i)))
line <- trend(1, rep(0, 7))
for (name in names(targets)) for (m in c(0, .005, .02, .1)) {
  l <- targets[[name]]
  # weights on -5..-2 with no response to a line: the weight on -2 follows from the other three
  weights <- function(x) { w <- c(x, 0, l); w[4] <- -sum(w * line) / line[4]; w }
  half <- function(x) {
    w <- weights(x); s <- sqrt(sum(w * (v %*% w))); s * q_folded(m * sum(abs(drop(w %*% unit))) / s)
  }
  best <- list(value = Inf)
  for (start in 1:60) {
    o <- optim(rnorm(3, sd = if (start %% 2) .5 else 2), half, control = list(reltol = 1e-15, maxit = 20000))
    for (again in 1:5) o <- optim(o$par, half, control = list(reltol = 1e-15, maxit = 20000))
    if (o$value < best$value) best <- o
  }
  centre <- sum(weights(best$par) * b)
  slopes <- c(-b[4], b[4] - b[3], b[3] - b[2], b[2] - b[1])
  ok <- all(abs(diff(slopes)) <= m)
  ext <- sapply(c(-1, 1), function(s) sum(l * b[5:8]) - slopes[1] * sum(l * 1:4) + s * m * sum(abs(drop(l %*% unit[5:8, 4:7]))))
  add("smoothness", name, m, centre - best$value, centre + best$value, if (ok) ext[1] else NA, if (ok) ext[2] else NA)
}
for (column in c("low", "high", "id_low", "id_high")) rows[[column]] <- ifelse(is.na(rows[[column]]), "", sprintf("%.12g", rows[[column]]))
write.csv(rows, "reference.csv", row.names = FALSE, quote = FALSE)
print(rows)
