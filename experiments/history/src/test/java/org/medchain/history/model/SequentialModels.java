package org.medchain.history.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.history.HistoryOperation;
import org.medchain.history.cycle.ListStep;
import org.medchain.history.linear.SequentialModel;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Elements;
import org.medchain.history.value.HistoryValue.Entries;
import org.medchain.history.value.HistoryValue.Sequence;

/** Each workload's object, one operation after another: what all orders are tried on. */
public final class SequentialModels {
  private SequentialModels() {}

  /** That of a model; a bank has three accounts with ten each. */
  public static SequentialModel<?> of(String model) {
    return switch (model) {
      case "register" -> new RegisterModel(false).sequential(ModelOptions.DEFAULT);
      case "cas-register" -> new RegisterModel(true).sequential(ModelOptions.DEFAULT);
      case "kv" -> new KeyValueModel().sequential(ModelOptions.DEFAULT);
      case "set" -> new SequentialSet();
      case "append" -> new SequentialLists();
      case "bank" -> new SequentialBank();
      default -> throw new IllegalArgumentException(model);
    };
  }

  /** A set whose operations come one after another. */
  private record SequentialSet() implements SequentialModel<HistoryValue> {
    @Override
    public HistoryValue initial() {
      return new Elements(Set.of());
    }

    @Override
    public Optional<HistoryValue> step(HistoryValue state, HistoryOperation operation) {
      Set<HistoryValue> elements = ((Elements) state).items();
      if (operation.f().equals("add")) {
        Set<HistoryValue> more = new LinkedHashSet<>(elements);
        more.add(operation.argument());
        return Optional.of(new Elements(more));
      }
      if (operation.isOpen()) {
        return Optional.of(state);
      }
      List<HistoryValue> read = operation.result().asItems().orElse(List.of());
      boolean same = read.size() == elements.size() && elements.equals(new HashSet<>(read));
      return same ? Optional.of(state) : Optional.empty();
    }

    @Override
    public boolean readOnly(HistoryOperation operation) {
      return operation.f().equals("read");
    }
  }

  /** All lists together, whose transactions come one after another. */
  private record SequentialLists() implements SequentialModel<HistoryValue> {
    @Override
    public HistoryValue initial() {
      return new Entries(Map.of());
    }

    @Override
    public Optional<HistoryValue> step(HistoryValue state, HistoryOperation operation) {
      Map<HistoryValue, HistoryValue> lists = new LinkedHashMap<>(((Entries) state).items());
      for (ListStep step : steps(operation)) {
        List<HistoryValue> list =
            lists.getOrDefault(step.key(), HistoryValue.sequence()).asItems().orElseThrow();
        if (step.appends()) {
          List<HistoryValue> longer = new ArrayList<>(list);
          longer.add(step.value());
          lists.put(step.key(), new Sequence(longer));
        } else if (!operation.isOpen() && !step.list().equals(list)) {
          return Optional.empty();
        }
      }
      return Optional.of(new Entries(lists));
    }

    private static List<ListStep> steps(HistoryOperation operation) {
      return ListStep.steps(operation.isOk() ? operation.result() : operation.argument())
          .orElse(List.of());
    }

    @Override
    public boolean readOnly(HistoryOperation operation) {
      return steps(operation).stream().noneMatch(ListStep::appends);
    }
  }

  /** A bank whose operations come one after another. */
  private record SequentialBank() implements SequentialModel<Map<String, BigInteger>> {
    @Override
    public Map<String, BigInteger> initial() {
      return Map.of("0", BigInteger.TEN, "1", BigInteger.TEN, "2", BigInteger.TEN);
    }

    @Override
    public Optional<Map<String, BigInteger>> step(
        Map<String, BigInteger> state, HistoryOperation operation) {
      return operation.f().equals("transfer")
          ? transfer(state, operation.argument())
          : read(state, operation);
    }

    private Optional<Map<String, BigInteger>> transfer(
        Map<String, BigInteger> state, HistoryValue asked) {
      BigInteger amount = asked.field("amount").flatMap(HistoryValue::asInteger).orElseThrow();
      String from = BankModel.account(asked.field("from").orElseThrow());
      Map<String, BigInteger> after = new LinkedHashMap<>(state);
      after.merge(from, amount.negate(), BigInteger::add);
      after.merge(BankModel.account(asked.field("to").orElseThrow()), amount, BigInteger::add);
      return state.get(from).compareTo(amount) < 0 ? Optional.empty() : Optional.of(after);
    }

    private Optional<Map<String, BigInteger>> read(
        Map<String, BigInteger> state, HistoryOperation operation) {
      if (operation.isOpen()) {
        return Optional.of(state);
      }
      return BankModel.balances(operation.result()).filter(state::equals);
    }

    @Override
    public boolean readOnly(HistoryOperation operation) {
      return operation.f().equals("read");
    }
  }
}
