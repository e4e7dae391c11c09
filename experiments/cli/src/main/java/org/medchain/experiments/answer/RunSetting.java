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
import org.medchain.experiments.results.SimulationErrors;
import tools.jackson.databind.JsonNode;

/**
 * What a run was of. All that the cells know is taken from them: a config names what was planned.
 *
 * @param config the effective one; other code may have written it, so anything may be absent
 * @param cells with a result
 */
record RunSetting(JsonNode config, List<CellSummary> cells) {
  /** Cells that finish on average less than this share of what is offered do not keep up. */
  private static final double CARRIED = 0.9;

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

  /** What is measured, under which protocols, along the first axis. */
  String question() {
    List<String> names =
        protocols().stream().map(each -> GridCell.consensus(each).title()).toList();
    if (names.isEmpty()) {
      return "What do the trials of this config show?";
    }
    return measured(names) + alongWhat() + "?";
  }

  private String measured(List<String> names) {
    String under = " under " + joined(names);
    if (isGame()) {
      return "Are false records found out, and does honesty pay" + under;
    }
    if (cells.stream().anyMatch(c -> c.countPositive(TrialColumn.BYZANTINE) > 0)) {
      return "Do honest nodes agree, and how long does a request take" + under;
    }
    return switch (load()) {
      case "saturation" -> "How many requests a second are sustained" + under;
      case "day" -> "How long does a visit to a doctor take" + under;
      default -> "How long does a request take" + under;
    };
  }

  private String alongWhat() {
    return severalFaulty() ? " while more and more nodes are " + faultWord() : " with " + nodes();
  }

  /** Whether cells of one number of nodes differ in the number of faulty ones. */
  private boolean severalFaulty() {
    return cells.stream()
        .collect(
            Collectors.groupingBy(
                cell -> cell.cell().nodes(),
                Collectors.mapping(CellSummary::faulty, Collectors.toSet())))
        .values()
        .stream()
        .anyMatch(counts -> counts.size() > 1);
  }

  /**
   * What the run is known to get wrong, and what it cannot say.
   *
   * @param errors of the simulation against processes, as far as they are measured
   */
  String limits(SimulationErrors errors) {
    List<String> sentences = new ArrayList<>();
    if (isSimulated()) {
      sentences.add(errors.ofMedians());
      if (cells.stream().anyMatch(each -> each.cell().consensus().searches())) {
        sentences.add(ReportSentence.of("limits.pbft"));
      }
    } else {
      sentences.add(ReportSentence.of("limits.one-machine"));
      ValueSpan.of(values(cells, TrialColumn.PROXY_LATE_P50_MS))
          .map(span -> ReportSentence.of("limits.proxies", span.plain()))
          .ifPresent(sentences::add);
      sentences.add(contaminated());
    }
    sentences.add(flat());
    return String.join(" ", sentences.stream().filter(each -> !each.isEmpty()).toList());
  }

  private String contaminated() {
    List<String> told =
        cells.stream()
            .flatMap(cell -> cell.rows().stream())
            .map(row -> row.text(TrialColumn.CONTAMINATED))
            .toList();
    long busy = told.stream().filter("true"::equals).count();
    return busy == 0 ? "" : ReportSentence.of("limits.contaminated", busy, told.size());
  }

  /** Throughput says nothing where every cell that works carries what is offered. */
  private String flat() {
    List<CellSummary> working = cells.stream().filter(CellSummary::isLive).toList();
    boolean open = load().equals("open") && !isGame();
    return open
            && !working.isEmpty()
            && mean(working, TrialColumn.THROUGHPUT_TPS)
                >= CARRIED * mean(working, TrialColumn.OFFERED_TPS)
        ? ReportSentence.of("limits.flat")
        : "";
  }

  /** Of the cells that have one. */
  private static double mean(List<CellSummary> cells, TrialColumn column) {
    return estimates(cells, column).average().orElse(Double.NaN);
  }

  /** What became of false records, and whether honesty pays: of the cells that say so. */
  String game() {
    double[] gains = estimates(cells, TrialColumn.HONEST_MINUS_FALSE_PAYOFF).toArray();
    String accepted =
        ValueSpan.of(estimates(cells, TrialColumn.FALSE_ACCEPTED_SHARE))
            .map(span -> "Committees find " + span.percent() + " of the false records valid. ")
            .orElse("");
    long pays = DoubleStream.of(gains).filter(gain -> gain > 0).count();
    return gains.length == 0
        ? accepted
        : accepted
            + "Honesty pays more in %s of %s cells. "
                .formatted(Long.toString(pays), Integer.toString(gains.length));
  }
}
