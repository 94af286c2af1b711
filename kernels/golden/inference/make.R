# Writes r.json: forecast::dm.test on one-step errors of two models of WWWusage, as in its help page, and at more steps.
# Run: Rscript make.R (R, forecast and jsonlite)
suppressMessages({ library(forecast); library(jsonlite) })
f1 <- residuals(ets(WWWusage)); f2 <- residuals(auto.arima(WWWusage))
a <- accuracy(ets(WWWusage)); h <- c(1, 2, 3)
cases <- lapply(h, function(k) {
  both <- dm.test(f1, f2, h = k); less <- dm.test(f1, f2, h = k, alternative = "less")
  list(horizon = k, statistic = unname(both$statistic), pValue = both$p.value, pLess = less$p.value)
})
out <- list(forecast = as.character(packageVersion("forecast")), e1 = as.numeric(f1), e2 = as.numeric(f2), cases = cases)
writeLines(toJSON(out, digits = NA, auto_unbox = TRUE), "r.json")
