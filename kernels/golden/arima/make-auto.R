# Writes auto.json: what auto.arima of R's forecast package chooses for the series of r.json, searched exactly.
#
#     Rscript make-auto.R > auto.json      (R 4.2.2, forecast 8.20)
suppressMessages(library(forecast))
belts <- cbind(petrol = log(Seatbelts[, "PetrolPrice"]), law = Seatbelts[, "law"])
all <- list(air = log(AirPassengers), co2 = co2, deaths = USAccDeaths, gas = log(UKgas), nottem = nottem,
  drivers = log(Seatbelts[, "drivers"]))
row <- function(name, y, xreg = NULL) {
  fit <- auto.arima(y, xreg = xreg, approximation = FALSE)
  order <- arimaorder(fit)
  sprintf('{"name": "%s", "xreg": %s, "order": [%s], "seasonal": [%s], "period": %d, "aicc": %.12g, "strength": %s}', name,
    if (is.null(xreg)) "false" else "true", paste(order[1:3], collapse = ", "), paste(order[4:6], collapse = ", "),
    frequency(y), fit$aicc, if (is.null(xreg)) sprintf("%.12g", strength(y)) else "null")
}
strength <- function(y) {
  parts <- mstl(y)
  remainder <- parts[, "Remainder"]
  max(0, 1 - var(remainder) / var(remainder + parts[, 3]))
}
rows <- c(sapply(names(all), function(name) row(name, all[[name]])), row("drivers", all$drivers, belts))
cat("[\n", paste(rows, collapse = ",\n"), "\n]\n", sep = "")
