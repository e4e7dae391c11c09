# Throughput and median latency of a run's cells: Rscript throughput.R EXPORT_DIR (README.md)
folder <- commandArgs(trailingOnly = TRUE)[1]
trials <- read.csv(file.path(folder, "tidy.csv"))
quantiles <- read.csv(file.path(folder, "quantiles.csv"))
cell <- c("protocol", "nodes", "fault", "fault_rate")

throughput <- aggregate(trials["throughput_tps"], trials[cell], mean, na.rm = TRUE)
throughput <- throughput[!is.nan(throughput$throughput_tps), ]
medians <- quantiles[quantiles$quantile == 0.5, c(cell, "latency_ms")]
cells <- merge(throughput, medians, by = cell)
cells <- cells[order(cells$protocol, cells$nodes, cells$fault, cells$fault_rate), ]

cat(cell, "throughput_tps", "p50_ms\n")
p50 <- ifelse(is.na(cells$latency_ms), "NA", sprintf("%.1f", cells$latency_ms))
cat(sprintf("%s %d %s %.2f %.3f %s\n", cells$protocol, cells$nodes, cells$fault,
            cells$fault_rate, cells$throughput_tps, p50), sep = "")
