package org.medchain.experiments.answer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.ReportSentence;
import tools.jackson.databind.JsonNode;

/**
 * What a run was of. All that the cells know is taken from them: a config names what was planned.
 *
 * @param config the effective one; other code may have written it, so anything may be absent
 * @param cells with a result
 */
record RunSetting(JsonNode config, List<CellSummary> cells) {
  RunSetting {
    cells = List.copyOf(cells);
  }

  boolean isSimulated() {
    return !config.path("host").asString("simulation").equals("cluster");
  }

  /** The kind of load: open, closed, saturation, day; empty if unknown. */
  String load() {
    return config.path("workload").path("kind").asString("");
  }

  boolean isGame() {
    return cells.stream().anyMatch(cell -> cell.cell().game().isPresent());
  }

  List<String> protocols() {
    return cells.stream().map(cell -> cell.cell().protocol()).distinct().toList();
  }

  List<CellSummary> cells(String protocol) {
    return cells.stream().filter(cell -> cell.cell().protocol().equals(protocol)).toList();
  }

  /** "with 4 to 31 nodes". */
  String nodes() {
    return ValueSpan.of(cells.stream().mapToDouble(cell -> cell.cell().nodes()))
        .map(span -> span.plain() + " nodes")
        .orElse("");
  }

  /** The cells with faulty nodes, the one with the greatest share of them first. */
  List<CellSummary> faulty() {
    return cells.stream()
        .filter(cell -> cell.faulty() > 0)
        .sorted(
            Comparator.comparingDouble(
                    (CellSummary cell) -> (double) cell.faulty() / cell.cell().nodes())
                .reversed())
        .toList();
  }

  /** What the faulty nodes do, in a word; several kinds are "faulty". */
  String faultWord() {
    List<String> kinds = faulty().stream().map(cell -> cell.cell().fault()).distinct().toList();
    return kinds.size() == 1 ? ReportSentence.of("answer." + kinds.getFirst()) : "faulty";
  }

  /** Of proof of work's cells; empty where they have none. */
  Optional<ValueSpan> blockInterval(List<CellSummary> of) {
    return ValueSpan.of(
        of.stream()
            .map(CellSummary::cell)
            .map(GridCell::blockIntervalS)
            .flatMapToDouble(OptionalDouble::stream));
  }

  /** The setting, as far as it is known. */
  String words() {
    if (cells.isEmpty()) {
      return "Never: there is nothing to be valid.";
    }
    List<String> parts = new ArrayList<>();
    parts.add((isSimulated() ? "Simulated: " : "On processes of one machine: ") + nodes());
    parts.add(faults());
    parts.add(offered());
    parts.add(links());
    parts.addAll(axes());
    parts.add(finality());
    parts.add(repeats());
    return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", ")) + ".";
  }

  private String faults() {
    String planned =
        config.path("fault_plan").isEmpty() && config.path("adversaries").isEmpty()
            ? ""
            : "what the config's fault_plan and adversaries add";
    String drawn =
        faulty().stream()
            .findFirst()
            .map(cell -> "up to " + cell.faultyShare() + " " + faultWord())
            .orElse(planned.isEmpty() ? "none of them faulty" : "");
    return drawn.isEmpty() || planned.isEmpty() ? drawn + planned : drawn + ", " + planned;
  }

  private String offered() {
    JsonNode load = config.path("workload");
    return switch (load()) {
      case "open" -> isAxis("workload.rate_tps") ? "" : rate(load.path("rate_tps").asString("?"));
      case "closed" ->
          "%s clients with %s requests outstanding each"
              .formatted(
                  load.path("clients").asString("?"), load.path("outstanding").asString("?"));
      case "saturation" -> "rates up to what each cell sustains";
      case "day" -> "the requests of a day of visits";
      default -> "";
    };
  }

  private static String rate(String perS) {
    return perS
        + (perS.equals("1") || perS.equals("1.0") ? " request a second" : " requests a second");
  }

  /** The simulation's links, or those of proxies between processes. */
  private String links() {
    JsonNode regions = config.path("network").path("regions");
    if (regions.isObject() && isSimulated() && !isAxis("network.regions")) {
      return "links of the network " + regions.path("name").asString("?");
    }
    JsonNode median = config.path("network").path("latency").path("median_ms");
    boolean several = !config.path("network").path("links").isEmpty();
    boolean axis = isAxis("network.latency") || isAxis("network.latency.median_ms");
    String latency = "links with a median latency of " + median.asString() + " ms";
    boolean one = median.isNumber() && !several && !axis;
    return isSimulated()
        ? (one ? latency : "")
        : ValueSpan.of(values(cells, TrialColumn.LINK_DELAY_P50_MS))
            .map(
                span ->
                    (one ? latency : "links") + " by proxies (" + span.plain() + " ms as measured)")
            .orElse("no delay between them");
  }

  /** Of all trials of these cells that have one. */
  static DoubleStream values(List<CellSummary> cells, TrialColumn column) {
    return cells.stream()
        .flatMap(cell -> cell.rows().stream())
        .flatMapToDouble(row -> row.number(column).stream());
  }

  /** Of these cells, what is estimated of those that have one. */
  static DoubleStream estimates(List<CellSummary> cells, TrialColumn column) {
    return cells.stream().flatMapToDouble(cell -> cell.estimate(column).value().stream());
  }

  /** "a, b and c". */
  static String joined(List<String> words) {
    return words.size() == 1
        ? words.getFirst()
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }

  private boolean isAxis(String path) {
    return cells.getFirst().cell().axes().containsKey(path);
  }

  /** "workload.rate_tps 10 to 100", for each of the config's own axes. */
  private List<String> axes() {
    return cells.getFirst().cell().axes().keySet().stream().map(this::axis).toList();
  }

  private String axis(String path) {
    List<String> texts =
        cells.stream().flatMap(cell -> cell.cell().axis(path).stream()).distinct().toList();
    return path
        + " "
        + (texts.size() > 2
            ? texts.getFirst() + " to " + texts.getLast()
            : String.join(" and ", texts));
  }

  private String finality() {
    if (cells.stream().allMatch(each -> each.cell().consensus().isFinal())) {
      return "";
    }
    JsonNode shares = config.path("finality").path("attacker_share");
    String attacker =
        shares.isEmpty()
            ? "f of n nodes or their hash power"
            : ValueSpan.of(cells.stream().mapToDouble(c -> c.cell().finality().attackerShare()))
                    .orElseThrow()
                    .percent()
                + " of the nodes or of the hash power";
    String epsilon =
        cells.stream()
            .map(cell -> cell.cell().finality().epsilon())
            .distinct()
            .sorted(Comparator.reverseOrder())
            .map(RunSetting::probability)
            .collect(Collectors.joining(", "));
    return "final against %s except with a probability of %s".formatted(attacker, epsilon);
  }

  private static String probability(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toString();
  }

  private String repeats() {
    int least = cells.stream().mapToInt(cell -> cell.rows().size()).min().orElse(0);
    int most = cells.stream().mapToInt(cell -> cell.rows().size()).max().orElse(0);
    String count = least == most ? Integer.toString(most) : least + " to " + most;
    return count + (most == 1 ? " trial a cell" : " trials a cell");
  }
}
