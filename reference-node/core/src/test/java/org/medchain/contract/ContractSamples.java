package org.medchain.contract;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.fuzz.RandomValues;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;

/** A value of every operation and of every event, the same on every machine. */
public final class ContractSamples {
  private ContractSamples() {}

  /** By their numbers. */
  public static List<Operation> operations() {
    return MedicalModules.REGISTRY.types().stream()
        .sorted(Comparator.comparingInt(OperationType::number))
        .map(type -> (Operation) sample(type.number(), type.operation()))
        .toList();
  }

  /** By their numbers. */
  public static List<Event> events() {
    return MedicalModules.REGISTRY.modules().stream()
        .<EventType<?>>flatMap(each -> each.events().stream())
        .sorted(Comparator.comparingInt(EventType::number))
        .map(type -> (Event) sample(type.number(), type.event()))
        .toList();
  }

  /** Made of its components by the number as a seed. */
  private static <T> T sample(int number, Class<T> type) {
    Random random = new Random(number);
    RandomValues values = new RandomValues(random, new Samples(random));
    return Stream.generate(() -> values.of(type, Map.of()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  private record Samples(Random random) implements RandomValues.Known {
    @Override
    public PublicKey key() {
      return TestChain.keys("sample " + random.nextInt(4)).publicKey();
    }

    @Override
    public Hash hash() {
      return Hash.of(Bytes.utf8("sample " + random.nextInt(4)));
    }

    @Override
    public String type() {
      return random.nextBoolean() ? "image" : "é";
    }

    @Override
    public long height() {
      return 7;
    }

    @Override
    public IncentiveRules rules() {
      return GameScenario.RULES;
    }
  }
}
