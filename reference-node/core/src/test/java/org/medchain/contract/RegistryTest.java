package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import org.medchain.CoreClasses;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.ModuleRegistry;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RegistrationModule;
import org.medchain.data.Code;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;

/** CON-25: nothing is forgotten or there twice; each such defect is planted, and found. */
class RegistryTest {
  private static final JavaClasses CONTRACT = CoreClasses.read("org.medchain.contract");

  /** Does nothing; in a module whose codec, right or number is wrong. */
  record Planted() implements Operation {
    static final OperationType<Planted> TYPE = type(77, OperationPermissions.ANYBODY);

    static OperationType<Planted> type(int number, OperationPermissions senders) {
      return new OperationType<>(
          number, "planted", Planted.class, senders, false, "CON-25", WorkBound.of(0, 0, 0));
    }

    @Override
    public Result execute(Call call, WorldState state) {
      return Result.done(state, List.of());
    }
  }

  /** Tells nothing. */
  @Code(77)
  record PlantedEvent() implements Event {}

  @Code(2)
  record PlantedAgain() implements Event {}

  record Unnumbered() implements Event {}

  @Code(256)
  record Misnumbered() implements Event {}

  /** Has a field of which no encoding is known. */
  @Code(78)
  record Unencoded(Object field) implements Event {}

  private static ContractModule module(
      List<OperationType<?>> operations,
      List<Class<? extends Event>> events,
      List<Table<?, ?>> tables) {
    return new ContractModule("planted", operations, events, tables) {};
  }

  private static ModuleRegistry with(ContractModule module) {
    List<ContractModule> modules = new ArrayList<>(MedicalModules.REGISTRY.modules());
    modules.add(module);
    return new ModuleRegistry(modules, Registration::sender);
  }

  private static Table<Table.Sole, Long> table(int prefix) {
    return new Table<>(prefix, "planted", Table.SOLE, Codec.INT64);
  }

  @Example
  void whatIsSoundIsTaken() {
    ModuleRegistry moduleRegistry =
        with(module(List.of(Planted.TYPE), List.of(PlantedEvent.class), List.of(table(0xF0))));
    assertThat(moduleRegistry.operation(77)).contains(Planted.TYPE);
    assertThat(Decoder.decode(new PlantedEvent().encoded(), moduleRegistry::event))
        .isEqualTo(new PlantedEvent());
    assertThat(MedicalModules.REGISTRY.operation(77)).isEmpty();
    assertThat(MedicalModules.REGISTRY.operation(-1)).isEmpty();
    assertThat(MedicalModules.REGISTRY.operation(256)).isEmpty();
  }

  @Example
  void whatIsThereTwiceIsRefused() {
    OperationType<Planted> again = Planted.type(2, OperationPermissions.ANYBODY);
    refused("operation number is used twice: 2", module(List.of(again), List.of(), List.of()));
    refused(
        "event number is used twice: 2", module(List.of(), List.of(PlantedAgain.class), List.of()));
    refused("prefix is used twice: 35", module(List.of(), List.of(), List.of(table(0x23))));
    refused("prefix is used twice: 34", module(List.of(), List.of(), List.of(table(0x22))));
    refused("name is used twice: registration", new RegistrationModule());
  }

  private static void refused(String why, ContractModule module) {
    assertRefused(() -> with(module)).hasMessageContaining(why);
  }

  /** A right or a codec that is missing is found when the operation's class is loaded. */
  @Example
  void whatIsMissingIsRefused() {
    OperationPermissions nobody = new OperationPermissions(List.of(), List.of());
    assertRefused(() -> Planted.type(77, nobody))
        .hasMessageContaining("no role may send operation 77");
    assertRefused(() -> EventType.of(Unencoded.class)).hasMessageContaining("no encoding follows");
    for (Class<? extends Event> each : List.of(Unnumbered.class, Misnumbered.class)) {
      assertRefused(() -> EventType.of(each)).hasMessageContaining("a number from 1 to 255");
    }
    for (int number : new int[] {0, 256}) {
      assertRefused(() -> Planted.type(number, OperationPermissions.ANYBODY));
    }
    assertRefused(() -> table(0x1F));
    assertRefused(() -> table(0x100));
  }

  /** A class of which no module knows would be malformed on the chain. */
  @Example
  void noOperationAndNoEventIsForgotten() {
    assertThat(names(operations().map(OperationType::operation)))
        .isEqualTo(implementing(Operation.class));
    assertThat(names(events().map(EventType::event))).isEqualTo(implementing(Event.class));
  }

  /** A table of which no module knows could take the prefix of another. */
  @Example
  void noTableIsForgotten() {
    long fields =
        CONTRACT.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getRawType().isEquivalentTo(Table.class))
            .count();
    long registered =
        MedicalModules.REGISTRY.modules().stream().mapToLong(each -> each.tables().size()).sum();
    // And that of the engine.
    assertThat(fields).isEqualTo(registered + 1);
  }

  /** The samples that the golden file pins cover every type, and its codec reads them back. */
  @Example
  void everyTypeHasASample() {
    assertThat(names(ContractSamples.operations().stream().map(Object::getClass)))
        .isEqualTo(names(operations().map(OperationType::operation)));
    assertThat(names(ContractSamples.events().stream().map(Object::getClass)))
        .isEqualTo(names(events().map(EventType::event)));
    for (Operation each : ContractSamples.operations()) {
      Operation read = Decoder.decode(each.encoded(), each.type().reader());
      assertThat(read).isEqualTo(each);
      assertThat(each.type().operation()).isEqualTo(each.getClass());
    }
    for (Event each : ContractSamples.events()) {
      assertThat(Decoder.decode(each.encoded(), MedicalModules.REGISTRY::event)).isEqualTo(each);
      assertThat(each.type().event()).isEqualTo(each.getClass());
    }
  }

  static Stream<OperationType<?>> operations() {
    return MedicalModules.REGISTRY.types().stream();
  }

  private static Stream<EventType<?>> events() {
    return MedicalModules.REGISTRY.modules().stream().flatMap(each -> each.events().stream());
  }

  private static Set<String> names(Stream<? extends Class<?>> types) {
    return types.map(Class::getName).collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }

  private static Set<String> implementing(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (JavaClass each : CONTRACT) {
      if (each.isAssignableTo(type) && !each.isInterface()) {
        names.add(each.getName());
      }
    }
    return names;
  }
}
