package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * HOUSE-8: {@code spec/reading.md} lists what a reviewer has to read, and says how long it is.
 *
 * <p>With {@code -Drewrite} the numbers of lines and their sum are written instead of compared.
 */
class ReadingPageTest {
  private static final Path PAGE = Path.of("spec", "reading.md");

  /** Of the path through what decides, and of the one through what measures it. */
  private static final List<Integer> MOST_LINES = List.of(6_000, 2_500);

  /** Where the second path begins. */
  private static final String SECOND = "\n## 8. ";

  private static final SourceTree TREE = SourceTree.here();

  private static final Pattern ENTRY =
      Pattern.compile(
          "(?m)^(\\| \\[([^\\]]+)\\]\\(\\.\\./([^)]+\\.java)\\) \\| )([0-9,]+) \\| (.+) \\|$");

  private static final Pattern SUM =
      Pattern.compile("in all ([0-9]+) files, ([0-9,]+) lines of Java, of at most [0-9,]*[0-9]");

  /** What no reading may leave out, besides the files that the page of PBFT's package names. */
  private static final List<String> MAIN =
      List.of(
          "data/Decoder",
          "consensus/QuorumSizes",
          "consensus/QuorumCertificate",
          "consensus/OutputInterpreter",
          "pbft/ViewChangeCoordinator",
          "pbft/NewViewChain",
          "pbft/CheckpointProtocol",
          "pbft/PbftClientSession",
          "pow/PowReplica",
          "pow/BlockTree",
          "pow/BlockAssembler",
          "pow/ChainReorganiser",
          "pow/PowClientSession",
          "contract/MedicalContract",
          "contract/engine/TransactionExecution",
          "simulation/Simulation",
          "simulation/event/EventQueue",
          "simulation/network/Network",
          "simulation/host/SimulatedReplicaHost",
          "simulation/host/MiningProcess",
          "comparison/AgreementChecker",
          "comparison/TrialTiming",
          "comparison/metrics/LatencyRecorder",
          "comparison/metrics/OutcomeEvidence");

  /**
   * One row of the page.
   *
   * @param text of the link
   * @param path from the root of the tree
   * @param lines that the page says
   * @param check what a reader has to look for
   */
  private record Entry(String text, Path path, int lines, String check) {}

  @BeforeAll
  static void rewrite() {
    if (System.getProperty("rewrite") != null) {
      TREE.write(PAGE, withNumbers(TREE.read(PAGE)));
    }
  }

  private static String withNumbers(String page) {
    String rows =
        ENTRY
            .matcher(page)
            .replaceAll(
                row ->
                    Matcher.quoteReplacement(
                        row.group(1) + lines(Path.of(row.group(3))) + " | " + row.group(5) + " |"));
    Iterator<List<Entry>> paths = paths(rows).iterator();
    Iterator<Integer> most = MOST_LINES.iterator();
    return SUM.matcher(rows)
        .replaceAll(
            sum -> {
              List<Entry> path = paths.next();
              return String.format(
                  Locale.ROOT,
                  "in all %d files, %,d lines of Java, of at most %,d",
                  path.size(),
                  lines(path),
                  most.next());
            });
  }

  private static int lines(List<Entry> path) {
    return path.stream().mapToInt(each -> lines(each.path())).sum();
  }

  /** The entries of the two paths. */
  private static List<List<Entry>> paths(String page) {
    int second = page.indexOf(SECOND);
    return List.of(entries(page.substring(0, second)), entries(page.substring(second)));
  }

  private static int lines(Path file) {
    return (int) TREE.read(file).lines().count();
  }

  private static List<Entry> entries() {
    return entries(TREE.read(PAGE));
  }

  private static List<Entry> entries(String page) {
    return ENTRY.matcher(page).results().map(ReadingPageTest::entry).toList();
  }

  private static Entry entry(MatchResult row) {
    return new Entry(row.group(2), Path.of(row.group(3)), number(row.group(4)), row.group(5));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits.replace(",", ""));
  }

  @Test
  void everyLinkToSourceStandsInARowThatThisTestReads() {
    long links =
        Pattern.compile("\\]\\([^)]+\\.java\\)").matcher(TREE.read(PAGE)).results().count();
    assertThat(entries()).hasSizeGreaterThan(50).hasSize((int) links);
  }

  @Test
  void everyFileIsThereAndStandsOnce() {
    List<Path> sources = TREE.files(path -> path.toString().contains("src/main/java"));
    assertThat(entries())
        .extracting(Entry::path)
        .doesNotHaveDuplicates()
        .allSatisfy(path -> assertThat(sources).as("there is no " + path).contains(path));
    assertThat(entries())
        .allSatisfy(each -> assertThat(each.path().toString()).endsWith("/" + each.text()));
  }

  @Test
  void everyFileHasASentenceOnWhatToCheck() {
    assertThat(entries())
        .allSatisfy(each -> assertThat(each.check()).hasSizeGreaterThan(30).endsWith("."));
  }

  @Test
  void thePageSaysHowManyLinesThereAre() {
    List<Entry> entries = entries();
    String how = "; -Dtest=ReadingPageTest -Drewrite writes the numbers";
    assertThat(
            entries.stream()
                .filter(each -> each.lines() != lines(each.path()))
                .map(each -> each.path() + " has " + lines(each.path())))
        .as("lines" + how)
        .isEmpty();
    assertThat(TREE.read(PAGE)).as("sums" + how).isEqualTo(withNumbers(TREE.read(PAGE)));
    assertThat(SUM.matcher(TREE.read(PAGE)).results()).hasSize(MOST_LINES.size());
  }

  @Test
  void itIsShortEnoughToBeRead() {
    List<List<Entry>> paths = paths(TREE.read(PAGE));
    for (int path = 0; path < paths.size(); path++) {
      assertThat(lines(paths.get(path))).isLessThanOrEqualTo(MOST_LINES.get(path));
    }
  }

  @Test
  void theMainFilesOfEachPartAreInIt() {
    List<Path> listed = entries().stream().map(Entry::path).toList();
    List<String> missing = new ArrayList<>(MAIN);
    missing.addAll(filesOfOneRequest());
    missing.removeIf(
        name -> listed.stream().anyMatch(path -> path.toString().endsWith("/" + name + ".java")));
    assertThat(missing).isEmpty();
  }

  /** The ordered list in PBFT's package page: each item begins with the file that it is about. */
  private static List<String> filesOfOneRequest() {
    Path page =
        Path.of("reference-node/core/src/main/java/org/medchain/consensus/pbft/package-info.java");
    List<String> files =
        Pattern.compile("<li>\\{@(?:code|link) (?:[a-z]+\\.)*([A-Z]\\w+)\\}")
            .matcher(TREE.read(page))
            .results()
            .map(item -> item.group(1))
            .toList();
    assertThat(files).hasSizeBetween(4, 6);
    return files;
  }
}
