package org.medchain.history.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Elements;
import org.medchain.history.value.HistoryValue.Entries;
import org.medchain.history.value.HistoryValue.Sequence;

/** An object that does one operation at a time; written apart from the models that judge it. */
public interface SimulatedObject {
  /** What a client asks for. */
  record DrawnCall(String f, HistoryValue argument) {}

  /** What comes of it. */
  record Done(HistoryValue state, HistoryValue result) {}

  /** What it holds before all operations. */
  HistoryValue initial();

  /** Something to ask for. */
  DrawnCall draw(Random random);

  /** Does it; nothing if it fails. */
  Optional<Done> apply(HistoryValue state, DrawnCall asked);

  /** One of each model. */
  static SimulatedObject of(String model) {
    return switch (model) {
      case "register" -> new Registers(1, 0, false);
      case "cas-register" -> new Registers(1, 3, false);
      case "kv" -> new Registers(2, 3, true);
      case "set" -> new GrowingSet();
      case "append" -> new Lists(2);
      default -> throw new IllegalArgumentException(model);
    };
  }

  private static Entries with(HistoryValue state, HistoryValue key, HistoryValue value) {
    Map<HistoryValue, HistoryValue> entries = new LinkedHashMap<>(((Entries) state).items());
    entries.put(key, value);
    return new Entries(entries);
  }

  private static HistoryValue at(HistoryValue state, HistoryValue key, HistoryValue unless) {
    return ((Entries) state).items().getOrDefault(key, unless);
  }

  /** Registers; with a domain of 0 each write has a value of its own. */
  final class Registers implements SimulatedObject {
    private final int keys;
    private final int domain;
    private final boolean keyed;
    private long next = 1;

    public Registers(int keys, int domain, boolean keyed) {
      this.keys = keys;
      this.domain = domain;
      this.keyed = keyed;
    }

    @Override
    public HistoryValue initial() {
      return new Entries(Map.of());
    }

    @Override
    public DrawnCall draw(Random random) {
      HistoryValue key = HistoryValue.whole(random.nextInt(keys));
      int kind = random.nextInt(domain > 0 ? 5 : 4);
      if (kind < 2) {
        return new DrawnCall("read", tuple(key, HistoryValue.nil()));
      }
      if (kind < 4) {
        return new DrawnCall("write", tuple(key, value(random)));
      }
      return new DrawnCall("cas", tuple(key, HistoryValue.sequence(value(random), value(random))));
    }

    private HistoryValue value(Random random) {
      return HistoryValue.whole(domain > 0 ? random.nextInt(domain) : next++);
    }

    private HistoryValue tuple(HistoryValue key, HistoryValue value) {
      return keyed ? HistoryValue.sequence(key, value) : value;
    }

    @Override
    public Optional<Done> apply(HistoryValue state, DrawnCall asked) {
      List<HistoryValue> parts =
          keyed ? asked.argument().asItems().orElseThrow() : List.of(HistoryValue.whole(0));
      HistoryValue key = parts.get(0);
      HistoryValue value = keyed ? parts.get(1) : asked.argument();
      HistoryValue now = at(state, key, HistoryValue.nil());
      return switch (asked.f()) {
        case "read" -> Optional.of(new Done(state, tuple(key, now)));
        case "write" -> Optional.of(new Done(with(state, key, value), asked.argument()));
        default -> {
          List<HistoryValue> pair = value.asItems().orElseThrow();
          yield now.equals(pair.get(0))
              ? Optional.of(new Done(with(state, key, pair.get(1)), asked.argument()))
              : Optional.empty();
        }
      };
    }
  }

  /** A set. */
  final class GrowingSet implements SimulatedObject {
    private long next = 1;

    @Override
    public HistoryValue initial() {
      return new Elements(Set.of());
    }

    @Override
    public DrawnCall draw(Random random) {
      return random.nextInt(3) > 0
          ? new DrawnCall("read", HistoryValue.nil())
          : new DrawnCall("add", HistoryValue.whole(next++));
    }

    @Override
    public Optional<Done> apply(HistoryValue state, DrawnCall asked) {
      if (asked.f().equals("read")) {
        return Optional.of(new Done(state, state));
      }
      Set<HistoryValue> more = new LinkedHashSet<>(((Elements) state).items());
      more.add(asked.argument());
      return Optional.of(new Done(new Elements(more), asked.argument()));
    }
  }

  /** Lists under some keys. */
  final class Lists implements SimulatedObject {
    private final int keys;
    private long next = 1;

    public Lists(int keys) {
      this.keys = keys;
    }

    @Override
    public HistoryValue initial() {
      return new Entries(Map.of());
    }

    @Override
    public DrawnCall draw(Random random) {
      List<HistoryValue> steps = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        HistoryValue key = HistoryValue.keyword("k" + random.nextInt(keys));
        steps.add(
            random.nextBoolean()
                ? step("append", key, HistoryValue.whole(next++))
                : step("r", key, HistoryValue.nil()));
      }
      return new DrawnCall("txn", new Sequence(steps));
    }

    private static HistoryValue step(String name, HistoryValue key, HistoryValue value) {
      return HistoryValue.sequence(HistoryValue.keyword(name), key, value);
    }

    @Override
    public Optional<Done> apply(HistoryValue state, DrawnCall asked) {
      HistoryValue now = state;
      List<HistoryValue> done = new ArrayList<>();
      for (HistoryValue each : asked.argument().asItems().orElseThrow()) {
        List<HistoryValue> parts = each.asItems().orElseThrow();
        HistoryValue list = at(now, parts.get(1), HistoryValue.sequence());
        if (parts.get(0).asName().orElseThrow().equals("append")) {
          List<HistoryValue> longer = new ArrayList<>(list.asItems().orElseThrow());
          longer.add(parts.get(2));
          now = with(now, parts.get(1), new Sequence(longer));
          done.add(each);
        } else {
          done.add(step("r", parts.get(1), list));
        }
      }
      return Optional.of(new Done(now, new Sequence(done)));
    }
  }
}
