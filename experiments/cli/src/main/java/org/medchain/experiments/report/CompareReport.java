package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.comparison.Column;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.Estimate;
import org.medchain.experiments.results.MeasuredErrors;
import org.medchain.experiments.running.Words;

/** The page that puts simulation and cluster side by side (EXP-19). */
public final class CompareReport {
  private final List<Pairing> pairings;
  private final String calibration;
  private final String redraw;

  /**
   * A page.
   *
   * @param pairings all cells
   * @param calibration text of the file that the simulation was calibrated with
   * @param redraw the command that makes it again
   */
  public CompareReport(List<Pairing> pairings, String calibration, String redraw) {
    this.pairings = List.copyOf(pairings);
    this.calibration = calibration;
    this.redraw = redraw;
  }

  /** Writes {@code index.html}, its figures and {@code errors.csv} into a folder. */
  public void write(Path folder) throws IOException {
    Path figures = folder.resolve("figures");
    Files.createDirectories(figures);
    List<Drawn> drawn = new ArrayList<>();
    if (Report.fontTrouble().isEmpty() && !pairings.isEmpty()) {
      for (Figure figure : figures()) {
        Drawn each = Drawn.of(figure);
        drawn.add(each);
        each.write(figures);
      }
    }
    errors().write(folder.resolve(MeasuredErrors.NAME));
    AtomicFile.write(folder.resolve("index.html"), html(drawn));
  }

  private MeasuredErrors errors() {
    return new MeasuredErrors(pairings.stream().flatMap(Pairing::errors).toList());
  }

  private List<Figure> figures() {
    return List.of(
        figure(Quantity.THROUGHPUT, "Requests that became final in a second.", false),
        figure(
            Quantity.LATENCY,
            "From a request's intended start to f + 1 equal replies: the full line is the median,"
                + " the dashed one the 99th percentile.",
            true),
        figure(
            Quantity.MESSAGES,
            "All messages delivered, between nodes and between clients and nodes, divided by the"
                + " requests that became final.",
            false));
  }

  private Figure figure(Quantity y, String meaning, boolean latency) {
    List<Figure.Panel> panels = new ArrayList<>();
    for (String experiment : pairings.stream().map(Pairing::experiment).distinct().toList()) {
      List<Pairing> own =
          pairings.stream().filter(each -> each.experiment().equals(experiment)).toList();
      List<Figure.Line> lines = new ArrayList<>();
      for (boolean real : new boolean[] {false, true}) {
        Column first =
            latency
                ? Column.LATENCY_P50_MS
                : y == Quantity.MESSAGES ? Column.MESSAGES_PER_TX : Column.THROUGHPUT_TPS;
        lines.add(line(own, real, first, latency ? " p50" : "", false));
        if (latency) {
          lines.add(line(own, real, Column.LATENCY_P99_MS, " p99", true));
        }
      }
      panels.add(new Figure.Panel(experiment, lines));
    }
    String id = "compare-" + y.name().toLowerCase(java.util.Locale.ROOT);
    String title = Captions.title(y) + ": simulation and cluster";
    return new Figure(id, title, meaning, Quantity.NODES, y, panels);
  }

  private static Figure.Line line(
      List<Pairing> own, boolean real, Column column, String suffix, boolean dashed) {
    String who = real ? "cluster" : "simulation";
    List<Figure.Point> points = new ArrayList<>();
    for (Pairing each : own) {
      CellSummary cell = real ? each.cluster() : each.simulation();
      points.add(
          new Figure.Point(
              cell.cell().nodes(),
              cell.estimate(column),
              cell.total(Column.COMMITTED) == 0
                  ? Figure.Absence.NOTHING_FINAL
                  : Figure.Absence.UNREACHED));
    }
    return new Figure.Line(who + suffix, who, dashed, points);
  }

