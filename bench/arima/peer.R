# Reads a name of work per line, does it and answers {"ms": …}. Argument: a file with a series per line, name first.
suppressMessages(library(forecast))
lines <- strsplit(readLines(commandArgs(TRUE)[1]), ",")
series <- setNames(lapply(lines, function(parts) as.numeric(parts[-1])), sapply(lines, `[`, 1))

# R's arima fails on some days of real closes ("system is exactly singular"); such a day costs what it took to fail.
one <- function(y) tryCatch(predict(arima(y, order = c(1, 1, 1), method = "ML"), 1), error = function(e) NA)
works <- list(
  fit = function(y) arima(y, order = c(2, 1, 2), method = "ML"),
  auto = function(y) auto.arima(y, approximation = FALSE, seasonal = FALSE),
  windows = function(y) for (x in series[grepl("^window", names(series))]) {
    auto.arima(x, approximation = FALSE, seasonal = FALSE)
  },
  rolling = function(y) for (t in (length(y) - 250):(length(y) - 1)) one(y[(t - 249):t]),
  expanding = function(y) for (t in (length(y) - 250):(length(y) - 1)) one(y[1:t]),
  airline = function(y) arima(y, order = c(0, 1, 1), seasonal = list(order = c(0, 1, 1), period = 12), method = "ML"),
  seasonal = function(y) auto.arima(ts(y, frequency = 12), approximation = FALSE)
)

input <- file("stdin", "r")
while (length(line <- readLines(input, 1)) > 0) {
  asked <- strsplit(line, " ")[[1]]
  start <- proc.time()[["elapsed"]]
  repeats <- if (asked[1] %in% c("fit", "airline")) 5 else 1
  for (i in seq_len(repeats)) works[[asked[1]]](series[[asked[2]]])
  cat(sprintf('{"ms": %.6f}\n', 1000 * (proc.time()[["elapsed"]] - start) / repeats))
  flush(stdout())
}
