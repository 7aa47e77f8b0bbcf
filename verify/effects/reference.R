# Effects of listed goods with explicit dummies, and the jackknife by refitting without each pair.
# Usage: Rscript reference.R, in this folder; panel.csv is an invented panel (test/world/panel.ts, seeds 5 and 6).
options(digits = 15)
all <- read.csv("panel.csv", colClasses = c(listed = "character"))
all$usd <- all$usd / mean(all$usd) # coefficients do not depend on the unit
rows <- list()
keep <- function(what, value) rows[[length(rows) + 1]] <<- data.frame(what, value)

# Staggered: the month of the shock (2022-02) and one month from each listing are left out.
s <- all[all$panel == "staggered" & all$period != "2022-02", ]
s$after <- ifelse(s$side == "listed" & s$listed == "2022-02-26" & s$period >= "2022-04", "a",
           ifelse(s$side == "listed" & s$listed == "2022-04-09" & s$period >= "2022-06", "b", "none"))
out <- (s$listed == "2022-02-26" & s$period %in% c("2022-03")) |
       (s$listed == "2022-04-09" & s$period %in% c("2022-04", "2022-05"))
s <- s[!out, ]
# Poisson by Newton steps with halving: glm's own steps overshoot on outcomes that differ by e^6.
poisson_fit <- function(x, y) {
  x <- x[, qr(x)$pivot[seq_len(qr(x)$rank)]]
  loglik <- function(b) sum(y * (x %*% b) - exp(x %*% b))
  b <- coef(lm(log(y + 0.01 * mean(y)) ~ x - 1)); names(b) <- colnames(x)
  for (step in 1:500) {
    mu <- exp(drop(x %*% b)); move <- solve(t(x) %*% (x * mu), drop(t(x) %*% (y - mu)))
    size <- 1
    while (!isTRUE(loglik(b + size * move) >= loglik(b) - 1e-9 * abs(loglik(b))) && size > 1e-10) size <- size / 2
    b <- b + size * move
    if (max(abs(move)) < 1e-11) break
  }
  list(b = b, x = x, mu = exp(drop(x %*% b)))
}
average <- function(d) {
  d$a <- as.numeric(d$after == "a"); d$b <- as.numeric(d$after == "b")
  b <- poisson_fit(model.matrix(~ a + b + factor(good) + factor(period), d), d$usd)$b
  c(b[["a"]], b[["b"]])
}
beta <- average(s)
keep("staggered cohort 2022-02-26", beta[1]); keep("staggered cohort 2022-04-09", beta[2])
goods <- unique(s$good)
left <- sapply(goods, function(g) average(s[s$good != g, ]))
jack <- (length(goods) - 1) / length(goods) * (left - beta) %*% t(left - beta)
# Shares of treated rows: six goods over six months, six over four.
w <- c(0.6, 0.4)
keep("staggered mean", sum(w * beta)); keep("staggered jackknife error", sqrt(drop(t(w) %*% jack %*% w)))

# Triple difference over years, 2022 and later after the shock.
d <- all[all$panel == "triple", ]
d$post <- as.numeric(d$period >= "2022") * (d$side == "listed")
for (h in c("TGT", "HUB", "TWO")) d[[h]] <- d$post * (d$destination == h)
d$pair <- paste(d$destination, d$good)
# The hubs together, the target by itself, each against the three others.
for (own in list(c("HUB", "TWO"), "TGT")) {
  e <- d[!d$destination %in% setdiff(c("HUB", "TWO", "TGT"), own), ]
  m <- poisson_fit(model.matrix(reformulate(c(own, "factor(pair)", "factor(paste(destination, period))", "factor(paste(good, period))")), e), e$usd)
  for (h in own) keep(paste("triple", h), m$b[[h]])
  x <- m$x
  bread <- solve(t(x) %*% (x * m$mu))
  scores <- rowsum(x * (e$usd - m$mu), e$pair)
  G <- nrow(scores)
  v <- bread %*% t(scores) %*% scores %*% bread * G / (G - 1)
  for (h in own) keep(paste("triple error", h), sqrt(v[h, h]))
}
write.csv(do.call(rbind, rows), "reference.csv", row.names = FALSE)
