# Writes r.json: likelihoods, coefficients and standard errors of R's arima on data sets that come with R.
#
#     Rscript make.R > r.json      (R 4.2.2, forecast 8.20)
#
# Every model is fitted to the differenced series with d = D = 0: R's own differencing uses a diffuse prior whose likelihood
# is not the exact one. Regressors are differenced with the series. The optimiser runs to reltol 1e-15; standard errors come
# from a Hessian by Richardson's differences of the exact log-likelihood in the coefficients, and R's own beside them.

options(digits = 17)

seasonalDiff <- function(x, d, D, m) {
  x <- as.matrix(x)
  if (D > 0) x <- diff(x, lag = m, differences = D)
  if (d > 0) x <- diff(x, differences = d)
  x
}

logLikelihoodAt <- function(w, order, seasonal, m, x, coef) {
  fit <- arima(w, order = c(order[1], 0, order[3]), seasonal = list(order = c(seasonal[1], 0, seasonal[3]), period = m),
    xreg = x, include.mean = FALSE, fixed = coef, transform.pars = FALSE, method = "ML")
  fit$loglik
}

# Second differences with two steps, combined so that the error is of order h^4.
hessianOf <- function(f, at, steps) {
  k <- length(at)
  second <- function(i, j, scale) {
    e <- function(i, size) replace(numeric(k), i, size * steps[i] * scale)
    if (i == j) return((f(at + e(i, 1)) - 2 * f(at) + f(at - e(i, 1))) / (steps[i] * scale)^2)
    (f(at + e(i, 1) + e(j, 1)) - f(at + e(i, 1) - e(j, 1)) - f(at - e(i, 1) + e(j, 1)) + f(at - e(i, 1) - e(j, 1))) /
      (4 * steps[i] * steps[j] * scale^2)
  }
  out <- matrix(0, k, k)
  for (i in 1:k) for (j in i:k) {
    out[i, j] <- (4 * second(i, j, 1) - second(i, j, 2)) / 3
    out[j, i] <- out[i, j]
  }
  out
}

fitCase <- function(name, y, order, seasonal = c(0, 0, 0), m = 1, constant = FALSE, xreg = NULL) {
  w <- as.numeric(seasonalDiff(y, order[2], seasonal[2], m))
  x <- if (is.null(xreg)) NULL else seasonalDiff(xreg, order[2], seasonal[2], m)
  if (constant) x <- cbind(rep(1, length(w)), x)
  fitted <- NULL
  for (method in c("CSS-ML", "ML")) {
    try({
      one <- arima(w, order = c(order[1], 0, order[3]),
        seasonal = list(order = c(seasonal[1], 0, seasonal[3]), period = if (m == 1) NA else m), xreg = x,
        include.mean = FALSE, method = method, optim.control = list(reltol = 1e-15, maxit = 2000))
      if (is.null(fitted) || one$loglik > fitted$loglik) fitted <- one
    }, silent = TRUE)
  }
  coef <- as.numeric(fitted$coef)
  rough <- sqrt(diag(fitted$var.coef))
  f <- function(c) logLikelihoodAt(w, order, seasonal, if (m == 1) NA else m, x, c)
  interior <- all(is.finite(rough)) && all(rough > 0)
  exact <- if (!interior) rep(NA, length(coef)) else tryCatch(
    sqrt(diag(solve(-hessianOf(f, coef, 0.02 * rough)))), error = function(e) rep(NA, length(coef)))
  names <- c(if (order[1] > 0) paste0("ar", 1:order[1]), if (order[3] > 0) paste0("ma", 1:order[3]),
    if (seasonal[1] > 0) paste0("sar", 1:seasonal[1]), if (seasonal[3] > 0) paste0("sma", 1:seasonal[3]),
    if (constant) "constant", if (!is.null(xreg)) paste0("xreg", seq_len(NCOL(xreg)) - 1))
  list(name = name, order = order, seasonal = seasonal, period = m, constant = constant, names = names,
    loglik = fitted$loglik, sigma2 = fitted$sigma2, coef = coef, se = exact, seOfR = as.numeric(rough))
}

number <- function(v) ifelse(is.na(v), "null", sprintf("%.17g", v))
list1 <- function(v) paste0("[", paste(number(v), collapse = ", "), "]")
toJson <- function(case) paste0('{"name": "', case$name, '", "order": ', list1(case$order), ', "seasonal": ',
  list1(case$seasonal), ', "period": ', case$period, ', "constant": ', tolower(case$constant), ', "names": [',
  paste0('"', case$names, '"', collapse = ", "), '], "loglik": ', number(case$loglik), ', "sigma2": ', number(case$sigma2),
  ', "coef": ', list1(case$coef), ', "se": ', list1(case$se), ', "seOfR": ', list1(case$seOfR), "}")

