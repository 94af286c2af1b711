# Golden values of seasonal exponential smoothing: Rscript make-seasonal.R > seasonal.json
# Public data sets of R's package datasets, and simulated series. Needs forecast and jsonlite.
suppressMessages({library(forecast); library(jsonlite)})

simulated <- function(seed, m, n, multiplicative) {
  set.seed(seed)
  season <- sin(2 * pi * (1:m) / m)
  level <- 100
  slope <- 0.3
  y <- numeric(n)
  for (t in 1:n) {
    e <- rnorm(1)
    k <- (t - 1) %% m + 1
    f <- if (multiplicative) (level + slope) * (1 + 0.2 * season[k]) else level + slope + 15 * season[k]
    y[t] <- if (multiplicative) f * (1 + 0.03 * e) else f + 2 * e
    level <- level + slope + 0.4 * (if (multiplicative) level * 0.03 * e else 2 * e)
    slope <- slope + 0.02 * e
    season[k] <- season[k] + 0.02 * rnorm(1)
  }
  ts(round(y, 4), frequency = m)
}

series <- list(
  AirPassengers = AirPassengers, USAccDeaths = USAccDeaths, UKgas = UKgas, nottem = nottem, ldeaths = ldeaths,
  co2 = window(co2, end = c(1969, 12)), JohnsonJohnson = JohnsonJohnson,
  simulated4a = simulated(1, 4, 80, FALSE), simulated4m = simulated(2, 4, 100, TRUE), simulated7m = simulated(3, 7, 140, TRUE),
  simulated24a = simulated(4, 24, 240, FALSE), simulated12m = simulated(5, 12, 120, TRUE), simulated6a = simulated(6, 6, 90, FALSE)
)

golden <- function(y, name) {
  fit <- if (name == "ZZZ") ets(y) else ets(y, model = sub("d", "", name), damped = grepl("d", name))
  ahead <- forecast(fit, h = 2 * frequency(y), level = 95, simulate = FALSE)
  list(method = fit$method, par = as.list(fit$par), loglik = fit$loglik, aicc = fit$aicc, sigma2 = fit$sigma2,
       last_state = as.numeric(tail(fit$states, 1)), mean = as.numeric(ahead$mean), lower95 = as.numeric(ahead$lower))
}

models <- c("ANA", "AAA", "AAdA", "MNA", "MAA", "MAdA", "MNM", "MAM", "MAdM", "ZZZ")
cases <- lapply(names(series), function(id) {
  y <- series[[id]]
  list(id = id, period = frequency(y), y = as.numeric(y), fits = setNames(lapply(models, function(name) golden(y, name)), models))
})
made <- paste0(R.version.string, ", forecast ", packageVersion("forecast"))
cat(toJSON(list(made_with = made, cases = cases), digits = 14, auto_unbox = TRUE), "\n")
