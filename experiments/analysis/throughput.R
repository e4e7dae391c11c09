# Throughput and median latency of a run's cells, with intervals: Rscript throughput.R EXPORT_DIR [PDF_FILE] (README.md)
arguments <- commandArgs(trailingOnly = TRUE)
if (!length(arguments) %in% 1:2 || !file.exists(file.path(arguments[1], "tidy.csv"))) {
  message("usage: throughput.R EXPORT_DIR [PDF_FILE]; EXPORT_DIR is what 'medchain results export' wrote")
  quit(status = 2)
}
folder <- arguments[1]
text <- c("fault_rate", "attacker_share", "epsilon", "block_interval_s", "dishonest_share", "lazy_share",
          "upload_reward", "false_penalty")
asText <- setNames(rep("character", length(text) + 1), c(text, "seed"))
trials <- read.csv(file.path(folder, "tidy.csv"), colClasses = asText)
quantiles <- read.csv(file.path(folder, "quantiles.csv"), colClasses = asText[text])
point <- c("protocol", "nodes", "fault", "fault_rate")
# An axis of the grid has several values with the same number of nodes.
axes <- Filter(function(name) nrow(unique(trials[c(point, name)])) > nrow(unique(trials[point])), text[-1])
cell <- c(point, axes)
key <- function(table) do.call(paste, table[cell])

# With Student's interval; without one where a repeat has no value, as a bar around the others would be biased.
average <- function(values) {
  found <- values[!is.na(values)]
  half <- if (length(found) > 1 && length(found) == length(values)) {
    qt(0.975, length(found) - 1) * sd(found) / sqrt(length(found))
  } else NA
  c(mean(found), mean(found) - half, mean(found) + half)
}

# Of the requests of all repeats together, from the least to the greatest of the repeats' own medians.
pooled <- quantiles[quantiles$quantile == 0.5, ]
pooled <- setNames(pooled$latency_ms, key(pooled))
middle <- function(name, values) {
  ends <- if (is.na(pooled[[name]]) || anyNA(values) || length(values) < 2) c(NA, NA) else range(values)
  c(pooled[[name]], ends)
}

groups <- split(trials, key(trials))
groups <- Filter(function(group) any(!is.na(group$throughput_tps)), groups)
cells <- do.call(rbind, lapply(groups, function(group) group[1, cell]))
tps <- t(sapply(groups, function(group) average(group$throughput_tps)))
p50 <- t(mapply(function(name, group) middle(name, group$latency_p50_ms), names(groups), groups))
repeats <- sapply(groups, nrow)
inOrder <- do.call(order, c(list(cells$protocol, cells$nodes, cells$fault), lapply(cells[cell[-(1:3)]], function(column) {
  ifelse(is.na(column), -1, as.numeric(column))
})))

shown <- function(values, digits) ifelse(is.na(values), "NA", sprintf(paste0("%.", digits, "f"), values))
cat(cell, "throughput_tps tps_low tps_high p50_ms p50_low p50_high repeats\n")
for (i in inOrder) {
  own <- vapply(axes, function(name) ifelse(is.na(cells[i, name]), "NA", cells[i, name]), "")
  # In one vector, as cat writes a space for an empty one too.
  cat(c(cells$protocol[i], cells$nodes[i], cells$fault[i], sprintf("%.2f", as.numeric(cells$fault_rate[i])), own,
        shown(tps[i, ], 3), shown(p50[i, ], 1), repeats[i]))
  cat("\n")
}
cat("# tps: mean, 95 % interval by Student's t over the repeats; p50: of all repeats, least and greatest of theirs\n")
live <- trials[trials$expected_live == "true", ]
if (nrow(live) > 0 && all(live$uncommitted == 0) && all(is.na(live$saturation_tps))) {
  cat("# Every request became final in every cell that was to live: throughput is the load here, so it is flat over nodes.\n")
  cat("# What a protocol sustains is in results/saturation (experiments/configs/saturation.yaml).\n")
}

figure <- if (length(arguments) == 2) arguments[2] else file.path(folder, "throughput.pdf")
colours <- setNames(hcl.colors(length(unique(cells$protocol)), "Dark 3"), sort(unique(cells$protocol)))
panel <- function(values, log, title) {
  drawn <- inOrder[!is.na(values[inOrder, 1])]
  # Beside each other within a number of nodes, in the order of the table.
  nodes <- sort(unique(cells$nodes))
  within <- ave(seq_along(drawn), cells$nodes[drawn], FUN = function(i) seq_along(i) / (length(i) + 1))
  x <- match(cells$nodes[drawn], nodes) - 0.5 + within
  y <- values[drawn, , drop = FALSE]
  if (log == "") y <- pmax(y, 0)
  # With room for the legend above.
  limits <- range(if (log == "") 0, y, max(y, na.rm = TRUE) * if (log == "") 1.15 else 3, na.rm = TRUE)
  plot(x, y[, 1], log = log, ylim = limits, xlim = c(0.5, length(nodes) + 0.5), xaxt = "n", pch = 19,
       col = colours[cells$protocol[drawn]], xlab = "Number of nodes", ylab = "", main = title, las = 1)
  axis(1, seq_along(nodes), nodes)
  bar <- !is.na(y[, 2])
  segments(x[bar], y[bar, 2], x[bar], y[bar, 3], col = colours[cells$protocol[drawn]][bar], lwd = 2)
  legend("topleft", names(colours), col = colours, pch = 19, bty = "n", horiz = TRUE)
}
pdf(figure, width = 7, height = 8)
par(mfrow = c(2, 1), mar = c(4, 6, 2, 1))
panel(tps, "", "Throughput in requests/s, with 95 % intervals (Student's t)")
panel(p50, "y", "Median latency in ms, from the least to the greatest repeat")
invisible(dev.off())
cat("# drawn:", figure)
cat("\n")
