# Standard errors of Poisson and least squares with explicit dummies: R glm and lm, sandwich's estimators, and the
# packages' small-sample factors written out. Writes data.csv and reference.csv beside this script. R 4.2, sandwich 3.0.
library(sandwich)
set.seed(20220224)
n <- 160
d <- data.frame(f1 = rep(1:16, each = 10), f2 = rep(1:10, 16))
d$g1 <- (d$f1 - 1) %/% 2 + 1                 # f1 is nested in g1
d$g2 <- sample(1:7, n, TRUE)                 # crosses both effects
d$x1 <- round(rnorm(n) + d$f1 / 8, 6)
d$x2 <- round(runif(n) + (d$g1 %% 3) / 2, 6)
d$w <- round(runif(n, .5, 2), 6)
mu <- exp(.4 * d$x1 - .7 * d$x2 + sin(d$f1) + cos(d$f2) + .5 * rnorm(8)[d$g1])
d$y <- rpois(n, mu)
d$y[1] <- 1                                  # no all-zero level
d$v <- round(log1p(mu) + rnorm(n) + .6 * rnorm(7)[d$g2], 6)
stopifnot(all(tapply(d$y, d$f1, sum) > 0), all(tapply(d$y, d$f2, sum) > 0))
write.csv(d, "data.csv", row.names = FALSE, quote = FALSE)

tight <- glm.control(epsilon = 1e-15, maxit = 100)
fits <- list(
  poisson = glm(y ~ x1 + x2 + factor(f1) + factor(f2), poisson, d, control = tight),
  poisson_weighted = glm(y ~ x1 + x2 + factor(f1) + factor(f2), poisson, d, weights = w, control = tight),
  gaussian = lm(v ~ x1 + x2 + factor(f1) + factor(f2), d),
  gaussian_weighted = lm(v ~ x1 + x2 + factor(f1) + factor(f2), d, weights = w),
  plain = lm(v ~ x1 + x2, d)
)
# glm keeps the working weights of the step before its last: one more pass from the solution brings them there.
fits$poisson <- update(fits$poisson, etastart = predict(fits$poisson))
fits$poisson_weighted <- update(fits$poisson_weighted, etastart = predict(fits$poisson_weighted))
rows <- list()
add <- function(model, how, rule, v, df = NA) {
  slopes <- c(if (model == "plain") "(Intercept)", "x1", "x2")
  v <- as.matrix(v)[slopes, slopes]
  # The published fix, on the slopes: sandwich's own would also work on the dummies.
  e <- eigen(v, symmetric = TRUE)
  if (any(e$values < 0)) { v <- e$vectors %*% diag(pmax(e$values, 0)) %*% t(e$vectors); cat("raised", model, how, rule, "\n") }
  dimnames(v) <- list(slopes, slopes)
  v <- v[c("x1", "x2"), c("x1", "x2")]
  rows[[length(rows) + 1]] <<- data.frame(model, how, rule, v11 = v[1, 1], v12 = v[1, 2], v22 = v[2, 2], df)
}
for (model in names(fits)) {
  fit <- fits[[model]]
  plain <- model == "plain"
  k_full <- length(coef(fit))
  k_slopes <- if (plain) 3 else 2
  glm_model <- inherits(fit, "glm")
  add(model, "iid", "none", if (glm_model) summary(fit)$cov.unscaled else vcov(fit), n - k_full)
  if (glm_model) add(model, "iid", "fixest", summary(fit)$cov.unscaled * (n - 1) / (n - k_full))
  h <- vcovHC(fit, type = "HC0")
  add(model, "hc0", "none", h)
  add(model, "hc1", "fixest", h * n / (n - k_full))
  add(model, "hc1", "ppmlhdfe", h * n / (n - 1))
  add(model, "hc1", "sandwich", vcovHC(fit, type = "HC1"))
  for (way in c("g1", "g2", "f1")) {
    base <- vcovCL(fit, cluster = d[[way]], type = "HC0", cadjust = FALSE)
    groups <- length(unique(d[[way]]))
    g <- groups / (groups - 1)
    # fixest: effects nested in the cluster are not counted. f1 lies in g1 and in itself; f2 never does.
    k <- if (plain) 3 else if (way == "g2") k_full else 2 + 1 + 9
    add(model, way, "none", base, groups - 1)
    add(model, way, "fixest", base * g * (n - 1) / (n - k), groups - 1)
    add(model, way, "ppmlhdfe", base * g, groups - 1)
    add(model, way, "sandwich", vcovCL(fit, cluster = d[[way]], type = "HC1"), groups - 1)
  }
  for (ways in list(c("g1", "g2"), c("f1", "f2"), c("g1", "f2", "g2"))) {
    how <- paste(ways, collapse = "+")
    base <- vcovCL(fit, cluster = d[ways], type = "HC0", cadjust = FALSE, multi0 = FALSE, fix = FALSE)
    least <- min(sapply(d[ways], function(c) length(unique(c))))
    k <- if (plain) 3 else 2 + 1 + (if ("f2" %in% ways) 0 else 9)
    add(model, how, "none", base, least - 1)
    add(model, how, "fixest", base * least / (least - 1) * (n - 1) / (n - k), least - 1)
    add(model, how, "sandwich", vcovCL(fit, cluster = d[ways], type = "HC1", fix = FALSE), least - 1)
  }
}
out <- do.call(rbind, rows)
for (column in c("v11", "v12", "v22")) out[[column]] <- sprintf("%.17g", out[[column]])
write.csv(out, "reference.csv", row.names = FALSE, quote = FALSE, na = "")

wald <- function(b, v, d2 = NULL) {
  w <- drop(t(b) %*% solve(v, b))
  if (is.null(d2)) c(w, pchisq(w, length(b), lower.tail = FALSE)) else c(w / length(b), pf(w / length(b), length(b), d2, lower.tail = FALSE))
}
p <- fits$poisson; g <- fits$gaussian; x <- c("x1", "x2")
b <- function(f) coef(f)[x]
tests <- rbind(
  c(b(p), wald(b(p), vcovCL(p, cluster = d$g1, type = "HC0", cadjust = FALSE)[x, x])),
  c(b(g), wald(b(g), vcovCL(g, cluster = d$g1, type = "HC0", cadjust = FALSE)[x, x], 7)))
write.csv(data.frame(model = c("poisson", "gaussian"), x1 = sprintf("%.17g", tests[, 1]), x2 = sprintf("%.17g", tests[, 2]),
  wald = sprintf("%.17g", tests[, 3]), p = sprintf("%.17g", tests[, 4])), "wald.csv", row.names = FALSE, quote = FALSE)
