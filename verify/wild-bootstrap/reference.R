# Wild cluster bootstraps over all 256 signs of 8 groups, by brute force: every least-squares draw is refitted with lm, every
# score is taken from an explicit restricted fit. Data of ../standard-errors. Writes reference.csv beside this script.
library(sandwich)
d <- read.csv("../standard-errors/data.csv")
signs <- as.matrix(expand.grid(rep(list(c(1, -1)), 8)))
# Scores at the estimate do not hold the observed signs among the draws: the observed statistic is then counted once more.
p_of <- function(t, stars, more = 0) {
  tie <- 1e-9 * abs(t)
  share <- function(hits) (more + sum(hits)) / (more + length(stars))
  c(t, share(abs(stars) >= abs(t) - tie), min(1, 2 * min(share(stars >= t - tie), share(stars <= t + tie))))
}
robust_t <- function(fit, name, value) {
  v <- vcovCL(fit, cluster = d$g1, type = "HC0", cadjust = FALSE)
  unname((coef(fit)[name] - value) / sqrt(v[name, name]))
}
refit <- function(full, other, name, value) {
  d$target <- d$v - value * d[[name]]
  null <- lm(update(other, target ~ .), d)
  stars <- apply(signs, 1, function(s) {
    d$star <<- fitted(null) + value * d[[name]] + s[d$g1] * resid(null)
    robust_t(lm(update(full, star ~ .), d), name, value)
  })
  p_of(robust_t(lm(full, d), name, value), stars)
}
scores <- function(e) {
  g <- tapply(e, d$g1, sum)
  t <- function(s) sum(s * g) / sqrt(sum((s * g)^2))
  p_of(t(rep(1, 8)), apply(signs, 1, t))
}
gaussian_score <- function() {
  null <- lm(v ~ x2 + factor(f1) + factor(f2), d)
  scores(resid(null) * resid(lm(x1 ~ x2 + factor(f1) + factor(f2), d)))
}
tight <- glm.control(epsilon = 1e-15, maxit = 100)
poisson_restricted <- function(value) {
  null <- glm(y ~ x2 + factor(f1) + factor(f2) + offset(value * x1), poisson, d, control = tight)
  part <- lm(x1 ~ x2 + factor(f1) + factor(f2), d, weights = fitted(null))
  scores((d$y - fitted(null)) * resid(part))
}
poisson_unrestricted <- function(value) {
  fit <- glm(y ~ x1 + x2 + factor(f1) + factor(f2), poisson, d, control = tight)
  part <- lm(x1 ~ x2 + factor(f1) + factor(f2), d, weights = fitted(fit))
  g <- tapply((d$y - fitted(fit)) * resid(part), d$g1, sum) / sum(fitted(fit) * resid(part)^2)
  t <- unname((coef(fit)["x1"] - value) / sqrt(sum(g^2)))
  p_of(t, apply(signs, 1, function(s) sum(s * g) / sqrt(sum((s * g)^2))), 1)
}
rows <- list(
  nested_x1 = refit(v ~ x1 + x2 + factor(f1), v ~ x2 + factor(f1), "x1", 0),
  nested_x2 = refit(v ~ x1 + x2 + factor(f1), v ~ x1 + factor(f1), "x2", -.3),
  plain_x1 = refit(v ~ x1 + x2, v ~ x2, "x1", 0),
  gaussian_score = gaussian_score(),
  poisson_restricted = poisson_restricted(.2),
  poisson_unrestricted = poisson_unrestricted(.2)
)
out <- data.frame(case = names(rows), t(sapply(rows, sprintf, fmt = "%.15g")))
names(out) <- c("case", "statistic", "p", "equal_tail_p")
write.csv(out, "reference.csv", row.names = FALSE, quote = FALSE)
print(out)
