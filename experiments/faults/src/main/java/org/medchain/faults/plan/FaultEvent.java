package org.medchain.faults.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One fault of a plan.
 *
 * @param kind what happens
 * @param fromS when, in seconds from the beginning of the load
 * @param untilS when it is healed
 * @param nodes whom it concerns, ascending; its meaning stands at the kind
 * @param amount how much, in the kind's unit; empty where it has none
 */
public record FaultEvent(
    @JsonProperty("fault") NemesisKind kind,
    double fromS,
    double untilS,
    List<Integer> nodes,
    OptionalDouble amount) {
  public FaultEvent {
    nodes = nodes.stream().sorted().distinct().toList();
  }

  /** When it begins, in ns. */
  public long fromNs() {
    return Math.round(fromS * 1e9);
  }

  /** When it ends, in ns. */
  public long untilNs() {
    return Math.round(untilS * 1e9);
  }

  /** The same at other nodes. */
  FaultEvent at(List<Integer> others) {
    return new FaultEvent(kind, fromS, untilS, others, amount);
  }

  /** The same with another end. */
  FaultEvent until(double otherS) {
    return new FaultEvent(kind, fromS, otherS, nodes, amount);
  }

  /** The same so much later. */
  public FaultEvent later(double byS) {
    return new FaultEvent(kind, fromS + byS, untilS + byS, nodes, amount);
  }

  /** One line for people. */
  public String describe() {
    String strength =
        amount.isPresent()
            ? String.format(Locale.ROOT, " %.3g %s", amount.getAsDouble(), kind.unit())
            : "";
    return String.format(
        Locale.ROOT, "%.1f to %.1f s: %s%s at %s", fromS, untilS, kind.word(), strength, nodes);
  }
}