  private String html(List<Drawn> drawn) {
    List<String> parts = new ArrayList<>();
    parts.add(Page.head("Simulation and cluster"));
    parts.add("<h1>Simulation and cluster</h1>");
    parts.add(
        Html.element(
            "p",
            "The same replicas, the same requests: in virtual time with the costs that were"
                + " measured on this machine, and as real processes on it. Synthetic records."));
    long within = pairings.stream().filter(Pairing::agrees).count();
    parts.add(
        "<p class=\"verdicts "
            + (within == pairings.size() ? "pass" : "unknown")
            + "\">"
            + within
            + " of "
            + pairings.size()
            + " cells agree within 25 % on throughput and median latency, "
            + pairings.stream().filter(Pairing::tailAgrees).count()
            + " on the 99th percentile.</p>");
    parts.add(Html.element("p", errors().ofP99()));
    parts.add("<h2>All cells</h2>");
    parts.add(
        Html.element(
            "p",
            "Means over repeats, percentiles of all repeats' requests together. The relative error is"
                + " how much more the simulation says than the cluster: each repeat of both has the"
                + " same requests and gives one ratio; their geometric means with 95 % confidence"
                + " (Student's t on the logarithms). Judged are throughput and p50; whether p99 is"
                + " within 25 % is told beside. All errors are in "
                + MeasuredErrors.NAME
                + "."));
    parts.add(table());
    parts.add("<h2>Figures</h2>");
    drawn.forEach(each -> parts.add(each.html(redraw)));
    parts.add("<h2>Where a difference may come from</h2>");
    parts.add(
        "<ul>\n<li>Nothing in the simulation compiles code or collects garbage; a process does,"
            + " most of all in its first seconds. This is seen in p99, and in the median too where the"
            + " nodes have so few cores that their compilers are not done when measuring begins.</li>\n"
            + "<li>Each simulated disk is its node's alone; the cluster's nodes share one, and what"
            + " a force takes was measured with four files at once.</li>\n"
            + "<li>What a checkpoint costs is charged for the state as it is; a cluster's state also"
            + " holds what was asked for before the time 0 to have code compiled, so its snapshots are"
            + " longer.</li>\n<li>A simulated core is given away after each input; an operating system gives it"
            + " away when it likes, and waking a thread takes time that depends on what the machine"
            + " does.</li>\n<li>The disk's thread of each process also needs a core; the"
            + " simulation's disk does not.</li>\n</ul>");
    parts.add("<h2>What the simulation charged</h2>");
    parts.add("<pre>" + Html.escape(calibration) + "</pre>");
    parts.add("<p>Made again by <code>" + Html.escape(redraw) + "</code>.</p>");
    parts.add("</body>\n</html>\n");
    return String.join("\n", parts);
  }

  private String table() {
    StringBuilder html = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr>");
    for (String head : List.of("experiment", "load", "nodes", "", "throughput tx/s")) {
      html.append(Html.element("th", head));
    }
    for (String head :
        List.of("p50 ms", "p90 ms", "p99 ms", "messages/tx", "CPU µs/tx", "verdict")) {
      html.append(Html.element("th", head));
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (Pairing each : pairings) {
      String nodes = Integer.toString(each.cluster().cell().nodes());
      row(
          html,
          List.of(each.experiment(), each.load(), nodes, "simulation"),
          values(each.simulation()),
          "");
      row(html, List.of("", "", "", "cluster"), values(each.cluster()), "");
      row(html, List.of("", "", "", "error"), errors(each), each.verdict());
    }
    return html.append("</tbody></table></div>").toString();
  }

  private static void row(
      StringBuilder html, List<String> first, List<String> values, String verdict) {
    html.append("<tr>");
    first.forEach(word -> html.append(Html.element("td", word)));
    values.forEach(word -> html.append(Html.element("td", word)));
    String looks = verdict.isEmpty() ? "" : verdict.startsWith("within") ? "pass" : "unknown";
    html.append("<td class=\"").append(looks).append("\">").append(Html.escape(verdict));
    html.append("</td></tr>\n");
  }

  private static List<String> values(CellSummary cell) {
    return Pairing.SHOWN.stream()
        .map(column -> cell.estimate(column).value())
        .map(mean -> mean.isPresent() ? Words.significant(mean.getAsDouble()) : "–")
        .toList();
  }

  private static List<String> errors(Pairing pairing) {
    return Pairing.SHOWN.stream().map(pairing::error).map(CompareReport::words).toList();
  }

  private static String words(Estimate error) {
    if (error.value().isEmpty()) {
      return "–";
    }
    String value = Words.percent(error.value().getAsDouble());
    return error.low().isEmpty()
        ? value
        : "%s (%s … %s)"
            .formatted(
                value,
                Words.percent(error.low().getAsDouble()),
                Words.percent(error.high().getAsDouble()));
  }

  /** The cells as lines for a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Pairing each : pairings) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s, %d nodes: %s",
              each.experiment(),
              each.cluster().cell().nodes(),
              each.verdict()));
      lines.add("  " + String.join("  ", words("simulation", values(each.simulation()))));
      lines.add("  " + String.join("  ", words("cluster", values(each.cluster()))));
      lines.add("  " + String.join("  ", words("error", errors(each))));
    }
    return lines;
  }

  private static List<String> words(String who, List<String> values) {
    List<String> heads = List.of("tx/s", "p50 ms", "p90 ms", "p99 ms", "messages/tx", "CPU µs/tx");
    List<String> words = new ArrayList<>(List.of("%-10s".formatted(who)));
    for (int i = 0; i < heads.size(); i++) {
      words.add(heads.get(i) + " " + values.get(i));
    }
    return words;
  }
}
