package org.medchain.experiments.decide;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.consensus.QuorumSizes;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.ReadableNumbers;

/**
 * What is asked.
 *
 * @param nodes hospitals with a node each
 * @param rttMs round trip between two of them, in ms
 * @param rateTps requests a second
 * @param byzantine whether the faulty ones may lie; else they crash
 * @param faulty how many
 * @param trust words of {@code trust.csv} that have to hold
 */
record DecideQuestion(
    int nodes, double rttMs, double rateTps, boolean byzantine, int faulty, List<String> trust) {
  static final int NODES_MAX = 31;
  static final double RTT_MAX_MS = 200;
  private static final int NODES_READ_MAX = 10_000;
  private static final Pattern FAULTS = Pattern.compile("(crash|byzantine):([0-9]{1,4})");
  private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(\\D+)");
  private static final Map<String, Double> TIMES_MS = Map.of("ms", 1.0, "s", 1e3);
  private static final Map<String, Double> RATES_TPS =
      Map.of("/s", 1.0, "/min", 1 / 60.0, "/h", 1 / 3600.0, "/day", 1 / 86_400.0);

  /** From options. */
  static DecideQuestion of(int nodes, String rtt, String rate, String faults, List<String> trust)
      throws UserInputException {
    for (String each : trust) {
      if (!MeasuredTables.words().contains(each)) {
        throw wrong("--trust", each, String.join(", ", MeasuredTables.words()));
      }
    }
    if (nodes < QuorumSizes.MIN_NODES || nodes > NODES_READ_MAX) {
      throw wrong("--nodes", Integer.toString(nodes), "4 to " + NODES_READ_MAX);
    }
    double rttMs = quantity("--rtt", rtt, TIMES_MS, "40ms or 0.04s");
    double rateTps = quantity("--rate", rate, RATES_TPS, "200/s, 30/min, 50/h or 1000/day");
    Matcher parts = FAULTS.matcher(faults);
    int faulty = parts.matches() ? Integer.parseInt(parts.group(2)) : nodes + 1;
    if (faulty > nodes) {
      throw wrong("--faults", faults, "crash:K or byzantine:K, with K from 0 to " + nodes);
    }
    return new DecideQuestion(nodes, rttMs, rateTps, faults.startsWith("byzantine"), faulty, trust);
  }

  private static double quantity(
      String option, String text, Map<String, Double> units, String examples)
      throws UserInputException {
    Matcher parts = QUANTITY.matcher(text);
    boolean known = parts.matches() && units.containsKey(parts.group(2));
    double value = known ? Double.parseDouble(parts.group(1)) * units.get(parts.group(2)) : 0;
    if (value > 0) {
      return value;
    }
    throw wrong(option, text, "a number above 0 with its unit, as " + examples);
  }

  private static UserInputException wrong(String option, String text, String allowed) {
    String given = text.isEmpty() ? "missing" : "'" + QuotedText.sentence(text) + "'";
    return new UserInputException("%s is %s; allowed: %s".formatted(option, given, allowed));
  }

  /** The bound that is exceeded, of what was measured for any system, or nothing. */
  String outside() {
    int most = ChoicePoint.tolerated(nodes);
    String rtt = rttMs < 1 || rttMs > RTT_MAX_MS ? "--rtt is outside 1 to 200 ms" : "";
    String rate = rateTps < 1 ? "--rate is outside 1/s to 80 % of saturation" : rtt;
    String faults = faulty > most ? "--faults is outside 0 to " + most + " nodes" : rate;
    return nodes > NODES_MAX ? "--nodes is outside 4 to " + NODES_MAX : faults;
  }

  /** Its words of trust, and that for its faults. */
  List<String> wanted() {
    String word = byzantine ? "colluding hospitals" : "loss of a site";
    return faulty == 0 ? trust : Stream.concat(trust.stream(), Stream.of(word)).toList();
  }

  /** As a point of a protocol's cells; its saturation is to be asked first. */
  ChoicePoint point(ProtocolKind protocol, double saturationTps) {
    return new ChoicePoint(protocol, nodes, faulty, rttMs, rateTps, saturationTps);
  }

  /** The same at another rate. */
  DecideQuestion withRate(double other) {
    return new DecideQuestion(nodes, rttMs, other, byzantine, faulty, trust);
  }

  /** In a few words. */
  String words() {
    String rtt = ReadableNumbers.significant(rttMs);
    String rate = ReadableNumbers.significant(rateTps);
    return "%s nodes, %s ms round trip, %s requests/s, %s %s"
        .formatted(nodes, rtt, rate, faulty, byzantine ? "Byzantine" : "crashed");
  }
}
