package org.medchain.history.sim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.medchain.history.History;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryEvent.EventType;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Elements;
import org.medchain.history.value.HistoryValue.Sequence;

/** Gives reads other results, so that many histories become wrong, though not all. */
public final class Confusion {
  private final Random random;

  public Confusion(Random random) {
    this.random = random;
  }

  /** One to three reads return what another read returned, or what a write wrote. */
  public History of(History history) {
    History now = history;
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<HistoryEvent> reads =
          now.events().stream()
              .filter(each -> each.type() == EventType.OK)
              .filter(each -> each.f().equals("read") || each.f().equals("txn"))
              .toList();
      if (!reads.isEmpty()) {
        HistoryEvent read = reads.get(random.nextInt(reads.size()));
        now = SimulatedHistory.with(now, read.index(), EventType.OK, other(read, now));
      }
    }
    return now;
  }

  private HistoryValue other(HistoryEvent read, History history) {
    if (read.f().equals("txn")) {
      return transaction(read.value(), history);
    }
    if (read.value() instanceof Elements) {
      return subset(history);
    }
    List<HistoryValue> values = new ArrayList<>();
    for (HistoryEvent each : history.events()) {
      boolean like = each.value().getClass() == read.value().getClass();
      boolean written = each.f().equals("write");
      if (each.type() == EventType.OK && (written || (each.f().equals("read") && like))) {
        values.add(sameKey(read.value(), each.value()));
      }
    }
    return values.isEmpty() ? read.value() : values.get(random.nextInt(values.size()));
  }

  /** Some of the elements that were ever added. */
  private HistoryValue subset(History history) {
    Set<HistoryValue> some = new LinkedHashSet<>();
    for (HistoryEvent each : history.events()) {
      if (each.f().equals("add") && random.nextInt(3) > 0) {
        some.add(each.value());
      }
    }
    return new Elements(some);
  }

  private static HistoryValue sameKey(HistoryValue read, HistoryValue value) {
    if (read instanceof Sequence pair
        && value instanceof Sequence other
        && pair.items().size() == 2
        && other.items().size() == 2) {
      return HistoryValue.sequence(pair.items().get(0), other.items().get(1));
    }
    return value;
  }

  private HistoryValue transaction(HistoryValue value, History history) {
    List<HistoryValue> steps = new ArrayList<>(value.asItems().orElseThrow());
    int at = random.nextInt(steps.size());
    List<HistoryValue> step = steps.get(at).asItems().orElseThrow();
    if (step.get(0).equals(HistoryValue.keyword("r"))) {
      steps.set(at, HistoryValue.sequence(step.get(0), step.get(1), list(step, history)));
    }
    return new Sequence(steps);
  }

  /** Another version of the list, or a shorter one. */
  private HistoryValue list(List<HistoryValue> step, History history) {
    List<HistoryValue> lists = new ArrayList<>();
    for (HistoryEvent each : history.events()) {
      if (each.type() != EventType.OK) {
        continue;
      }
      for (HistoryValue other : each.value().asItems().orElseThrow()) {
        List<HistoryValue> parts = other.asItems().orElseThrow();
        if (parts.get(0).equals(step.get(0)) && parts.get(1).equals(step.get(1))) {
          lists.add(parts.get(2));
        }
      }
    }
    List<HistoryValue> chosen = lists.get(random.nextInt(lists.size())).asItems().orElseThrow();
    int size = chosen.isEmpty() ? 0 : chosen.size() - random.nextInt(2);
    return new Sequence(chosen.subList(0, size));
  }
}
