package org.medchain.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialGrid;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.FakeTrials;
import org.medchain.experiments.config.UserInputException;

/** {@code trials.csv} is read back as it was written, or refused at a line (EXP-9). */
class TrialsFileTest {
  @TempDir Path folder;

  static List<TrialRow> rows() {
    return grid().stream().map(cell -> TrialRow.of(FakeTrials.run(cell, TrialHook.NONE))).toList();
  }

  private static List<TrialCell> grid() {
    return TrialGrid.of(
        ExperimentConfig.of("x", List.of(ProtocolKind.PBFT, ProtocolKind.POW), List.of(4, 7)));
  }

  /** CMP-47: the two columns stand there for all rows or for none. */
  @Test
  void occasionalColumnsAreThereWhereARowHasThem() throws Exception {
    Path file = folder.resolve("trials.csv");
    TrialsFile.write(file, rows());
    assertThat(Files.readAllLines(file).getFirst()).endsWith(",checkpoints");
    List<TrialRow> more = new ArrayList<>(rows());
    Map<TrialColumn, String> last = new EnumMap<>(more.removeLast().fields());
    last.put(TrialColumn.LATE_BLOCK_INTERVAL_S, "10.5");
    last.put(TrialColumn.LATE_DIFFICULTY, "128.0");
    more.add(new TrialRow(last, Map.of()));
    TrialsFile.write(file, more);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.getFirst()).endsWith(",checkpoints,late_block_interval_s,late_difficulty");
    assertThat(lines.get(1)).endsWith(",,");
    assertThat(lines.getLast()).endsWith(",10.5,128.0");
    assertThat(WholeTrials.read(file)).isEqualTo(more);
    assertThat(refusal(Files.readString(file).replace(",128.0", ",-1")))
        .endsWith(":" + lines.size() + ": not a row as this version of medchain writes it");
    assertThat(refusal(Files.readString(file).replace(",late_difficulty", "")))
        .contains(":1: other columns than");
  }

  @Test
  void rowMatchesItsTrial() {
    for (int i = 0; i < grid().size(); i++) {
      assertThat(rows().get(i).isResultOf(grid().get(i))).isTrue();
      assertThat(rows().get(i).isResultOf(grid().get((i + 1) % grid().size()))).isFalse();
    }
  }

  @Test
  void whatIsBrokenIsRefusedAtItsLine() throws Exception {
    TrialsFile.write(folder.resolve("good.csv"), rows());
    String good = Files.readString(folder.resolve("good.csv"));
    assertThat(refusal(good.replaceFirst("trial,", "run,"))).contains(":1: other columns than");
    assertThat(refusal(good.replace("\n5,", "\n5,pbft\n5,"))).contains(":6: not a row");
    assertThat(refusal(good + good.lines().skip(2).findFirst().get() + "\n"))
        .contains("has a trial twice");
    assertThat(refusal(good.replace("\n3,pbft", "\n3,raft"))).contains(":4: not a row");
    assertThat(refusal(good.replace("\n3,pbft,4", "\n3,pbft,"))).contains(":4: not a row");
    assertThat(refusal(good.replace(",pass,", ",good,"))).contains(":2: not a row");
    assertThat(refusal(good.replace("14.9", "NaN"))).contains(":2: not a row");
    assertThat(refusal(good.replace("\n3,", "\n\"3,"))).contains(":4: not a row");
    assertThat(refusal("")).contains(":1: other columns");
    assertThat(refusal("\u0000\n")).contains(":1: other columns");
    Files.write(
        folder.resolve("bad.csv"),
        good.replace("3", "\u00fc").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(
            catchThrowableOfType(
                UserInputException.class, () -> WholeTrials.read(folder.resolve("bad.csv"))))
        .hasMessageContaining("cannot be read as text");
    assertThat(
            catchThrowableOfType(
                UserInputException.class, () -> WholeTrials.read(folder.resolve("no.csv"))))
        .hasMessageContaining("no such file");
    assertThat(catchThrowableOfType(UserInputException.class, () -> WholeTrials.read(folder)))
        .isNotNull();
  }

  /** Spreadsheets put a mark before the text, and carriage returns into it. */
  @Test
  void aTableThatASpreadsheetSavedIsTheSame() throws Exception {
    Path file = folder.resolve("trials.csv");
    TrialsFile.write(file, rows());
    Files.writeString(file, "\uFEFF" + Files.readString(file).replace("\n", "\r\n"));
    assertThat(WholeTrials.read(file)).isEqualTo(rows());
  }

  /** As a full disk or a power failure leaves it: a truncated last row alone is missing. */
  @Test
  void truncatedLastRowIsIgnored() throws Exception {
    Path file = folder.resolve("trials.csv");
    TrialsFile.write(file, rows());
    String good = Files.readString(file);
    int last = good.lastIndexOf("\n12,") + 1;
    assertThat(last).isPositive();
    for (int end = last + 1; end < good.length(); end++) {
      Files.writeString(file, good.substring(0, end));
      List<String> told = new ArrayList<>();
      assertThat(TrialsFile.read(file, told::add)).isEqualTo(rows().subList(0, 11));
      assertThat(told).containsExactly(file + ":13: the last row is only half written");
      assertThatThrownBy(() -> WholeTrials.read(file)).hasMessageContaining(":13: the last row is");
    }
    assertThat(WholeTrials.read(Files.writeString(file, good.substring(0, last))))
        .isEqualTo(rows().subList(0, 11));
    // With a line feed it is no accident of the last write.
    assertThat(refusal(good.substring(0, last + 20) + "\n")).contains(":13: not a row");
    assertThat(refusal(good.substring(0, 20))).contains(":1: other columns than");
  }

  /** Every damaged file gives its rows, or one line. */
  @Property(tries = 200, seed = "611")
  void changedBytesNeverBreakTheReader(@ForAll long seed) throws IOException {
    // Where `mvn clean` removes it; jqwik knows no temporary folders.
    Path file = Path.of("target", "trials-file-test", "trials.csv");
    Files.createDirectories(file.getParent());
    try {
      TrialsFile.write(file, rows());
      byte[] bytes = Files.readAllBytes(file);
      Random random = new Random(seed);
      for (int i = 0; i < 3; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) "\",\n-e0x\u007f".charAt(random.nextInt(8));
      }
      Files.write(file, bytes);
      List<String> torn = new ArrayList<>();
      TrialsFile.read(file, torn::add).forEach(row -> assertThat(row.cell().nodes()).isPositive());
      assertThat(torn).allMatch(line -> line.startsWith(file + ":"));
    } catch (UserInputException refusal) {
      assertThat(refusal.lines()).hasSize(1);
      assertThat(refusal.lines().getFirst()).startsWith(file + ":").doesNotContain("\n");
    }
  }

  private String refusal(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), text);
    UserInputException refusal =
        catchThrowableOfType(UserInputException.class, () -> WholeTrials.read(file));
    assertThat(refusal).isNotNull();
    assertThat(refusal.lines()).hasSize(1);
    return refusal.lines().getFirst();
  }
}