air <- log(as.numeric(AirPassengers))
co <- as.numeric(co2)
deaths <- as.numeric(USAccDeaths)
gas <- log(as.numeric(UKgas))
nottem1 <- as.numeric(nottem)
lakes <- as.numeric(LakeHuron)
dax <- log(as.numeric(EuStockMarkets[1:500, 1]))
others <- log(EuStockMarkets[1:500, 2:3])
belts <- cbind(log(Seatbelts[, "PetrolPrice"]), Seatbelts[, "law"])
drivers <- log(as.numeric(Seatbelts[, "drivers"]))
series <- list(air = air, co2 = co, deaths = deaths, gas = gas, nottem = nottem1, lakes = lakes, dax = dax,
  drivers = drivers)
regressors <- list(dax = others, drivers = belts, lakes = cbind(1920 - (1875:1972)), air = cbind(1:144 > 50))

cases <- list(
  fitCase("lakes", lakes, c(1, 0, 0), constant = TRUE),
  fitCase("lakes", lakes, c(2, 0, 0), constant = TRUE, xreg = regressors$lakes),
  fitCase("lakes", lakes, c(1, 0, 1), constant = TRUE),
  fitCase("dax", dax, c(1, 1, 1)),
  fitCase("dax", dax, c(1, 1, 0), constant = TRUE, xreg = others),
  fitCase("dax", dax, c(0, 1, 1), xreg = others),
  fitCase("dax", dax, c(0, 1, 0), xreg = others),
  fitCase("air", air, c(0, 1, 1), c(0, 1, 1), 12),
  fitCase("air", air, c(1, 1, 1), c(1, 1, 1), 12),
  fitCase("air", air, c(1, 0, 0), c(0, 1, 1), 12, constant = TRUE),
  fitCase("air", air, c(0, 1, 1), c(0, 1, 1), 12, xreg = regressors$air),
  fitCase("co2", co, c(1, 1, 1), c(1, 1, 2), 12),
  fitCase("co2", co, c(0, 1, 1), c(0, 1, 1), 12),
  fitCase("deaths", deaths, c(0, 1, 1), c(0, 1, 1), 12),
  fitCase("gas", gas, c(1, 1, 1), c(0, 1, 1), 4),
  fitCase("gas", gas, c(0, 1, 2), c(2, 1, 0), 4),
  fitCase("nottem", nottem1, c(1, 0, 0), c(2, 1, 0), 12),
  fitCase("nottem", nottem1, c(2, 0, 1), c(1, 1, 1), 12),
  fitCase("nottem", nottem1, c(1, 0, 0), c(0, 1, 1), 24),
  fitCase("drivers", drivers, c(1, 0, 1), c(0, 1, 1), 12, xreg = belts),
  fitCase("drivers", drivers, c(1, 0, 0), c(1, 0, 0), 12, constant = TRUE, xreg = belts)
)

# Forecasts by R's own differencing at the coefficients above, so that nothing but the filter and the recursion is compared.
# Values are taken relative to the first one: the diffuse prior leaks the level.
forecastCase <- function(case, y, ahead, xreg = NULL, newxreg = NULL) {
  fit <- arima(y - y[1], order = case$order, seasonal = list(order = case$seasonal, period = case$period), xreg = xreg,
    include.mean = FALSE, fixed = case$coef, transform.pars = FALSE, method = "ML", kappa = 1e8)
  out <- predict(fit, n.ahead = ahead, newxreg = newxreg)
  list(mean = as.numeric(out$pred) + y[1], se = as.numeric(out$se))
}
air1 <- forecastCase(cases[[8]], air, 24)
gas1 <- forecastCase(cases[[16]], gas, 8)
dax1 <- forecastCase(cases[[6]], dax, 5, matrix(as.numeric(others), ncol = 2), matrix(as.numeric(others[496:500, ]), ncol = 2))
forecasts <- list(air1, gas1, dax1)
forecastJson <- function(name, case, f) paste0('{"title": "', name, '", "fit": ', case - 1, ', "mean": ', list1(f$mean),
  ', "se": ', list1(f$se), "}")

cat('{"made": "', R.version.string, ', stats::arima",\n"series": {\n', sep = "")
cat(paste0('"', names(series), '": ', sapply(series, list1), collapse = ",\n"))
cat('\n},\n"regressors": {\n')
cat(paste0('"', names(regressors), '": {"columns": ', sapply(regressors, ncol), ', "data": ',
  sapply(regressors, function(x) list1(as.numeric(t(x)))), "}", collapse = ",\n"))
cat('\n},\n"fits": [\n')
cat(paste0(sapply(cases, toJson), collapse = ",\n"))
cat('\n],\n"forecasts": [\n')
cat(forecastJson("air", 8, air1), forecastJson("gas", 16, gas1), forecastJson("dax", 6, dax1), sep = ",\n")
cat("\n]}\n")
