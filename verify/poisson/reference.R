# Reference numbers of src/methods/regression/reference.test.ts: glm and lm with explicit dummies, weights and an offset.
# Usage: Rscript reference.R            writes reference.csv
options(digits = 16)
i <- 0:59
f <- factor(i %% 5); g <- factor((i %/% 5) %% 4)
x1 <- sin(i * 1.7); x2 <- ((i * 37) %% 11) / 11
y <- ((i * i * 7) %% 13) * (1 + (i %% 3)); w <- 1 + (i %% 4) / 2; o <- cos(i) / 3
tight <- list(epsilon = 1e-15, maxit = 100)
se <- function(model, weights) {
  x <- model.matrix(model)
  sqrt(diag(solve(t(x) %*% (x * weights))))
}
rows <- function(fit, quantity, values) {
  data.frame(fit, quantity, at = seq_along(values), value = format(unname(values), digits = 16, trim = TRUE))
}
m <- glm(y ~ x1 + x2 + f + g, family = quasipoisson, weights = w, offset = o, control = tight)
l <- lm(y ~ x1 + x2 + f + g, weights = w, offset = o)
m0 <- glm(y ~ x1 + x2, family = poisson, control = tight)
l0 <- lm(y ~ x1 + x2)
mo <- glm(y ~ 0 + x1 + x2, family = quasipoisson, weights = w, offset = o, control = tight)
lo <- lm(y ~ 0 + x1 + x2, weights = w, offset = o)
mv <- glm(y ~ f + f:x2 + g + x1, family = quasipoisson, weights = w, offset = o, control = tight)
lv <- lm(y ~ f + f:x2 + g + x1, weights = w, offset = o)
likelihood <- sum(w * (y * log(fitted(m)) - fitted(m) - lgamma(y + 1)))
reference <- rbind(
  rows("poisson", "beta", coef(m)[2:3]),
  rows("poisson", "error", se(m, w * fitted(m))[2:3]),
  rows("poisson", "deviance", deviance(m)),
  rows("poisson", "likelihood", likelihood),
  rows("poisson", "mu", fitted(m)[1:3]),
  rows("gaussian", "beta", coef(l)[2:3]),
  rows("gaussian", "error", se(l, w)[2:3]),
  rows("gaussian", "deviance", sum(w * resid(l)^2)),
  rows("gaussian", "likelihood", as.numeric(logLik(l))),
  rows("poisson without effects", "beta", coef(m0)),
  rows("poisson without effects", "error", se(m0, fitted(m0))),
  rows("poisson without effects", "likelihood", as.numeric(logLik(m0))),
  rows("gaussian without effects", "beta", coef(l0)),
  rows("gaussian without effects", "error", se(l0, rep(1, 60))),
  rows("poisson through the origin", "beta", coef(mo)),
  rows("poisson through the origin", "error", se(mo, w * fitted(mo))),
  rows("poisson through the origin", "deviance", deviance(mo)),
  rows("poisson through the origin", "likelihood", sum(w * (y * log(fitted(mo)) - fitted(mo) - lgamma(y + 1)))),
  rows("gaussian through the origin", "beta", coef(lo)),
  rows("gaussian through the origin", "error", se(lo, w)),
  rows("gaussian through the origin", "deviance", sum(w * resid(lo)^2)),
  rows("gaussian through the origin", "likelihood", as.numeric(logLik(lo))),
  rows("poisson with slopes", "beta", coef(mv)["x1"]),
  rows("poisson with slopes", "error", se(mv, w * fitted(mv))["x1"]),
  rows("poisson with slopes", "deviance", deviance(mv)),
  rows("gaussian with slopes", "beta", coef(lv)["x1"]),
  rows("gaussian with slopes", "error", se(lv, w)["x1"]),
  rows("gaussian with slopes", "deviance", sum(w * resid(lv)^2))
)
write.csv(reference, "reference.csv", row.names = FALSE, quote = FALSE)
