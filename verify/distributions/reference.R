# Reference values of special functions and distributions: R's own (nmath). Writes reference.csv beside this script.
f <- function(name, a, b, c, value) data.frame(name, a, b, c, value = sprintf("%.17g", value))
rows <- list()
add <- function(...) rows[[length(rows) + 1]] <<- f(...)
for (x in c(1e-10, .1, .5, 1, 1.5, 2, 2.5, 7, 11.99, 30.5, 1e3, 1e8)) add("logGamma", x, NA, NA, lgamma(x))
for (a in c(.5, 3, 40, 2e4)) for (b in c(.5, 7, 2e3)) add("logBeta", a, b, NA, lbeta(a, b))
for (z in c(-37, -8, -1.959963984540054, -.3, 0, 1e-8, 1, 2.5, 6)) {
  add("normalLower", z, NA, NA, pnorm(z)); add("normalUpper", z, NA, NA, pnorm(z, lower.tail = FALSE))
}
for (d in c(1, 2.5, 10, 68, 1e5, 1e7)) for (t in c(-30, -2, -.01, .5, 3)) {
  add("tLower", t, d, NA, pt(t, d)); add("tUpper", t, d, NA, pt(t, d, lower.tail = FALSE))
}
for (d in list(c(1, 5), c(4, 68), c(11, 1e4), c(200, 3))) for (x in c(.001, .5, 1, 4, 60)) {
  add("fLower", x, d[1], d[2], pf(x, d[1], d[2])); add("fUpper", x, d[1], d[2], pf(x, d[1], d[2], lower.tail = FALSE))
}
for (d in c(.5, 1, 4, 100, 1e5)) for (x in c(.001, .7, 1, 1.3) * d) {
  add("chiSquaredLower", x, d, NA, pchisq(x, d)); add("chiSquaredUpper", x, d, NA, pchisq(x, d, lower.tail = FALSE))
}
for (p in c(1e-200, 1e-12, .025, .4, .5, .9, .975, 1 - 1e-9)) {
  add("normalQuantile", p, NA, NA, qnorm(p))
  if (p > 1e-20) for (d in c(1, 3, 68, 1e6)) add("tQuantile", p, d, NA, qt(p, d))
  if (p > 1e-20) for (d in c(1, 5, 200)) {
    add("chiSquaredQuantile", p, d, NA, qchisq(p, d)); add("fQuantile", p, d, 12, qf(p, d, 12))
  }
}
write.csv(do.call(rbind, rows), "reference.csv", row.names = FALSE, quote = FALSE, na = "")
