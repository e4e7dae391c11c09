package org.medchain.history.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.history.History;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.check.HistoryValidity;
import org.medchain.history.value.HistoryValue;

/**
 * What became of each element, as Jepsen's set-full (HIST-11). An element is known once an add of
 * it was acknowledged or a read showed it; from then on each read must show it. Together with the
 * two rules on orders this is linearizability: a cycle of reads that miss and reads that show
 * always has one of these forms in it.
 */
record SetChecker(Set<HistoryValue> initial, boolean nilIsUnknown) implements HistoryChecker {
  @Override
  public CheckResult check(History history) {
    return new Run(history).result();
  }

  /** A read and what it showed. */
  private record SetRead(HistoryOperation operation, Set<HistoryValue> shown) {
    String at() {
      return "the read at index " + operation.invocation().index();
    }
  }

  /** When an element was first asked for, first acknowledged, and first known. */
  private static final class ElementTimes {
    private int asked = HistoryOperation.NEVER;
    private int acknowledged = HistoryOperation.NEVER;
    private int known = HistoryOperation.NEVER;
    private boolean isInitial;
  }

  private final class Run {
    private final Map<HistoryValue, ElementTimes> elements = new LinkedHashMap<>();
    private final List<SetRead> reads = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();

    Run(History history) {
      for (HistoryValue each : initial) {
        ElementTimes times = of(each);
        times.asked = -1;
        times.known = -1;
        times.isInitial = true;
      }
      for (HistoryOperation each : history.operations("add")) {
        if (!each.isFailed()) {
          ElementTimes times = of(each.argument());
          times.asked = Math.min(times.asked, each.start());
          times.acknowledged = Math.min(times.acknowledged, each.end());
          times.known = Math.min(times.known, each.end());
        }
      }
      for (HistoryOperation each : history.operations("read")) {
        if (each.isOk() && !(nilIsUnknown && each.result().isNil())) {
          read(each);
        }
      }
    }

    private ElementTimes of(HistoryValue element) {
      return elements.computeIfAbsent(element, value -> new ElementTimes());
    }

    private void read(HistoryOperation operation) {
      List<HistoryValue> items = operation.result().asItems().orElse(List.of());
      SetRead read = new SetRead(operation, new LinkedHashSet<>(items));
      reads.add(read);
      if (read.shown().size() < items.size()) {
        add("duplicated", read.at() + " shows an element twice: " + operation.result());
      }
      for (HistoryValue each : read.shown()) {
        ElementTimes times = elements.get(each);
        if (times == null) {
          add("unexpected", read.at() + " shows " + each + ", which no add can have added");
        } else if (times.asked > operation.end()) {
          add("unexpected", read.at() + " shows " + each + " before it was added");
        } else {
          times.known = Math.min(times.known, operation.end());
        }
      }
    }

    CheckResult result() {
      long neverRead = 0;
      for (Map.Entry<HistoryValue, ElementTimes> each : elements.entrySet()) {
        neverRead += judge(each.getKey(), each.getValue()) ? 0 : 1;
      }
      chain();
      orders();
      counts.put("elements", (long) elements.size());
      counts.put("reads judged", (long) reads.size());
      counts.put("never read", neverRead);
      if (reads.isEmpty()) {
        Finding none = new Finding("no read", "no read is ok: nothing can be judged");
        return new CheckResult("set", HistoryValidity.UNKNOWN, counts, List.of(none));
      }
      for (String name : List.of("lost", "stale", "unexpected", "duplicated")) {
        counts.put(name, findings.stream().filter(each -> each.name().equals(name)).count());
      }
      return CheckResult.of("set", counts, findings);
    }

    /** Whether the element was read, or could have been. */
    private boolean judge(HistoryValue element, ElementTimes times) {
      int present = -1;
      int absent = -1;
      String missing = "";
      for (SetRead each : reads) {
        int start = each.operation().start();
        if (each.shown().contains(element)) {
          present = Math.max(present, start);
        } else if (start > Math.max(times.known, absent)) {
          absent = start;
          missing = each.at();
        }
      }
      if (absent >= 0) {
        add(
            absent > present ? "lost" : "stale",
            missing
                + " misses "
                + element
                + ", "
                + (times.isInitial
                    ? "which was there from the start"
                    : times.acknowledged == times.known
                        ? "whose add had been acknowledged"
                        : "which an earlier read had shown"));
      }
      return present >= 0 || absent >= 0 || times.acknowledged == HistoryOperation.NEVER;
    }

    /** A set that only grows shows reads of which each has all of the smaller ones. */
    private void chain() {
      List<SetRead> bySize = new ArrayList<>(reads);
      bySize.sort(Comparator.comparingInt(each -> each.shown().size()));
      for (int i = 1; i < bySize.size(); i++) {
        SetRead few = bySize.get(i - 1);
        SetRead many = bySize.get(i);
        if (!many.shown().containsAll(few.shown())) {
          add(
              "contradictory reads",
              few.at() + " and " + many.at() + " each miss an element of the other");
        }
      }
    }

    /** Who shows an element shows those that were known before it was asked for. */
    private void orders() {
      List<Map.Entry<HistoryValue, ElementTimes>> byKnown = new ArrayList<>(elements.entrySet());
      byKnown.sort(Comparator.comparingInt(each -> each.getValue().known));
      for (SetRead each : reads) {
        int newest = -1;
        for (HistoryValue shown : each.shown()) {
          ElementTimes times = elements.get(shown);
          newest = times == null ? newest : Math.max(newest, times.asked);
        }
        Set<HistoryValue> missing = new LinkedHashSet<>();
        for (Map.Entry<HistoryValue, ElementTimes> old : byKnown) {
          if (old.getValue().known >= newest) {
            break;
          }
          if (!each.shown().contains(old.getKey())
              && old.getValue().known >= each.operation().start()) {
            missing.add(old.getKey());
          }
        }
        if (!missing.isEmpty()) {
          add("wrong order", each.at() + " shows an element and misses older ones: " + missing);
        }
      }
    }

    private void add(String name, String text) {
      findings.add(new Finding(name, text));
    }
  }
}
