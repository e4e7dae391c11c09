package org.medchain.chaos.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SCH-13: results stay valid as long as the texts stay. */
final class GuardTableTest {
  private static final Guard SMALL = guard("Door.open: a < 1");
  private static final Guard NAMED = guard("Door.open: b(1, \"x\")");
  private static final Guard TYPED = guard("Door.open: !(a instanceof B b)");
  private static final String TEST = "org.medchain.tiny.DoorTest.opens";

  @TempDir private Path folder;
  private ModuleLayout layout;

  private static Guard guard(String name) {
    return new Guard(name, "tiny/Door.java", 0, 1, false, true);
  }

  @BeforeEach
  void aProject() throws IOException {
    Path table = folder.resolve("results/guards.csv");
    layout = new ModuleLayout(folder, "org/medchain", "tiny", "", table, folder.resolve("work"));
    write("src/main/java/org/medchain/tiny/Door.java", "class Door {}");
    write("src/test/java/org/medchain/tiny/DoorTest.java", "class DoorTest {}");
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }

  private GuardTable open() throws IOException {
    return GuardTable.open(layout, 9);
  }

  private void fill() throws IOException {
    GuardTable table = open();
    table.add(NAMED, "");
    table.add(SMALL, TEST);
    table.add(TYPED, GuardTable.NO_GUARD);
  }

  @Test
  void rowsAreAppendedAndPutInOrderInTheEnd() throws IOException {
    fill();
    String named = "\"Door.open: b(1, \"\"x\"\")\",tiny/Door.java,";
    String small = "Door.open: a < 1,tiny/Door.java," + TEST;
    assertThat(layout.table()).hasContent("guard,file,caught_by\n" + named + "\n" + small);

    open().sortAndPrune(List.of(SMALL, TYPED, NAMED));
    assertThat(layout.table()).hasContent("guard,file,caught_by\n" + small + "\n" + named);
    assertThat(open().knownResult(TYPED)).contains(GuardTable.NO_GUARD);
  }

  @Test
  void whatIsKnownIsReadAgain() throws IOException {
    fill();
    assertThat(open().knownResult(SMALL)).contains(TEST);
    assertThat(open().knownResult(NAMED)).contains("");
    assertThat(open().knownResult(TYPED)).contains(GuardTable.NO_GUARD);
    GuardTable table = open();
    table.forget(List.of(SMALL));
    assertThat(table.knownResult(SMALL)).isEmpty();
    assertThat(table.knownResult(NAMED)).contains("");
  }

  @Test
  void aSourceThatChangedMakesItUnknown() throws IOException {
    fill();
    write("src/main/java/org/medchain/tiny/Door.java", "class Door { /* new */ }");
    assertThat(open().knownResult(SMALL)).isEmpty();
    assertThat(open().knownResult(TYPED)).isEmpty();
  }

  @Test
  void newTestsOrMoreSchedulesAreAChanceForSurvivorsOnly() throws IOException {
    fill();
    assertThat(GuardTable.open(layout, 10).knownResult(NAMED)).isEmpty();
    write("src/test/java/org/medchain/tiny/DoorEdgesTest.java", "class DoorEdgesTest {}");
    assertThat(open().knownResult(SMALL)).contains(TEST);
    assertThat(open().knownResult(NAMED)).isEmpty();
  }

  /** In a clean clone the table is there, and the notes are not. */
  @Test
  void aRowWithoutItsNoteIsUnknownAndStays() throws IOException {
    fill();
    String rows = Files.readString(layout.table());
    Files.delete(layout.work().resolve("texts.csv"));
    GuardTable table = open();
    assertThat(table.knownResult(SMALL)).isEmpty();
    table.forget(List.of(SMALL));
    table.add(SMALL, TEST);
    table.sortAndPrune(List.of(NAMED, SMALL));
    assertThat(layout.table()).hasContent(rows);
    assertThat(open().knownResult(SMALL)).contains(TEST);
    assertThat(open().knownResult(NAMED)).isEmpty();
  }

  @Test
  void aRowThatWasTakenOutIsUnknown() throws IOException {
    fill();
    Files.writeString(layout.table(), "guard,file,caught_by\n");
    assertThat(open().knownResult(SMALL)).isEmpty();
  }
}
