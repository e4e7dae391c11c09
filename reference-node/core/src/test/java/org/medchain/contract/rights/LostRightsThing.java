package org.medchain.contract.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;

/** Something that a party does, or that is done to it; the attempt's result is one word. */
record LostRightsThing(String name, KeyPair actor, Function<LostRightsWorld, String> attempt) {
  /** Shorter words for tables. */
  static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("ACCOUNT_FROZEN", "frozen"),
          Map.entry("READER_FROZEN", "frozen"),
          Map.entry("RECORD_FALSE", "false"),
          Map.entry("RECORD_PENDING", "pending"),
          Map.entry("UNKNOWN_PARTICIPANT", "unknown"),
          Map.entry("OWNER_LEFT", "gone"),
          Map.entry("NOT_ALLOWED", "no"),
          Map.entry("NOT_GRANTED", "none"),
          Map.entry("NO_ACCESS", "denied"),
          Map.entry("NO_CONSENT", "denied"),
          Map.entry("NO_HOLDING", "no_file"),
          Map.entry("NO_HOSPITAL", "no_hosp"),
          Map.entry("NOT_A_DOCTOR", "no_glass"),
          Map.entry("NO_REQUEST", "no_req"),
          Map.entry("NO_VERDICT_DUE", "no_vote"),
          Map.entry("NOTHING_MISSED", "spared"),
          Map.entry("DELEGATION_OVER", "key_out"),
          Map.entry("TIME_PASSED", "passed"));

  String operation() {
    return operation(name);
  }

  private static String operation(String name) {
    return name.replaceFirst(":.*", "");
  }

  /** Of an outcome or an answer. */
  static String word(String name) {
    return SHORT.getOrDefault(name, name.toLowerCase(Locale.ROOT));
  }

  static LostRightsThing order(
      String name, KeyPair actor, Function<LostRightsWorld, Operation> operation) {
    return order(name, actor, operation, (world, events) -> "ok");
  }

  /** The result of the actor's order: if it succeeded, its events or the state tell it. */
  static LostRightsThing order(
      String name,
      KeyPair actor,
      Function<LostRightsWorld, Operation> operation,
      BiFunction<LostRightsWorld, List<Event>, String> became) {
    return new LostRightsThing(
        name,
        actor,
        world -> {
          Operation ordered = operation.apply(world);
          assertThat(operation(name)).isEqualTo(ordered.type().name());
          return ordered(world, world.keyOf(actor), ordered, became);
        });
  }

  /** The effect of another's order on the actor. */
  static LostRightsThing passive(
      String name,
      KeyPair actor,
      KeyPair other,
      Function<LostRightsWorld, Operation> operation,
      BiFunction<LostRightsWorld, List<Event>, String> became) {
    return new LostRightsThing(
        name, actor, world -> ordered(world, other, operation.apply(world), became));
  }

  private static String ordered(
      LostRightsWorld world,
      KeyPair by,
      Operation operation,
      BiFunction<LostRightsWorld, List<Event>, String> became) {
    Receipt receipt = world.chain.run(by, operation);
    Outcome outcome = Outcome.of(receipt);
    return outcome == Outcome.OK
        ? became.apply(world, MedicalModules.events(receipt))
        : word(outcome.name());
  }
}
