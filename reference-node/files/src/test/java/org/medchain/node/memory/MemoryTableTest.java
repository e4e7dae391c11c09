package org.medchain.node.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/**
 * NODE-24: the table has every collection that keeps what peers send. Writes the tables of {@code
 * spec/memory.md}, which has their sums.
 */
class MemoryTableTest {
  private static final Path SUMS = Repository.file("spec/memory.md");
  private static final Path PAGE = Repository.file("reference-node/files/target/memory.md");
  private static final Path ROWS =
      Repository.file("reference-node/files/src/test/resources/memory-rows.txt");

  /** A field with a collection that is there from the start. */
  private static final Pattern COLLECTION =
      Pattern.compile(
          "^ +(private |final |private final"
              + " )(BitSet|[\\w.]*(Map|Set|List|Deque|Queue)<.*) \\w+ =( .*|$)",
          Pattern.MULTILINE);

  /** Where peers reach: contract and data have values, application and shell are asked. */
  private static final List<String> SOURCES =
      List.of(
          "reference-node/core/src/main/java/org/medchain/consensus",
          "reference-node/core/src/main/java/org/medchain/network",
          "reference-node/node/src/main/java/org/medchain/node",
          "reference-node/files/src/main/java/org/medchain/node/files",
          "reference-node/center/src/main/java/org/medchain/node/center",
          "reference-node/client/src/main/java/org/medchain/node",
          "reference-node/shell/src/main/java/org/medchain/shell");

  private static final String WITHOUT = "Without a row";

  /** The lines of the file under each heading. */
  private static Map<String, List<String>> file() throws IOException {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(ROWS)) {
      if (line.startsWith("## ")) {
        lines = sections.computeIfAbsent(line.substring(3), any -> new ArrayList<>());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(line);
      }
    }
    return sections;
  }

  private static Map<String, List<MemoryRow>> sections() throws IOException {
    Map<String, List<MemoryRow>> sections = new LinkedHashMap<>();
    file()
        .forEach(
            (title, lines) ->
                sections.put(
                    title,
                    lines.stream()
                        .filter(any -> !title.equals(WITHOUT))
                        .map(MemoryRow::of)
                        .toList()));
    sections.remove(WITHOUT);
    return sections;
  }

  private static List<MemoryRow> rows() throws IOException {
    return sections().values().stream().flatMap(List::stream).toList();
  }

  /** Classes whose collections need no row. */
  private static Set<String> without() throws IOException {
    Set<String> classes = new TreeSet<>();
    file()
        .get(WITHOUT)
        .forEach(line -> classes.addAll(List.of(line.split(" \\| ", -1)[1].split(" ", -1))));
    return classes;
  }

  private static List<Path> sources(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(each -> each.toString().endsWith(ending))
          .filter(each -> !each.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }

  /** New code is not missed. */
  @Test
  void everyCollectionHasARowOrAReason() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String folder : SOURCES) {
      for (Path source : sources(Repository.file(folder), ".java")) {
        String text = Files.readString(source).replaceAll("(static|transient|volatile) ", "static");
        if (COLLECTION.matcher(text).find()) {
          found.add(source.getFileName().toString().replace(".java", ""));
        }
      }
    }
    Set<String> known = without();
    rows().forEach(each -> assertThat(known.add(each.simpleName())).as("%s", each).isTrue());
    Set<String> missing = new TreeSet<>(found);
    missing.removeAll(known);
    assertThat(missing).as("neither a row of the memory table nor a reason").isEmpty();
    Set<String> gone = without();
    gone.removeAll(found);
    assertThat(gone).as("reasons for what has no collection").isEmpty();
  }

  @Test
  void everyRowNamesItsClassRequirementAndTest() throws Exception {
    StringBuilder requirements = new StringBuilder();
    for (Path page : sources(Repository.file("spec/requirements"), ".md")) {
      requirements.append(Files.readString(page));
    }
    Map<String, Path> tests = new TreeMap<>();
    for (String module : List.of("core", "node", "files", "center", "client")) {
      String folder = "reference-node/" + module + "/src/test";
      for (Path each : sources(Repository.file(folder), "Test.java")) {
        tests.put(each.getFileName().toString().replace(".java", ""), each);
      }
    }
    for (MemoryRow row : rows()) {
      Class.forName("org.medchain." + row.collection());
      assertThat(requirements).contains("| " + row.requirement() + " |");
      String[] test = row.test().split("#", -1);
      assertThat(tests).as(row.collection()).containsKey(test[0]);
      assertThat(Files.readString(tests.get(test[0]))).contains("void " + test[1] + "(");
      assertThat(row.bytes()).as(row.collection()).isPositive();
    }
  }

  /** PBFT-16: the log is replaced by one entry, so at the defaults it has to be one that can be. */
  @Test
  void anEntryOfTheLogCanBeAsLargeAsACompactionMakesIt() throws IOException {
    long most = Formula.constant("data.Encoder", "MAX_SIZE");
    for (MemoryRow row : rows()) {
      if (row.simpleName().equals("LogRecovery")) {
        assertThat(row.bytes()).isLessThan(most / 2); // the other half for the clients' receipts
      }
    }
  }

  @Test
  void theBuildWritesThePage() throws IOException {
    Files.createDirectories(PAGE.getParent());
    Files.writeString(PAGE, "# What a node keeps for its peers\n" + letters() + table());
    assertThat(Files.readString(SUMS))
        .contains("- a node with PBFT, without links: " + mebibytes(ofNode()) + " MiB")
        .contains("- for each link besides: " + mebibytes(ofLink()) + " MiB");
  }

  private static String letters() {
    List<String> meanings =
        List.of(
            "members",
            "heights in flight",
            "heights between checkpoints",
            "votes of a certificate",
            "bytes of the largest block",
            "waiting requests",
            "bytes of the longest frame",
            "heights whose votes count: 2 K + 2 W",
            "views whose votes count",
            "an object in a collection, in bytes",
            "a signed vote: 2 e",
            "a VIEW-CHANGE: (2 K + W) (Q + 1) s");
    StringBuilder page = new StringBuilder("\n| letter | is | default |\n|---|---|---|\n");
    Iterator<String> each = meanings.iterator();
    Formula.LETTERS.forEach(
        (letter, value) ->
            page.append("| " + letter + " | " + each.next() + " | " + value + " |\n"));
    return page.toString();
  }

  private static String table() throws IOException {
    List<String> lines = new ArrayList<>();
    sections()
        .forEach(
            (title, rows) -> {
              lines.add("");
              lines.add("## " + title);
              lines.add("");
              lines.add("| collection | keeps | pays | bytes | default | requirement | test |");
              lines.add("|---|---|---|---|---|---|---|");
              rows.forEach(each -> lines.add(each.line()));
            });
    return String.join("\n", lines) + "\n";
  }

  /** Bounds of the whole node, which count once. */
  private static long ofNode() throws IOException {
    List<MemoryRow> work = sections().get("Replica of a proof of work");
    return rows().stream()
        .filter(each -> List.of("all together", "the members").contains(each.payer()))
        .filter(each -> !work.contains(each))
        .mapToLong(MemoryRow::bytes)
        .sum();
  }

  private static long ofLink() throws IOException {
    return rows().stream()
        .filter(each -> each.payer().equals("each link"))
        .mapToLong(MemoryRow::bytes)
        .sum();
  }

  private static long mebibytes(long bytes) {
    return Math.ceilDiv(bytes, 1 << 20);
  }
}
