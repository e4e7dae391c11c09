package org.medchain.history.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Elements;
import org.medchain.history.value.HistoryValue.Entries;
import org.medchain.history.value.HistoryValue.Sequence;

/** An object that does one operation at a time; written apart from the models that judge it. */
public interface SimulatedObject {
  /** What a client asks for. */
  record DrawnCall(String f, HistoryValue argument) {}

  /** Something to ask for. */
  DrawnCall draw(Random random);

  /** Does it; nothing if it fails. */
  Optional<HistoryValue> apply(DrawnCall asked);

  /** One of each model. */
  static SimulatedObject of(String model) {
    return switch (model) {
      case "register" -> new Registers(1, 0, false);
      case "cas-register" -> new Registers(1, 3, false);
      case "kv" -> new Registers(2, 3, true);
      case "set" -> new GrowingSet();
      case "append" -> new Lists();
      case "bank" -> new Bank();
      default -> throw new IllegalArgumentException(model);
    };
  }

  /** Registers; with a domain of 0 each write has a value of its own. */
  final class Registers implements SimulatedObject {
    private final Map<Integer, HistoryValue> values = new TreeMap<>();
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
    public DrawnCall draw(Random random) {
      int key = random.nextInt(keys);
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

    private HistoryValue tuple(int key, HistoryValue value) {
      return keyed ? HistoryValue.sequence(HistoryValue.whole(key), value) : value;
    }

    @Override
    public Optional<HistoryValue> apply(DrawnCall asked) {
      int key = 0;
      HistoryValue value = asked.argument();
      if (keyed) {
        key = value.asItems().orElseThrow().get(0).asInteger().orElseThrow().intValue();
        value = value.asItems().orElseThrow().get(1);
      }
      HistoryValue now = values.getOrDefault(key, HistoryValue.nil());
      switch (asked.f()) {
        case "read" -> {
          return Optional.of(tuple(key, now));
        }
        case "write" -> values.put(key, value);
        default -> {
          List<HistoryValue> pair = value.asItems().orElseThrow();
          if (!now.equals(pair.get(0))) {
            return Optional.empty();
          }
          values.put(key, pair.get(1));
        }
      }
      return Optional.of(asked.argument());
    }
  }

  /** A set. */
  final class GrowingSet implements SimulatedObject {
    private final TreeSet<Long> elements = new TreeSet<>();
    private long next = 1;

    @Override
    public DrawnCall draw(Random random) {
      return random.nextInt(3) > 0
          ? new DrawnCall("read", HistoryValue.nil())
          : new DrawnCall("add", HistoryValue.whole(next++));
    }

    @Override
    public Optional<HistoryValue> apply(DrawnCall asked) {
      if (asked.f().equals("add")) {
        elements.add(asked.argument().asInteger().orElseThrow().longValue());
        return Optional.of(asked.argument());
      }
      List<HistoryValue> items = new ArrayList<>();
      elements.forEach(each -> items.add(HistoryValue.whole(each)));
      return Optional.of(new Elements(new LinkedHashSet<>(items)));
    }
  }

  /** Lists under two keys. */
  final class Lists implements SimulatedObject {
    private final Map<HistoryValue, List<HistoryValue>> lists = new LinkedHashMap<>();
    private final int keys;
    private long next = 1;

    public Lists() {
      this(2);
    }

    public Lists(int keys) {
      this.keys = keys;
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
    public Optional<HistoryValue> apply(DrawnCall asked) {
      List<HistoryValue> done = new ArrayList<>();
      for (HistoryValue each : asked.argument().asItems().orElseThrow()) {
        List<HistoryValue> parts = each.asItems().orElseThrow();
        List<HistoryValue> list = lists.computeIfAbsent(parts.get(1), k -> new ArrayList<>());
        if (parts.get(0).asName().orElseThrow().equals("append")) {
          list.add(parts.get(2));
          done.add(each);
        } else {
          done.add(step("r", parts.get(1), new Sequence(list)));
        }
      }
      return Optional.of(new Sequence(done));
    }
  }

  /** Three accounts of ten. */
  final class Bank implements SimulatedObject {
    private final Map<Integer, Long> balances = new TreeMap<>(Map.of(0, 10L, 1, 10L, 2, 10L));

    @Override
    public DrawnCall draw(Random random) {
      if (random.nextBoolean()) {
        return new DrawnCall("read", HistoryValue.nil());
      }
      Map<HistoryValue, HistoryValue> fields = new LinkedHashMap<>();
      fields.put(HistoryValue.keyword("from"), HistoryValue.whole(random.nextInt(3)));
      fields.put(HistoryValue.keyword("to"), HistoryValue.whole(random.nextInt(3)));
      fields.put(HistoryValue.keyword("amount"), HistoryValue.whole(1 + random.nextInt(8)));
      return new DrawnCall("transfer", new Entries(fields));
    }

    private static int number(DrawnCall asked, String field) {
      return asked
          .argument()
          .field(field)
          .flatMap(HistoryValue::asInteger)
          .orElseThrow()
          .intValue();
    }

    @Override
    public Optional<HistoryValue> apply(DrawnCall asked) {
      if (asked.f().equals("read")) {
        Map<HistoryValue, HistoryValue> read = new LinkedHashMap<>();
        balances.forEach((a, n) -> read.put(HistoryValue.whole(a), HistoryValue.whole(n)));
        return Optional.of(new Entries(read));
      }
      long amount = number(asked, "amount");
      if (balances.get(number(asked, "from")) < amount) {
        return Optional.empty();
      }
      balances.merge(number(asked, "from"), -amount, Long::sum);
      balances.merge(number(asked, "to"), amount, Long::sum);
      return Optional.of(asked.argument());
    }
  }
}
