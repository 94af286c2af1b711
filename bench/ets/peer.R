# Reads a name of work per line and answers with the milliseconds that it took: Rscript peer.R GOLDEN_FOLDER
suppressMessages({library(forecast); library(fGarch); library(jsonlite)})

golden <- commandArgs(TRUE)[1]
read <- function(file) fromJSON(file.path(golden, file), simplifyDataFrame = FALSE)
closes <- list()
for (case in read("ets-theta.json")$cases) closes[[case$id]] <- as.numeric(case$y)
returns <- as.numeric(read("garch.json")$SPX_5000_ret_pct$data)

garch <- function(distribution) {
  suppressWarnings(garchFit(~ garch(1, 1), data = returns, cond.dist = distribution, trace = FALSE))
}
work <- list(
  "ets ZZN SPX" = function() ets(closes$SPX_1000_level, model = "ZZN"),
  "ets ZZN SPX log" = function() ets(closes$SPX_1000_log, model = "ZZN"),
  "ets ZZN AAPL" = function() ets(closes$AAPL_1000_level, model = "ZZN"),
  "ets ZZZ monthly" = function() ets(AirPassengers),
  "ses SPX" = function() ses(closes$SPX_1000_level, h = 1),
  "theta SPX" = function() thetaf(closes$SPX_1000_level, h = 1),
  "garch normal" = function() garch("norm"),
  "garch t" = function() garch("std")
)

lines <- file("stdin", open = "r")
while (length(name <- readLines(lines, n = 1)) > 0) {
  start <- proc.time()[["elapsed"]]
  invisible(work[[name]]())
  cat(sprintf("{\"ms\": %.3f}\n", 1000 * (proc.time()[["elapsed"]] - start)))
  flush(stdout())
}
