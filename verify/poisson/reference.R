# Reference numbers of src/methods/regression/reference.test.ts: glm and lm of R 4.2 with explicit dummies.
# Usage: Rscript verify/poisson/reference.R
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
m <- glm(y ~ x1 + x2 + f + g, family = quasipoisson, weights = w, offset = o, control = tight)
print(coef(m)[2:3]); print(se(m, w * fitted(m))[2:3]); print(deviance(m)); print(fitted(m)[1:3])
print(sum(w * (y * log(fitted(m)) - fitted(m) - lgamma(y + 1))))
l <- lm(y ~ x1 + x2 + f + g, weights = w, offset = o)
print(coef(l)[2:3]); print(se(l, w)[2:3]); print(sum(w * resid(l)^2)); print(logLik(l))
m0 <- glm(y ~ x1 + x2, family = poisson, control = tight)
print(coef(m0)); print(se(m0, fitted(m0))); print(logLik(m0))
l0 <- lm(y ~ x1 + x2)
print(coef(l0)); print(se(l0, rep(1, 60)))
