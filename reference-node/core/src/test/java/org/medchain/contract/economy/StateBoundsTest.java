package org.medchain.contract.economy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import org.medchain.checkout.Repository;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.Table;

/** CON-44: {@code lasting-state.txt} says of every table of the state what bounds it. */
class StateBoundsTest {
  /** An order's entries in these tables count, if anybody but the center can give one. */
  private static final List<String> COUNTED = List.of("quota", "center", "block");

  private static final List<String> NOT_COUNTED = List.of("price", "participant", "record", "one");

  private static Map<String, String> tables() {
    Map<String, String> names = new TreeMap<>();
    List<String> lower = List.of("rules", "supply", "accounts", "grants", "rules to come");
    for (int i = 0; i < lower.size(); i++) {
      names.put(String.format(Locale.ROOT, "0x%02X", 0x10 + i), lower.get(i));
    }
    names.put("0x22", "executed requests");
    for (ContractModule module : MedicalModules.REGISTRY.modules()) {
      for (Table<?, ?> each : module.tables()) {
        names.put(String.format(Locale.ROOT, "0x%02X", each.prefix()), each.name());
      }
    }
    return names;
  }

  private static List<String[]> rows() throws IOException {
    Path file = Repository.file("reference-node/core/src/test/resources/lasting-state.txt");
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("0x"))
        .map(line -> line.split(" \\| ", -1))
        .toList();
  }

  @Example
  void everyTableHasARow() throws IOException {
    List<String> written = new ArrayList<>();
    rows().forEach(row -> written.add(row[0] + " " + row[1]));
    List<String> registered = new ArrayList<>();
    tables().forEach((prefix, name) -> registered.add(prefix + " " + name));
    assertThat(written).containsExactlyElementsOf(registered);
  }

  /** A row says so if, and only if, the contract counts the table's entries. */
  @Example
  void whatCountsIsWhatTheRowsSay() throws IOException {
    for (String[] row : rows()) {
      boolean counts = Quotas.counts(Integer.decode(row[0]));
      assertThat(row[2]).as(row[1]).isIn(counts ? COUNTED : NOT_COUNTED);
    }
  }
}
