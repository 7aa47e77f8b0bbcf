# Mirror statistics by base R: who is reliable, what freight is, what is usual, what vanished.
# Usage: Rscript reference.R   Writes data.csv and reference.csv beside this script.
set.seed(20220224)
exporters <- paste0("E", 1:5); importers <- paste0("M", 1:6); years <- 2011:2022
d <- expand.grid(exporter = exporters, importer = importers, year = years, stringsAsFactors = FALSE)
sd_e <- c(.20, .25, .30, .35, .40)[match(d$exporter, exporters)]
sd_m <- c(.20, .22, .25, .30, .35, .40)[match(d$importer, importers)]
d$exported <- exp(rnorm(nrow(d), 15, 1))
d$imported <- d$exported * exp(log(1.06) + rnorm(nrow(d), 0, sqrt(sd_e^2 + sd_m^2)))
d$imported[d$year == 2022 & d$importer == "M1"] <- 0.5 * d$imported[d$year == 2022 & d$importer == "M1"]
d$exported <- round(d$exported); d$imported <- round(d$imported)
write.csv(d, "data.csv", row.names = FALSE, quote = FALSE)

before <- d[d$year < 2022, ]
before$log <- log(before$imported / before$exported)
pair <- aggregate(log ~ exporter + importer, before, median)
margin <- median(pair$log)
square <- (before$log - margin)^2
square <- pmin(square, quantile(square, 0.95, type = 7))
fit <- lm(square ~ 0 + factor(exporter, exporters) + factor(importer, importers), before)
x <- coef(fit); e <- unname(x[1:5]); m <- c(0, unname(x[6:10]))
shift <- (mean(m) - mean(e)) / 2                 # the two sides' means set equal
e <- e + shift; m <- m - shift
stopifnot(e > 0, m > 0)                          # then least squares with bounds is least squares

# What vanished on the way to M1 in 2022, all pairs together, without noise: sum of exports less imports at the usual gap.
one <- d[d$importer == "M1", ]
usual <- tapply(log(one$exported / one$imported)[one$year < 2022], one$exporter[one$year < 2022], mean)
now <- one[one$year == 2022, ]
arrived <- sum(now$imported * exp(usual[now$exporter]))
common <- sapply(importers[-1], function(j) {
  o <- d[d$importer == j, ]; w <- o[o$year == 2022, ]
  u <- tapply(log(o$exported / o$imported)[o$year < 2022], o$exporter[o$year < 2022], mean)
  log(sum(w$exported) / sum(w$imported * exp(u[w$exporter])))
})
near <- abs(common - median(common)) <= 3 * mad(common)
rows <- data.frame(term = c("margin", exporters, importers, "arrived", "common"),
  value = sprintf("%.15g", c(margin, e, m, arrived, mean(common[near]))))
write.csv(rows, "reference.csv", row.names = FALSE, quote = FALSE)
print(rows)
