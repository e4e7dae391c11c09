# The figures of a run's report from its tables, a page each: Rscript figures.R EXPORT_DIR [PDF_FILE] (README.md)
arguments <- commandArgs(trailingOnly = TRUE)
if (!length(arguments) %in% 1:2 || !file.exists(file.path(arguments[1], "figures.csv"))) {
  message("usage: figures.R EXPORT_DIR [PDF_FILE]; EXPORT_DIR is what 'medchain results export --tidy' wrote")
  quit(status = 2)
}
drawn <- read.csv(file.path(arguments[1], "figures.csv"), encoding = "UTF-8", stringsAsFactors = FALSE)
drawn$dashed <- tolower(drawn$dashed) == "true"
colours <- c(pbft = "#0072b2", pow = "#d55e00", sealed = "#009e73")
marks <- c(pbft = 16, pow = 15, sealed = 17)

inOrder <- function(table, column) split(table, factor(table[[column]], unique(table[[column]])))
# Logarithmic where a linear axis would hide the least.
wide <- function(values, ratio) all(values > 0) && max(values) > ratio * min(values)
label <- function(table, axis) {
  unit <- table[[paste0(axis, "_unit")]][1]
  paste0(table[[paste0(axis, "_quantity")]][1], if (unit != "1") paste0(" (", unit, ")"))
}

drawLine <- function(line, top) {
  colour <- colours[line$protocol[1]]
  curve <- line$kind[1] == "curve"
  if (line$kind[1] != "points") {
    lines(line$x, line$value, col = colour, lty = if (line$dashed[1]) 2 else 1, lwd = if (curve) 1 else 2)
  }
  bar <- line[!is.na(line$low), ]
  segments(bar$x, bar$low, bar$x, bar$high, col = colour)
  if (!curve) points(line$x, line$value, col = colour, pch = marks[line$protocol[1]])
  # At the upper edge: there is a point, and no value.
  missing <- line$x[is.na(line$value)]
  points(missing, rep(top, length(missing)), col = colour, pch = 4)
}

drawFigure <- function(figure) {
  panels <- inOrder(figure, "panel")
  columns <- min(4, length(panels))
  par(mfrow = c(ceiling(length(panels) / columns), columns), mar = c(4, 4, 2, 1), oma = c(3, 2, 3, 0))
  y <- c(figure$value, figure$low, figure$high)
  y <- y[!is.na(y)]
  if (!length(y)) y <- 1
  values <- figure$value[!is.na(figure$value)]
  logY <- length(values) > 0 && wide(values, 20)
  logX <- wide(figure$x, 5)
  limits <- range(if (logY) y[y > 0] else c(0, y))
  if (limits[1] == limits[2]) limits <- limits + c(-0.5, 0.5) * if (logY) limits[1] else 1
  places <- sort(unique(figure$x))
  for (title in names(panels)) {
    panel <- panels[[title]]
    plot(NULL, xlim = range(figure$x), ylim = limits, log = paste0("", if (logX) "x", if (logY) "y"), las = 1,
         main = title, xaxt = if (length(places) > 6) "s" else "n", xlab = label(figure, "x"), ylab = "")
    if (length(places) <= 6) axis(1, places)
    if (!is.na(panel$shaded_from[1])) {
      edges <- par("usr")
      rect(panel$shaded_from[1], if (logY) 10^edges[3] else edges[3], if (logX) 10^edges[2] else edges[2],
           if (logY) 10^edges[4] else edges[4], col = "#dde1e6", border = NA)
    }
    for (line in inOrder(panel, "line")) drawLine(line, limits[2])
  }
  mtext(figure$title[1], outer = TRUE, line = 1, font = 2)
  mtext(label(figure, "y"), side = 2, outer = TRUE, cex = 0.8)
  named <- figure[!duplicated(figure$line), ]
  par(fig = c(0, 1, 0, 1), oma = rep(0, 4), mar = rep(0, 4), new = TRUE)
  plot.new()
  legend("bottom", named$line, col = colours[named$protocol], ncol = 3, bty = "n",
         lty = ifelse(named$kind == "points", NA, 1 + named$dashed),
         pch = ifelse(named$kind == "curve", NA, marks[named$protocol]))
}

file <- if (length(arguments) == 2) arguments[2] else file.path(arguments[1], "figures.pdf")
pdf(file, width = 11, height = 6)
for (figure in inOrder(drawn, "figure")) {
  drawFigure(figure)
  cat("# drawn:", figure$figure[1])
  cat("\n")
}
invisible(dev.off())
cat("# in:", file)
cat("\n")
