package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import org.medchain.checkout.Repository;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.ReactionBound;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorkBound;
import org.medchain.data.Codec;

/** CON-25, CON-28: a golden file says what the registry says, and becomes contract.md. */
class ContractFormatTest {
  private static final Path FILE =
      Repository.file("reference-node/core/src/test/resources/golden/contract-registry.txt");

  private static final String HEAD =
      """
      # The contracts' format

      Every number here is part of the format: never reused, never renumbered. The tables are made from the registry of modules
      ([MedicalModules](../../reference-node/core/src/main/java/org/medchain/contract/MedicalModules.java)), and `ContractFormatTest`
      compares them; a module is a package of `org.medchain.contract`. All values are in the canonical encoding
      ([0001](../decisions/0001-encoding-and-records.md)). What an operation has to do, its requirement says.
      """;

  @Example
  void theDocumentIsTheRegistrys() throws IOException {
    String expected = document();
    Path page = Repository.file("spec/target/contract.md");
    Files.createDirectories(page.getParent());
    Files.writeString(page, expected);
    if (System.getProperty("rewrite") != null) {
      Files.writeString(FILE, expected);
    }
    assertThat(Files.readString(FILE)).isEqualTo(expected);
  }

  private static String document() {
    List<String> lines = new ArrayList<>(HEAD.lines().toList());
    operations(lines);
    bounds(lines);
    events(lines);
    outcomes(lines);
    state(lines);
    return String.join("\n", lines) + "\n";
  }

  private static void operations(List<String> lines) {
    lines.add("");
    lines.add("## Operations");
    lines.add("");
    lines.add(
        "The number is the transaction's kind, the fields are its body. *Offered to*: whose clients"
            + " offer it.");
    lines.add("");
    lines.add(
        "| no. | operation | module | fields | who may order it | offered to | without ordering |"
            + " requirement |");
    lines.add("|---|---|---|---|---|---|---|---|");
    Map<Integer, String> rows = new TreeMap<>();
    for (ContractModule module : MedicalModules.REGISTRY.modules()) {
      for (OperationType<?> each : module.operations()) {
        rows.put(each.number(), row(each, module));
      }
    }
    lines.addAll(rows.values());
  }

  private static String row(OperationType<?> type, ContractModule module) {
    OperationPermissions senders = type.permissions();
    return cells(
        type.number(),
        type.name(),
        module.name(),
        fields(type.operation()),
        senders.roles().size() == Role.values().length ? "anybody" : roles(senders.roles()),
        senders.clients().isEmpty() ? "–" : roles(senders.clients()),
        type.readable() ? "yes" : "–",
        type.requirement());
  }

  private static void bounds(List<String> lines) {
    lines.add("");
    lines.add("## Bounds");
    lines.add("");
    lines.add(
        "What each does to the state at most (CON-28): keys looked up, keys written or removed, and"
            + " bytes of keys and values");
    lines.add(
        "written, which is also the most that the state can grow by. *Request* comes on top of"
            + " every operation, *after* on top of");
    lines.add("each such event, *block* once for every block.");
    lines.add("");
    lines.add("| what | module | for each | reads | writes | bytes |");
    lines.add("|---|---|---|---|---|---|");
    lines.add(row("request", "engine", "–", RequestWindow.BOUND));
    Map<Integer, List<String>> rows = new TreeMap<>();
    List<String> others = new ArrayList<>();
    for (ContractModule module : MedicalModules.REGISTRY.modules()) {
      for (OperationType<?> each : module.operations()) {
        rows.put(each.number(), rows(each.name(), module.name(), each.bound()));
      }
      for (ReactionBound each : module.reactionBounds()) {
        others.add(row("after " + each.event().name(), module.name(), "–", each.atMost()));
      }
      if (!module.blockBound().fixed().equals(StateWork.NONE)) {
        others.addAll(rows("block", module.name(), module.blockBound()));
      }
    }
    rows.values().forEach(lines::addAll);
    lines.addAll(others);
  }

  private static <T> List<String> rows(String what, String module, WorkBound<T> bound) {
    List<String> rows = new ArrayList<>();
    rows.add(row(what, module, "–", bound.fixed()));
    for (WorkBound.WorkPart<T> part : bound.parts()) {
      rows.add(row(what, module, part.each(), part.work()));
    }
    return rows;
  }

  private static String row(String what, String module, String each, StateWork work) {
    return cells(what, module, each, work.reads(), work.writes(), work.bytes());
  }

  private static void events(List<String> lines) {
    lines.add("");
    lines.add("## Events");
    lines.add("");
    lines.add(
        "The number is the first byte of an event; a receipt's output is the list of its"
            + " transaction's events.");
    lines.add("");
    lines.add("| no. | event | module | fields |");
    lines.add("|---|---|---|---|");
    Map<Integer, String> rows = new TreeMap<>();
    for (ContractModule module : MedicalModules.REGISTRY.modules()) {
      for (EventType<?> each : module.events()) {
        rows.put(
            each.number(), cells(each.number(), each.name(), module.name(), fields(each.event())));
      }
    }
    lines.addAll(rows.values());
  }

  private static void outcomes(List<String> lines) {
    lines.add("");
    lines.add("## Outcomes");
    lines.add("");
    lines.add("The code of a receipt; the meaning of each is beside its name in");
    lines.add(
        "[Outcome](../../reference-node/core/src/main/java/org/medchain/contract/engine/Outcome.java).");
    lines.add("");
    lines.add("| code | outcome |");
    lines.add("|---|---|");
    for (Outcome each : Outcome.values()) {
      lines.add(cells(each.code(), each));
    }
  }

  private static void state(List<String> lines) {
    lines.add("");
    lines.add("## State");
    lines.add("");
    lines.add(
        "A key of the state is its table's prefix and the key's fields. Prefixes under 0x20 are the"
            + " incentive layer's: 0x10 the");
    lines.add(
        "rules, 0x11 the supply, 0x12 the accounts, 0x13 the grants, 0x14 the rules that wait for"
            + " their height.");
    lines.add("");
    lines.add("| prefix | table | module | key | value |");
    lines.add("|---|---|---|---|---|");
    Map<Integer, String> rows = new TreeMap<>();
    rows.put(0x22, cells("0x22", "executed requests", "engine", "key", "floor, window"));
    for (ContractModule module : MedicalModules.REGISTRY.modules()) {
      for (Table<?, ?> each : module.tables()) {
        rows.put(each.prefix(), row(each, module));
      }
    }
    lines.addAll(rows.values());
  }

  private static String row(Table<?, ?> table, ContractModule module) {
    return cells(
        String.format(Locale.ROOT, "0x%02X", table.prefix()),
        table.name(),
        module.name(),
        text(table.keys()),
        text(table.values()));
  }

  private static String text(Codec<?> codec) {
    return codec.toString().isEmpty() ? "–" : codec.toString();
  }

  private static String fields(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    return components.length == 0
        ? "–"
        : Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.joining(", "));
  }

  private static String roles(List<Role> roles) {
    if (roles.equals(OperationPermissions.PARTICIPANT.roles())) {
      return "all but the center";
    }
    return roles.stream()
        .map(role -> role.word().replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  private static String cells(Object... cells) {
    return Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |"));
  }
}
