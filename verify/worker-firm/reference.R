# Two hard panels of workers, firms and years (bench/worker-firm.ts tells where the designs come from), drawn here, and least squares and
# Poisson on them by lm and glm with explicit dummies. Coefficients and errors of equal variance, dispersion 1.
# Usage: Rscript reference.R            writes data.csv and reference.csv
options(digits = 16)
set.seed(20220224)
n <- 1000
window <- local({
  worker <- sample(n / 20, n, TRUE)
  firm <- pmin(sample(0:20, n, TRUE) + pmax(1, worker %/% 8 - 10), round(n / 160))
  year <- sample(round(n^.3), n, TRUE)
  tide <- cos(worker) + sin(firm) + sin(year)
  data.frame(panel = "window", worker, firm, year, x1 = 5 * tide + runif(n), x2 = tide + rnorm(n))
})
cyclic <- local({
  worker <- rep(seq_len(n / 10), each = 10)
  firm <- rep(seq_len(round(n / 10 / 23)), length.out = n)
  data.frame(panel = "cyclic", worker, firm, year = rep(1:10, n / 10), x1 = rnorm(n), x2 = rnorm(n))
})
data <- rbind(window, cyclic)
data[c("x1", "x2")] <- signif(data[c("x1", "x2")], 6)
data$log <- with(data, signif(x1 / 5 + x2 / 10 + cos(worker) + cos(firm)^2 + sin(year) + rnorm(2 * n), 6))
# At least 1, so that no level is all zero and no row separated.
data$count <- with(data, 1 + rpois(2 * n, exp(x1 / 20 + x2 / 10 + cos(worker) + sin(year)) * rchisq(2 * n, 1)))
write.csv(data, "data.csv", row.names = FALSE, quote = FALSE)

# Dummies that the others explain are left out first: at so tight a tolerance glm would keep them.
independent <- function(x) {
  found <- qr(x)
  x[, sort(found$pivot[seq_len(found$rank)])]
}
rows <- list()
for (panel in c("window", "cyclic")) for (effects in 2:3) {
  part <- data[data$panel == panel, ]
  dummies <- c("factor(worker)", "factor(firm)", "factor(year)")[seq_len(effects)]
  x <- independent(model.matrix(reformulate(c("x1", "x2", dummies)), part))
  squares <- lm.fit(x, part$log)
  counts <- glm.fit(x, part$count, family = poisson(), control = list(epsilon = 1e-15, maxit = 25))
  for (family in c("gaussian", "poisson")) {
    fit <- if (family == "gaussian") squares else counts
    weights <- if (family == "gaussian") rep(1, n) else fit$fitted.values
    error <- sqrt(diag(solve(crossprod(x, x * weights))))
    rows[[length(rows) + 1]] <- data.frame(panel, effects, family, term = c("x1", "x2"),
      estimate = fit$coefficients[c("x1", "x2")], error = error[c("x1", "x2")])
  }
}
reference <- do.call(rbind, rows)
reference[c("estimate", "error")] <- lapply(reference[c("estimate", "error")], format, digits = 16, trim = TRUE)
write.csv(reference, "reference.csv", row.names = FALSE, quote = FALSE)
